"""An event as cells: what each source named in `feeds/maps/recommended-events.yml` gives.

What no column is for goes into the column of remarks and its like, each part under a label in
lenticular brackets, so that `editing.row_decoding` can read it back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from build_tools.model.actors import Organization, Place
from build_tools.model.base import Party, Text
from build_tools.model.catalog import Catalog
from build_tools.model.moment import Moment
from build_tools.model.occasions import AttendanceMode, Event, EventStatus, Registration, Session
from build_tools.model.tables.cells import one_line
from build_tools.model.tables.maps import ColumnMap, prefecture
from build_tools.model.tables.moments import format_clock_cell, format_day_cell, format_rough
from build_tools.model.tables.numbers import number_of
from build_tools.model.tables.phrases import Part, join_phrases
from build_tools.strings.spelling import to_katakana


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of events in the making."""

    catalog: Catalog
    map: ColumnMap
    address: Callable[[Event], str]
    """An event to the absolute address of its page."""

    def row(self, event: Event) -> tuple[str, ...]:
        """Return the cells of an event, in the order of the columns.

        Raises:
            KeyError: when the map names a source that there is none of.
        """
        return tuple(SOURCES[source](self, event) if source else "" for _, source in self.map.columns)

    def cell(self, source: str, event: Event) -> str:
        """Return what one source gives, wherever the map puts it."""
        return SOURCES[source](self, event)

    def term(self, vocabulary: str, id_: str) -> str:
        """Return the Japanese label of a term."""
        return self.catalog.vocabularies[vocabulary][id_].ja

    def terms(self, vocabulary: str, ids: Iterable[str]) -> str:
        """Return the labels of several terms."""
        return self.map.words["join"].join(self.term(vocabulary, id_) for id_ in ids)

    def place(self, event: Event) -> Place | None:
        """Return the place of an event."""
        found = self.catalog.records["place"][event.place] if event.place else None
        return found if isinstance(found, Place) else None

    def venue(self, event: Event) -> Place | None:
        """Return the place where people meet; none where the event has left it."""
        return None if has_left(event) else self.place(event)

    def body(self, id_: str | None) -> Organization | None:
        """Return an organization."""
        found = self.catalog.records["organization"][id_] if id_ else None
        return found if isinstance(found, Organization) else None


def has_left(event: Event) -> bool:
    """It is held online alone now: the record still names the place that it was announced for."""
    return event.status is EventStatus.MOVED_ONLINE and event.attendance_mode is AttendanceMode.ONLINE


def takes_names(event: Event) -> bool:
    """One can sign up, as far as the status goes."""
    return event.status not in (EventStatus.CANCELLED, EventStatus.POSTPONED)


def _words(text: Text | None) -> str:
    return one_line(text.ja) if text else ""


def _rough(moment: Moment, sheet: Sheet) -> str:
    return format_rough(moment, sheet.map.words)


def _end_day(_: Sheet, event: Event) -> str:
    return format_day_cell(event.ends) if event.starts.is_day else ""


def _end_clock(_: Sheet, event: Event) -> str:
    return format_clock_cell(event.ends) if event.starts.is_day else ""


def _time_note(sheet: Sheet, event: Event) -> str:
    """Return what is known of the time beside day and clock: rough dates, doors, sessions."""
    words = sheet.map.words
    head = ""
    if not event.starts.is_day:
        head = _rough(event.starts, sheet)
        head = words["span"].format(starts=head, ends=_rough(event.ends, sheet)) if event.ends else head
    parts: list[Part] = []
    if event.starts.is_day and event.ends and not event.ends.is_day:
        parts.append((words["ends"], _rough(event.ends, sheet)))
    if event.doors:
        parts.append((words["doors"], str(event.doors)))
    parts += [(words["sessions"], _session(session, sheet)) for session in event.sessions]
    return join_phrases(head, parts)


def _session(session: Session, sheet: Sheet) -> str:
    """Return a sitting as an ISO 8601 interval, with its title."""
    times = "/".join(str(moment) for moment in (session.starts, session.ends) if moment)
    title = sheet.map.words["session-title"].format(title=_words(session.title)) if session.title else ""
    return times + title


def _yen(_: Sheet, event: Event) -> str:
    if event.fees:
        return str(event.fees[0].yen)
    return "0" if event.free else ""


def _fee_words(sheet: Sheet, event: Event) -> str:
    words = sheet.map.words
    shown = event.fees[1:] if event.fees and event.fees[0].group.ja == words["basic"] else event.fees
    listed = words["join"].join(words["fee"].format(group=_words(fee.group), yen=fee.yen) for fee in shown)
    if not event.fee:
        return listed
    return join_phrases(listed, [(words["fee-note"], _words(event.fee))]) if listed else _words(event.fee)


def _contact_name(sheet: Sheet, event: Event) -> str:
    if event.contact is None:
        return ""
    body = sheet.body(event.contact.organization)
    return _words(event.contact.name) or _words(body.title if body else None)


def _contact_phone(sheet: Sheet, event: Event) -> str:
    if event.contact is None:
        return ""
    body = sheet.body(event.contact.organization)
    return event.contact.phone or (body.phone if body and body.phone else "")


def _organizers(sheet: Sheet, event: Event) -> str:
    return sheet.map.words["join"].join(_party(party, sheet) for party in event.organizers)


def _party(party: Party, sheet: Sheet) -> str:
    body = sheet.body(party.organization)
    name = _words(body.title if body else None)
    return sheet.map.words["role"].format(name=name, role=sheet.term("roles", party.role)) if party.role else name


def _place_name(sheet: Sheet, event: Event) -> str:
    place = sheet.venue(event)
    if place:
        return _words(place.title)
    is_online = event.attendance_mode is AttendanceMode.ONLINE
    room = "" if has_left(event) else _words(event.room)
    return room or (sheet.map.words["online"] if is_online else "")


def _room(sheet: Sheet, event: Event) -> str:
    return _words(event.room) if sheet.venue(event) else ""


def _of_place(field: str) -> Callable[[Sheet, Event], str]:
    return lambda sheet, event: _words(getattr(sheet.venue(event), field, None))


def _deadline(event: Event) -> Moment | None:
    return event.registration.deadline if event.registration and takes_names(event) else None


def _registration(sheet: Sheet, event: Event) -> str:
    registration, words = event.registration, sheet.map.words
    if registration is None or not takes_names(event):
        return ""
    parts = [(words[f"registration.{name}"], text) for name, text in _registration_parts(registration)]
    head = sheet.terms("registration-ways", registration.how) if registration.required else words["registration.none"]
    note = _words(registration.note)
    if note and not head and not parts:
        return note
    return join_phrases(head, [*parts, (words["registration.note"], note)] if note else parts)


def _registration_parts(registration: Registration) -> Iterator[Part]:
    if registration.opens:
        yield "opens", str(registration.opens)
    for name in ("url", "phone", "mail"):
        if value := getattr(registration, name):
            yield name, value
    for name in ("lottery", "waiting_list"):
        if getattr(registration, name):
            yield name.replace("_", "-"), ""


def _remarks(sheet: Sheet, event: Event) -> str:
    """Return what no other column is for, what matters most first."""
    return join_phrases("", ((sheet.map.words[name], text) for name, text in _remark_parts(sheet, event)))


def _remark_parts(sheet: Sheet, event: Event) -> Iterator[Part]:  # noqa: C901, PLR0912 -- a line for each label
    words = sheet.map.words
    if event.status is not EventStatus.SCHEDULED:
        yield f"status.{event.status.value}", _words(event.reason)
    if event.previous_starts:
        yield "previous-starts", _rough(event.previous_starts, sheet)
    if event.previous_place:
        yield "previous-place", _words(sheet.catalog.records["place"][event.previous_place].title)
    if has_left(event):
        yield from _left_place(sheet, event)
    for change in event.changes:
        what = sheet.terms("change-kinds", change.what)
        yield "change", words["change-text"].format(date=change.date, what=what, text=_words(change.text))
    if event.full:
        yield "full", ""
    if event.seats_left is not None:
        yield "seats-left", str(event.seats_left)
    if not event.certain:
        yield "uncertain", words["uncertain-text"]
    if event.note:
        yield "note", _words(event.note)
    if event.attendance_mode is not AttendanceMode.OFFLINE:
        yield "mode", sheet.term("attendance-modes", event.attendance_mode.value)
    if event.online_url:
        yield "online-url", event.online_url
    yield "kind", sheet.term("event-kinds", event.kind)
    for name, vocabulary, ids in (
        ("themes", "themes", event.themes),
        ("audience", "audiences", event.audience),
        ("support", "event-supports", event.support),
    ):
        if ids:
            yield name, sheet.terms(vocabulary, ids)


def _left_place(sheet: Sheet, event: Event) -> Iterator[Part]:
    """Yield the place that an event has left for the net; a room alone stands for it."""
    place, room = sheet.place(event), _words(event.room)
    if place or room:
        yield "previous-place", _words(place.title) if place else room
    if place and room:
        yield "previous-room", room


SOURCES: Mapping[str, Callable[[Sheet, Event], str]] = MappingProxyType(
    {
        "city.code": lambda sheet, _event: sheet.catalog.site.city_code,
        "city.prefecture": lambda sheet, _event: prefecture(sheet.catalog.site.city_code),
        "city.name": lambda sheet, _event: _words(sheet.catalog.site.city),
        "number": lambda _, event: number_of(event.id),
        "title": lambda _, event: _words(event.title),
        "title.kana": lambda _, event: to_katakana(event.reading or ""),
        "title.en": lambda _, event: one_line(event.title.en or ""),
        "starts.day": lambda _, event: format_day_cell(event.starts),
        "ends.day": _end_day,
        "starts.clock": lambda _, event: format_clock_cell(event.starts),
        "ends.clock": _end_clock,
        "starts.note": _time_note,
        "summary": lambda _, event: _words(event.summary),
        "fee.yen": _yen,
        "fee.words": _fee_words,
        "contact.name": _contact_name,
        "contact.phone": _contact_phone,
        "organizers": _organizers,
        "place.name": _place_name,
        "place.address": _of_place("address"),
        "place.room": _room,
        "place.access": _of_place("access"),
        "capacity": lambda _, event: "" if event.capacity is None else str(event.capacity),
        "deadline.day": lambda _, event: format_day_cell(_deadline(event)),
        "deadline.clock": lambda _, event: format_clock_cell(_deadline(event)),
        "registration": _registration,
        "url": lambda sheet, event: sheet.address(event),
        "remarks": _remarks,
    }
)
"""Name of a source to what it gives; a map may name any of them for any column."""
