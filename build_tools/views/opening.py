"""Whether something is open at a moment: one function of its hours, the public holidays and the clock.

`theme/assets/opening.js` applies the same rules in the visitor's browser.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from build_tools.model.opening import WEEK, Custom, Opening, Weekday, is_year_end

IsHoliday = Callable[[date], bool]
"""The day is a public holiday."""
AHEAD = 14
"""So many days are looked through for the next opening."""
_NONE: tuple[tuple[int, int], ...] = ()


class Door(StrEnum):
    """What somebody in front of the door finds, or why that is not known."""

    OPEN = "open"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    """Today is a public holiday, and no source says what happens then."""
    YEAR_END = "year-end"
    """Today is one of the days around New Year, and no source says what happens then."""
    UNKNOWN = "unknown"
    """The hours do not hold today."""


@dataclass(frozen=True, slots=True)
class Access:
    """All that follows from hours and a moment."""

    door: Door
    changes: datetime | None
    """When it closes, where it is open; when it next opens for certain, where it is not; None for not within
    `AHEAD` days."""


def access_at(opening: Opening, now: datetime, is_holiday: IsHoliday) -> Access:
    """Return whether it is open.

    Args:
        opening: The hours.
        now: Wall-clock time in the zone of the site, without tzinfo.
        is_holiday: Tells public holidays.
    """
    today = now.date()
    for day in (today - timedelta(days=1), today):
        for starts, ends in _stretches(opening, day, is_holiday):
            if starts <= now < ends:
                return Access(Door.OPEN, ends)
    answer = hours_on(opening, today, is_holiday)
    return Access(answer if isinstance(answer, Door) else Door.CLOSED, _next(opening, now, is_holiday))


def hours_on(opening: Opening, day: date, is_holiday: IsHoliday) -> tuple[tuple[int, int], ...] | Door:
    """Return the hours of a day in minutes since midnight, nothing where it is closed; a `Door` where none is known."""
    if not _holds(opening, day):
        return Door.UNKNOWN
    usual, special = opening.hours_of(WEEK[day.weekday()]), opening.hours_of(Weekday.PUBLIC_HOLIDAYS)
    holiday, year_end = is_holiday(day), is_year_end(day)
    if (
        _is_closed_for_once(opening, day)
        or (year_end and opening.year_end is Custom.CLOSED)
        or (holiday and not special and opening.holidays is Custom.CLOSED)
    ):
        return _NONE
    hours = (special or usual) if holiday else usual
    if year_end and hours and opening.year_end is Custom.UNKNOWN:
        return Door.YEAR_END
    if holiday and hours and not special and opening.holidays is Custom.UNKNOWN:
        return Door.HOLIDAY
    return hours


def _holds(opening: Opening, day: date) -> bool:
    begins, ends = opening.valid_from, opening.valid_through
    return (begins is None or begins.first <= day) and (ends is None or day <= ends.last)


def _is_closed_for_once(opening: Opening, day: date) -> bool:
    return any(closure.first.first <= day <= (closure.last or closure.first).last for closure in opening.closures)


def _stretches(opening: Opening, day: date, is_holiday: IsHoliday) -> tuple[tuple[datetime, datetime], ...]:
    """Return from when to when it is open for certain, of the hours that begin on a day."""
    hours = hours_on(opening, day, is_holiday)
    if isinstance(hours, Door):
        return ()
    midnight = datetime.combine(day, time.min)
    return tuple((midnight + timedelta(minutes=opens), midnight + timedelta(minutes=closes)) for opens, closes in hours)


def _next(opening: Opening, now: datetime, is_holiday: IsHoliday) -> datetime | None:
    days = (now.date() + timedelta(days=number) for number in range(AHEAD))
    starts = (starts for day in days for starts, _ in _stretches(opening, day, is_holiday))
    return next((each for each in starts if each > now), None)
