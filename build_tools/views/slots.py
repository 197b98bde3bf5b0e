"""When an event fills a calendar: its sessions, or itself, each where the day is known.

A month or a fiscal year is not a day, so that such an event fills no calendar. One that has lost its
date keeps the slot it was announced for, given up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from build_tools.model.moment import Moment, Precision
from build_tools.model.occasions import Event, EventStatus, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One entry of a calendar."""

    starts: Moment
    """Precise to the day or the minute."""
    ends: Moment | None
    """As the record has it; whole days include the last one."""
    session: Session | None = None
    number: int = 0
    """Which session, from 1, as the record lists them; 0 for an event without sessions."""
    total: int = 0
    """How many sessions the event has."""
    is_old: bool = False
    """The event was announced for it, but has no known day now."""

    @property
    def is_all_day(self) -> bool:
        """No clock is known, or only that of one end of a span of several days."""
        if self.starts.precision is not Precision.MINUTE:
            return True
        return bool(self.ends and self.ends.precision is not Precision.MINUTE and self.ends.first > self.starts.first)

    @property
    def begin(self) -> datetime | date:
        """The first minute, without tzinfo, or the first day (DTSTART)."""
        return self.starts.first if self.is_all_day else self.starts.instant

    @property
    def end(self) -> datetime | date | None:
        """What comes after the last minute or day, exclusive (DTEND); None where a clock is known but no end."""
        if self.is_all_day:
            return (self.ends or self.starts).first + timedelta(days=1)
        return self.ends.instant if self.ends and self.ends.precision is Precision.MINUTE else None

    @property
    def last_day(self) -> date:
        """The last day it touches; an end at midnight does not touch the day that begins."""
        end = self.end
        if end is None:
            return self.starts.instant.date()
        return (end - timedelta(microseconds=1)).date() if isinstance(end, datetime) else end - timedelta(days=1)


def slots_of(event: Event) -> tuple[Slot, ...]:
    """Return the entries of an event, in the order of its sessions; nothing where no day is known."""
    return tuple(_session_slots(event)) or tuple(_own_slot(event))


def is_off(event: Event, slot: Slot) -> bool:
    """Nobody should come: the event is cancelled or postponed, or has no known day now."""
    return slot.is_old or event.status in (EventStatus.CANCELLED, EventStatus.POSTPONED)


def _session_slots(event: Event) -> Iterator[Slot]:
    total = len(event.sessions)
    for number, session in enumerate(event.sessions, 1):
        if session.starts.is_day:
            yield Slot(starts=session.starts, ends=_day(session.ends), session=session, number=number, total=total)


def _own_slot(event: Event) -> Iterator[Slot]:
    if event.starts.is_day:
        yield Slot(starts=event.starts, ends=_day(event.ends))
    elif event.previous_starts and event.previous_starts.is_day:
        yield Slot(starts=event.previous_starts, ends=None, is_old=True)


def _day(moment: Moment | None) -> Moment | None:
    """Return an end that is precise to the day; one that is not says too little for a calendar."""
    return moment if moment and moment.is_day else None
