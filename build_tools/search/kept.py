"""What has to be known of the index of a language to change it, little of it at a time."""

import marshal
from array import array
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zlib import crc32

from build_tools.search.entries import Facets
from build_tools.search.files import Cut, Posting, shortest_firsts
from build_tools.search.indexing import (
    Head,
    Labels,
    Names,
    best_spellings,
    facet_name,
    find_readings,
    index_file,
    term_name,
    text_name,
    word_name,
)

_BUCKETS = 256
"""The readings lie in so many pieces: a change touches a few dozen readings."""
_FACETS = "facets"
Spellings = dict[str, dict[str, int]]
"""Reading to spelling to the number of its pages."""


class Incomplete(Exception):
    """A piece that a change needs is not there."""


@dataclass(slots=True)
class Kept:
    """What has to be known of an index. The pieces apart all plain, and needed at every change."""

    terms: list[tuple[str, str, str]] = field(default_factory=list)
    """`Cut` of each file."""
    texts: list[str] = field(default_factory=list)
    """Digest of each group."""
    words: dict[str, str] = field(default_factory=dict)
    """First letter to digest."""
    facets: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    """Word to the number of its pages."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    readings: dict[str, int] = field(default_factory=dict)
    """Of the synonyms, see `find_readings`."""
    pieces: MutableMapping[str, bytes] = field(default_factory=dict)
    """What a change needs little of: the spellings, in buckets; each long list of postings; the facets of all pages."""
    _opened: dict[int, Spellings] = field(default_factory=dict, init=False)
    """Buckets that were looked into."""

    def pack(self) -> tuple[Any, ...]:
        """Return all but the pieces, for the cache."""
        return (self.terms, self.texts, self.words, self.facets, self.counts, self.synonyms, self.readings)

    @classmethod
    def unpack(cls, values: tuple[Any, ...], pieces: MutableMapping[str, bytes]) -> "Kept":
        """Return what `pack` gave, with its pieces."""
        kept = cls(*values)
        kept.pieces = pieces
        return kept

    def addresses(self) -> Iterator[str]:
        """Yield every file but the first, below the index."""
        yield from self.term_names()
        yield from (text_name(group, digest) for group, digest in enumerate(self.texts))
        yield from (word_name(letter, digest) for letter, digest in self.words.items())
        yield facet_name(self.facets)

    def cuts(self) -> list[Cut]:
        """Return the files of terms in order."""
        return [Cut(*item) for item in self.terms]

    def term_names(self) -> list[str]:
        """Return their addresses."""
        cuts = self.cuts()
        return [term_name(first, item.digest) for first, item in zip(shortest_firsts(cuts), cuts, strict=True)]

    def index(
        self, heads: Sequence[Head], labels: Labels, synonyms: Iterable[Sequence[str]], today: date
    ) -> tuple[str, str]:
        """Return address and text of the first file."""
        wanted = tuple(map(tuple, synonyms))
        if wanted != self.synonyms:
            self.synonyms, self.readings = wanted, find_readings(wanted)
        names = Names(
            terms=self.cuts(),
            texts=self.texts,
            words=self.words,
            facets=self.facets,
            synonyms=self.synonyms,
            readings=self.readings,
        )
        return "index.json", index_file(heads, names, labels, today)

    def put_spellings(self, spellings: Spellings) -> None:
        """Keep the spellings of all readings."""
        self._opened = {number: {} for number in range(_BUCKETS)}
        for term, counts in spellings.items():
            self._opened[_bucket(term)][term] = counts
        self._close(range(_BUCKETS))
        self._opened = {}

    def change_spellings(self, steps: Mapping[str, int]) -> dict[str, list[str]]:
        """Count `term, tab, spelling` on so many pages more; return how those terms are spelt now that were not before.

        Raises:
            Incomplete: when too little is kept.
        """
        terms = {pair.partition("\t")[0] for pair in steps}
        before = {term: self._spell(term) for term in terms}
        for pair, step in steps.items():
            term, _, spelling = pair.partition("\t")
            add(self._bucket(term).setdefault(term, {}), spelling, step)
        for term in terms:
            if not self._bucket(term)[term]:
                del self._bucket(term)[term]
        self._close(map(_bucket, terms))
        return {term: self._spell(term) for term in terms if self._spell(term) != before[term]}

    def long(self, term: str) -> Sequence[Posting]:
        """Return all postings of a term of which the files tell only the best.

        Raises:
            Incomplete: when they are not kept.
        """
        return array("I", self._piece(f"long {term}"))

    def put_long(self, term: str, postings: Sequence[Posting]) -> None:
        """Keep them."""
        self.pieces[f"long {term}"] = array("I", postings).tobytes()

    def drop_long(self, term: str) -> None:
        """Keep them no longer."""
        self.pieces.pop(f"long {term}", None)

    def page_facets(self) -> list[Facets | None]:
        """Return the facets of every page, by number.

        Raises:
            Incomplete: when they are not kept.
        """
        every = marshal.loads(self._piece(_FACETS))  # noqa: S302 -- a digest says that we wrote it
        return [Facets.unpack(values) if values else None for values in every]

    def put_page_facets(self, facets: Iterable[Facets | None]) -> None:
        """Keep them."""
        self.pieces[_FACETS] = marshal.dumps([item.pack() if item else None for item in facets])

    def _spell(self, term: str) -> list[str]:
        return best_spellings(self._bucket(term).get(term, {}))

    def _bucket(self, term: str) -> Spellings:
        number = _bucket(term)
        if number not in self._opened:
            self._opened[number] = marshal.loads(self._piece(f"spellings {number}"))  # noqa: S302 -- as above
        return self._opened[number]

    def _close(self, numbers: Iterable[int]) -> None:
        for number in set(numbers):
            self.pieces[f"spellings {number}"] = marshal.dumps(self._opened[number])

    def _piece(self, key: str) -> bytes:
        try:
            return self.pieces[key]
        except KeyError as error:
            raise Incomplete(key) from error


def add(counts: dict[str, int], key: str, step: int) -> None:
    """Count something that is no more where it is on no page."""
    counts[key] = counts.get(key, 0) + step
    if not counts[key]:
        del counts[key]


def _bucket(term: str) -> int:
    return crc32(term.encode()) % _BUCKETS
