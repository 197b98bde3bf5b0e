"""Files of calendars: those to subscribe to, and one for each event."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, vDuration

from build_tools.artifacts import File
from build_tools.feeds.calendars.entries import build_entries, build_timezone, put_link, put_text
from build_tools.feeds.calendars.wording import Wording
from build_tools.i18n.words import Words
from build_tools.model.base import LANGUAGES
from build_tools.model.catalog import Catalog
from build_tools.model.occasions import Event
from build_tools.urls import address, calendar_file, canonical, event_file, site_path
from build_tools.views.subscriptions import RECORD_KINDS, Subscription, calendar_events, subscriptions

_REFRESH = timedelta(hours=12)
_COLOR = "seagreen"
_END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True)
class _Front:
    """What stands before the entries of a file."""

    name: str
    description: str
    page: str
    """Absolute address of the page to read."""
    source: str
    """Absolute address of the file itself."""
    is_single: bool = False
    """It holds one event, to be taken into a calendar that somebody has."""


def build_calendars(catalog: Catalog, now: datetime) -> Iterator[File]:
    """Yield every calendar in every language."""
    for lang in LANGUAGES:
        yield from _build_language(Wording(catalog, lang, Words(lang, catalog.strings[lang])), now)


def _build_language(wording: Wording, now: datetime) -> Iterator[File]:
    catalog, lang = wording.catalog, wording.lang
    events = calendar_events(catalog)
    entries = {event.id: b"".join(entry.to_ical() for entry in build_entries(event, wording)) for event in events}
    for subscription in subscriptions(catalog, now):
        path = calendar_file(subscription.name)
        yield _file(path, _front(subscription, wording), subscription.events, entries, wording)
    for event in events:
        path = event_file(event.id)
        title, source = event.title.get(lang), canonical(catalog.site.base_url, path, lang)
        front = _Front(title, wording.words("ics.about.event"), wording.page(event), source, is_single=True)
        yield _file(path, front, (event,), entries, wording)


def _front(subscription: Subscription, wording: Wording) -> _Front:
    catalog, lang, words = wording.catalog, wording.lang, wording.words
    kind, topic, page = subscription.kind, "", "calendar/"
    if kind == "theme":
        topic = catalog.terms("themes")[subscription.id].get(lang)
    elif kind in RECORD_KINDS:
        topic = catalog.get(RECORD_KINDS[kind], subscription.id).title.get(lang)
        page = address(RECORD_KINDS[kind], subscription.id)
    site, base_url = catalog.site.title.get(lang), catalog.site.base_url
    return _Front(
        words(f"ics.name.{kind}", site=site, topic=topic),
        words(f"ics.about.{kind}", site=site, topic=topic),
        canonical(base_url, page, lang),
        canonical(base_url, calendar_file(subscription.name), lang),
    )


def _file(path: str, front: _Front, events: tuple[Event, ...], entries: Mapping[str, bytes], wording: Wording) -> File:
    """Return a file; an entry is written once and set into every calendar that holds it.

    The VTIMEZONE also keeps a file valid while it holds no event (RFC 5545 section 3.6).
    """
    head = _build_head(front, wording).to_ical().removesuffix(_END)
    zone = build_timezone(wording.catalog.site.timezone)
    return File(site_path(path, wording.lang), b"".join((head, zone, *(entries[event.id] for event in events), _END)))


def _build_head(front: _Front, wording: Wording) -> Calendar:
    """Return a calendar without entries; older programs read the names with X."""
    site, calendar = wording.catalog.site, Calendar()
    put_text(calendar, "prodid", f"-//{site.uid_domain}//kyodo-site//{wording.lang.upper()}")
    put_text(calendar, "version", "2.0")
    put_text(calendar, "calscale", "GREGORIAN")
    put_text(calendar, "name", front.name)
    put_text(calendar, "description", front.description)
    calendar.add("url", front.page)
    put_link(calendar, "source", front.source)
    calendar.add("refresh-interval", vDuration(_REFRESH, params={"VALUE": "DURATION"}), encode=False)
    put_text(calendar, "color", _COLOR)
    if not front.is_single:
        # Outlook makes a new calendar of a file with this name: MS-OXCICAL 2.1.3.1.1.17 forbids it for one event.
        put_text(calendar, "x-wr-calname", front.name)
    put_text(calendar, "x-wr-timezone", site.timezone)
    calendar.add("x-published-ttl", vDuration(_REFRESH), encode=False)
    return calendar
