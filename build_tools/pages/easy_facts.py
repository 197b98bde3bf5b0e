"""The facts of an event in the easy voice, made from the record: nobody has to write them, and none goes stale."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from markupsafe import Markup

from build_tools.i18n.easy_dates import easy_day, easy_moment, easy_span
from build_tools.i18n.filling import fill, join
from build_tools.i18n.words import Words
from build_tools.model.base import Record, Text
from build_tools.model.catalog import Catalog
from build_tools.model.occasions import AttendanceMode, Event, EventStatus
from build_tools.model.ruby import MARK
from build_tools.views.lifecycle import OVER_OR_OFF, Standing, State, standing_of

_NONE = Markup("")
_SHUT = {State.CLOSED: "closed", State.FULL: "full", State.WAITING_LIST: "waiting-list"}
"""States in which nobody signs up as usual, and the words for them."""

Fact = tuple[str, Markup]
"""Its name, a key of the words of the easy voice; what it says."""


def easy_facts(event: Event, catalog: Catalog, words: Words, now: datetime) -> tuple[Fact, ...]:
    """Return what one needs to know, in the order in which people ask.

    Args:
        event: The record.
        catalog: Has its place.
        words: Of the easy voice.
        now: Decides how it stands, by the same function as on the other pages.
    """
    return tuple((key, value) for key, value in _facts(event, catalog, words, now) if value)


def _facts(event: Event, catalog: Catalog, words: Words, now: datetime) -> Iterator[Fact]:
    standing = standing_of(event, now)
    yield "fact.state", easy_state(standing, words)
    span = easy_span(event.starts, event.ends, words)
    is_off = standing.state in (State.CANCELLED, State.POSTPONED)
    yield "fact.when", fill("<del>{}</del>", span) if is_off else span
    if event.previous_starts:
        yield "fact.before", fill("<del>{}</del>", easy_moment(event.previous_starts, words))
    if not is_off and event.doors:
        yield "fact.doors", words.markup("date.from", start=easy_moment(event.doors, words))
    yield "fact.where", _where(event, catalog, words)
    names = (easy_title(catalog.get("organization", party.organization)) for party in event.organizers)
    yield "fact.organizers", _listed(names, words)
    if standing.state not in OVER_OR_OFF:
        yield "fact.fee", _fee(event, words)
        yield "fact.registration", _registration(event, standing, words)
        if standing.state not in _SHUT:
            yield from _ways(event, catalog, words)
        phone = event.registration.phone if event.registration else None
        phone = phone or (event.contact.phone if event.contact else None)
        yield "fact.phone", fill('<a href="tel:{0}">{0}</a>', phone) if phone else _NONE


def easy_state(standing: Standing, words: Words) -> Markup:
    """Return how an event stands, what has changed first."""
    twists = [words.markup(f"twist.{twist}") for twist in standing.twists]
    return join([*twists, easy_state_mark(standing.state, words)])


def easy_state_mark(state: State, words: Words) -> Markup:
    """Return the state alone, as the page's script finds it."""
    return fill('<span data-state="{}">{}</span>', state, words.markup(f"state.{state}"))


def easy_text(text: Text) -> Markup:
    """Return words in the easy voice, or else the Japanese ones, with their readings."""
    return fill("{}", text.marked("easy"))


def easy_title(record: Record) -> Markup:
    """Return the title; where it has no easy form, the Japanese one below its reading, if that is kana alone."""
    title = record.title
    with_reading = f"{{{title.ja}|{record.reading}}}"
    is_plain = not title.has("easy") and title.marked("ja") == title.ja and record.reading != title.ja
    return fill("{}", with_reading) if is_plain and MARK.fullmatch(with_reading) else easy_text(title)


def _where(event: Event, catalog: Catalog, words: Words) -> Markup:
    if event.attendance_mode is AttendanceMode.ONLINE or event.status is EventStatus.MOVED_ONLINE:
        return words.markup("where.online")
    place = easy_title(catalog.get("place", event.place)) if event.place else _NONE
    room = easy_text(event.room) if event.room else _NONE
    found = fill("{} {}", place, room).strip()
    if not found:
        return words.markup("where.unknown")
    return words.markup("where.both", place=found) if event.attendance_mode is AttendanceMode.MIXED else found


def _fee(event: Event, words: Words) -> Markup:
    if event.free:
        return words.markup("fee.free")
    parts = [easy_text(event.fee)] if event.fee else []
    for fee in event.fees:
        group = easy_text(fee.group)
        parts.append(words.markup("fee.yen" if fee.yen else "fee.none", group=group, yen=f"{fee.yen:,}"))
    return join(parts) if parts else words.markup("fee.unknown")


def _listed(items: Iterable[Markup], words: Words) -> Markup:
    return words.markup("list.join").join(items)


def _ways(event: Event, catalog: Catalog, words: Words) -> Iterator[Fact]:
    """Yield how one signs up, and the page for it; a way that a city has added itself may have no easy words."""
    registration, known = event.registration, catalog.terms("registration-ways")
    if registration and registration.required:
        ways = (
            words.markup(f"way.{way}") if f"way.{way}" in words.table else fill("{}", known[way].get("ja"))
            for way in registration.how
        )
        yield "fact.how", _listed(ways, words)
        url = registration.url
        yield "fact.form", fill('<a href="{0}" rel="noopener">{0}</a>', url) if url else _NONE


def _registration(event: Event, standing: Standing, words: Words) -> Markup:
    registration = event.registration
    if key := _SHUT.get(standing.state):
        return words.markup(f"registration.{key}")
    if registration is None:
        return words.markup("registration.unknown")
    if not registration.required:
        return words.markup("registration.none")
    parts = [words.markup("registration.required")]
    if standing.state is State.NOT_YET_OPEN and registration.opens:
        parts.append(words.markup("registration.not-yet", day=easy_moment(registration.opens, words)))
    if registration.deadline:
        day = easy_moment if registration.deadline.clock else easy_day
        parts.append(words.markup("registration.until", day=day(registration.deadline, words)))
    return join(parts)
