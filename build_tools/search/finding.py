"""Finds pages for a query: first as typed, then by readings and repaired words, then in the other language."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import floor, log
from typing import Protocol

from build_tools.search.entries import MOST
from build_tools.search.folding import HIRAGANA, KANJI, KATAKANA, reading_key, to_hiragana
from build_tools.search.planning import Idea, Plan, Synonyms, Way, kana_of, plan, text_way
from build_tools.search.readings import READING
from build_tools.search.terms import is_hiragana, is_japanese, loan_words, stem

ENOUGH, ENOUGH_OF_TWO = 0.55, 0.7
"""A page that has less of a query is not shown; of a short query it needs more."""
WHOLE = 0.99
FEW = 5
"""So many results stand below the box. Where fewer pages have words of the other language, its index is asked too."""
_FACTORS = {"text": 1.0, "pairs": 0.9, "reading": 0.9, "synonym": 0.8, "typo": 0.7, "day": 0.9}
_TITLE_BONUS = 100.0
_SOON_BONUS = 2.5
_ASIDE_SHARE = 0.5
"""So much a page counts that is for those who make the site."""
_SOON_ALIKE = 0.75
"""What is to come and has so much of the best score of its like is as good: the next one is first."""
_COMMON = 0.4
_MISSING = 0.6
_GAP = 0.25
"""A page may have so much less of a query than the best one."""
_SHORTEST_REPAIRED, _LONG_WORD = 4, 8
_SHORTEST_BEGINNING, _LONGEST_ENDING = 5, 5
"""Letters of a stem, and of the mistyped ending behind it."""
_MOST_REPAIRS = 3
_MOST_WORDS, _LONGEST_READING, _LONGEST_RUN = 6, 8, 60
"""So many words of a run of hiragana are looked up, of so many characters each, in so many of its characters."""
_LATIN, _JAPANESE = re.compile("[a-z]"), re.compile(f"[{KANJI}{HIRAGANA}{KATAKANA}]")
_STEPS = 10**6
"""Of a score in one: beyond them, the logarithms of browsers differ."""

Postings = tuple[int, Sequence[tuple[int, int]]]
"""On how many pages a term stands, and the best of them: number of the page, impact."""


class Index(Protocol):
    """What is looked up in, of one language."""

    lang: str
    size: int
    """Number of pages."""

    def postings(self, terms: Iterable[str]) -> Mapping[str, Postings]:
        """Return the pages of each term that has any."""

    def words(self, first: str) -> Sequence[str]:
        """Return the Latin terms that begin with a letter."""

    def is_coming(self, page: int) -> bool:
        """The page is about an event that is still to come, whether or not it takes place."""

    def is_soon(self, page: int) -> bool:
        """The page is about what is still to come, and takes place."""

    def is_aside(self, page: int) -> bool:
        """The page is for those who make the site."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found."""

    page: int
    score: float
    coverage: float
    """How much of the query it has, from 0 to 1."""
    ways: tuple[Way, ...]
    """How it has each idea that it has."""
    turn: int
    """Among equals the smallest is first: what is to come, the next first; then the others, as they are numbered."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a query gives."""

    hits: tuple[Hit, ...] = ()
    """Best first."""
    plan: Plan = field(default_factory=lambda: Plan(()))
    is_other: bool = False
    """By way of the other language alone."""

    @property
    def is_close(self) -> bool:
        """No page has all of the query."""
        return bool(self.hits) and self.hits[0].coverage < WHOLE


def find(query: str, index: Index, synonyms: Synonyms, other: Index | None = None, *, is_full: bool = True) -> Found:
    """Return the pages that a query finds; none when nothing fits.

    Args:
        query: As it was typed.
        index: Of the reader's language.
        synonyms: Words that stand for each other.
        other: Of the other language, whose pages have the same numbers.
        is_full: Look up synonyms even where a page has the very words.
    """
    asked = plan(query, synonyms)
    hits = _rank(replace(asked, ideas=tuple(map(_first_ways, asked.ideas))), index, {"text", "reading", "day"})
    if is_full or not any(hit.coverage >= WHOLE for hit in hits):
        hits = _rank(asked, index, set(_FACTORS)) or hits
    if not hits:
        asked = replace(asked, ideas=tuple(_repaired(idea, index) for idea in asked.ideas))
        hits = _rank(asked, index, set(_FACTORS))
    is_few = sum(hit.coverage >= WHOLE for hit in hits) < FEW
    if other is None or (hits and not (is_few and _is_foreign(asked, index.lang))):
        return Found(hits, asked)
    if hits:
        asked = replace(asked, ideas=tuple(replace(idea, ways=(*idea.ways, *_kana_ways(idea))) for idea in asked.ideas))
        hits = _rank(asked, index, set(_FACTORS)) or hits
    found = find(query, other, synonyms, is_full=is_full)
    return Found(_merge(hits, found.hits), asked) if hits else replace(found, is_other=True)


def _is_foreign(asked: Plan, lang: str) -> bool:
    """Tell whether a query is written in the letters of the other language, which few of this one's pages have."""
    pattern = _LATIN if lang == "ja" else _JAPANESE
    return all(pattern.search(idea.text) for idea in asked.ideas)


def _merge(hits: Iterable[Hit], others: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the pages that either language finds, each by what tells more for it."""
    best: dict[int, Hit] = {}
    for hit in sorted((*hits, *others), key=lambda hit: (hit.coverage < WHOLE, -hit.score)):
        best.setdefault(hit.page, hit)
    return sort_hits(best.values())


def sort_hits(hits: Collection[Hit]) -> tuple[Hit, ...]:
    """Return pages best first: those with all of the query, then by score, what is to come by its day."""
    best = max((hit.score for hit in hits if hit.turn < 0 and hit.coverage >= WHOLE), default=0.0)

    def order(hit: Hit) -> tuple[bool, float, int]:
        is_alike = hit.turn < 0 and _SOON_ALIKE * best <= hit.score < best
        return hit.coverage < WHOLE, -(best if is_alike else hit.score), hit.turn

    return tuple(sorted(hits, key=order))


def _first_ways(idea: Idea) -> Idea:
    """Return an idea with what is looked up first: of hiragana the reading, else what was typed."""
    read = tuple(way for way in idea.ways if way.how == "reading")
    return replace(idea, ways=read) if read and is_hiragana(idea.text) else idea


def _rank(asked: Plan, index: Index, kinds: set[str]) -> tuple[Hit, ...]:
    ways = {way for idea in asked.ideas for way in idea.ways if way.how in kinds}
    found = index.postings({term for way in ways for term, _ in way.terms} | set(asked.titles))
    weights = [_weight(idea, found, index.size) for idea in asked.ideas]
    total = sum(weights)
    best: dict[int, list[tuple[Way, float, float]]] = {}
    for idea, weight in zip(asked.ideas, weights, strict=True):
        for page, (way, coverage, score) in _best_ways(idea, kinds, found, index).items():
            best.setdefault(page, []).append((way, coverage * weight / total, score))
    titles = {page for term in asked.titles if term in found for page, _ in found[term][1]}
    hits = [_hit(page, rows, index, is_title=page in titles) for page, rows in best.items()]
    hits += [_hit(page, (), index, is_title=True) for page in titles - best.keys()]
    most = max((hit.coverage for hit in hits), default=0)
    least = max(ENOUGH_OF_TWO if asked.is_short else ENOUGH, most - _GAP)
    good = (hit for hit in hits if hit.coverage >= least)
    return sort_hits(tuple(good))


def _weight(idea: Idea, found: Mapping[str, Postings], size: int) -> float:
    """Return how much an idea counts: as its most common way."""
    return min(
        sum(weight * _rarity(found[term][0] if term in found else 0, size) for term, weight in way.terms)
        for way in idea.ways
    )


def _hit(page: int, rows: Sequence[tuple[Way, float, float]], index: Index, *, is_title: bool) -> Hit:
    coverage = 1.0 if is_title else sum(share for _, share, _ in rows)
    is_soon = index.is_soon(page)
    factor = _SOON_BONUS if is_soon else _ASIDE_SHARE if index.is_aside(page) else 1
    score = sum(score for *_, score in rows) * coverage**2 * factor + _TITLE_BONUS * is_title
    return Hit(page, _round(score), coverage, tuple(way for way, *_ in rows), -1 - page if is_soon else page)


def _round(score: float) -> float:
    """Return a score as the browser rounds it, halves up."""
    return floor(score * _STEPS + 0.5) / _STEPS


def _best_ways(
    idea: Idea, kinds: set[str], found: Mapping[str, Postings], index: Index
) -> Mapping[int, tuple[Way, float, float]]:
    """Return each page that has something of an idea: the best way, the share that it has, the score."""
    best: dict[int, tuple[Way, float, float]] = {}
    for way in idea.ways:
        if way.how not in kinds:
            continue
        worths = [weight * _rarity(found[term][0] if term in found else 0, index.size) for term, weight in way.terms]
        total, factor = sum(worths), _FACTORS[way.how]
        pages: dict[int, tuple[float, float]] = {}
        for (term, _), worth in zip(way.terms, worths, strict=True):
            for page, impact in found[term][1] if term in found else ():
                share, score = pages.get(page, (0.0, 0.0))
                pages[page] = (share + worth / total, score + worth * impact / MOST)
        for page, (share, score) in pages.items():
            if way.how == "day" and not (share >= WHOLE and index.is_coming(page)):
                continue
            if page not in best or (share, score * factor) > best[page][1:]:
                best[page] = (way, share, score * factor)
    return best


def _rarity(df: int, size: int) -> float:
    """Return how much a term tells, from `_COMMON` to 1: on few pages more."""
    return _COMMON + (1 - _COMMON) * log(1 + size / df) / log(1 + size) if df else _MISSING


def _repaired(idea: Idea, index: Index) -> Idea:
    """Return an idea with further ways: a reading in Latin letters, and words that are spelt nearly so."""
    if is_japanese(idea.text):
        return replace(idea, ways=(*idea.ways, *_read_ways(idea, index), *_loan_word_ways(idea, index)))
    if not idea.text.isalpha():
        return idea
    more = list(_kana_ways(idea))
    word = stem(idea.text)
    if len(word) >= _SHORTEST_REPAIRED:
        words = index.words(word[0])
        near = [other for steps, other in sorted((_distance(word, other), other) for other in words) if steps]
        near = near or sorted((other for other in words if _is_beginning(other, word)), key=len, reverse=True)
        more += [Way(((other, idea.weight),), "typo", other) for other in near[:_MOST_REPAIRS]]
    return replace(idea, ways=(*idea.ways, *more))


def _is_beginning(other: str, word: str) -> bool:
    """Tell whether a stem begins a word whose ending is mistyped."""
    return len(other) >= _SHORTEST_BEGINNING and word.startswith(other) and len(word) - len(other) <= _LONGEST_ENDING


def _kana_ways(idea: Idea) -> Iterator[Way]:
    kana = kana_of(idea.text) if idea.text.isascii() and idea.text.isalpha() else ""
    if len(kana) > 1:
        yield Way(((READING + reading_key(kana), idea.weight),), "reading", kana)
        yield from (replace(way, how="reading") for way in plan(kana, Synonyms(())).ideas[0].ways[:1])


def _read_ways(idea: Idea, index: Index) -> Iterator[Way]:
    """Yield an idea of several words in hiragana as their readings: the longest known one first, then the next."""
    if not is_hiragana(idea.text):
        return
    key, at = reading_key(idea.text)[:_LONGEST_RUN], 0
    terms: list[tuple[str, float]] = []
    while at < len(key) - 1 and len(terms) < _MOST_WORDS:
        tries = [READING + key[at : at + n] for n in range(min(_LONGEST_READING, len(key) - at), 1, -1)]
        found = index.postings(tries)
        term = next((term for term in tries if term in found), "")
        at += len(term) - 1 if term else 1
        if term:
            terms.append((term, float(len(term) - 1)))
    if len(terms) > 1:
        yield Way(tuple(terms), "reading", idea.text)


def _loan_word_ways(idea: Idea, index: Index) -> Iterator[Way]:
    """Yield an idea with a word in katakana put right: a loan word."""
    for word in loan_words(idea.text):
        plain = to_hiragana(word)
        near = sorted((distance, other) for other in index.words(plain[0]) if (distance := _distance(plain, other)))
        for _, other in near[:1]:
            terms = text_way((to_hiragana(idea.text).replace(plain, other),))
            yield Way(terms, "typo", other)


def _distance(word: str, other: str) -> int:
    """Return how many letters differ, added, left out, changed or swapped; 0 for too many, and for none."""
    most = 2 if len(word) >= _LONG_WORD else 1
    if abs(len(word) - len(other)) > most:
        return 0
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for at, char in enumerate(word, 1):
        earlier, before, row = before, row, [at]
        for to, letter in enumerate(other, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (char != letter))
            if at > 1 and to > 1 and char == other[to - 2] and word[at - 2] == letter:
                cost = min(cost, earlier[to - 2] + 1)
            row.append(cost)
    return row[-1] if row[-1] <= most else 0
