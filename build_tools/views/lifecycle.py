"""How an event stands at a moment: one function of the record and the clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from build_tools.model.moment import Moment, Precision
from build_tools.model.occasions import Event, EventStatus
from build_tools.views.days import days_of

CLOSING_SOON = timedelta(days=7)


class State(StrEnum):
    """What a visitor needs to know first."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    HELD = "held"
    PAST = "past"
    UNCONFIRMED = "unconfirmed"
    PLANNED = "planned"
    RUNNING = "running"
    WAITING_LIST = "waiting-list"
    FULL = "full"
    CLOSED = "closed"
    NOT_YET_OPEN = "not-yet-open"
    CLOSING_SOON = "closing-soon"
    OPEN = "open"
    ANNOUNCED = "announced"


OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)
"""Nobody should come on the day that the record names."""
OVER_OR_OFF = (State.CANCELLED, State.POSTPONED, State.HELD, State.PAST, State.UNCONFIRMED)
"""There is nothing to come to any more."""
FULL = (State.FULL, State.WAITING_LIST)
"""Nobody more can sign up for a place of their own."""


class Twist(StrEnum):
    """What is no longer as first announced, whatever the state."""

    RESCHEDULED = "rescheduled"
    PLACE_CHANGED = "place-changed"
    MOVED_ONLINE = "moved-online"


@dataclass(frozen=True, slots=True)
class Standing:
    """All that follows from an event and a moment."""

    state: State
    twists: tuple[Twist, ...]
    is_today: bool
    """It begins or goes on today, and is not cancelled or over."""


def standing_of(event: Event, now: datetime) -> Standing:
    """Return how the event stands.

    Args:
        event: The record.
        now: Wall-clock time in the zone of the site, without tzinfo.
    """
    state = state_of(event, now)
    is_today = state not in OVER_OR_OFF and is_on(event, now.date())
    return Standing(state, twists_of(event), is_today)


def twists_of(event: Event) -> tuple[Twist, ...]:
    """Return what is no longer as first announced."""
    holds = (
        (Twist.RESCHEDULED, event.previous_starts is not None),
        (Twist.PLACE_CHANGED, event.previous_place is not None),
        (Twist.MOVED_ONLINE, event.status is EventStatus.MOVED_ONLINE),
    )
    return tuple(twist for twist, is_so in holds if is_so)


def is_on(event: Event, today: date) -> bool:
    """A day is one of an event that is not over: from the first one on, or of a sitting where it has several."""
    if not event.starts.is_day or today < event.starts.first:
        return False
    return not event.sessions or any(days.covers(today) for days in days_of(event))


def limit_of(event: Event) -> datetime:
    """Return the moment after which the event is over, exclusive.

    That is the end of its last session; where no end is known, the end of its day.
    """
    if not event.sessions:
        return _limit(event.starts, event.ends)
    last = max(_limit(session.starts, session.ends) for session in event.sessions)
    ends = event.ends or event.starts
    return last if not ends.is_known or ends.last <= last.date() else ends.limit


def _limit(starts: Moment, ends: Moment | None) -> datetime:
    if ends:
        return ends.limit
    if starts.precision is Precision.MINUTE:
        return datetime.combine(starts.instant.date() + timedelta(days=1), time.min)
    return starts.limit


def is_over(event: Event, now: datetime) -> bool:
    """The event's last minute has passed; one that is postponed or has no known date is never over."""
    return event.status is not EventStatus.POSTPONED and limit_of(event) <= now


def is_upcoming(event: Event, now: datetime) -> bool:
    """The event still lies ahead, or is going on; a cancelled one stays until its day has passed."""
    return not is_over(event, now)


def state_of(event: Event, now: datetime) -> State:
    """Return the state alone; see `standing_of`."""
    if event.status is EventStatus.CANCELLED:
        return State.CANCELLED
    if event.status is EventStatus.POSTPONED:
        return State.POSTPONED
    if is_over(event, now):
        return _past_state(event)
    if event.starts.is_day and event.starts.instant <= now:
        return State.RUNNING
    if event.full or event.seats_left == 0:
        return State.WAITING_LIST if event.registration and event.registration.waiting_list else State.FULL
    return _registration_state(event, now)


def _past_state(event: Event) -> State:
    if event.status is EventStatus.UNCONFIRMED:
        return State.UNCONFIRMED
    return State.HELD if event.starts.is_day else State.PAST


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
    return State.CLOSING_SOON if now >= registration.deadline.limit - CLOSING_SOON else State.OPEN
