"""Records as search engines read them: schema.org data in JSON-LD.

A date is given only where the day is known: alone where no time is, never as midnight.

Source: schema.org 29 Event, Place, Organization and BreadcrumbList; Google Search Central, "Event structured data".
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from build_tools.artifacts import Page
from build_tools.feeds.images import image_of
from build_tools.feeds.wording import describe, is_full, place_name
from build_tools.i18n.dates import machine_date
from build_tools.i18n.words import Words
from build_tools.model.actors import Answer, Organization, Place
from build_tools.model.base import LANGUAGES, Record, Text
from build_tools.model.catalog import Catalog
from build_tools.model.moment import Moment
from build_tools.model.occasions import AttendanceMode, Event, EventStatus, Session
from build_tools.model.tables.maps import prefecture
from build_tools.urls import address_of, canonical
from build_tools.views.lifecycle import State, state_of

Value: TypeAlias = "str | int | Sequence[Value] | Mapping[str, Value] | None"
Node: TypeAlias = dict[str, "Value"]
"""A JSON object; what is not known is left out of it."""

_SCHEMA = "https://schema.org"
_STATUSES = {
    EventStatus.SCHEDULED: "EventScheduled",
    EventStatus.RESCHEDULED: "EventRescheduled",
    EventStatus.POSTPONED: "EventPostponed",
    EventStatus.CANCELLED: "EventCancelled",
    EventStatus.MOVED_ONLINE: "EventMovedOnline",
    EventStatus.UNCONFIRMED: "EventScheduled",
}
_MODES = {
    AttendanceMode.OFFLINE: "OfflineEventAttendanceMode",
    AttendanceMode.ONLINE: "OnlineEventAttendanceMode",
    AttendanceMode.MIXED: "MixedEventAttendanceMode",
}
_ROLES = {
    "organizer": frozenset({None, "host", "co-host", "implementer", "operator"}),
    "performer": frozenset({"performer"}),
    "funder": frozenset({"funder"}),
    "contributor": frozenset({"support", "cooperation", "partner", "speaker"}),
}
"""Property of the event to the roles it stands for."""
_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)
_TAKING = (State.OPEN, State.CLOSING_SOON, State.ANNOUNCED, State.PLANNED)
"""States in which one can still come."""
_FEATURES = {Answer.YES: True, Answer.NO: False}
_CITY_IN = {"ja": "^{city}", "en": r", {city}(?![\w-])"}
"""Language to how an address of it names the city: before the street, or after it."""
_POSTAL_CODE = re.compile(r"(?:\u3012\s*)?(?<![\d-])(\d{3}-\d{4})(?![\d-])\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Facts:
    """One language's records of one catalog at one moment, as schema.org has them."""

    catalog: Catalog
    now: datetime
    words: Words

    @classmethod
    def of(cls, catalog: Catalog, lang: str, now: datetime) -> "Facts":
        """Return the facts in a language."""
        return cls(catalog, now, Words(lang, catalog.strings[lang]))

    def event(self, event: Event) -> Node:
        """Return an event as schema.org has it."""
        return _known(
            {
                "@context": _SCHEMA,
                "@type": "Event",
                "name": self._text(event.title),
                "description": describe(event, self.catalog, self.words),
                "url": self._url(event),
                **self._times(event),
                "eventStatus": _one_or_many([f"{_SCHEMA}/{name}" for name in _status_names(event)]),
                "eventAttendanceMode": f"{_SCHEMA}/{_MODES[event.attendance_mode]}",
                "location": self._location(event),
                **self._parties(event),
                "offers": self._offers(event),
                "isAccessibleForFree": _is_free(event),
                "maximumAttendeeCapacity": event.capacity,
                "remainingAttendeeCapacity": event.seats_left,
                "inLanguage": _one_or_many([LANGUAGES[0], *(["en"] if "english" in event.support else [])]),
                "superEvent": self._series(event),
                "subEvent": [self._session(event, session) for session in event.sessions],
                "image": image_of(event, self.catalog, self.words),
            }
        )

    def organization(self, organization: Organization) -> Node:
        """Return a body as schema.org has it."""
        parent = self.catalog.get("organization", organization.parent) if organization.parent else None
        return (
            {"@context": _SCHEMA}
            | self._named("Organization", organization)
            | _known(
                {
                    "alternateName": self._text(organization.short_name),
                    "description": describe(organization, self.catalog, self.words),
                    "sameAs": organization.web,
                    "address": self._address(organization.address) if organization.address else None,
                    "telephone": organization.phone,
                    "email": organization.mail,
                    "foundingDate": machine_date(organization.since) if organization.since else None,
                    "dissolutionDate": machine_date(organization.until) if organization.until else None,
                    "parentOrganization": self._named("Organization", parent) if parent else None,
                    "image": image_of(organization, self.catalog, self.words),
                }
            )
        )

    def place(self, place: Place) -> Node:
        """Return a place as schema.org has it; a feature that is there in part is left out."""
        labels = self.catalog.terms("facility-features")
        return (
            {"@context": _SCHEMA}
            | self._named("Place", place)
            | _known(
                {
                    "alternateName": self._text(place.short_name),
                    "description": describe(place, self.catalog, self.words),
                    "sameAs": place.web,
                    "address": self._address(place.address),
                    "telephone": place.phone,
                    "image": image_of(place, self.catalog, self.words),
                    "amenityFeature": [
                        {
                            "@type": "LocationFeatureSpecification",
                            "name": labels[feature.item].get(self.words.lang),
                            "value": _FEATURES[feature.available],
                        }
                        for feature in place.features
                        if feature.available in _FEATURES
                    ],
                }
            )
        )

    def _times(self, event: Event) -> Node:
        """Return the dates of an event; one that is postponed keeps its old date until it has a new one."""
        is_postponed = event.status is EventStatus.POSTPONED
        old = event.previous_starts or (event.starts if is_postponed else None)
        starts = event.starts if event.starts.is_day else old if is_postponed else None
        ends = event.ends or max((s.ends for s in event.sessions if s.ends), key=lambda ends: ends.limit, default=None)
        return {
            "startDate": self._date(starts),
            "endDate": self._date(ends) if event.starts.is_day else None,
            "doorTime": self._date(event.doors),
            "previousStartDate": self._date(old),
        }

    def _location(self, event: Event) -> Value:
        found: list[Value] = []
        if event.attendance_mode is not AttendanceMode.ONLINE and (name := place_name(event, self.catalog, self.words)):
            place = self.catalog.get("place", event.place) if event.place else None
            address = self._address(place.address if isinstance(place, Place) else None)
            url = self._url(place) if place else None
            found.append(_known({"@type": "Place", "name": name, "address": address, "url": url}))
        if event.attendance_mode is not AttendanceMode.OFFLINE:
            found.append(_known({"@type": "VirtualLocation", "url": event.online_url}))
        return _one_or_many(found)

    def _address(self, address: Text | None) -> Node:
        """Return an address in its parts; one that does not name the city of the site stays whole."""
        country: Node = {"@type": "PostalAddress", "addressCountry": "JP"}
        text = self._text(address)
        lang = self.words.lang if address and address.has(self.words.lang) else LANGUAGES[0]
        city = self.catalog.site.city.get(lang)
        code = _POSTAL_CODE.search(text)
        rest = (text[: code.start()] + text[code.end() :] if code else text).strip(" ,")
        street, is_here = re.subn(_CITY_IN[lang].format(city=re.escape(city)), "", rest, count=1)
        region = prefecture(self.catalog.site.city_code, lang)
        here = {"addressRegion": region, "addressLocality": city} if is_here else {}
        return country | _known({**here, "streetAddress": street.strip(), "postalCode": code[1] if code else None})

    def _offers(self, event: Event) -> list[Node]:
        if event.status in _OFF:
            return []
        registration = event.registration
        shared = {
            "availability": self._availability(event),
            "validFrom": self._date(registration.opens) if registration else None,
            "validThrough": self._date(registration.deadline) if registration else None,
            "url": (registration.url if registration else None) or self._url(event),
        }
        yen: Node = {"priceCurrency": "JPY"}
        prices: list[Node] = [{"name": self._text(fee.group), "price": fee.yen, **yen} for fee in event.fees]
        if not prices and event.free:
            prices = [{"price": 0, **yen}]
        if not prices and (event.fee or registration or is_full(event)):
            prices = [{"description": self._text(event.fee)}]
        return [_known({"@type": "Offer", **price, **shared}) for price in prices]

    def _availability(self, event: Event) -> str | None:
        if is_full(event):
            return f"{_SCHEMA}/SoldOut"
        return f"{_SCHEMA}/InStock" if state_of(event, self.now) in _TAKING else None

    def _session(self, event: Event, session: Session) -> Node:
        return _known(
            {
                "@type": "Event",
                "name": self._text(session.title or event.title),
                "startDate": self._date(session.starts),
                "endDate": self._date(session.ends),
                "doorTime": self._date(session.doors),
                "eventStatus": f"{_SCHEMA}/{_STATUSES[event.status]}" if event.status in _OFF else None,
                "location": self._location(event),
            }
        )

    def _series(self, event: Event) -> Node | None:
        return self._named("EventSeries", self.catalog.get("series", event.series)) if event.series else None

    def _parties(self, event: Event) -> Node:
        found: dict[str, list[Node]] = {name: [] for name in _ROLES}
        for party in event.organizers:
            node = self._named("Organization", self.catalog.get("organization", party.organization))
            for name in (name for name, roles in _ROLES.items() if party.role in roles):
                found[name].append(node)
        return {**found}

    def _named(self, type_: str, record: Record) -> Node:
        return {"@type": type_, "name": self._text(record.title), "url": self._url(record)}

    def _text(self, text: Text | None) -> str:
        return text.get(self.words.lang) if text else ""

    def _url(self, record: Record) -> str:
        return canonical(self.catalog.site.base_url, address_of(record), self.words.lang)

    def _date(self, moment: Moment | None) -> str | None:
        """Return a moment with its distance from UTC, a day alone, or nothing where the day is not known."""
        if moment is None or not moment.is_day:
            return None
        if moment.clock is None:
            return moment.first.isoformat()
        return moment.instant.replace(tzinfo=ZoneInfo(self.catalog.site.timezone)).isoformat(timespec="minutes")


def build_breadcrumb(page: Page, words: Words, *, base_url: str) -> Node:
    """Return the way from the home page to a page, as its visible trail has it."""
    steps = (("", words("shell.home")), *page.trail, (page.path, page.title))
    items: list[Node] = [
        {"@type": "ListItem", "position": number, "name": title, "item": canonical(base_url, path, page.lang)}
        for number, (path, title) in enumerate(steps, 1)
    ]
    return {"@context": _SCHEMA, "@type": "BreadcrumbList", "itemListElement": items}


def format_script(node: Node) -> str:
    """Return data as a block for the head of a page.

    What could end the block or begin a comment in it is written as JSON's own escapes.

    Source: HTML Living Standard 4.12.1.3, restrictions for contents of script elements.
    """
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f'\n  <script type="application/ld+json">{text}</script>'


def _status_names(event: Event) -> tuple[str, ...]:
    """Return the statuses of an event: one that has moved online may have a new date as well."""
    has_moved = event.previous_starts is not None
    if event.status is EventStatus.SCHEDULED and has_moved:
        return (_STATUSES[EventStatus.RESCHEDULED],)
    if event.status is EventStatus.MOVED_ONLINE and has_moved:
        return (_STATUSES[event.status], _STATUSES[EventStatus.RESCHEDULED])
    return (_STATUSES[event.status],)


def _is_free(event: Event) -> bool | None:
    if event.free is not None or not event.fees:
        return event.free
    return not any(fee.yen for fee in event.fees)


def _one_or_many(values: Sequence[Value]) -> Value:
    return values[0] if len(values) == 1 else values


def _known(node: Mapping[str, Value]) -> Node:
    """Return an object without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [], ())}
