"""A date as precise as it is known, and never more precise than that.

Written as ISO 8601-2:2019 (EDTF level 0) reduced precision: a day, a month, a year; plus a
Japanese fiscal year, `FY2007`, and `unknown`. A day may carry a wall-clock time in the zone
of the site; hours run to 29 because notices write `25:00` for one in the morning.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How much of a moment is known, from the most to the least."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point or stretch of wall-clock time in the time zone of the site."""

    first: date
    """First day it can mean; `date.max` when unknown, so that unknown sorts last."""
    precision: Precision
    clock: time | None = None
    """Time of day, only with `Precision.MINUTE`."""
    next_day: bool = False
    """Written as 24:00 or later: the clock is that of the day after `first`."""

    @property
    def last(self) -> date:
        """Last day it can mean, inclusive."""
        match self.precision:
            case Precision.MONTH:
                return _month_end(self.first)
            case Precision.YEAR:
                return date(self.first.year, 12, 31)
            case Precision.FISCAL_YEAR:
                return date(self.first.year + 1, 3, 31)
            case _:
                return self.first

    @property
    def is_known(self) -> bool:
        """Anything at all is known."""
        return self.precision is not Precision.UNKNOWN

    @property
    def is_day(self) -> bool:
        """The day is known, perhaps the minute too."""
        return self.precision in (Precision.MINUTE, Precision.DAY)

    @property
    def fiscal_year(self) -> int:
        """The fiscal year (1 April to 31 March) that `first` lies in."""
        return fiscal_year(self.first)

    @property
    def instant(self) -> datetime:
        """The first minute it can mean, without tzinfo."""
        start = datetime.combine(self.first, self.clock or time.min)
        return start + timedelta(days=1) if self.next_day else start

    @property
    def limit(self) -> datetime:
        """The minute after the last one it can mean: exclusive, as DTEND is (RFC 5545 3.8.2.2)."""
        if self.precision is Precision.MINUTE:
            return self.instant
        if not self.is_known:
            return datetime.max  # noqa: DTZ901 -- wall-clock time has no zone
        return datetime.combine(self.last + timedelta(days=1), time.min)

    def __str__(self) -> str:
        """Return the text that `parse_moment` reads back to the same value."""
        match self.precision:
            case Precision.UNKNOWN:
                return "unknown"
            case Precision.FISCAL_YEAR:
                return f"FY{self.first.year:04}"
            case Precision.YEAR:
                return f"{self.first.year:04}"
            case Precision.MONTH:
                return self.first.isoformat()[:7]  # %Y is not padded everywhere
            case Precision.MINUTE:
                clock = self.clock or time.min
                return f"{self.first} {clock.hour + 24 * self.next_day:02}:{clock.minute:02}"
            case _:
                return self.first.isoformat()


UNKNOWN = Moment(date.max, Precision.UNKNOWN)


_LAST_YEAR = 2199
"""A later one is a slip of the hand: 2206."""
_FIRST_MONTH = 4
"""Of a Japanese fiscal year."""
_LAST_HOUR, _DAY_HOURS = 29, 24
"""An evening may be written past midnight: 25:00 is one o'clock of the next day."""


def fiscal_year(day: date) -> int:
    """Return the Japanese fiscal year of a day: 2011-03-31 lies in 2010."""
    return day.year - (day.month < _FIRST_MONTH)


_FORMS = {
    16: (Precision.MINUTE, re.compile(r"(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)", re.ASCII)),
    10: (Precision.DAY, re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)),
    7: (Precision.MONTH, re.compile(r"(\d{4})-(\d\d)", re.ASCII)),
    6: (Precision.FISCAL_YEAR, re.compile(r"FY(\d{4})", re.ASCII)),
    4: (Precision.YEAR, re.compile(r"(\d{4})", re.ASCII)),
}
"""Length of the text to the form that it must have then."""


def parse_moment(text: str) -> Moment:
    """Return the moment that `text` writes.

    Raises:
        ValueError: `bad-date` for another form, `impossible-date` for a day or hour
            that does not exist.
    """
    if text == "unknown":
        return UNKNOWN
    precision, form = _FORMS.get(len(text), _FORMS[10])
    if match := form.fullmatch(text):
        return _build(precision, [int(part) for part in match.groups()])
    raise ValueError("bad-date")


def parse_day(text: str) -> date:
    """Return a day written as YYYY-MM-DD.

    Raises:
        ValueError: `bad-date` or `impossible-date`, as in `parse_moment`.
    """
    moment = parse_moment(text)
    if moment.precision is not Precision.DAY:
        raise ValueError("bad-date")
    return moment.first


def _build(precision: Precision, parts: list[int]) -> Moment:
    year, month, day, *clock = (*parts, 1, 1)[: max(3, len(parts))]
    if precision is Precision.FISCAL_YEAR:
        month = _FIRST_MONTH
    hour, minute = clock or (0, 0)
    if year > _LAST_YEAR or hour > _LAST_HOUR:
        raise ValueError("impossible-date")
    try:
        first, start = date(year, month, day), time(hour % _DAY_HOURS, minute)
    except ValueError:
        raise ValueError("impossible-date") from None
    if precision is not Precision.MINUTE:
        return Moment(first, precision)
    return Moment(first, precision, start, next_day=hour >= _DAY_HOURS)


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
