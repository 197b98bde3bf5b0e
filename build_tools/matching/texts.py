"""What an entry says, in terms of search: of Japanese the pairs of kanji and the loan words, and Latin words.

Single kanji and anything with hiragana say how a sentence is built rather than what it is about, so they do not count;
nor do the pairs over okurigana, which readers would not find in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from build_tools.model.matching import Entry
from build_tools.search.folding import KANJI, KATAKANA, LONG, fold, to_hiragana
from build_tools.search.terms import text_terms, whole_words

_PAIR = re.compile(f"[{KANJI}]{{2}}")
_STRETCH = re.compile(f"[{KANJI}]{{2,}}|[{KATAKANA}{LONG}]{{4,}}|[a-z]{{3,}}")


@dataclass(frozen=True, slots=True)
class Reading:
    """The terms of a text, and how they are written there."""

    text: str
    """Folded."""
    terms: frozenset[str]

    def spell(self, terms: frozenset[str]) -> Iterator[str]:
        """Yield the longest stretches of the text that some of its terms make up."""
        for stretch in _STRETCH.findall(self.text):
            if not _PAIR.match(stretch):
                yield from (stretch,) if terms & set(whole_words(stretch)) else ()
                continue
            start = 0
            for end in range(1, len(stretch) + 1):
                if end == len(stretch) or stretch[end - 1 : end + 1] not in terms:
                    if end - start > 1:
                        yield stretch[start:end]
                    start = end


def read_entry(entry: Entry) -> Reading:
    """Return what the Japanese title, summary and text of an entry say."""
    texts = (entry.title, entry.summary, entry.body)
    return read_text("\n".join(text.get("ja") for text in texts if text))


@lru_cache(maxsize=1024)
def read_text(text: str) -> Reading:
    """Return the terms of a Japanese text."""
    folded = fold(text)
    pairs = (term for term in text_terms(text) if _PAIR.fullmatch(term) and term in folded)
    return Reading(folded, frozenset((*pairs, *map(to_hiragana, whole_words(text)))))
