"""How the dictionary is opened, and what of it stays in memory."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.search.dictionary import open_dictionary
from build_tools.search.sentences import let_go, read_sentence

SMAPS = Path("/proc/self/smaps")


@pytest.mark.skipif(not SMAPS.exists(), reason="only Linux tells")
def test_what_opening_it_touches_is_given_back():
    tokenizer = open_dictionary()
    resident = re.findall(r"system\.dic\n(?:.*\n)*?Rss: +(\d+) kB", SMAPS.read_text(encoding="utf-8"))

    assert resident
    assert max(map(int, resident)) < 10_000
    assert [word.surface() for word in tokenizer.tokenize("国立市の防災")] == ["国立市", "の", "防災"]


def test_sentences_are_read_as_before_once_everything_was_let_go():
    before = read_sentence("車いす席をご用意します。")
    let_go()
    after = read_sentence("車いす席をご用意します。")

    assert after is not before
    assert (after.terms, after.words, after.spellings) == (before.terms, before.words, before.spellings)
