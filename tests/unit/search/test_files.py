"""The files of an index: written, cut and read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.search.files import (
    CAP,
    Line,
    cut,
    format_line,
    format_postings,
    parse_line,
    parse_postings,
    posting,
    shortest_firsts,
    sort_key,
)
from build_tools.search.indexing import term_name

POSTINGS = st.dictionaries(st.integers(0, 200_000), st.integers(1, 15)).map(
    lambda pages: [posting(page, impact) for page, impact in sorted(pages.items())]
)


@given(POSTINGS)
def test_postings_are_read_as_they_were_written(postings):
    assert list(parse_postings(format_postings(postings))) == postings


def test_a_term_keeps_its_best_pages_and_says_how_many_there_are():
    postings = [posting(page, 1 + page % 15) for page in range(CAP + 500)]
    best = sorted(sorted(postings, key=lambda value: (-(value & 15), value))[:CAP])
    assert parse_line(format_line("*ほさい", postings, ["防災"])) == Line("*ほさい", CAP + 500, tuple(best), ("防災",))


def test_a_line_without_more_ends_after_its_pages():
    assert format_line("防災", [posting(3, 9)]) == "防災\t5B\n"


LINES = st.sets(st.text("あいうえお防災講座abc*", min_size=1, max_size=6), min_size=1, max_size=300).map(
    lambda terms: [(term, f"{term}\t{'A' * (len(term) * 131 % 900)}\n") for term in sorted(terms, key=sort_key)]
)


@given(LINES)
def test_files_hold_every_line_once_and_their_first_texts_find_each(lines):
    files = list(cut(lines))
    assert "".join(text for _, text in files) == "".join(line for _, line in lines)
    firsts = [sort_key(first) for first in shortest_firsts([item for item, _ in files])]
    assert firsts == sorted(set(firsts))
    for number, (item, _) in enumerate(files):
        assert firsts[number] <= sort_key(item.first)
        assert number + 1 == len(files) or sort_key(item.last) < firsts[number + 1]


@pytest.mark.parametrize("char", ["a", "ん", "\U00020bb7"], ids=["latin", "kana", "rare kanji"])
def test_no_term_makes_a_name_too_long_for_a_disk(char):
    name = term_name(char * 300, "abc").removeprefix("t/")

    assert name == f"{(char * 24).encode().hex()}-abc.txt"
    assert len(f"{name}.gz") <= 255
