"""Events by calendar month: which months have any, and what stands on which day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from build_tools.model.occasions import Event
from build_tools.views.days import Stretch, stretches_of

WEEK = 7


@dataclass(frozen=True, slots=True)
class Entry:
    """An event on its days, or on the day that it has moved away from."""

    event: Event
    days: Stretch


@dataclass(frozen=True, slots=True)
class Month:
    """A month with the events that touch it."""

    first: date
    entries: tuple[Entry, ...]
    """By day and time."""

    @property
    def last(self) -> date:
        """The last day of the month."""
        return following(self.first) - timedelta(days=1)

    @property
    def weeks(self) -> tuple[tuple[date, ...], ...]:
        """The weeks that touch the month, from Sunday to Saturday; the outer ones reach beyond it."""
        start = self.first - timedelta(days=self.first.isoweekday() % WEEK)
        count = ((self.last - start).days + WEEK) // WEEK
        return tuple(tuple(start + timedelta(days=WEEK * week + day) for day in range(WEEK)) for week in range(count))

    def holds(self, day: date) -> bool:
        """The day is one of the month."""
        return (day.year, day.month) == (self.first.year, self.first.month)

    @property
    def by_day(self) -> Mapping[date, tuple[Entry, ...]]:
        """Day to what stands on it; days on which nothing does are left out."""
        days: dict[date, list[Entry]] = {}
        last = self.last
        for entry in self.entries:
            for day in _days(max(entry.days.first, self.first), min(entry.days.last, last)):
                days.setdefault(day, []).append(entry)
        return {day: tuple(entries) for day, entries in days.items()}

    @property
    def agenda(self) -> tuple[tuple[date, tuple[Entry, ...]], ...]:
        """Each entry once, on its first day in this month: `(day, entries)` in order."""
        days: dict[date, list[Entry]] = {}
        for entry in self.entries:
            days.setdefault(max(entry.days.first, self.first), []).append(entry)
        return tuple((day, tuple(days[day])) for day in sorted(days))

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of the month, each once; those that moved away are not among them."""
        return tuple({entry.event.id: entry.event for entry in self.entries if not entry.days.is_former}.values())


def _days(first: date, last: date) -> Iterator[date]:
    """Yield the days of a span, both ends included."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def following(first: date) -> date:
    """Return the first day of the month after the one that begins on `first`."""
    return (first + timedelta(days=31)).replace(day=1)


def months_of(events: Iterable[Event]) -> tuple[Month, ...]:
    """Return every month in which an event with a known day takes place, or was to take place, in order."""
    found: dict[date, list[Entry]] = {}
    for event in events:
        for days in stretches_of(event):
            first = days.first.replace(day=1)
            while first <= days.last:
                found.setdefault(first, []).append(Entry(event, days))
                first = following(first)
    return tuple(Month(first, tuple(sorted(found[first], key=_place))) for first in sorted(found))


def _place(entry: Entry) -> tuple[object, ...]:
    return (entry.days.starts.instant, entry.days.last, entry.event.id, entry.days.is_former)
