"""How words are read and how else they are spelt, by SudachiPy's dictionary; without it nothing is known of either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from build_tools.search.dictionary import has_dictionary
from build_tools.search.folding import HIRAGANA, KANJI, KATAKANA, LONG, fold, reading_key, to_hiragana
from build_tools.search.rules import read_rules
from build_tools.search.terms import japanese_terms, runs

if TYPE_CHECKING:
    from sudachipy import Morpheme, Tokenizer

READING = "*"
"""Begins a term that is a reading, with an asterisk, and no spelling."""

_LONGEST_JOINED = 3
"""So many nouns in a row are read as one word too."""
_PRINTED = re.compile(f"[{KANJI}]")
_JAPANESE = re.compile(f"[{KANJI}{HIRAGANA}{KATAKANA}{LONG}]")
_PLAIN = re.compile(f"[^a-z0-9{KANJI}{HIRAGANA}{KATAKANA}{LONG}]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    surface: str
    reading: str
    """As `folding.reading_key` gives it."""
    normal: str
    """The spelling that the dictionary takes for the normal one."""
    is_printed: bool
    """It has a kanji: its reading is another text."""
    is_content: bool
    is_noun: bool
    parts: tuple[tuple[str, str], ...]
    """Spellings and readings of its parts with kanji, where it is a compound."""


@lru_cache(maxsize=50_000)
def word_terms(line: str) -> tuple[tuple[str, str], ...]:
    """Return the terms that a line of text has beside those of its spelling: readings, and normal spellings.

    Returns:
        `(term, spelling)`: how a reading is spelt in the line; empty for a term that is a spelling.
    """
    words = _words(line) if _PRINTED.search(line) and has_dictionary() else ()
    return (*_readings(words), *((term, "") for term in _normal_spellings(words)))


def spell_out(text: str) -> str:
    """Return a text as the dictionary reads it, in the kana of `reading_key`; what it cannot read stays."""
    return "".join(word.reading or word.surface for word in _words(text))


def kana(text: str) -> str:
    """Return a text as the dictionary reads it, in hiragana; as it stands where there is no dictionary."""
    if not has_dictionary():
        return text
    return "".join(to_hiragana(found.reading_form() or found.surface()) for found in _tokenizer().tokenize(text))


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
    words = _tokenizer().tokenize(title)
    kept = "".join(word.reading_form() if _JAPANESE.match(fold(word.surface())) else word.surface() for word in words)
    return tuple(dict.fromkeys(filter(None, (title_key(kana(title)), title_key(kept)))))


_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}{LONG}]+")


def _readings(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    for at, word in enumerate(words):
        if word.is_content and (word.is_printed or word.is_noun) and word.reading:
            yield READING + word.reading, word.surface
            yield from ((READING + reading, spelling) for spelling, reading in word.parts)
        joined, spelling, is_printed = word.reading, word.surface, word.is_printed
        for other in words[at + 1 : at + _LONGEST_JOINED]:
            if not (word.is_noun and joined and other.is_noun and other.reading):
                break
            joined, spelling, is_printed = (
                joined + other.reading,
                spelling + other.surface,
                is_printed or other.is_printed,
            )
            if is_printed:
                yield READING + joined, spelling


def _normal_spellings(words: Sequence[Word]) -> Iterator[str]:
    for word in words:
        if word.is_content and word.normal != word.surface:
            for run in runs(word.normal):
                if _JAPANESE.match(run):
                    yield from japanese_terms(run)


def _words(line: str) -> tuple[Word, ...]:
    return tuple(map(_read, _tokenizer().tokenize(line)))


def _read(morpheme: Morpheme) -> Word:
    """Return a word; one of the dictionary is decoded once, since asking for its parts takes as long as finding it."""
    if morpheme.is_oov():  # a number is read as what stands behind it asks for
        return _decode(morpheme)
    key = morpheme.word_id(), morpheme.surface()
    known = _known_words()
    if key not in known:
        known[key] = _decode(morpheme)
    return known[key]


@cache
def _known_words() -> dict[tuple[int, str], Word]:
    return {}


def _decode(morpheme: Morpheme) -> Word:
    rules = read_rules()
    part, surface = morpheme.part_of_speech()[0], fold(morpheme.surface())
    is_content = part in rules.content_words and bool(_JAPANESE.search(surface))
    parts = morpheme.split(_modes().A) if is_content and len(surface) > 2 else ()  # noqa: PLR2004 -- no shorter compound
    return Word(
        surface=surface,
        reading=reading_key(morpheme.reading_form()),
        normal=fold(morpheme.normalized_form()) if is_content else surface,
        is_printed=bool(_PRINTED.search(surface)),
        is_content=is_content,
        is_noun=is_content and part in rules.nouns,
        parts=tuple(_parts(parts)) if len(parts) > 1 else (),
    )


def _parts(parts: Iterable[Morpheme]) -> Iterator[tuple[str, str]]:
    for part in parts:
        reading = reading_key(part.reading_form())
        if len(reading) > 1 and _PRINTED.search(part.surface()):
            yield fold(part.surface()), reading


@cache
def _tokenizer() -> Tokenizer:
    from sudachipy import Dictionary

    return Dictionary().tokenizer(mode=_modes().C)


@cache
def _modes() -> Any:  # noqa: ANN401 -- an enum without types
    from sudachipy import SplitMode

    return SplitMode
