"""An index that is changed is the one that is built anew, byte for byte."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest

from build_tools.search import files as index_files
from build_tools.search.entries import Entry, Facets, Section
from build_tools.search.indexed import Indexed
from build_tools.search.indexing import Head, Labels
from build_tools.search.updating import build, change

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = ("防災", "講座", "セミナー", "協働", "くにたち", "申し込み", "子ども", "図書館", "まつり", "volunteers",
         "seminar", "library", "12月5日", "谷保")  # fmt: skip
LABELS = Labels(
    "ja", {"event": "催し", "": "ページ"}, {"art": "芸術", "care": "福祉"}, {"hall": "ホール"}, "これから", "終わった"
)


def page(number: int, chance: Random) -> Indexed:
    """Return a page of random words."""

    def text(count: int) -> str:
        return "、".join(chance.choice(WORDS) + chance.choice(WORDS) for _ in range(count))

    sections = (Section("", "", text(3)), *(Section(f"s{n}", text(1), text(4)) for n in range(chance.randrange(3))))
    themes = tuple(chance.sample(("art", "care"), chance.randrange(3)))
    facets = Facets(kind=chance.choice(("event", "")), themes=themes, places=("hall",) * chance.randrange(2))
    return Indexed.of(Entry(path=f"p/{number}/", lang="ja", title=text(1), sections=sections, facets=facets))


def whole(pages: list[Indexed | None]) -> dict[str, str]:
    """Return every file of an index that is built anew."""
    files: dict[str, str] = {}
    kept = build(pages, LABELS, files.__setitem__)
    path, files[path] = kept.index([Head(f"p/{n}/", "", "") for n in range(len(pages))], LABELS, [], date(2026, 12, 1))
    return files


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("cap", [2000, 5])
def test_changing_gives_what_building_anew_gives(seed, cap, monkeypatch):
    monkeypatch.setattr(index_files, "CAP", cap)
    monkeypatch.setattr(index_files, "_LEAST", 60)
    monkeypatch.setattr(index_files, "_MOST", 400)
    chance = Random(seed)  # noqa: S311 -- the same pages each time
    pages: list[Indexed | None] = [page(n, chance) if chance.random() < 0.9 else None for n in range(30)]
    files: dict[str, str] = {}
    kept = build(pages, LABELS, files.__setitem__)
    for _ in range(6):
        changes = []
        for number in chance.sample(range(30), chance.randint(1, 4)):
            now = page(number, chance) if chance.random() < 0.85 else None
            changes.append((number, pages[number], now))
            pages[number] = now
        files |= change(kept, changes, LABELS, files.__getitem__)
        files = {path: files[path] for path in kept.addresses()}
        heads = [Head(f"p/{n}/", "", "") for n in range(30)]
        path, text = kept.index(heads, LABELS, [], date(2026, 12, 1))
        assert files | {path: text} == whole(pages)


def test_the_texts_of_a_group_are_written_before_the_next_page_is_asked_for():
    chance, steps = Random(1), []  # noqa: S311 -- as above

    def pages() -> Iterator[Indexed]:
        for number in range(20):
            steps.append(f"page {number}")
            yield page(number, chance)

    build(pages(), LABELS, lambda path, _: steps.append(path[:3]))

    assert steps[:21] == [*(f"page {n}" for n in range(16)), "p/0", *(f"page {n}" for n in range(16, 20))]


def test_an_edit_of_one_page_leaves_most_files_alone():
    chance = Random(1)  # noqa: S311 -- as above
    pages: list[Indexed | None] = [page(n, chance) for n in range(400)]
    files: dict[str, str] = {}
    kept = build(pages, LABELS, files.__setitem__)
    now = page(7, Random(99))  # noqa: S311 -- as above
    new = change(kept, [(7, pages[7], now)], LABELS, files.__getitem__)
    assert len(new.keys() - files.keys()) <= len(files) // 2
    pages[7] = now
    anew: dict[str, str] = {}
    build(pages, LABELS, anew.__setitem__)
    assert {**files, **new}.keys() >= anew.keys()
