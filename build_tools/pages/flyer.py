"""The A4 flyer of each event: what is on the event's page, on one sheet of paper.

Nothing on it depends on the day of the build, because paper does not follow the clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from build_tools.artifacts import Page
from build_tools.i18n.dates import format_moment
from build_tools.i18n.faces import Face, face_of
from build_tools.i18n.figures import say
from build_tools.model.base import LANGUAGES
from build_tools.model.moment import Precision
from build_tools.model.occasions import Event, EventStatus
from build_tools.model.ruby import base_text
from build_tools.pages.context import Context
from build_tools.pages.desk import Desk
from build_tools.pages.fitting import Sheet, fit
from build_tools.pages.flyer_facts import OFF, Fact, Line, facts_of, place_of
from build_tools.pages.markdown import render_markdown
from build_tools.pages.qr import build_qr
from build_tools.urls import address_of, canonical, flyer_address, twin

MOST_SESSIONS = 6
"""How many sittings the sheet lists; it says how many there are besides."""
_LATEST = 2
"""How many changes the banner tells of."""


@dataclass(frozen=True, slots=True)
class Banner:
    """What is no longer as announced, above everything else."""

    word: str
    """The one word that says so."""
    tone: str
    """`stop` when nobody should come, `turn` when something is different."""
    texts: tuple[Markup, ...]
    """The reason, and what people need to know."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the sheet shows besides the words of the record itself."""

    banner: Banner | None
    faces: tuple[Face, ...]
    clock: Markup
    place: tuple[Line, ...]
    facts: tuple[Fact, ...]


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the flyer of every event."""
    for event in desk.catalog.all(Event):
        yield from build_record(desk, event)


def build_record(desk: Desk, event: Event) -> Iterator[Page]:
    """Yield the flyer of an event."""
    yield _flyer(desk, event)


def _flyer(desk: Desk, event: Event) -> Page:
    path, own = flyer_address(event.id), address_of(event)
    c, site = desk.context(path), desk.catalog.site
    url = canonical(site.base_url, own, desk.lang)
    other = next(lang for lang in LANGUAGES if lang != desk.lang)
    title = event.title.get(desk.lang)
    parts = _Parts(
        _banner(c, event), _faces(c, event), _clock(c, event), tuple(place_of(c, event)), tuple(facts_of(c, event))
    )
    sessions = event.sessions[:MOST_SESSIONS]
    fitted = fit(_sheet(c, event, parts))
    content = desk.sheet(
        "flyer.html",
        path,
        page=own,
        event=event,
        banner=parts.banner,
        is_off=event.status in OFF,
        size=fitted.title,
        faces=parts.faces,
        clock=parts.clock,
        sessions=sessions,
        further=len(event.sessions) - len(sessions),
        place=parts.place,
        facts=parts.facts,
        density=fitted.density,
        layout=fitted.layout,
        body=fitted.body,
        is_cut=fitted.is_cut,
        picture="" if event.status in OFF else fitted.picture,
        url=url,
        steps=_steps(url),
        parts=title.split() if event.title.has(desk.lang) and desk.lang == "ja" else [title],
        qr=build_qr(url, name=desk.words("flyer.qr", title=title)),
        twin=twin(path, desk.lang, other),
        other=other,
    )
    return Page(
        path,
        desk.lang,
        "events/_record/flyer/",
        title,
        say(event.summary or event.title, desk.catalog, desk.words),
        content,
        trail=(("events/", desk.words("section.events")), (own, title)),
        qualifier=desk.words("flyer.qualifier", when=format_moment(event.starts, desk.words, with_clock=False)),
        source=c.path(event),
        updated=event.updated,
        is_indexed=False,
        canonical=own,
    )


def _steps(url: str) -> tuple[str, ...]:
    """Cut an address behind its slashes, where a line may end."""
    host, *path = url.split("://", 1)[1].split("/")
    return (f"{url.split('://', 1)[0]}://{host}/", *(f"{step}/" for step in path if step))


def _body(c: Context, event: Event) -> Markup:
    """Return the event's text as HTML; empty for none."""
    if event.body is None:
        return Markup("")
    return c.figured(render_markdown(event.body.get(c.lang), resolve=c.resolve, taken={"main"}))


def _banner(c: Context, event: Event) -> Banner | None:
    """Return what is no longer as announced; None when all is."""
    changes = [c.text(change.text) for change in event.changes[-_LATEST:]]
    unsure = escape(c.t("why.unconfirmed")) if event.status is EventStatus.UNCONFIRMED else Markup("")
    texts = tuple(text for text in (unsure, c.text(event.reason), *changes) if text)
    if event.status is not EventStatus.SCHEDULED:
        return Banner(c.t(f"state.{event.status}"), "stop" if event.status in OFF else "turn", texts)
    if event.previous_place:
        return Banner(c.t("state.place-changed"), "turn", texts)
    if event.full or event.seats_left == 0:
        has_list = event.registration is not None and event.registration.waiting_list
        waiting = (escape(c.t("registration.waiting-list")),) if has_list else ()
        return Banner(c.t("state.full"), "turn", (*texts, *waiting))
    return Banner(c.t("flyer.changed"), "turn", texts) if changes else None


def _faces(c: Context, event: Event) -> tuple[Face, ...]:
    """Return the day, or the first and the last one."""
    starts, ends = event.starts, event.ends
    first = face_of(starts, c.t)
    if ends is None or ends.first == starts.first or not starts.is_known:
        return (first,)
    return first, face_of(ends, c.t)


def _clock(c: Context, event: Event) -> Markup:
    """Return the time of day, with its end where the event has one on the same day."""
    starts, ends = event.starts, event.ends
    if starts.precision is not Precision.MINUTE:
        return Markup("")
    start = face_of(starts, c.t).clock
    if ends is None or ends.precision is not Precision.MINUTE:
        return start
    return c.t.markup("clock.span", start=start, end=face_of(ends, c.t).clock)


def _sheet(c: Context, event: Event, parts: _Parts) -> Sheet:
    """Return what the sheet has to hold, for reckoning how much of the text goes on it."""
    has_original = c.lang != "ja" and event.title.has(c.lang)
    sessions, banner = min(len(event.sessions), MOST_SESSIONS + 1), parts.banner
    return Sheet(
        title=event.title.get(c.lang),
        original=event.title.ja if has_original else "",
        is_sample=event.sample,
        is_off=event.status in OFF,
        banner=(banner.word, *map(_words, banner.texts)) if banner else (),
        kind=c.term("event-kinds", event.kind) + (c.plain(c.of("series", event.series).title) if event.series else ""),
        faces=parts.faces,
        has_clock=bool(parts.clock),
        notes=sessions + bool(event.previous_starts) + bool(event.doors),
        place=tuple(_words(line.text) for line in parts.place),
        lead=c.plain(event.summary),
        facts=tuple(Markup(base_text(fact.value)) for fact in parts.facts),  # noqa: S704 -- it is HTML already
        unsure="" if event.certain else c.plain(event.note) or c.t("unconfirmed.notice"),
        body=_body(c, event),
    )


def _words(html: Markup) -> str:
    """Return the words of HTML on one line."""
    html = Markup(base_text(html))  # noqa: S704 -- it is HTML already
    is_plain = "<" not in html and "&" not in html
    return " ".join(str.split(html)) if is_plain else html.striptags()
