"""What must hold between the fields of an event, and between the events of a series.

Each rule takes one event; `EVENT_RULES` is the table to add one to. Not refused, because it
happens: an event put off after it had moved once (`postponed` with `previous_starts`), one that
moves to an earlier day, one online whose address only those signed up may have, and the 33rd of
something that has no record as a series.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from build_tools.content.decoded import Decoded, Loc
from build_tools.content.order import check_order, is_before
from build_tools.diagnostics import Diagnostic
from build_tools.model.base import Record
from build_tools.model.moment import Moment
from build_tools.model.occasions import AttendanceMode, Event, EventStatus, Session

Events = Mapping[str, Decoded[Record]]

_LONGEST_TIMED = 60
"""So many days may lie between the first hour and the last one without a word on the days between."""

_FIRST_YEAR = 1800
"""No event is older; what is belongs to history."""

_SIGNING_UP = ("opens", "deadline", "how")
"""Fields of a registration that only make sense where one has to sign up."""


def check_event(decoded: Decoded[Event]) -> Iterator[Diagnostic]:
    """An event's fields agree with each other, and a change says what it was and why."""
    for rule in EVENT_RULES:
        yield from rule(decoded)


def _check_times(decoded: Decoded[Event]) -> Iterator[Diagnostic]:
    event = decoded.value
    if event.starts.first.year < _FIRST_YEAR:
        yield decoded.diagnose(("starts",), "impossible-date", value=str(event.starts))
    yield from check_order(decoded, event.starts, event.ends, ("ends",))
    yield from _check_doors(decoded, event.doors, event.starts, ("doors",))
    for index, session in enumerate(event.sessions):
        loc = ("sessions", index)
        yield from check_order(decoded, session.starts, session.ends, (*loc, "ends"))
        yield from _check_doors(decoded, session.doors, session.starts, (*loc, "doors"))
        yield from _check_inside(event, decoded, session.starts, (*loc, "starts"))
        if session.ends and event.ends and is_before(event.ends, session.ends):
            yield decoded.diagnose((*loc, "ends"), "session-outside-event", starts=str(session.ends))


def _check_length(decoded: Decoded[Event]) -> Iterator[Diagnostic]:
    """Hours of a first and a last day say little of what lies between them: often one of the days is a slip."""
    starts, ends = decoded.value.starts, decoded.value.ends
    if not ends or not (starts.clock and ends.clock) or decoded.value.sessions:
        return
    days = (ends.last - starts.first).days
    if days > _LONGEST_TIMED:
        yield decoded.diagnose(("ends",), "long-without-sessions", days=days, starts=str(starts), ends=str(ends))


def _check_doors(decoded: Decoded[Event], doors: Moment | None, starts: Moment, loc: Loc) -> Iterator[Diagnostic]:
    if doors and is_before(starts, doors):
        yield decoded.diagnose(loc, "doors-after-start", doors=str(doors), starts=str(starts))


def _check_inside(event: Event, decoded: Decoded[Event], starts: Moment, loc: Loc) -> Iterator[Diagnostic]:
    """A session begins between the event's start and end; without an end, on the day that the event begins."""
    late = is_before(event.ends, starts) if event.ends else event.starts.last < starts.first
    if starts.is_known and event.starts.is_known and (late or is_before(starts, event.starts)):
        yield decoded.diagnose(loc, "session-outside-event", starts=str(starts))


def _check_status(decoded: Decoded[Event]) -> Iterator[Diagnostic]:
    event = decoded.value
    if event.status not in (EventStatus.SCHEDULED, EventStatus.UNCONFIRMED) and not event.reason:
        yield decoded.diagnose(("status",), "reason-missing", status=event.status.value)
    if event.status is EventStatus.RESCHEDULED and not event.previous_starts:
        yield decoded.diagnose(("status",), "previous-starts-missing")
    if event.status is EventStatus.MOVED_ONLINE and event.attendance_mode is AttendanceMode.OFFLINE:
        yield decoded.diagnose(("status",), "not-online")
    elif event.online_url and event.attendance_mode is AttendanceMode.OFFLINE:
        yield decoded.diagnose(("online_url",), "online-url-on-site")


def _check_registration(decoded: Decoded[Event]) -> Iterator[Diagnostic]:
    event, registration = decoded.value, decoded.value.registration
    if registration is None:
        return
    loc = ("registration", "deadline")
    deadline = registration.deadline
    opens = registration.opens
    if opens and deadline and any(check_order(decoded, opens, deadline, loc)):
        yield decoded.diagnose(loc, "opens-after-deadline", opens=str(opens), deadline=str(deadline))
    if not registration.required:
        named = next((name for name in _SIGNING_UP if getattr(registration, name)), None)
        if named:
            yield decoded.diagnose(("registration", named), "registration-not-needed", field=named)
    parts: tuple[Event | Session, ...] = (event, *event.sessions)
    last = max((part.ends or part.starts for part in parts), key=lambda moment: moment.limit)
    if deadline and last.is_known and deadline.is_known and deadline.instant >= last.limit:
        yield decoded.diagnose(loc, "deadline-after-event", deadline=str(deadline), starts=str(event.starts))
    if registration.lottery and deadline is None:
        yield decoded.diagnose(("registration", "lottery"), "lottery-without-deadline")


def _check_seats(decoded: Decoded[Event]) -> Iterator[Diagnostic]:
    event = decoded.value
    left, capacity = event.seats_left, event.capacity
    if left is not None and capacity is not None and left > capacity:
        yield decoded.diagnose(("seats_left",), "seats-above-capacity", left=left, capacity=capacity)
    if event.full and left:
        yield decoded.diagnose(("seats_left",), "full-with-seats", left=left)


def _check_fees(decoded: Decoded[Event]) -> Iterator[Diagnostic]:
    event = decoded.value
    if event.free and event.fee:
        yield decoded.diagnose(("fee",), "free-with-fee", fee=event.fee.ja)
    for index, fee in enumerate(event.fees):
        if event.free and fee.yen:
            yield decoded.diagnose(("fees", index, "yen"), "free-with-fee", fee=fee.yen)


def _check_changes(decoded: Decoded[Event]) -> Iterator[Diagnostic]:
    """What is said to have changed did, the oldest change stands first, and `updated` is no older than the newest."""
    event = decoded.value
    if event.previous_starts and event.previous_starts == event.starts:
        yield decoded.diagnose(("previous_starts",), "previous-same", field="starts", value=str(event.starts))
    if event.previous_place and event.previous_place == event.place:
        yield decoded.diagnose(("previous_place",), "previous-same", field="place", value=event.place)
    if event.previous_place and not any("place" in change.what for change in event.changes):
        yield decoded.diagnose(("previous_place",), "place-change-missing", updated=str(event.updated))
    for index, change in enumerate(event.changes):
        loc = ("changes", index, "date")
        if index and is_before(change.date, event.changes[index - 1].date):
            yield decoded.diagnose(
                loc, "changes-out-of-order", date=str(change.date), before=str(event.changes[index - 1].date)
            )
        if change.date.is_known and change.date.first > event.updated:
            yield decoded.diagnose(loc, "change-after-updated", date=str(change.date), updated=str(event.updated))


def check_series(events: Events, series: Mapping[str, Decoded[Record]]) -> Iterator[Diagnostic]:
    """In a series each number stands once, a cancelled event aside, and no event comes before the series began."""
    taken: dict[tuple[str, int], str] = {}
    for decoded in events.values():
        event: Any = decoded.value
        if event.series is None:
            continue
        if event.number is not None and event.status is not EventStatus.CANCELLED:
            other = taken.setdefault((event.series, event.number), decoded.path)
            if other != decoded.path:
                yield decoded.diagnose(("number",), "series-number-taken", number=event.number, other=other)
        since = _since(series.get(event.series))
        if since and is_before(event.starts, since):
            yield decoded.diagnose(
                ("starts",), "event-before-series", starts=str(event.starts), since=str(since), id=event.series
            )


def _since(series: Decoded[Any] | None) -> Moment | None:
    return series.value.since if series else None


EVENT_RULES = (
    _check_times, _check_length, _check_status, _check_registration, _check_seats, _check_fees, _check_changes,
)  # fmt: skip
"""Rules for one event."""
