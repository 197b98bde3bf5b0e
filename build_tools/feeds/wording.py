"""The words that several formats say of an event: how it stands, where it is.

They follow from the record alone, so that a reader's copy does not go stale overnight.
"""

from collections.abc import Iterator

from build_tools.i18n.figures import say
from build_tools.i18n.words import Words
from build_tools.model.base import Record
from build_tools.model.catalog import Catalog
from build_tools.model.occasions import AttendanceMode, Event, EventStatus


def status_marks(event: Event, catalog: Catalog, words: Words) -> tuple[str, ...]:
    """Return what is not as first announced, the weightiest first; nothing for an event as planned."""
    return tuple(_marks(event, catalog, words))


def _marks(event: Event, catalog: Catalog, words: Words) -> Iterator[str]:
    if event.status is not EventStatus.SCHEDULED:
        yield status_name(event, catalog, words)
    if event.previous_starts and event.status in (EventStatus.SCHEDULED, EventStatus.MOVED_ONLINE):
        yield words("state.rescheduled")
    if event.previous_place:
        yield words("state.place-changed")
    if is_full(event) and event.status is not EventStatus.CANCELLED:
        yield words("state.full")
    if not event.certain:
        yield words("mark.unconfirmed")


def status_name(event: Event, catalog: Catalog, words: Words) -> str:
    """Return the status of an event in words."""
    return catalog.terms("event-statuses")[event.status.value].get(words.lang)


def is_full(event: Event) -> bool:
    """Nobody else can have a seat."""
    return event.full or event.seats_left == 0


def with_marks(marks: tuple[str, ...], text: str, words: Words) -> str:
    """Return a text behind its marks; the text alone without any."""
    return words("feed.marked", marks=words("list.join").join(marks), text=text) if marks else text


def describe(record: Record, catalog: Catalog, words: Words) -> str:
    """Return the summary of a record for a machine's reader, marked where it is unconfirmed; empty without one."""
    text = say(record.summary, catalog, words)
    is_unsure = isinstance(record, Event) and record.status is EventStatus.UNCONFIRMED
    if record.certain and not is_unsure:
        return text
    return with_marks((words("mark.unconfirmed"),), text, words) if text else words("unconfirmed.notice")


def place_name(event: Event, catalog: Catalog, words: Words) -> str:
    """Return the place of an event and the room in it; empty where neither is known."""
    place = catalog.get("place", event.place).title.get(words.lang) if event.place else ""
    room = event.room.get(words.lang) if event.room else ""
    return words("feed.place-room", place=place, room=room) if place and room else place or room


def where(event: Event, catalog: Catalog, words: Words) -> str:
    """Return where people take part: the place, online, or both; empty where that is not known."""
    mode = event.attendance_mode
    if mode is AttendanceMode.OFFLINE:
        return place_name(event, catalog, words)
    online = catalog.terms("attendance-modes")[AttendanceMode.ONLINE.value].get(words.lang)
    place = place_name(event, catalog, words) if mode is AttendanceMode.MIXED else ""
    return words("list.join").join(part for part in (place, online) if part)
