"""Column maps: which column of an open-data file comes from where, as data in `feeds/maps/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import yaml

from build_tools.config import PACKAGE

FOLDER = PACKAGE / "feeds" / "maps"


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """One format: its columns, in order, and the words it uses inside them."""

    columns: tuple[tuple[str, str], ...]
    """Name of a column to the name of its source; an empty source leaves the column empty."""
    words: Mapping[str, str]
    required: frozenset[str]
    """Columns that are there even without a value."""
    kind: str
    """For events that come in: the kind of one that does not say."""

    @property
    def names(self) -> tuple[str, ...]:
        """The header."""
        return tuple(name for name, _ in self.columns)

    def index(self, source: str) -> int:
        """Return the number of the column, from 0, that a source fills.

        Raises:
            ValueError: when no column does.
        """
        return [name for _, name in self.columns].index(source)

    def column(self, source: str) -> str:
        """Return the name of the column that a source fills."""
        return self.columns[self.index(source)][0]


@cache
def read_map(name: str) -> ColumnMap:
    """Return the map in `feeds/maps/<name>.yml`."""
    data = _read(name)
    columns = tuple((str(column), str(source)) for column, source in data["columns"].items())
    words = MappingProxyType({key: str(word) for key, word in data.get("words", {}).items()})
    return ColumnMap(columns, words, frozenset(data.get("required", ())), data.get("kind", ""))


@cache
def prefecture(city_code: str, lang: str = "ja") -> str:
    """Return the name of the prefecture of a municipal code in a language; empty for a code that is none.

    Source: JIS X 0401, the first two digits of the code.
    """
    return str(_prefectures()["prefectures" if lang == "ja" else lang].get(city_code[:2], ""))


@cache
def _prefectures() -> dict[str, Any]:
    return _read("prefectures")


def pattern_of(template: str) -> re.Pattern[str]:
    """Return the pattern that reads back what a template with `{names}` was filled with."""
    parts = re.split(r"\{(\w+)\}", template)
    return re.compile("".join(re.escape(part) if i % 2 == 0 else f"(?P<{part}>.+?)" for i, part in enumerate(parts)))


def _read(name: str) -> dict[str, Any]:
    text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 -- makes text only: `NO` is a column
    return data
