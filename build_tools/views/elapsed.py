"""How much time has passed between two days, by the calendar."""

from dataclasses import dataclass
from datetime import date

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Whole years and months between two days, and the days that are left over."""

    years: int
    months: int
    days: int


def elapsed(since: date, until: date) -> Elapsed:
    """Return the time between two days; nothing where the second one is not later.

    A month has passed on the same day of the next one, or on its first day after where it has no such day.
    """
    if until <= since:
        return Elapsed(0, 0, 0)
    months = (until.year - since.year) * _MONTHS + until.month - since.month
    months -= until.day < since.day
    begun = _add_months(since, months)
    return Elapsed(months // _MONTHS, months % _MONTHS, (until - begun).days)


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year, month + 2, 1)  # December has every day
