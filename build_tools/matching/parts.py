"""The parts of a score: how far some entries agree in one respect, and in what.

Each part takes two entries or three, in any order, and gives the same for every order. Counts are whole numbers, so
that sums do not depend on the order either.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from build_tools.matching.texts import Reading
from build_tools.model.matching import Entry
from build_tools.model.moment import Moment

UNSAID = 0.5
"""The share of what most entries do not say: it speaks neither for them nor against."""
ENOUGH = 0.2
"""Texts that share so much of their words say the same; no two people choose all the same words."""
WIDE = frozenset({"everyone", "citizens"})
"""Audiences that hold all the others: whoever is for everyone is for whomever the others name."""


class How(StrEnum):
    """In what way entries agree: the end of the key of the sentence that says so."""

    ALL = "all"
    """What is named is common to all of them."""
    SOME = "some"
    """Nothing is common to all three; what is named is common to two."""
    NONE = "none"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far entries agree in one respect."""

    share: float
    """From 0 to 1."""
    how: How
    common: tuple[str, ...] = ()
    """In what: ids of terms or places, or words, in a fixed order; empty for a period."""


@dataclass(frozen=True, slots=True)
class Side:
    """An entry, and its words."""

    entry: Entry
    reading: Reading


Rarity = Mapping[str, int]
"""Term to how much it says: a term that fewer entries use says more."""


def compare_themes(sides: Sequence[Side], _: Rarity) -> Agreement:
    """Compare what they are about."""
    return _compare([frozenset(side.entry.themes) for side in sides])


def compare_audiences(sides: Sequence[Side], _: Rarity) -> Agreement:
    """Compare for whom they are; see `WIDE`."""
    named = [frozenset(side.entry.audience) for side in sides]
    every = frozenset().union(*named)
    return _compare([every - WIDE or every if audience & WIDE else audience for audience in named])


def compare_places(sides: Sequence[Side], _: Rarity) -> Agreement:
    """Compare where they are; one without a place may be anywhere."""
    named = [frozenset(side.entry.places) for side in sides if side.entry.places]
    return _compare(named) if len(named) > 1 else Agreement(UNSAID, How.UNSAID)


def compare_words(sides: Sequence[Side], rarity: Rarity) -> Agreement:
    """Compare their Japanese texts by the terms that search cuts them into."""
    terms = [side.reading.terms for side in sides]
    found = _compare(terms, weight=rarity.__getitem__)
    spellings = {word for side in sides for word in side.reading.spell(frozenset(found.common))}
    whole = [word for word in spellings if not any(word != other and word in other for other in spellings)]
    common = tuple(sorted(whole, key=lambda word: (-len(word), word)))
    return Agreement(min(1.0, found.share / ENOUGH), found.how, common)


def compare_periods(sides: Sequence[Side], _: Rarity) -> Agreement:
    """Compare when they are: the days common to all, as a share of the shortest period."""
    spans = [_span(side.entry) for side in sides if _is_dated(side.entry)]
    if len(spans) < 2:  # noqa: PLR2004 -- one alone agrees with nothing
        return Agreement(UNSAID, How.UNSAID)
    days = min(last for _, last in spans) - max(first for first, _ in spans) + 1
    if days <= 0:
        return Agreement(0.0, How.NONE)
    return Agreement(days / min(last - first + 1 for first, last in spans), How.ALL)


def _compare(sets: Sequence[frozenset[str]], *, weight: Callable[[str], int] = lambda _: 1) -> Agreement:
    """Return how far sets agree: of all that could be common, what is.

    Each member counts once for every set but one that has it, over all the times it could: for two sets that is the
    part of their union that both have (Jaccard), for three the part of it that two have counts half.
    """
    counts = Counter(member for members in sets for member in members)
    possible = sum(weight(member) * (len(sets) - 1) for member in counts)
    shared = sum(weight(member) * (count - 1) for member, count in counts.items())
    if not shared:
        return Agreement(0.0, How.NONE)
    is_whole = max(counts.values()) == len(sets)
    least = len(sets) if is_whole else 2
    common = tuple(sorted(member for member, count in counts.items() if count >= least))
    return Agreement(shared / possible, How.ALL if is_whole else How.SOME, common)


def _is_dated(entry: Entry) -> bool:
    return any(moment and moment.is_known for moment in (entry.starts, entry.ends))


def _span(entry: Entry) -> tuple[int, int]:
    """Return the first and the last day of an entry as numbers; an end that is not known is open."""
    starts, ends = _known(entry.starts), _known(entry.ends)
    first = starts.first if starts else date.min
    return first.toordinal(), (ends.last if ends else date.max).toordinal()


def _known(moment: Moment | None) -> Moment | None:
    return moment if moment and moment.is_known else None


def rarity_of(readings: Iterable[Reading]) -> Rarity:
    """Return how much each term of some texts says, in thousandths: their number by that of those that use it."""
    every = tuple(readings)
    counts = Counter(term for reading in every for term in reading.terms)
    return {term: round(1000 * len(every) / count) for term, count in counts.items()}
