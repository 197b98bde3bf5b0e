"""The calendars that people can subscribe to, and which events each of them holds."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from build_tools.model.base import Record
from build_tools.model.catalog import Catalog, kind_of
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


_TOPICS: Mapping[str, Callable[[Event], Iterable[str | None]]] = MappingProxyType(
    {
        "theme": lambda event: event.themes,
        "series": lambda event: (event.series,),
        "project": lambda event: (event.project,),
        "organizer": lambda event: (party.organization for party in event.organizers),
    }
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
    every, oldest = calendar_events(catalog), now.date() - KEPT
    recent = {event.id for event in every if _last_day(event) >= oldest}
    found = [Subscription("all", "", _recent(every, recent)), Subscription("archive", "", every)]
    for kind, topics_of in _TOPICS.items():
        topics: dict[str, list[Event]] = {}
        for event in every:
            for topic in dict.fromkeys(topics_of(event)):
                if topic:
                    topics.setdefault(topic, []).append(event)
        found += [Subscription(kind, topic, _recent(topics[topic], recent)) for topic in sorted(topics)]
    return tuple(found)


def subscription_to(record: Record, catalog: Catalog, now: datetime) -> Subscription | None:
    """Return the calendar about a record alone; None where no event has ever been its own.

    Raises:
        StopIteration: for a record of a kind without calendars.
    """
    kind = next(kind for kind, name in RECORD_KINDS.items() if name == kind_of(record))
    named = (event for event in catalog.naming(record, Event) if not event.sample and slots_of(event))
    own = by_time(event for event in named if record.id in _TOPICS[kind](event))
    if not own:
        return None
    oldest = now.date() - KEPT
    return Subscription(kind, record.id, tuple(event for event in own if _last_day(event) >= oldest))


def _recent(events: Iterable[Event], recent: Container[str]) -> tuple[Event, ...]:
    """Return the events that are to come, or whose last day is at most 30 days ago."""
    return tuple(event for event in events if event.id in recent)


def _last_day(event: Event) -> date:
    return max(slot.last_day for slot in slots_of(event))
