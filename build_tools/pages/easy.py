"""The easy voice: a home page, two guides, and a page of each record that has a text in easy Japanese.

Their language is plain `ja`: no subtag for it is registered (RFC 5646), and a private one, such as
`ja-x-easy`, says nothing to a screen reader, a browser or a search engine, and some of them then
know no language at all. No `hreflang` leads to them, since two pages cannot both be the Japanese one.
"""

import re
from collections.abc import Iterator

from markupsafe import Markup

from build_tools.artifacts import Page
from build_tools.i18n.easy_dates import easy_day
from build_tools.i18n.ruby import set_ruby
from build_tools.i18n.words import Words
from build_tools.model.base import LANGUAGES, Record, Text
from build_tools.model.moment import Moment, Precision
from build_tools.model.occasions import Event
from build_tools.pages.desk import Desk
from build_tools.pages.easy_facts import easy_facts, easy_state, easy_text, easy_title
from build_tools.pages.emergency import home_of
from build_tools.pages.live import make_easy_live
from build_tools.pages.markdown import render_markdown
from build_tools.pages.styles import styles_of
from build_tools.urls import EASY, EASY_PAGES, OWN_PAGES, address_of, easy_address, has_easy_page
from build_tools.views.lifecycle import is_over, standing_of
from build_tools.views.selections import by_time, upcoming

_GUIDES = {"participate/": "participate", "support-office/": "support"}
"""Address of the page that a guide retells to the beginning of the keys of its words."""
_SHELLS = {1: EASY, 2: f"{EASY}_record/", 3: f"{EASY}_record/_record/"}
"""Depth of a page to its shell."""
_READING = re.compile(r"<r([pt])>.*?</r\1>")


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the home page of the voice and its guides, on the Japanese desk of a city that has its words."""
    if words := easy_words(desk):
        yield make_easy_live(desk, _home(desk, words), words)
        yield from (_guide(desk, words, path, name) for path, name in _GUIDES.items())


def build_record(desk: Desk, record: Record) -> Iterator[Page]:
    """Yield the page of a record that has an easy text, on the Japanese desk of a city that has the voice's words."""
    words, path = easy_words(desk), easy_address(record)
    if not (words and has_easy_page(record)):
        return
    page = _page(
        desk,
        words,
        "easy_record.html",
        path,
        title=easy_title(record),
        lead=_lead(desk, path, record.summary),
        retells=address_of(record),
        is_indexed=not record.sample,
        record=record,
        facts=easy_facts(record, desk.catalog, words, desk.now) if isinstance(record, Event) else (),
        as_of=_day(desk, words) if isinstance(record, Event) else "",
    )
    is_live = isinstance(record, Event) and not is_over(record, desk.now)
    yield make_easy_live(desk, page, words) if is_live else page


def _lead(desk: Desk, path: str, summary: Text | None) -> Markup:
    return desk.context(path).figured(easy_text(summary)) if summary and summary.has("easy") else Markup("")


def easy_words(desk: Desk) -> Words | None:
    """Return the words of the easy voice, made once for all pages of a desk; None on a desk that has no such pages."""
    table = desk.catalog.strings.get("easy") if desk.lang == LANGUAGES[0] else None
    return desk.fragments.get(("easy-words",), lambda: Words("easy", table)) if table else None


def _home(desk: Desk, words: Words) -> Page:
    events = [event for event in desk.catalog.all(Event) if has_easy_page(event)]
    coming = upcoming(events, desk.now)
    kinds = (desk.catalog.records[kind] for kind in OWN_PAGES if kind != "event")
    others = [record for records in kinds for record in records.values() if has_easy_page(record)]
    past = [event for event in reversed(by_time(events)) if event not in coming]
    return _page(
        desk,
        words,
        "easy_home.html",
        EASY + home_of(desk.catalog)[0],
        title=words.markup("home.title"),
        lead=words.markup("home.lead"),
        description=words("home.description"),
        retells=home_of(desk.catalog)[0],
        events=[_line(desk, words, event) for event in coming],
        guides=[(EASY_PAGES[path], key) for path, key in zip(_GUIDES, ("participate", "support-office"), strict=True)],
        others=[(easy_address(record), easy_title(record), record) for record in (*others, *past)],
        as_of=_day(desk, words),
    )


def _line(desk: Desk, words: Words, event: Event) -> tuple[str, Markup, Markup, Markup, Event]:
    """Return address, title, day and state of an event."""
    state = easy_state(standing_of(event, desk.now), words)
    return easy_address(event), easy_title(event), easy_day(event.starts, words), state, event


def _guide(desk: Desk, words: Words, path: str, name: str) -> Page:
    own = EASY_PAGES[path]
    return _page(
        desk,
        words,
        "easy_guide.html",
        own,
        title=words.markup(f"{name}.title"),
        lead=Markup(""),
        description=words(f"{name}.description"),
        retells=path,
        contact=desk.catalog.site.contact if name == "support" else None,
        body=render_markdown(words.marked(f"{name}.text"), resolve=desk.context(own).resolve),
    )


def _page(  # noqa: PLR0913 -- all that one page differs in
    desk: Desk,
    words: Words,
    template: str,
    path: str,
    *,
    title: Markup,
    lead: Markup,
    retells: str,
    description: str = "",
    is_indexed: bool = True,
    **values: object,
) -> Page:
    """Return a page; its title in the head is the words alone."""
    content = desk.render(
        template, path, e=words, title=title, lead=lead, other=retells, has_home=path != EASY, **values
    )
    name = _plain(_without_readings(set_ruby(title)))
    return Page(
        path,
        desk.lang,
        _SHELLS[path.count("/")],
        name,
        description or _plain(set_ruby(lead)) or name,
        content,
        ((EASY, words("home.title")),) if path != EASY else (),
        is_indexed=is_indexed,
        styles=styles_of(template),
        easy=path,
        retells=retells,
    )


def _without_readings(html: str) -> str:
    return _READING.sub("", html)


def _plain(html: str) -> str:
    """Return the text of HTML; readings that are still there stand in brackets behind their words."""
    return Markup(html).striptags()  # noqa: S704 -- it is HTML already


def _day(desk: Desk, words: Words) -> Markup:
    return easy_day(Moment(desk.now.date(), Precision.DAY), words)
