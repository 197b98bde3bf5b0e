"""Entries of a calendar: VEVENT for each slot of an event, and VTIMEZONE. Source: RFC 5545 sections 3.6.1 and 3.6.5."""

import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Component, Timezone, vText, vUri
from icalendar import Event as Entry

from build_tools.feeds.calendars.wording import Wording
from build_tools.model.catalog import Catalog
from build_tools.model.occasions import Event, EventStatus
from build_tools.urls import calendar_uid, series_uid
from build_tools.views.changes import sequence_of
from build_tools.views.slots import Slot, is_off, slots_of

_FIRST = date(1970, 1, 1)
_LAST = date(2038, 1, 1)
_STRIPPED = dict.fromkeys(code for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc")
_PLAIN = _STRIPPED | str.maketrans({"\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "})
"""Some readers end a line at VT, FF, NEL or a line separator, and then refuse the file."""
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


class PlainText(vText):
    r"""A TEXT value without control characters.

    The library's own takes the letters `\N` in a text for a newline.
    """

    def to_ical(self) -> bytes:
        """Return the value as it stands in the file. Source: RFC 5545 section 3.3.11."""
        return clean(self).translate(_ESCAPES).encode()


def clean(text: str) -> str:
    """Return a text without control characters; every sort of line end is one newline."""
    return text.replace("\r\n", "\n").translate(_PLAIN)


def put_text(component: Component, name: str, text: str) -> None:
    """Add a TEXT property, unless the text is empty."""
    if text:
        component.add(name, PlainText(text), encode=False)


def put_link(component: Component, name: str, url: str, **parameters: str) -> None:
    """Add a property with `VALUE=URI`."""
    component.add(name, vUri(url, params={"VALUE": "URI", **parameters}), encode=False)


def build_entries(event: Event, wording: Wording) -> Iterator[Entry]:
    """Yield the entry of each slot: one for most events, one a session for some, none where no day is known."""
    for slot in slots_of(event):
        yield _build_entry(event, slot, wording)


def _build_entry(event: Event, slot: Slot, wording: Wording) -> Entry:
    catalog, entry = wording.catalog, Entry()
    put_text(entry, "uid", calendar_uid(event.id, catalog.site.uid_domain, session=slot.number))
    stamp = datetime.combine(event.updated, time.min, UTC)
    entry.add("dtstamp", stamp)
    entry.add("last-modified", stamp)
    entry.add("sequence", sequence_of(event))
    _put_times(entry, slot, catalog.site.timezone)
    put_text(entry, "summary", wording.title(event, slot))
    put_text(entry, "description", wording.description(event, slot))
    put_text(entry, "location", wording.place(event))
    entry.add("url", wording.page(event))
    entry.add("status", _status(event, slot))
    entry.add("transp", "TRANSPARENT")  # who subscribes is not busy yet
    if event.themes:
        entry.add("categories", [catalog.terms("themes")[theme].get(wording.lang) for theme in event.themes])
    if event.online_url and not is_off(event, slot):
        put_link(entry, "conference", event.online_url, FEATURE="VIDEO")
    if event.contact:
        put_text(entry, "contact", wording.contact(event.contact))
    for uid in _parents(event, slot, catalog):
        entry.add("related-to", PlainText(uid, params={"RELTYPE": "PARENT"}), encode=False)
    return entry


def _status(event: Event, slot: Slot) -> str:
    """Return the STATUS of an entry. Source: RFC 5545 section 3.8.1.11."""
    if is_off(event, slot):
        return "CANCELLED"
    return "CONFIRMED" if event.certain and event.status is not EventStatus.UNCONFIRMED else "TENTATIVE"


def _put_times(entry: Entry, slot: Slot, zone: str) -> None:
    for name, value in (("dtstart", slot.begin), ("dtend", slot.end)):
        if value is not None:
            entry.add(name, value.replace(tzinfo=ZoneInfo(zone)) if isinstance(value, datetime) else value)


def _parents(event: Event, slot: Slot, catalog: Catalog) -> Iterator[str]:
    """Yield the UIDs of what the entry is a part of: the event of a session, the series of an event.

    There is no RRULE: people find rules too complex, and single sessions get cancelled.
    """
    domain = catalog.site.uid_domain
    if slot.number:
        yield calendar_uid(event.id, domain)
    if event.series:
        yield series_uid(event.series, domain)


@cache
def build_timezone(name: str) -> bytes:
    """Return the VTIMEZONE of an IANA zone as it stands in a file.

    A zone without rules since 1970, such as Asia/Tokyo, has one STANDARD.
    """
    zone = Timezone.from_tzinfo(ZoneInfo(name), name, _FIRST, _LAST)
    if not zone.daylight:
        zone.pop("comment", None)  # it says that the rules end in 2038; here are none
    return bytes(zone.to_ical())
