"""How words are read and how else they are spelt, by SudachiPy's dictionary; without it nothing is known of either."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from build_tools.search.dictionary import has_dictionary, open_dictionary
from build_tools.search.folding import HIRAGANA, KANJI, KATAKANA, LONG, fold, reading_key, to_hiragana
from build_tools.search.rules import read_rules
from build_tools.search.terms import japanese_terms, runs

if TYPE_CHECKING:
    from sudachipy import Morpheme, Tokenizer

READING = "*"
"""Begins a term that is a reading, with an asterisk, and no spelling."""

_LONGEST_JOINED = 3
"""So many nouns in a row are read as one word too."""
_LONGEST_PART = 2
"""No word of so few characters is a compound."""
_PRINTED = re.compile(f"[{KANJI}]")
_JAPANESE = re.compile(f"[{KANJI}{HIRAGANA}{KATAKANA}{LONG}]")
_PLAIN = re.compile(f"[^a-z0-9{KANJI}{HIRAGANA}{KATAKANA}{LONG}]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    surface: str
    reading: str
    """As `folding.reading_key` gives it."""
    is_printed: bool
    """It has a kanji: its reading is another text."""
    is_noun: bool
    terms: tuple[tuple[str, str], ...]
    """What it adds to `word_terms`, whatever stands beside it."""


def word_terms(line: str) -> tuple[tuple[str, str], ...]:
    """Return the terms that a line of text has beside those of its spelling: readings, and normal spellings.

    Returns:
        `(term, spelling)`: how a reading is spelt in the line; empty for a term that is a spelling.
    """
    words = _words(line) if _PRINTED.search(line) and has_dictionary() else ()
    found = [term for word in words for term in word.terms]
    for at, word in enumerate(words):
        if word.is_noun and word.reading:
            found += _joined(words[at : at + _LONGEST_JOINED])
    return tuple(found)


def spell_out(text: str) -> str:
    """Return a text as the dictionary reads it, in the kana of `reading_key`; what it cannot read stays."""
    return "".join(word.reading or word.surface for word in _words(text))


def kana(text: str) -> str:
    """Return a text as the dictionary reads it, in hiragana; as it stands where there is no dictionary."""
    if not has_dictionary():
        return text
    return "".join(to_hiragana(found.reading_form() or found.surface()) for found in _tokenizer().tokenize(text))


def let_go() -> None:
    """Close the dictionary; who asks for a reading opens it again, which takes 30 ms."""
    _tokenizer.cache_clear()


def title_key(text: str) -> str:
    """Return a whole title as it is looked up: folded, without spaces and signs, kana as in readings, but voiced."""
    plain = _PLAIN.sub("", fold(text))
    return _KANA.sub(lambda match: reading_key(match[0], is_voiced=True), plain)


def title_readings(title: str, reading: str = "") -> tuple[str, ...]:
    """Return the keys of the readings of a title: that of the record, or those of the dictionary.

    Latin letters and numbers are read out in one of them, and stay in the other.
    """
    if reading:
        return (title_key(reading),)
    if not has_dictionary():
        return ()
    words = [(word.surface(), word.reading_form()) for word in _tokenizer().tokenize(title)]
    read = "".join(reading or surface for surface, reading in words)
    kept = "".join(reading if _JAPANESE.match(fold(surface)) else surface for surface, reading in words)
    return tuple(dict.fromkeys(filter(None, (title_key(to_hiragana(read)), title_key(kept)))))


_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}{LONG}]+")


def _joined(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Yield the readings of a noun with those behind it."""
    first, *others = words
    reading, spelling, is_printed = first.reading, first.surface, first.is_printed
    for other in others:
        if not (other.is_noun and other.reading):
            break
        reading, spelling = reading + other.reading, spelling + other.surface
        is_printed = is_printed or other.is_printed
        if is_printed:
            yield READING + reading, spelling


def _words(line: str) -> list[Word]:
    """Return the words of a line; one of the dictionary is decoded once, which takes longer than finding it."""
    known = _known_words()
    return [
        known.get((found.word_id(), found.surface())) or _decode(found, known) for found in _tokenizer().tokenize(line)
    ]


@cache
def _known_words() -> dict[tuple[int, str], Word]:
    return {}


def _decode(morpheme: Morpheme, known: dict[tuple[int, str], Word]) -> Word:
    rules = read_rules()
    part, surface = morpheme.part_of_speech()[0], fold(morpheme.surface())
    is_content = part in rules.content_words and bool(_JAPANESE.search(surface))
    is_noun, is_printed = is_content and part in rules.nouns, bool(_PRINTED.search(surface))
    reading = reading_key(morpheme.reading_form())
    terms: list[tuple[str, str]] = []
    if is_content and (is_printed or is_noun) and reading:
        terms += ((READING + reading, surface), *_parts(morpheme, surface))
    if is_content:
        terms += ((term, "") for term in _normal_spelling(fold(morpheme.normalized_form()), surface))
    word = Word(surface, reading, is_printed, is_noun, tuple(terms))
    if not morpheme.is_oov():  # a number is read as what stands behind it asks for
        known[morpheme.word_id(), morpheme.surface()] = word
    return word


def _normal_spelling(normal: str, surface: str) -> Iterator[str]:
    """Yield the terms of the spelling that the dictionary takes for the normal one, where it is another."""
    for run in runs(normal) if normal != surface else ():
        if _JAPANESE.match(run):
            yield from japanese_terms(run)


def _parts(morpheme: Morpheme, surface: str) -> Iterator[tuple[str, str]]:
    """Yield the readings of the parts with kanji of a compound."""
    parts = morpheme.split(_modes().A) if len(surface) > _LONGEST_PART else ()
    for part in parts if len(parts) > 1 else ():
        reading = reading_key(part.reading_form())
        if len(reading) > 1 and _PRINTED.search(part.surface()):
            yield READING + reading, fold(part.surface())


@cache
def _tokenizer() -> Tokenizer:
    return open_dictionary()


@cache
def _modes() -> Any:  # noqa: ANN401 -- an enum without types
    from sudachipy import SplitMode

    return SplitMode
