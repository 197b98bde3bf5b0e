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
COMMON = {"yearly-theme", "accessibility-test"}
"""Kinds whose titles are common words (防災): whoever types one looks for what is on; and that of
a run of the tests, which has no page of its own."""


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


@pytest.mark.parametrize(
    ("lang", "query"),
    [("ja", "12/5"), ("ja", "2026-12-05"), ("ja", "Dec 5"), ("ja", "12月5日"), ("en", "12/5"), ("en", "5th of Dec")],
)
def test_a_date_as_it_is_typed_finds_what_is_on_that_day_first(indexes, lang, query):
    index = indexes[lang]
    hits = find(query, index, index.synonyms).hits
    assert index.page(hits[0].page)[0] == "events/sample-2026-12-05-disaster-lecture-1/"


def test_the_old_station_is_found_by_half_its_name(indexes):
    hits = find("旧駅舎", indexes["ja"], indexes["ja"].synonyms).hits
    assert "旧国立駅舎" in {indexes["ja"].page(hit.page)[1] for hit in hits}
    assert all("旧国立駅舎" in indexes["ja"].page(hit.page)[1] for hit in hits[:5])
