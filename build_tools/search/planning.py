"""Turns a query into what has to be looked up: ideas, each with the ways in which a page may have it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from build_tools.search.entries import reading_term, title_term
from build_tools.search.folding import HIRAGANA, KANJI, KATAKANA, LONG, fold, reading_key, to_hiragana
from build_tools.search.readings import READING, title_key
from build_tools.search.relative import relative_words
from build_tools.search.rules import read_rules
from build_tools.search.terms import counted, dated, is_japanese, latin_terms, numbers, runs, skipping_pairs, stem

_PIECE = re.compile(f"[{KANJI}]+|[{HIRAGANA}][{HIRAGANA}{LONG}]*|[{KATAKANA}{LONG}]+")
_KANJI, _HIRAGANA = re.compile(f"[{KANJI}]"), re.compile(f"[{HIRAGANA}]")
_KANJI_PIECE = re.compile(f"[{KANJI}]+$")
_HIRAGANA_PIECE = re.compile(f"[{HIRAGANA}][{HIRAGANA}{LONG}]*$")
_KANA_RUN = re.compile(f"[{HIRAGANA}{KATAKANA}{LONG}]+$")
_SINGLE, _KANA_BESIDE, _LETTER = 0.7, 0.3, 0.3
"""How much single kanji, kana beside kanji, and single letters count; a pair or a word counts 1."""
_LONGEST = 200
"""So many characters of a query are looked at."""

Weighted = tuple[str, float]
Others = tuple[tuple[str, str], ...]
"""How each text stands for a word, `Way.how`, and the text."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a page may have an idea."""

    terms: tuple[Weighted, ...]
    how: str = "text"
    """`text`, `pairs`, `reading`, `synonym`, `typo`, or `day`: only what is to come has that one."""
    text: str = ""
    """What is marked in the page."""


@dataclass(frozen=True, slots=True)
class Idea:
    """A part of a query that a page should have."""

    text: str
    weight: float
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a query asks for."""

    ideas: tuple[Idea, ...]
    is_short: bool = False
    """It is one word, of two terms at the most."""
    titles: tuple[str, ...] = ()
    """Terms of pages whose whole title, or its reading, the query is."""


@dataclass(frozen=True)
class Synonyms:
    """Words that stand for each other."""

    groups: Sequence[Sequence[str]]
    readings: Mapping[str, int] = field(default_factory=dict)
    """Of words with kanji, as `folding.reading_key` has them, with the number of the group."""
    today: date | None = None
    """The day of the query: what days `relative_words` stand for; None for none."""
    _by_key: dict[tuple[str, ...], Others] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for group in self.groups:
            for word in group:
                others = tuple(("synonym", other) for other in group if other != word)
                key = _synonym_key(word)
                self._by_key[key] = tuple(dict.fromkeys((*self._by_key.get(key, ()), *others)))
        for word, days in relative_words(self.today) if self.today else ():
            self._by_key[_synonym_key(word)] = tuple(("day", day) for day in days)

    @cached_property
    def _longest_word(self) -> int:
        """Characters of it."""
        return max((len(run) for key in self._by_key for run in key), default=0)

    def at(self, words: Sequence[str], start: int) -> tuple[int, Others]:
        """Return how many runs from `start` on are a word of the table, and what stands for it; 0 for none."""
        for length in range(min(4, len(words) - start), 0, -1):
            key = tuple(_run_key(run) for run in words[start : start + length])
            if key in self._by_key:
                return length, self._by_key[key]
        number = self.readings.get(reading_key(words[start])) if _HIRAGANA_PIECE.match(words[start]) else None
        return (0, ()) if number is None else (1, tuple(("synonym", word) for word in self.groups[number]))

    def inside(self, run: str) -> Iterator[tuple[str, Others]]:
        """Yield a stretch of Japanese in pieces, each with what stands for it."""
        plain, at, begun = to_hiragana(run), 0, 0
        while at < len(run):
            most = min(self._longest_word, len(run) - at)
            length = next((n for n in range(most, 1, -1) if (plain[at : at + n],) in self._by_key), 0)
            if not length:
                at += 1
                continue
            if begun < at:
                yield run[begun:at], ()
            yield run[at : at + length], self._by_key[(plain[at : at + length],)]
            at = begun = at + length
        if begun < len(run):
            yield run[begun:], ()


def plan(query: str, synonyms: Synonyms) -> Plan:
    """Return what to look up for a query."""
    typed = fold(query[:_LONGEST])
    folded = dated(typed)
    ideas = [Idea(term, 1, (Way(((term, 1),), text=term),)) for terms in numbers(folded) for term in terms]
    rest = list(runs(without_numbers(folded)))
    is_short = len(rest) + len(ideas) == 1 and len(text_way(rest)) <= 2  # noqa: PLR2004 -- as the field says
    at = 0
    while at < len(rest):
        length, others = synonyms.at(rest, at)
        text = " ".join(rest[at : at + max(length, 1)])
        if length or not is_japanese(text):
            ideas.append(_idea(text, others))
        else:
            ideas.extend(_idea(piece, found) for piece, found in synonyms.inside(text))
        at += max(length, 1)
    known = tuple(idea for idea in ideas if idea.weight)
    return Plan(known, is_short=is_short, titles=_titles(typed))


def _titles(folded: str) -> tuple[str, ...]:
    key = title_key(folded)
    if len(key) < 2:  # noqa: PLR2004 -- one character is no title
        return ()
    is_reading = bool(_HIRAGANA.search(key)) and not _KANJI.search(key)
    return (title_term(key), reading_term(key)) if is_reading else (title_term(key),)


def _idea(text: str, others: Others) -> Idea:
    words = list(runs(text))
    terms = text_way(words)
    ways = [Way(terms, text=text)]
    if len(words) == 1 and is_japanese(text):
        ways += [Way(pairs, "pairs", text)] if (pairs := _all_pairs(text)) != terms else []
        ways += [Way(((READING + reading_key(text), _total(terms)),), "reading", text)] if _is_kana(text) else []
    elif len(words) == 1 and len(parts := tuple(latin_terms(text))) > 1:
        ways.append(Way(((parts[-1], 1),), text=text))
    weight = _total(terms)
    for how, other in others:
        folded = fold(other)
        terms = (
            *((term, 1.0) for found in numbers(folded) for term in found),
            *text_way(runs(without_numbers(folded))),
        )
        ways.append(Way(tuple((term, share * weight / _total(terms)) for term, share in terms), how, other))
    return Idea(text, weight, tuple(way for way in ways if way.terms))


def text_way(words: Iterable[str]) -> tuple[Weighted, ...]:
    """Return the terms that a page has where it has these runs."""
    terms: dict[str, float] = {}
    for run in words:
        for term, weight in _japanese(run) if is_japanese(run) else _latin(run):
            terms[term] = max(weight, terms.get(term, 0))
    return tuple(terms.items())


def _latin(run: str) -> Iterator[Weighted]:
    if run in read_rules().stop_words:
        return
    parts = tuple(latin_terms(run))
    for part in parts[:-1] if len(parts) > 1 else parts:
        yield part, 1 if len(part) > 1 or part.isdigit() else _LETTER


def _japanese(run: str) -> Iterator[Weighted]:
    """Yield few pairs that cover a stretch of Japanese, with what each counts."""
    pieces = _PIECE.findall(run)
    if len(pieces) == 1 and (len(run) > 1 or not _KANJI_PIECE.match(run)):
        yield from ((pair, 1) for pair in _cover(run))
        return
    skipped = tuple(skipping_pairs(to_hiragana(run)))
    yield from ((pair, 1) for pair in skipped)
    for piece in pieces:
        if _HIRAGANA_PIECE.match(piece):
            pairs = _cover(piece)
            yield from ((pair, _KANA_BESIDE / len(pairs)) for pair in pairs)
        elif len(piece) > 1:
            yield from ((pair, 1) for pair in _cover(piece))
        elif _KANJI_PIECE.match(piece) and not any(piece in pair for pair in skipped):
            yield piece, _SINGLE


def _cover(piece: str) -> tuple[str, ...]:
    """Return pairs that together hold every character: each second one, and the last."""
    plain = to_hiragana(piece)
    starts = [*range(0, len(plain) - 1, 2)]
    if len(plain) % 2 and len(plain) > 1:
        starts.append(len(plain) - 2)
    return tuple(dict.fromkeys(plain[at : at + 2] for at in starts))


def _all_pairs(run: str) -> tuple[Weighted, ...]:
    """Return every pair of a stretch of Japanese."""
    plain = to_hiragana(run)
    is_mixed = len(_PIECE.findall(run)) > 1
    pairs: dict[str, float] = {}
    for at in range(len(run) - 1):
        is_weak = is_mixed and any(_HIRAGANA_PIECE.match(char) for char in run[at : at + 2])
        pairs[plain[at : at + 2]] = _KANA_BESIDE / 2 if is_weak else 1
    return tuple((pairs | dict.fromkeys(skipping_pairs(plain), 1.0)).items())


def _total(terms: Iterable[Weighted]) -> float:
    return sum(weight for _, weight in terms)


def _is_kana(text: str) -> bool:
    return len(text) > 1 and bool(_KANA_RUN.match(text))


def without_numbers(folded: str) -> str:
    """Return folded text without the numbers that have a counter."""
    return counted().sub(" ", folded)


def _run_key(run: str) -> str:
    return to_hiragana(run) if is_japanese(run) else stem(run)


def _synonym_key(word: str) -> tuple[str, ...]:
    return tuple(_run_key(run) for run in runs(fold(word)))


def kana_of(word: str) -> str:
    """Return Latin letters as hiragana, as far as they spell Japanese; empty where they do not."""
    rules, text, at = read_rules(), "", 0
    while at < len(word):
        if word[at] in "kstcpgzjdbhmyrwf" and word[at : at + 1] == word[at + 1 : at + 2]:
            at += 1  # a doubled consonant is a small tsu, which readings are compared without
            text += rules.small_tsu
            continue
        found = next((n for n in (3, 2, 1) if word[at : at + n] in rules.romaji and len(word[at : at + n]) == n), 0)
        if found:
            text += rules.romaji[word[at : at + found]]
            at += found
        elif word[at] in "nm":
            text += rules.syllabic_n
            at += 1
        else:
            return ""
    return text
