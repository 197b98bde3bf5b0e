"""The page that tells editors which translations are missing, which may lag behind, and which are up to date."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.artifacts import Page
from build_tools.model.base import Record
from build_tools.model.catalog import Catalog
from build_tools.model.freshness import Freshness
from build_tools.model.kinds import KINDS
from build_tools.pages.desk import Desk

_PATH = "editors/translations/"
_LANGS = ("en", "easy")
_MISSING = "missing"
STATES = (Freshness.STALE.value, Freshness.UNSTAMPED.value, _MISSING, Freshness.FRESH.value)
"""What a translation may be, what wants an editor first."""
_MOST = 50
"""So many records of one kind are named in one state; a page of thousands helps nobody."""


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of record, translated into one language."""

    name: str
    records: Mapping[str, tuple[Record, ...]]
    """State to the records in it, by id."""

    def count(self, state: str) -> int:
        """Return how many are in a state."""
        return len(self.records[state])


@dataclass(frozen=True, slots=True)
class Tongue:
    """All kinds, translated into one language."""

    lang: str
    rows: tuple[KindRow, ...]

    def total(self, state: str) -> int:
        """Return how many records of all kinds are in a state."""
        return sum(row.count(state) for row in self.rows)


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page."""
    t = desk.words
    yield desk.page(
        "translations.html",
        _PATH,
        t("translations.title"),
        t("translations.lead"),
        trail=("editors/",),
        tongues=tuple(Tongue(lang, tuple(_rows(desk.catalog, lang))) for lang in _LANGS),
        states=STATES,
        most=_MOST,
        file_of=lambda record, lang: _file(desk.context(_PATH).path(record), lang),
    )


def _rows(catalog: Catalog, lang: str) -> Iterator[KindRow]:
    """Yield the kinds that have records, in their order."""
    for kind in KINDS:
        found: dict[str, list[Record]] = {state: [] for state in STATES}
        for record, states in catalog.translated(kind.name):
            found[states[lang].value if lang in states else _MISSING].append(record)
        if any(found.values()):
            yield KindRow(kind.name, {state: tuple(records) for state, records in found.items()})


def _file(path: str, lang: str) -> str:
    """Return the file of a translation, or where it would be."""
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{lang}.{ending}"
