"""Dates as the easy voice says them: western years, twelve hours, from and until, a reading over each word.

Source: the guideline on easy Japanese of the Agency for Cultural Affairs and the Immigration Services (2020).
"""

from markupsafe import Markup

from build_tools.i18n.filling import fill
from build_tools.i18n.words import Words
from build_tools.model.moment import Moment, Precision

_NOON = 12
_FUN = (2, 5, 7, 9)
"""Last digits of minutes that are read with an f; the other ones take a p."""


def easy_moment(moment: Moment, words: Words) -> Markup:
    """Return a moment, exactly as precise as it is.

    Args:
        moment: Day, month, year, fiscal year or nothing.
        words: Of the easy voice.
    """
    day = easy_day(moment, words)
    return words.markup("date.clock", day=day, clock=easy_clock(moment, words)) if moment.clock else day


def easy_day(moment: Moment, words: Words) -> Markup:
    """Return a moment without its time of day."""
    first = moment.first
    match moment.precision:
        case Precision.UNKNOWN:
            return words.markup("date.unknown")
        case Precision.FISCAL_YEAR:
            return words.markup("date.fiscal-year", year=first.year, next=first.year + 1)
        case Precision.YEAR:
            return words.markup("date.year", year=first.year)
        case Precision.MONTH:
            return words.markup("date.month", year=first.year, month=first.month)
    key = f"day.{first.day}"
    day = words.markup(key if key in words.table else "day.other", day=first.day)
    weekday = words.markup(f"weekday.{first.isoweekday()}")
    text = words.markup("date.day", year=first.year, month=first.month, day=day, weekday=weekday)
    return fill('<time datetime="{}">{}</time>', first.isoformat(), text)


def easy_clock(moment: Moment, words: Words) -> Markup:
    """Return the time of day; nothing where none is known."""
    clock = moment.clock
    if clock is None:
        return Markup("")
    key = "hour" if clock.minute == 0 else "fun" if clock.minute % 10 in _FUN else "pun"
    is_noon = clock.hour == _NOON  # nobody who learns the language knows an hour of nought
    text = words.markup(f"clock.{key}", hour=_NOON if is_noon else clock.hour % _NOON, minute=clock.minute)
    text = words.markup("clock.noon" if is_noon else "clock.am" if clock.hour < _NOON else "clock.pm", clock=text)
    return words.markup("clock.next-day", clock=text) if moment.next_day else text


def easy_span(starts: Moment, ends: Moment | None, words: Words) -> Markup:
    """Return a stretch of time; on one day only the clock is repeated."""
    if ends is None:
        start = easy_moment(starts, words)
        return words.markup("date.from", start=start) if starts.clock else start
    if starts == ends:
        return easy_moment(starts, words)
    is_one_day = starts.is_day and starts.first == ends.first and ends.clock
    end = easy_clock(ends, words) if is_one_day else easy_moment(ends, words)
    return words.markup("date.span", start=easy_moment(starts, words), end=end)
