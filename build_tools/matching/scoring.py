"""Scores pairs and triples of entries, and finds the ones that could go together."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations
from types import MappingProxyType

from build_tools.matching.parts import (
    Agreement,
    Rarity,
    Side,
    compare_audiences,
    compare_periods,
    compare_places,
    compare_themes,
    compare_words,
    rarity_of,
)
from build_tools.matching.texts import read_entry
from build_tools.model.catalog import Catalog, kind_of
from build_tools.model.matching import ENTRY_KINDS, Entry, EntryStatus, Operation
from build_tools.tracing import Asked, listening, recall

LEAST = 0.5
"""The lowest score of what could go together."""


@dataclass(frozen=True, slots=True)
class Part:
    """One respect in which entries are compared."""

    points: int
    """What full agreement gives, of 100."""
    compare: Callable[[Sequence[Side], Rarity], Agreement]


PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "themes": Part(35, compare_themes),
        "words": Part(25, compare_words),
        "audience": Part(20, compare_audiences),
        "places": Part(10, compare_places),
        "period": Part(10, compare_periods),
    }
)
"""Every part with its weight, 100 together; explanations come in this order.

Themes count most, because editors choose them with care from a short list. Words find what the list is too coarse
for. For whom comes next; where and when count least, since they can be talked over.
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Entries that were compared, with the score and where it comes from."""

    entries: tuple[Entry, ...]
    """Two or three, in the order of `ENTRY_KINDS`."""
    agreements: tuple[tuple[str, Agreement], ...]
    """Each part of `PARTS`, in its order."""

    @property
    def score(self) -> float:
        """From 0 to 1, to four digits."""
        return round(sum(PARTS[name].points * found.share for name, found in self.agreements) / 100, 4)

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """Kind and id of each entry."""
        return tuple(map(key_of, self.entries))

    @property
    def has_common_ground(self) -> bool:
        """They share a theme or a word: without either, that time and place fit says nothing."""
        return any(found.share > 0 for name, found in self.agreements if name in ("themes", "words"))


@dataclass(frozen=True)
class Pool:
    """Entries among which matches are looked for; how rare a word is depends on all of them."""

    entries: tuple[Entry, ...]

    @cached_property
    def _sides(self) -> Mapping[tuple[str, str], Side]:
        return {key_of(entry): Side(entry, read_entry(entry)) for entry in self.entries}

    @cached_property
    def _rarity(self) -> Rarity:
        return rarity_of(side.reading for side in self._sides.values())

    def score(self, *entries: Entry) -> Found:
        """Compare two or three entries of the pool, each of another kind; their order makes no difference.

        Raises:
            ValueError: for fewer, for more, or for two of one kind.
        """
        ordered = tuple(sorted(entries, key=lambda entry: ENTRY_KINDS.index(type(entry))))
        if len(ordered) < 2 or len({type(entry) for entry in ordered}) < len(ordered):  # noqa: PLR2004 -- a pair
            raise ValueError(f"not two or three kinds: {[key_of(entry) for entry in entries]}")
        sides = [self._sides[key_of(entry)] for entry in ordered]
        return Found(ordered, tuple((name, part.compare(sides, self._rarity)) for name, part in PARTS.items()))

    def pairs(self) -> tuple[Found, ...]:
        """Return the pairs that could go together, the best first, then by id."""
        by_kind = [[entry for entry in self.entries if isinstance(entry, kind)] for kind in ENTRY_KINDS]
        every = (self.score(a, b) for some, others in combinations(by_kind, 2) for a in some for b in others)
        return _best(every)

    def triples(self, pairs: Iterable[Found]) -> tuple[Found, ...]:
        """Return the triples in which each two could go together, the best first, then by id.

        Args:
            pairs: All of `pairs()`.
        """
        known = tuple(pairs)
        operations: dict[tuple[str, str], dict[tuple[str, str], Entry]] = {}
        for first, last in (pair.entries for pair in known if isinstance(pair.entries[-1], Operation)):
            operations.setdefault(key_of(first), {})[key_of(last)] = last

        def common(pair: Found) -> Iterator[Entry]:
            here, there = (operations.get(key, {}) for key in pair.key)
            return (operation for key, operation in here.items() if key in there)

        return _best(self.score(*pair.entries, operation) for pair in known for operation in common(pair))


def key_of(entry: Entry) -> tuple[str, str]:
    """Return kind and id of an entry."""
    return kind_of(entry), entry.id


def _best(found: Iterable[Found]) -> tuple[Found, ...]:
    kept = (match for match in found if match.score >= LEAST and match.has_common_ground)
    return tuple(sorted(kept, key=lambda match: (-match.score, match.key)))


@dataclass(frozen=True, slots=True)
class Matches:
    """What could go together."""

    triples: tuple[Found, ...]
    pairs: tuple[Found, ...]

    @property
    def shown(self) -> tuple[Found, ...]:
        """The triples, then the pairs that are in none of them."""
        held = {two for triple in self.triples for two in combinations(triple.key, 2)}
        return (*self.triples, *(pair for pair in self.pairs if pair.key not in held))


def find_matches(catalog: Catalog) -> Matches:
    """Return what could go together of all that is open; a sample goes with samples only, and stands last."""
    matches, asked = _match(tuple(_open(catalog)))
    recall(asked)
    return matches


@lru_cache(maxsize=1)
def _match(entries: tuple[Entry, ...]) -> tuple[Matches, Asked]:
    """Return what could go together, and what was asked for it; the pages of every language want the same."""
    with listening() as asked:
        pools = [Pool(tuple(entry for entry in entries if entry.sample is sample)) for sample in (False, True)]
        pairs = [pool.pairs() for pool in pools]
        triples = [pool.triples(found) for pool, found in zip(pools, pairs, strict=True)]
    return Matches(tuple(t for found in triples for t in found), tuple(p for found in pairs for p in found)), asked


def _open(catalog: Catalog) -> Iterator[Entry]:
    for kind in ENTRY_KINDS:
        yield from (entry for entry in catalog.all(kind) if entry.status is EntryStatus.OPEN)
