"""On which days an event takes place, and on which it no longer does: what a calendar shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from build_tools.model.moment import Moment
from build_tools.model.occasions import Event


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of days, both inclusive, as a calendar on the wall shows it."""

    first: date
    last: date
    starts: Moment
    """When it begins on the first day."""
    ends: Moment | None = None
    is_former: bool = False
    """The event was announced for these days and has moved away from them."""

    def covers(self, day: date) -> bool:
        """The day lies within the stretch."""
        return self.first <= day <= self.last


def stretches_of(event: Event) -> tuple[Stretch, ...]:
    """Return the days of an event in order: those of its sessions, or its own; none where no day is known.

    A sitting past midnight (`25:00`) belongs to the day it is announced for. The day that an
    event has moved away from comes last.
    """
    sittings = sorted(_sittings(event), key=lambda stretch: (stretch.starts.instant, stretch.last))
    return (*sittings, *_former(event))


def days_of(event: Event) -> tuple[Stretch, ...]:
    """Return the days on which the event takes place."""
    return tuple(stretch for stretch in stretches_of(event) if not stretch.is_former)


def _sittings(event: Event) -> Iterator[Stretch]:
    for starts, ends in [(s.starts, s.ends) for s in event.sessions] or [(event.starts, event.ends)]:
        if starts.is_day:
            last = ends.first if ends and ends.is_day else starts.first
            yield Stretch(starts.first, max(starts.first, last), starts, ends)


def _former(event: Event) -> Iterator[Stretch]:
    before = event.previous_starts
    if before and before.is_day and before != event.starts:
        yield Stretch(before.first, before.first, before, is_former=True)
