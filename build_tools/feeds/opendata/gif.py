"""An event with the keys of the GIF core model: what each source named in `feeds/maps/gif-events.yml` gives.

Most sources are those of the table of 32 columns; here are the others. A key without a value is
left out unless the map requires it. Texts are as the records have them: JSON runs nothing.

Source: DS-43C, 2025-03-25.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from build_tools.i18n.figures import say
from build_tools.i18n.words import Words
from build_tools.model.base import LANGUAGES, Text
from build_tools.model.occasions import AttendanceMode, Event, EventStatus
from build_tools.model.tables.cells import one_line
from build_tools.model.tables.event_cells import SOURCES as CELLS
from build_tools.model.tables.event_cells import Sheet, takes_names
from build_tools.model.tables.maps import ColumnMap
from build_tools.model.tables.moments import format_clock_cell, format_day_cell

Value = str | int | list[str] | list[dict[str, str]] | dict[str, str] | None
_HOSTS = frozenset({None, "host"})


@dataclass(frozen=True, slots=True)
class _Case:
    """An event on its way to JSON."""

    event: Event
    sheet: Sheet
    words: Mapping[str, str]
    """Those of the GIF map."""

    def bodies(self, accept: Callable[[str | None], bool]) -> list[str]:
        """Return the names of the organizations whose role is accepted."""
        found = (self.sheet.body(p.organization) for p in self.event.organizers if accept(p.role))
        return [one_line(body.title.ja) for body in found if body]

    def labels(self, vocabulary: str, ids: tuple[str, ...]) -> list[str]:
        """Return the labels of terms."""
        return [self.sheet.term(vocabulary, id_) for id_ in ids]


def build_event(event: Event, sheet: Sheet, columns: ColumnMap) -> dict[str, object]:
    """Return the object of an event, its keys in the order of the map.

    Raises:
        KeyError: when the map names a source that there is none of.
    """
    case = _Case(event, sheet, columns.words)
    found = {key: _value(source, case) for key, source in columns.columns if source}
    return {key: value for key, value in found.items() if value not in (None, "", [], {}) or key in columns.required}


def _value(source: str, case: _Case) -> Value:
    return SOURCES[source](case) if source in SOURCES else CELLS[source](case.sheet, case.event)


def _words(text: Text | None) -> str:
    return text.ja if text else ""


def _description(case: _Case) -> Value:
    event = case.event
    return _words(event.summary) or _text(case) or _words(event.title)


def _text(case: _Case) -> str:
    catalog = case.sheet.catalog
    return one_line(say(case.event.body, catalog, Words(LANGUAGES[0], catalog.strings[LANGUAGES[0]])))


def _sessions(case: _Case) -> Value:
    return [
        {
            key: value
            for key, value in (
                ("eventName", _words(session.title)),
                ("dateOfStart", format_day_cell(session.starts)),
                ("startTime", format_clock_cell(session.starts)),
                ("dateOfEnd", format_day_cell(session.ends)),
                ("endTime", format_clock_cell(session.ends)),
            )
            if value
        }
        for session in case.event.sessions
    ]


def _status(case: _Case) -> Value:
    status = case.event.status
    return "" if status is EventStatus.SCHEDULED else case.sheet.term("event-statuses", status.value)


def _series(case: _Case) -> Value:
    if not case.event.series:
        return ""
    return case.sheet.catalog.get("series", case.event.series).title.ja


def _fee_status(case: _Case) -> Value:
    event = case.event
    if event.free or (event.fees and not any(fee.yen for fee in event.fees)):
        return case.words["fee.free"]
    is_paid = event.free is False or event.fee or event.fees
    return case.words["fee.paid"] if is_paid else case.words["unknown"]


def _contact(case: _Case) -> Value:
    """Return whom to ask: the contact of the event, else who holds it, where they can be reached."""
    contact = case.event.contact
    name, phone = case.sheet.cell("contact.name", case.event), case.sheet.cell("contact.phone", case.event)
    body = case.sheet.body(contact.organization) if contact else None
    mail = (contact.mail if contact else None) or (body.mail if body else None)
    if name or phone or mail:
        return _reach(name, phone, mail, body.web if body else None)
    hosts = (case.sheet.body(party.organization) for party in case.event.organizers if party.role in _HOSTS)
    for host in hosts:
        if host and (host.phone or host.mail or host.web):
            return _reach(one_line(host.title.ja), host.phone, host.mail, host.web)
    return {"name": case.words["unknown"]}


def _reach(name: str, phone: str | None, mail: str | None, web: str | None) -> dict[str, str]:
    found = (("name", name), ("telephone", phone), ("email", mail), ("url", web))
    return {key: value for key, value in found if value}


def _mode(case: _Case) -> Value:
    """Return how one takes part; on the spot is what a record says that says nothing."""
    event = case.event
    if event.attendance_mode is AttendanceMode.OFFLINE and not (event.place or event.room):
        return case.words["unknown"]
    return case.words[f"mode.{event.attendance_mode.value}"]


def _form(case: _Case) -> Value:
    registration = case.event.registration
    return registration.url if registration and takes_names(case.event) else None


def _languages(case: _Case) -> Value:
    return case.labels("event-supports", tuple(s for s in case.event.support if s in ("english", "easy-japanese")))


def _yen(case: _Case) -> Value:
    yen = case.sheet.cell("fee.yen", case.event)
    return int(yen) if yen else None


SOURCES: Mapping[str, Callable[[_Case], Value]] = MappingProxyType(
    {
        "id": lambda case: case.event.id,
        "title": lambda case: case.event.title.ja,
        "title.en": lambda case: case.event.title.en,
        "summary": lambda case: _words(case.event.summary),
        "description": _description,
        "sessions": _sessions,
        "kind": lambda case: case.sheet.term("event-kinds", case.event.kind),
        "status": _status,
        "themes": lambda case: case.labels("themes", case.event.themes),
        "support": lambda case: case.labels("event-supports", case.event.support),
        "series": _series,
        "mode": _mode,
        "hosts": lambda case: case.bodies(lambda role: role in _HOSTS) or [case.words["unknown"]],
        "cohosts": lambda case: case.bodies(lambda role: role == "co-host"),
        "others": lambda case: case.bodies(lambda role: role not in (None, "host", "co-host")),
        "audience": lambda case: case.labels("audiences", case.event.audience) or [case.words["unknown"]],
        "capacity": lambda case: case.event.capacity,
        "fee.status": _fee_status,
        "fee.yen": _yen,
        "contact": _contact,
        "language": lambda _: LANGUAGES[0],
        "online-url": lambda case: case.event.online_url,
        "foreign-languages": _languages,
        "registration.url": _form,
    }
)
"""Name of a source to what it gives; where a name is missing here, the table of 32 columns has it."""
