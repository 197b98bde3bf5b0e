"""The public holidays in Japan, as the `holidays` package has them."""

import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import MappingProxyType
from typing import TYPE_CHECKING

from build_tools.i18n.learned import learn

if TYPE_CHECKING:
    from holidays import HolidayBase

_PACKAGES = ("holidays", "holidays.countries")
_LANGUAGES = {"ja": "ja", "en": "en_US"}
"""Language to its name in the package."""


@cache
def holidays_of(year: int, lang: str) -> Mapping[date, str]:
    """Return the public holidays in Japan with their names, as far as the list reaches."""
    found = learn(("holidays", str(year), lang), lambda: _ask(year, lang))
    return MappingProxyType({date.fromisoformat(day): name for day, name in found.items()})


def is_holiday(day: date) -> bool:
    """The day is a public holiday in Japan."""
    return day in holidays_of(day.year, "ja")


def _ask(year: int, lang: str) -> dict[str, str]:
    found = _japan()(years=year, language=_LANGUAGES[lang])
    return {day.isoformat(): name for day, name in found.items() if day.year == year}


@cache
def _japan() -> "type[HolidayBase]":
    """Return the calendar of Japan alone.

    Asked for one country, the package imports some 250: a fifth of what a build takes after one edit. Its two folders
    stand in as packages whose own code does not run, for as long as Japan is imported.
    """
    bare = [name for name in _PACKAGES if name not in sys.modules]
    for name in bare:
        if spec := find_spec(name):
            sys.modules[name] = module_from_spec(spec)
    try:
        found: type[HolidayBase] = import_module("holidays.countries.japan").JP
    finally:
        for name in bare:
            del sys.modules[name]
    return found
