"""How an event stands at a moment: one function of the record and the clock."""

from datetime import datetime, timedelta
from enum import StrEnum

from build_tools.model.moment import Moment
from build_tools.model.occasions import Event, EventStatus

CLOSING_SOON = timedelta(days=7)


class State(StrEnum):
    """What a visitor needs to know first."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    HELD = "held"
    PAST = "past"
    PLANNED = "planned"
    RUNNING = "running"
    FULL = "full"
    CLOSED = "closed"
    NOT_YET_OPEN = "not-yet-open"
    CLOSING_SOON = "closing-soon"
    OPEN = "open"
    ANNOUNCED = "announced"


def last_moment(event: Event) -> Moment:
    """Return the end of the event, or its start where no end is known."""
    return event.ends or event.starts


def is_over(event: Event, now: datetime) -> bool:
    """The event's last minute has passed; one whose date is not known is never over."""
    return last_moment(event).limit <= now


def is_upcoming(event: Event, now: datetime) -> bool:
    """The event still lies ahead, or is going on; a cancelled one stays until its day has passed."""
    return not is_over(event, now)


def state_of(event: Event, now: datetime) -> State:
    """Return how the event stands.

    Args:
        event: The record.
        now: Wall-clock time in the zone of the site, without tzinfo.
    """
    if event.status is EventStatus.CANCELLED:
        return State.CANCELLED
    if event.status is EventStatus.POSTPONED:
        return State.POSTPONED
    if is_over(event, now):
        return State.HELD if event.starts.is_day else State.PAST
    if event.starts.is_day and event.starts.instant <= now:
        return State.RUNNING
    return State.FULL if event.full else _registration_state(event, now)


def _registration_state(event: Event, now: datetime) -> State:
    registration = event.registration
    if registration is None or not registration.required:
        return State.ANNOUNCED if event.starts.is_day else State.PLANNED
    if registration.opens and now < registration.opens.instant:
        return State.NOT_YET_OPEN
    if registration.deadline is None:
        return State.OPEN
    if registration.deadline.limit <= now:
        return State.CLOSED
    return State.CLOSING_SOON if registration.deadline.limit - now <= CLOSING_SOON else State.OPEN
