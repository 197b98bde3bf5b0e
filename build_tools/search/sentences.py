"""What search takes from a text, sentence by sentence: most of those of a site stand on more than one page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from build_tools.search import readings
from build_tools.search.folding import fold
from build_tools.search.readings import word_terms
from build_tools.search.terms import folded_terms, folded_words

_KNOWN = 64_000
"""So many sentences are known at a time, a kilobyte each: the ones that 25,000 records repeat."""


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """What search takes from a sentence."""

    terms: tuple[str, ...]
    """Every term as often as it stands there: of what is written, of readings and of normal spellings."""
    words: tuple[str, ...]
    """What a mistyped word may have been meant for."""
    spellings: tuple[str, ...]
    """`term, tab, spelling` of each reading, for marking what a reading has found."""


def read_sentences(text: str) -> Iterator[Sentence]:
    """Yield what search takes from each sentence of a text."""
    lines = text.replace("。", "。\n").replace(". ", ".\n").split("\n")
    return map(read_sentence, filter(None, lines))


def let_go() -> None:
    """Forget all sentences, and close the dictionary: pages are made no more."""
    read_sentence.cache_clear()
    readings.let_go()


@lru_cache(maxsize=_KNOWN)
def read_sentence(text: str) -> Sentence:
    """Return what search takes from one sentence."""
    folded, read = fold(text), word_terms(text)
    terms = (*folded_terms(folded), *(term for term, _ in read))
    spellings = (f"{term}\t{spelling}" for term, spelling in read if spelling)
    # Each text is kept once, however many sentences have it: that is most of what they take up.
    return Sentence(*(tuple(map(intern, texts)) for texts in (terms, folded_words(folded), spellings)))
