"""Patterns of dates as CLDR has them, read through Babel; Babel is asked once for each month, weekday and number."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter, methodcaller
from types import MappingProxyType
from typing import Any

from build_tools.i18n.learned import learn

_FIELD = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a day, of which there are few enough to know all their names."""

    number: Callable[[Any], int]
    """Of a day."""
    days: tuple[date, ...]
    """One for each number, from 1 on."""


_PARTS: Mapping[str, _Part] = MappingProxyType(
    {
        "M": _Part(attrgetter("month"), tuple(date(2000, month, 1) for month in range(1, 13))),
        "d": _Part(attrgetter("day"), tuple(date(2000, 1, day) for day in range(1, 32))),
        "E": _Part(methodcaller("isoweekday"), tuple(date(2024, 1, day) for day in range(1, 8))),
    }
)
"""First letter of a field to what it is about. Source: UTS #35 part 4, Date Field Symbol Table."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a day is written in a locale."""

    text: str
    """With `%s` for each field."""
    fields: tuple[tuple[Callable[[date], int], tuple[str, ...]], ...]
    """Number of the part that each field is about, and the names by number; the year has none."""

    @classmethod
    @cache
    def of(cls, form: str, locale: str) -> "Pattern":
        """Return a pattern in the letters of CLDR, `EEEE, d MMMM y`, or by its name, `long`."""
        return _pattern(("pattern", form, locale), _ask)

    @classmethod
    @cache
    def of_skeleton(cls, skeleton: str, locale: str) -> "Pattern":
        """Return the pattern of a locale for these fields: `yMMMEd`."""
        return _pattern(("skeleton", skeleton, locale), _ask_skeleton)

    def write(self, day: date) -> str:
        """Return the day."""
        return self.text % tuple([names[number(day)] if names else number(day) for number, names in self.fields])


def _pattern(key: tuple[str, str, str], ask: Callable[[str, str], str]) -> Pattern:
    """Return what is known under a key, which ends with a form and a locale, or what `ask` says of these two."""
    _, form, locale = key
    text, fields = learn(key, lambda: _read(ask(form, locale), locale))
    return Pattern(text, tuple((_number(name), names) for name, names in fields))


def _ask(form: str, locale: str) -> str:
    """Return the pattern with this name, or of these letters, as Babel has it."""
    from babel.dates import get_date_format, parse_pattern  # an edit of a text does without Babel

    return str((get_date_format("long", locale) if form == "long" else parse_pattern(form)).format)


def _ask_skeleton(skeleton: str, locale: str) -> str:
    from babel import Locale  # as above

    return str(Locale.parse(locale).datetime_skeletons[skeleton].format)


def _read(pattern: str, locale: str) -> tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return the text with `%s` for each field, and of each field its letters and the names by number."""
    return _FIELD.sub("%s", pattern), tuple((name, _names(name, locale)) for name in _FIELD.findall(pattern))


def _names(name: str, locale: str) -> tuple[str, ...]:
    from babel.dates import DateTimeFormat  # as above

    return () if name == "y" else ("", *(DateTimeFormat(day, locale)[name] for day in _PARTS[name[0]].days))


def _number(name: str) -> Callable[[date], int]:
    return attrgetter("year") if name == "y" else _PARTS[name[0]].number
