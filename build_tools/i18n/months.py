"""Names that a calendar on the wall has: months, weekdays, public holidays."""

from datetime import date, timedelta
from functools import cache

from markupsafe import Markup

from build_tools.i18n.dates import format_clock, format_moment, machine_date
from build_tools.i18n.filling import fill
from build_tools.i18n.patterns import Pattern
from build_tools.i18n.public_holidays import holidays_of
from build_tools.i18n.words import Words
from build_tools.model.moment import Moment, Precision

_SUNDAY = date(2023, 1, 1)


def holiday_name(day: date, lang: str) -> str:
    """Return the name of the public holiday in Japan that a day is; empty for any other day."""
    return holidays_of(day.year, lang).get(day, "")


@cache
def weekday_names(lang: str) -> tuple[tuple[str, str], ...]:
    """Return `(short, whole)` names of the days of the week, from Sunday on."""
    days = [_SUNDAY + timedelta(days=number) for number in range(7)]
    return tuple((Pattern.of("EEE", lang).write(day), Pattern.of("EEEE", lang).write(day)) for day in days)


def format_month(first: date, words: Words) -> str:
    """Return the name of a month with its year."""
    return format_moment(Moment(first, Precision.MONTH), words)


def format_hours(starts: Moment, ends: Moment | None, words: Words, *, is_short: bool = False) -> Markup:
    """Return a time of day, or from when to when on one day; nothing for a whole day. A short one is `14:00`."""
    key = ("hours", starts, ends, is_short)
    return words.keep(key, lambda: _format_hours(starts, ends, words, is_short=is_short))


def _format_hours(starts: Moment, ends: Moment | None, words: Words, *, is_short: bool) -> Markup:
    if not starts.clock:
        return Markup("")
    if is_short:
        return _clock_tag(starts, f"{starts.clock:%H:%M}".removeprefix("0"))
    if not ends or not ends.clock or ends.first != starts.first:
        return _clock_tag(starts, format_clock(starts, words))
    start, end = (_clock_tag(moment, format_clock(moment, words)) for moment in (starts, ends))
    return words.markup("clock.span", start=start, end=end)


def _clock_tag(moment: Moment, text: str) -> Markup:
    return fill('<time datetime="{}">{}</time>', machine_date(moment), text)
