"""Dates as people read them, and as machines do.

Japanese as DS-441 (2026-03-17) and Babel have it, English with the month as a word. Formal pages add the era.
"""

from datetime import date, time

from markupsafe import Markup, escape

from build_tools.i18n.filling import fill
from build_tools.i18n.patterns import Pattern
from build_tools.i18n.public_holidays import is_holiday
from build_tools.i18n.words import Words
from build_tools.model.moment import Moment, Precision

_LOCALES = {"ja": "ja_JP", "en": "en_GB"}
_ERAS = (
    (date(2019, 5, 1), "reiwa", 2018),
    (date(1989, 1, 8), "heisei", 1988),
    (date(1926, 12, 25), "showa", 1925),
    (date(1912, 7, 30), "taisho", 1911),
    (date(1868, 1, 25), "meiji", 1867),
)
"""First day, name, and the year before its first. Source: DS-441."""


def machine_date(moment: Moment) -> str:
    """Return the value of a `datetime` attribute; empty where HTML has no form for it.

    Source: HTML Living Standard 4.5.14, the time element.
    """
    match moment.precision:
        case Precision.MINUTE:
            return moment.instant.isoformat(timespec="minutes")
        case Precision.DAY:
            return moment.first.isoformat()
        case Precision.MONTH:
            return moment.first.isoformat()[:7]  # %Y is not padded everywhere
        case Precision.YEAR:
            return moment.first.isoformat()[:4]
        case _:
            return ""


def format_day(day: date, words: Words, *, era: bool = False) -> str:
    """Return a day with its weekday and a mark for holidays; `era` adds the era's year, from Meiji on."""
    return words.keep(("day", day, era), lambda: _format_day(day, words, era=era))


def _format_day(day: date, words: Words, *, era: bool) -> str:
    era = era and day >= _ERAS[-1][0]
    if words.lang == "ja":
        text = _written(day, words.lang)
        if is_holiday(day):
            text = text.replace(")", words("date.holiday") + ")")
        return _with_era(text, day, words) if era else text
    text = _written(day, words.lang)
    text += f" ({words('date.holiday')})" if is_holiday(day) else ""
    return f"{text} ({_era_year(day, words)})" if era else text


def _written(day: date, lang: str) -> str:
    """Return a day with its weekday."""
    if lang == "ja":
        return Pattern.of_skeleton("yMMMEd", "ja").write(day)
    return Pattern.of("EEEE, d MMMM y", _LOCALES[lang]).write(day)


def format_moment(moment: Moment, words: Words, *, era: bool = False, with_clock: bool = True) -> str:
    """Return a moment in words, exactly as precise as it is; `era` adds the era's year."""
    match moment.precision:
        case Precision.UNKNOWN:
            return words("date.unknown")
        case Precision.FISCAL_YEAR:
            text = words("date.fiscal-year", year=moment.first.year)
        case Precision.YEAR:
            text = words("date.year", year=moment.first.year)
        case Precision.MONTH:
            text = words.keep(("month", moment.first), lambda: _month(moment.first, words.lang))
        case _:
            text = format_day(moment.first, words, era=era)
            return f"{text} {format_clock(moment, words)}" if with_clock and moment.clock else text
    if not era or moment.first < _ERAS[-1][0]:
        return text
    if moment.precision is Precision.FISCAL_YEAR:
        year = _era_year(date(moment.first.year, 12, 31), words)  # 2019 is Reiwa 1 as a whole
        return words("era.fiscal-year", text=text, year=year)
    return _with_era(text, moment.first, words) if words.lang == "ja" else f"{text} ({_era_year(moment.first, words)})"


def _month(first: date, lang: str) -> str:
    pattern = Pattern.of_skeleton("yMMM", "ja") if lang == "ja" else Pattern.of("MMMM y", "en_GB")
    return pattern.write(first)


def format_clock(moment: Moment, words: Words) -> str:
    """Return the time of day; a time past midnight says that it is the next day's."""
    if moment.clock is None:
        return ""
    return words.keep(("clock", moment.clock, moment.next_day), lambda: _format_clock(moment, words))


def _format_clock(moment: Moment, words: Words) -> str:
    clock = moment.clock or time.min
    key = "clock.hour" if clock.minute == 0 and words.lang == "ja" else "clock.minute"
    text = words(key, hour=clock.hour, minute=clock.minute, hour2=f"{clock.hour:02}", minute2=f"{clock.minute:02}")
    return words("clock.next-day", clock=text) if moment.next_day else text


def time_tag(moment: Moment, words: Words, *, era: bool = False) -> Markup:
    """Return a moment as a `time` element, or as plain words where HTML has no form for it."""
    return words.keep(("time", moment, era), lambda: _time_tag(moment, format_moment(moment, words, era=era)))


def _time_tag(moment: Moment, text: str) -> Markup:
    machine = machine_date(moment)
    return fill('<time datetime="{}">{}</time>', machine, text) if machine else escape(text)


def day_tag(day: date, words: Words) -> Markup:
    """Return a day as a `time` element without its weekday: for changes and states, which nobody attends."""
    return words.keep(("day-tag", day), lambda: _day_tag(day, words.lang))


def _day_tag(day: date, lang: str) -> Markup:
    text = Pattern.of("long" if lang == "ja" else "d MMMM y", _LOCALES[lang]).write(day)
    return fill('<time datetime="{}">{}</time>', day.isoformat(), text)


def span_tag(starts: Moment, ends: Moment | None, words: Words, *, era: bool = False, is_open: bool = False) -> Markup:
    """Return a span of time; on one day only the clock is repeated; an open one says since when."""
    key = ("span", starts, ends, era, is_open)
    return words.keep(key, lambda: _span_tag(starts, ends, words, era=era, is_open=is_open))


def _span_tag(starts: Moment, ends: Moment | None, words: Words, *, era: bool, is_open: bool) -> Markup:
    if ends is None:
        start = time_tag(starts, words, era=era)
        return words.markup("date.since", start=start) if is_open else start
    if starts.first == ends.first and starts.clock and ends.clock:
        day = _time_tag(Moment(starts.first, Precision.DAY), format_day(starts.first, words, era=era))
        start, end = (_time_tag(moment, format_clock(moment, words)) for moment in (starts, ends))
        clocks = words.markup("clock.span", start=start, end=end)
        return fill("{} {}", day, clocks)
    if starts == ends:
        return time_tag(starts, words, era=era)
    return words.markup("date.span", start=time_tag(starts, words, era=era), end=time_tag(ends, words, era=era))


def date_block(moment: Moment, words: Words) -> tuple[str, str, str]:
    """Return the three lines of a date block; empty lines for what is not known."""
    key = ("block", moment.first, moment.precision)
    return words.keep(key, lambda: _date_block(moment, words))


def _date_block(moment: Moment, words: Words) -> tuple[str, str, str]:
    locale = _LOCALES[words.lang]
    if not moment.is_known:
        return "", "?", ""
    if not moment.is_day:
        small = (
            format_moment(moment, words)
            if moment.precision is not Precision.MONTH
            else words("date.year", year=moment.first.year)
        )
        large = Pattern.of("MMM", locale).write(moment.first) if moment.precision is Precision.MONTH else ""
        return small, large, ""
    month = Pattern.of("y.M" if words.lang == "ja" else "MMM y", locale)
    return month.write(moment.first), str(moment.first.day), Pattern.of("EEE", locale).write(moment.first)


def _era_year(day: date, words: Words) -> str:
    _, name, before = next((era for era in _ERAS if era[0] <= day), _ERAS[-1])
    year = day.year - before
    number = words("era.first") if year == 1 and words.lang == "ja" else str(year)
    return words("era.year", era=words(f"era.{name}"), year=number)


def _with_era(text: str, day: date, words: Words) -> str:
    """Put the era's year behind the western year of a Japanese date."""
    year = words("date.year", year=day.year)
    return text.replace(year, f"{year}{words('era.open')}{_era_year(day, words)}{words('era.close')}", 1)
