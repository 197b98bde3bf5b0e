"""What one page adds to an index: its terms, how much each says about it, and what results show."""

import marshal
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from math import log2

from build_tools.search.entries import MOST, Entry
from build_tools.search.sentences import Sentence, read_sentences

_TITLE_WEIGHT = 8
_HEADING_TIMES, _LEAD_TIMES = 3, 2
"""So often a term of a heading, or of what stands above the first one, counts."""
_LENGTH = 600
"""Characters of a text of usual length."""
_STEPS = 2
"""In so many steps a text becomes twice as long."""
_HALF = 6
"""A term of this weight has half of the highest impact."""
_LONGEST_TEXT = 400
"""So many characters of a page's text go into its results."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """One page with what it adds to the index."""

    entry: Entry
    """With as much of its text as results show."""
    terms: Sequence[str]
    values: bytes
    """The impact of each term, from 1 to `MOST`."""
    words: Sequence[str]
    """The words of the page that a mistyped one may have been meant for."""
    spellings: Sequence[str]
    """`term, tab, spelling` of each reading on the page."""

    @classmethod
    def of(cls, entry: Entry) -> "Indexed":
        """Return what a page adds to the index."""
        share = _share(sum(len(section.text) for section in entry.sections))
        titles, texts = list(read_sentences(entry.title)), list(_texts(entry))
        counts = Counter(chain.from_iterable(sentence.terms * times for sentence, times in texts))
        impacts = {number: _impact(share * number) for number in set(counts.values())}
        found = {term: impacts[number] for term, number in counts.items()}
        for term, number in Counter(chain.from_iterable(sentence.terms for sentence in titles)).items():
            found[term] = _impact(_TITLE_WEIGHT * number + share * counts[term])
        found |= dict.fromkeys(entry.whole_titles(), MOST)
        every = (*titles, *(sentence for sentence, _ in texts))
        words = dict.fromkeys(chain.from_iterable(sentence.words for sentence in every))
        spellings = dict.fromkeys(chain.from_iterable(sentence.spellings for sentence in every))
        return cls(_shortened(entry), tuple(found), bytes(found.values()), tuple(words), tuple(spellings))

    @property
    def impacts(self) -> Mapping[str, int]:
        """Each term of the page with its impact."""
        return dict(zip(self.terms, self.values, strict=True))

    def pack(self) -> bytes:
        """Return the page in one piece, for the cache."""
        texts = ("\n".join(texts) for texts in (self.terms, self.words, self.spellings))
        return marshal.dumps((self.entry.pack(), self.values, *texts))

    @classmethod
    def unpack(cls, data: bytes) -> "Indexed":
        """Return the page that `pack` gave."""
        entry, values, *texts = marshal.loads(data)  # noqa: S302 -- a digest says that we wrote it
        terms, words, spellings = (text.split("\n") if text else () for text in texts)
        return cls(Entry.unpack(entry), terms, values, words, spellings)


def _texts(entry: Entry) -> Iterator[tuple[Sentence, int]]:
    """Yield each sentence below the title, with how often its terms count."""
    first, *rest = entry.sections
    headings = ((section.heading, _HEADING_TIMES) for section in rest)
    texts = ((section.text, 1) for section in rest)
    for text, times in ((first.text, _LEAD_TIMES), *headings, *texts):
        for sentence in read_sentences(text):
            yield sentence, times


def _share(length: int) -> float:
    """Return what a term counts in a text of so many characters: in a long one, less.

    Lengths are taken in steps, or a word that is added would change what every other one on the page counts.
    """
    steps = round(_STEPS * log2(length / _LENGTH)) if length > _LENGTH else 0
    return float(0.5 ** (steps / _STEPS / 2))


@cache
def _impact(weight: float) -> int:
    return max(1, round(MOST * weight / (weight + _HALF)))


def _shortened(entry: Entry) -> Entry:
    left, sections = _LONGEST_TEXT, []
    for section in entry.sections:
        sections.append(replace(section, text=section.text[:left]))
        left -= len(sections[-1].text)
    return replace(entry, sections=tuple(sections), reading="", titles=())
