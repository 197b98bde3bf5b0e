"""Moments in table cells: days and times as ISO 8601 has them, and what is less than a day in words."""

from collections.abc import Mapping

from build_tools.model.moment import Moment, Precision, parse_moment
from build_tools.model.tables.maps import pattern_of

Words = Mapping[str, str]
"""The words of the map: `month`, `fiscal-year`, `year`, `unknown`, `span`."""

_ROUGH = {Precision.MONTH: "month", Precision.FISCAL_YEAR: "fiscal-year", Precision.YEAR: "year"}


def format_day_cell(moment: Moment | None) -> str:
    """Return the day, `YYYY-MM-DD`; that of the next one for 24:00 and later; empty where no day is known."""
    return moment.instant.date().isoformat() if moment and moment.is_day else ""


def format_clock_cell(moment: Moment | None) -> str:
    """Return the time, `hh:mm`; empty where none is known."""
    return moment.clock.isoformat("minutes") if moment and moment.clock else ""


def format_rough(moment: Moment, words: Words) -> str:
    """Return a moment in words, exactly as precise as it is."""
    if not moment.is_known:
        return words["unknown"]
    if moment.precision not in _ROUGH:
        return str(moment)
    return words[_ROUGH[moment.precision]].format(year=moment.first.year, month=moment.first.month)


def parse_rough(text: str, words: Words) -> Moment:
    """Return the moment that `format_rough` wrote.

    Raises:
        ValueError: for any other text.
    """
    if text == words["unknown"]:
        return parse_moment("unknown")
    for precision, key in _ROUGH.items():
        if match := pattern_of(words[key]).fullmatch(text):
            parts = match.groupdict()
            year = f"{int(parts['year']):04}"
            form = {Precision.MONTH: f"{year}-{int(parts.get('month', 0)):02}", Precision.FISCAL_YEAR: f"FY{year}"}
            return parse_moment(form.get(precision, year))
    return parse_moment(text)
