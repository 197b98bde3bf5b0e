"""How one event gets into a calendar: its file, and Google's page for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from build_tools.i18n.dates import format_moment
from build_tools.model.occasions import AttendanceMode, Event
from build_tools.pages.context import Context
from build_tools.urls import address_of, canonical, event_file, google_event
from build_tools.views.lifecycle import is_over
from build_tools.views.slots import Slot, is_off, slots_of


@dataclass(frozen=True, slots=True)
class CalendarLinks:
    """What the page of an event offers."""

    file: str
    """Link to the event's calendar file."""
    google: tuple[tuple[str, str], ...]
    """`(when, address)` for each session to come; `when` is empty for an event without sessions."""


def calendar_links(c: Context, event: Event) -> CalendarLinks | None:
    """Return the links for an event that one can still go to; None for a sample, and where no day is known."""
    if event.sample or is_over(event, c.now):
        return None
    slots = tuple(slot for slot in slots_of(event) if not is_off(event, slot))
    if not slots:
        return None
    return CalendarLinks(c.url(event_file(event.id)), tuple(_google_links(c, event, slots)))


def _google_links(c: Context, event: Event, slots: tuple[Slot, ...]) -> Iterator[tuple[str, str]]:
    page = canonical(c.catalog.site.base_url, address_of(event), c.lang)
    details = "\n\n".join(part for part in (c.plain(event.summary), page) if part)
    for slot in slots:
        if slot.last_day < c.now.date():
            continue
        when = format_moment(slot.starts, c.t) if slot.total > 1 else ""
        dates, zone = f"{_basic(slot.begin)}/{_basic(slot.end or slot.begin)}", c.catalog.site.timezone
        url = google_event(title=c.plain(event.title), dates=dates, details=details, place=_place(c, event), zone=zone)
        yield when, url


def _place(c: Context, event: Event) -> str:
    """Return the place as Google's map finds it: name and address; nothing for an event that is online only."""
    if event.attendance_mode is AttendanceMode.ONLINE or not event.place:
        return ""
    place = c.of("place", event.place)
    parts = (c.plain(place.title), c.plain(getattr(place, "address", None)))
    return c.t("list.join").join(part for part in parts if part)


def _basic(moment: datetime | date) -> str:
    """Return a day or a minute in the basic format of ISO 8601."""
    return moment.isoformat().replace("-", "").replace(":", "")
