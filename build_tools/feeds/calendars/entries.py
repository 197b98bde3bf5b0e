"""Entries of a calendar: VEVENT for each slot of an event, and VTIMEZONE. Source: RFC 5545 sections 3.6.1 and 3.6.5."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Timezone

from build_tools.feeds.calendars.lines import text_line, time_line, write_lines
from build_tools.feeds.calendars.wording import Wording
from build_tools.model.occasions import Event, EventStatus
from build_tools.urls import calendar_uid, series_uid
from build_tools.views.changes import sequence_of
from build_tools.views.slots import Slot, is_off, slots_of

_FIRST = date(1970, 1, 1)
_LAST = date(2038, 1, 1)


def build_entries(event: Event, wording: Wording) -> bytes:
    """Return the entry of each slot: one for most events, one a session for some, none where no day is known."""
    return b"".join(write_lines(_entry(event, slot, wording)) for slot in slots_of(event))


def _entry(event: Event, slot: Slot, wording: Wording) -> Iterator[str]:
    """Yield the lines of an entry, some perhaps empty: what tells it apart, then all else by name."""
    catalog, is_given_up = wording.catalog, is_off(event, slot)
    domain, zone = catalog.site.uid_domain, catalog.site.timezone
    stamp = f"{event.updated.isoformat().replace('-', '')}T000000Z"
    themes = catalog.terms("themes")
    yield "BEGIN:VEVENT"
    yield text_line("SUMMARY", wording.title(event, slot))
    yield time_line("DTSTART", slot.begin, zone)
    yield time_line("DTEND", slot.end, zone) if slot.end else ""
    yield f"DTSTAMP:{stamp}"
    yield text_line("UID", calendar_uid(event.id, domain, session=slot.number))
    yield f"SEQUENCE:{sequence_of(event)}"
    yield text_line("CATEGORIES", *(themes[theme].get(wording.lang) for theme in event.themes))
    if event.online_url and not is_given_up:
        yield f"CONFERENCE;FEATURE=VIDEO;VALUE=URI:{event.online_url}"
    yield text_line("CONTACT", wording.contact(event.contact) if event.contact else "")
    yield text_line("DESCRIPTION", wording.description(event, slot))
    yield f"LAST-MODIFIED:{stamp}"
    yield text_line("LOCATION", wording.place(event))
    for uid in _parents(event, slot, domain):
        yield text_line("RELATED-TO;RELTYPE=PARENT", uid)
    yield f"STATUS:{_status(event, is_given_up=is_given_up)}"
    yield "TRANSP:TRANSPARENT"  # who subscribes is not busy yet
    yield f"URL:{wording.page(event)}"
    yield "END:VEVENT"


def _status(event: Event, *, is_given_up: bool) -> str:
    """Return the STATUS of an entry. Source: RFC 5545 section 3.8.1.11."""
    if is_given_up:
        return "CANCELLED"
    return "CONFIRMED" if event.certain and event.status is not EventStatus.UNCONFIRMED else "TENTATIVE"


def _parents(event: Event, slot: Slot, domain: str) -> Iterator[str]:
    """Yield the UIDs of what the entry is a part of: the event of a session, the series of an event.

    There is no RRULE: people find rules too complex, and single sessions get cancelled.
    """
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
