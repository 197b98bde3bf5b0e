"""The calendars that people can subscribe to, and which events each of them holds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from build_tools.model.catalog import Catalog
from build_tools.model.occasions import Event
from build_tools.views.selections import by_time
from build_tools.views.slots import slots_of

KEPT = timedelta(days=30)
"""How long an event that is over stays, so that a subscription does not bring a hundred of them."""
RECORD_KINDS = {"series": "series", "project": "project", "organizer": "organization"}
"""Calendars about a record, to its kind."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One calendar."""

    kind: str
    """`all`, `archive`, `theme`, `series`, `project` or `organizer`."""
    id: str
    """Term or record that it is about; empty for the first two."""
    events: tuple[Event, ...]
    """By start."""

    @property
    def name(self) -> str:
        """Its name in addresses."""
        return f"{self.kind}-{self.id}" if self.id else self.kind


_TOPICS: tuple[tuple[str, Callable[[Event], Iterable[str | None]]], ...] = (
    ("theme", lambda event: event.themes),
    ("series", lambda event: (event.series,)),
    ("project", lambda event: (event.project,)),
    ("organizer", lambda event: (party.organization for party in event.organizers)),
)
"""Kind of calendar to the topics that an event has."""


def calendar_events(catalog: Catalog) -> tuple[Event, ...]:
    """Return the events that calendars may hold, by start: real ones with a known day."""
    return by_time(event for event in catalog.all(Event) if not event.sample and slots_of(event))


def subscriptions(catalog: Catalog, now: datetime) -> tuple[Subscription, ...]:
    """Return every calendar: all events to come, the archive, then by kind and id.

    A topic has its calendar as soon as one event has ever had it, though it may be empty now: an
    address that somebody subscribed to must not vanish.
    """
    every = calendar_events(catalog)
    found = [Subscription("all", "", _recent(every, now)), Subscription("archive", "", every)]
    for kind, topics_of in _TOPICS:
        topics: dict[str, list[Event]] = {}
        for event in every:
            for topic in dict.fromkeys(topics_of(event)):
                if topic:
                    topics.setdefault(topic, []).append(event)
        found += [Subscription(kind, topic, _recent(topics[topic], now)) for topic in sorted(topics)]
    return tuple(found)


def _recent(events: Iterable[Event], now: datetime) -> tuple[Event, ...]:
    """Return the events that are to come, or whose last day is at most 30 days ago."""
    oldest = now.date() - KEPT
    return tuple(event for event in events if _last_day(event) >= oldest)


def _last_day(event: Event) -> date:
    return max(slot.last_day for slot in slots_of(event))
