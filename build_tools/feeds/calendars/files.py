"""Files of calendars: those to subscribe to, and one for each event."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from build_tools.artifacts import File
from build_tools.feeds.calendars.entries import build_entries, build_timezone
from build_tools.feeds.calendars.lines import text_line, write_lines
from build_tools.feeds.calendars.wording import Wording
from build_tools.model.base import LANGUAGES, Record
from build_tools.model.catalog import Catalog
from build_tools.model.occasions import Event
from build_tools.urls import address, calendar_file, canonical, event_file, site_path
from build_tools.views.slots import slots_of
from build_tools.views.subscriptions import RECORD_KINDS, Subscription, calendar_events, subscription_to, subscriptions

_REFRESH = "PT12H"
_COLOR = "seagreen"


@dataclass(frozen=True, slots=True)
class _Front:
    """What stands before the entries of a file."""

    name: str
    description: str
    page: str
    """Absolute address of the page to read."""
    path: str
    """Of the file itself, below the language's root."""
    is_single: bool = False
    """It holds one event, to be taken into a calendar that somebody has."""


def build_event_calendar(event: Event, catalog: Catalog, now: datetime, lang: str) -> Iterator[File]:  # noqa: ARG001 -- as every maker; the day plays no part
    """Yield the calendar of one event; none for a sample, and for an event without a known day."""
    if event.sample or not slots_of(event):
        return
    wording = Wording.of(catalog, lang)
    title, about = event.title.get(lang), wording.words("ics.about.event")
    front = _Front(title, about, wording.page(event), event_file(event.id), is_single=True)
    yield _file(front, (build_entries(event, wording),), wording)


def build_topic_calendar(record: Record, catalog: Catalog, now: datetime, lang: str) -> Iterator[File]:
    """Yield the calendar about a series, a project or an organization, if it has ever had an event."""
    if subscription := subscription_to(record, catalog, now):
        yield _list(subscription, Wording.of(catalog, lang))


def build_common_calendars(catalog: Catalog, now: datetime) -> Iterator[File]:
    """Yield the calendar of all that is to come, and one for each theme, in every language."""
    found = [each for each in subscriptions(catalog, now) if each.kind in ("all", "theme")]
    events = {event.id: event for each in found for event in each.events}
    for lang in LANGUAGES:
        wording = Wording.of(catalog, lang)
        entries = {id_: build_entries(event, wording) for id_, event in events.items()}
        for each in found:
            yield _file(_front(each, wording), (entries[event.id] for event in each.events), wording)


def build_archive(catalog: Catalog, now: datetime) -> Iterator[File]:  # noqa: ARG001 -- it holds the events of every day
    """Yield the calendar of all events that have ever been, in every language."""
    archive = Subscription("archive", "", calendar_events(catalog))
    for lang in LANGUAGES:
        yield _list(archive, Wording.of(catalog, lang))


def _list(subscription: Subscription, wording: Wording) -> File:
    entries = (build_entries(event, wording) for event in subscription.events)
    return _file(_front(subscription, wording), entries, wording)


def _front(subscription: Subscription, wording: Wording) -> _Front:
    catalog, lang, words = wording.catalog, wording.lang, wording.words
    kind, topic, page = subscription.kind, "", "calendar/"
    if kind == "theme":
        topic = catalog.terms("themes")[subscription.id].get(lang)
    elif kind in RECORD_KINDS:
        topic = catalog.get(RECORD_KINDS[kind], subscription.id).title.get(lang)
        page = address(RECORD_KINDS[kind], subscription.id)
    site = catalog.site.title.get(lang)
    return _Front(
        words(f"ics.name.{kind}", site=site, topic=topic),
        words(f"ics.about.{kind}", site=site, topic=topic),
        canonical(catalog.site.base_url, page, lang),
        calendar_file(subscription.name),
    )


def _file(front: _Front, entries: Iterable[bytes], wording: Wording) -> File:
    """Return a file of entries that are written already.

    The VTIMEZONE also keeps a file valid while it holds no event (RFC 5545 section 3.6).
    """
    head, zone = write_lines(_head(front, wording)), build_timezone(wording.catalog.site.timezone)
    return File(site_path(front.path, wording.lang), b"".join((head, zone, *entries, b"END:VCALENDAR\r\n")))


def _head(front: _Front, wording: Wording) -> Iterator[str]:
    """Yield what stands before the entries; older programs read the names with X."""
    site = wording.catalog.site
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield text_line("PRODID", f"-//{site.uid_domain}//kyodo-site//{wording.lang.upper()}")
    yield "CALSCALE:GREGORIAN"
    yield text_line("DESCRIPTION", front.description)
    yield text_line("NAME", front.name)
    if not front.is_single:
        # Outlook makes a new calendar of a file with this name: MS-OXCICAL 2.1.3.1.1.17 forbids it for one event.
        yield text_line("X-WR-CALNAME", front.name)
    yield f"COLOR:{_COLOR}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}"
    yield f"SOURCE;VALUE=URI:{canonical(site.base_url, front.path, wording.lang)}"
    yield f"URL:{front.page}"
    yield f"X-PUBLISHED-TTL:{_REFRESH}"
    yield text_line("X-WR-TIMEZONE", site.timezone)
