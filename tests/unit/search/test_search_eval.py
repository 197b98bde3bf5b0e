"""What search finds of the corpus that finished engines were measured on: floors, not to be fallen short of."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.search.evaluating import measure

FOLDER = Path(__file__).resolve().parents[2] / "search_eval"
SYNONYMS = FOLDER.parents[1] / "content" / "synonyms.yml"


def measured(synonyms: Path | None, *, pages: int = 0) -> dict[str, float]:
    """Return each group of queries with its recall@5."""
    groups = measure(FOLDER / "records.json", FOLDER / "queries.json", synonyms, pages=pages)
    return {group.name: round(group.recall, 3) for group in groups}


def test_people_find_what_they_mean():
    found = measured(SYNONYMS)
    assert found["all but none"] >= 0.98
    assert found["none"] >= 0.9
    assert {
        name: found[name] for name in ("exact", "compound", "reading", "kana-width", "latin-width", "entity")
    } == dict.fromkeys(("exact", "compound", "reading", "kana-width", "latin-width", "entity"), 1.0)


def test_most_of_it_without_synonyms():
    found = measured(None)
    assert found["all but none"] >= 0.95
    assert found["none"] >= 0.9


@pytest.mark.parametrize("pages", [1500])
def test_among_many_other_pages(pages):
    assert measured(SYNONYMS, pages=pages)["all but none"] >= 0.93


def test_a_first_query_asks_for_few_files():
    groups = measure(FOLDER / "records.json", FOLDER / "queries.json", SYNONYMS)
    assert groups[-1].requests <= 7.2
    assert groups[-1].octets <= 20 * 1024
