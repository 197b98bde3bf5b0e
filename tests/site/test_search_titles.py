"""Whoever types the title of a record, or its reading, finds its page first."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.content.loader import load_content
from build_tools.model.base import Record
from build_tools.search.finding import find
from build_tools.search.lookup import FileIndex
from build_tools.search.readings import kana
from build_tools.urls import address_of

ROOT = Path(__file__).resolve().parents[2]
COMMON = {"yearly-theme"}
"""Kinds whose titles are common words (防災): whoever types one looks for what is on."""


@pytest.fixture(scope="module")
def indexes(site_folder: Path) -> dict[str, FileIndex]:
    return {lang: FileIndex((site_folder / "search" / lang).joinpath) for lang in ("ja", "en")}


@pytest.fixture(scope="module")
def records() -> list[Record]:
    catalog = load_content(ROOT / "content", root=ROOT).catalog
    assert catalog
    return [record for kind, found in catalog.records.items() if kind not in COMMON for record in found.values()]


def is_first(query: str, record: Record, index: FileIndex, lang: str, records: list[Record]) -> bool:
    """The first page that a query finds is that of the record, or of another one of the same title."""
    hits = find(query, index, index.synonyms).hits
    page = index.page(hits[0].page) if hits else None
    title = record.title.get(lang)
    places = {address_of(each).partition("#")[0] for each in records if each.title.get(lang) == title}
    return bool(page) and (page[0] in places or page[1] == title)


def test_every_title_finds_its_page_first(indexes, records):
    missed = [(lang, record.title.get(lang)) for record in records for lang in indexes
              if not is_first(record.title.get(lang), record, indexes[lang], lang, records)]  # fmt: skip
    assert missed == []


def test_nearly_every_reading_finds_its_page_first(indexes, records):
    readings = [(record.reading or kana(record.title.ja), record) for record in records]
    missed = [reading for reading, record in readings if not is_first(reading, record, indexes["ja"], "ja", records)]
    many = len(missed) > len(readings) * 0.02
    assert (many, missed if many else []) == (False, [])
