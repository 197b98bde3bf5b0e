"""When something is open: hours of the week, and what changes them. Source: schema.org OpeningHoursSpecification."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from build_tools.model.base import Model, Text
from build_tools.model.declared import Count
from build_tools.model.values import Leaf, Typed, When

_CLOCK = re.compile(r"(\d{1,2}):(\d\d)", re.ASCII)
_LAST_HOUR, _MINUTES = 29, 60
DAY_MINUTES = 24 * _MINUTES


@dataclass(frozen=True, slots=True, order=True)
class Clock:
    """A time of day; hours run to 29, because notices write `25:00` for one in the morning."""

    minutes: int
    """Since midnight."""

    def __str__(self) -> str:
        """Return the text that `parse_clock` reads back to the same value."""
        return f"{self.minutes // _MINUTES:02}:{self.minutes % _MINUTES:02}"


def parse_clock(text: str) -> Clock:
    """Return the time of day that `text` writes.

    Raises:
        ValueError: `bad-clock` for another form, and for a time that does not exist.
    """
    match = _CLOCK.fullmatch(text)
    if not match or int(match[1]) > _LAST_HOUR or int(match[2]) >= _MINUTES:
        raise ValueError("bad-clock")
    return Clock(int(match[1]) * _MINUTES + int(match[2]))


ClockTime = Annotated[
    Clock,
    Leaf(parse_clock, "clock"),
    Typed({"type": ["string", "integer"], "pattern": "^[0-2]?[0-9]:[0-5][0-9]$"}),
]


class Weekday(StrEnum):
    """A day that comes back. Source: schema.org DayOfWeek."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    PUBLIC_HOLIDAYS = "public-holidays"


WEEK = tuple(day for day in Weekday if day is not Weekday.PUBLIC_HOLIDAYS)
"""The days of the week in the order of `date.weekday()`."""


class Custom(StrEnum):
    """What happens on days that are not like others, as far as a source says."""

    CLOSED = "closed"
    AS_USUAL = "as-usual"
    UNKNOWN = "unknown"


class Hours(Model):
    """From when to when, on which days (OpeningHoursSpecification)."""

    days: Annotated[tuple[Weekday, ...], Count(1)]
    """Days of the week (dayOfWeek): `monday` to `sunday`, `public-holidays`."""
    opens: ClockTime
    """From when."""
    closes: ClockTime
    """Until when; after midnight write 25:00."""


class Closure(Model):
    """Days on which it is closed for once."""

    first: When
    """First day."""
    last: When | None = None
    """Last day; leave out for a single day."""
    reason: Text | None = None
    """Why."""


class Opening(Model):
    """When something is open, as far as a source says."""

    weekly: Annotated[tuple[Hours, ...], Count(1)]
    """The hours of an ordinary week; on a day without hours it is closed."""
    holidays: Custom = Custom.UNKNOWN
    """Public holidays without hours of their own: `closed`, `as-usual`, or `unknown` where no source says."""
    year_end: Custom = Custom.UNKNOWN
    """The days from 29 December to 3 January: `closed`, `as-usual`, or `unknown` where no source says."""
    closures: tuple[Closure, ...] = ()
    """Days on which it is closed for once."""
    valid_from: When | None = None
    """First day on which the hours hold (validFrom)."""
    valid_through: When | None = None
    """Last day on which the hours hold (validThrough)."""
    as_of: When | None = None
    """Of when the source is; the older, the more a visitor should ask first."""

    def hours_of(self, day: Weekday) -> tuple[tuple[int, int], ...]:
        """Return `(opens, closes)` in minutes since midnight, in order; nothing for a day without hours.

        Hours that begin when others end are one stretch: the door stays open.
        """
        merged: list[tuple[int, int]] = []
        for hours in sorted((each.opens.minutes, each.closes.minutes) for each in self.weekly if day in each.days):
            opens = merged.pop()[0] if merged and merged[-1][1] == hours[0] else hours[0]
            merged.append((opens, hours[1]))
        return tuple(merged)


def is_year_end(day: date) -> bool:
    """The day is one of those on which public offices rest around New Year.

    Source: the Act on Holidays of Administrative Organs, article 1: 29 December to 3 January.
    """
    return (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)


_SHORT = dict(zip(Weekday, ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH"), strict=True))


def format_opening(opening: Opening) -> str:
    """Return the hours as a text for programs: `Mo,Tu 13:00-17:00; PH off`; what is not known is not in it.

    Source: schema.org openingHours for the days; `PH` for public holidays and `off` as OpenStreetMap has them.
    """
    parts = [f"{','.join(_SHORT[day] for day in hours.days)} {hours.opens}-{hours.closes}" for hours in opening.weekly]
    if opening.holidays is Custom.CLOSED and not opening.hours_of(Weekday.PUBLIC_HOLIDAYS):
        parts.append("PH off")
    return "; ".join(parts)
