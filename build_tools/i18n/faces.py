"""Dates as the largest thing on a sheet of paper: the parts that are set in sizes of their own."""

import re
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from build_tools.i18n.dates import format_clock, format_moment, machine_date
from build_tools.i18n.filling import fill
from build_tools.i18n.patterns import Pattern
from build_tools.i18n.public_holidays import is_holiday
from build_tools.i18n.words import Words
from build_tools.model.moment import Moment, Precision

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Face:
    """One date, cut into its parts."""

    machine: str
    """Value of the `datetime` attribute; empty where HTML has no form for it."""
    year: str
    """With the era in Japanese; empty where the day is not known, or the face before has the same."""
    day: Markup
    """Day and month, the digits in `<b>`; for what is less than a day, all that is known of it."""
    weekday: str
    """With a mark for holidays; empty where the day is not known."""
    clock: Markup
    """Time of day, its digits in `<b>`; empty where none is known."""


def face_of(moment: Moment, words: Words) -> Face:
    """Return the face of a moment."""
    return words.keep(("face", moment), lambda: _face_of(moment, words))


def _face_of(moment: Moment, words: Words) -> Face:
    machine = machine_date(moment)
    if not moment.is_day:
        return Face(machine, "", _large(format_moment(moment, words, era=True)), "", Markup(""))
    year = format_moment(Moment(moment.first, Precision.YEAR), words, era=words.lang == "ja")
    return Face(
        machine, year, _day(moment.first, words), _weekday(moment.first, words), _large(format_clock(moment, words))
    )


def _day(day: date, words: Words) -> Markup:
    pattern = Pattern.of_skeleton("MMMd", "ja") if words.lang == "ja" else Pattern.of("d MMMM", "en_GB")
    return _large(pattern.write(day))


def _weekday(day: date, words: Words) -> str:
    """Return one letter in Japanese and the whole word in English, with a mark for holidays."""
    holiday = words("date.holiday") if is_holiday(day) else ""
    if words.lang == "ja":
        return Pattern.of("E", "ja_JP").write(day) + holiday
    return Pattern.of("EEEE", "en_GB").write(day) + (f" ({holiday})" if holiday else "")


def _large(text: str) -> Markup:
    """Set the digits of a text apart."""
    parts = _DIGITS.split(text)
    return Markup("").join(fill("<b>{}</b>", part) if index % 2 else escape(part) for index, part in enumerate(parts))
