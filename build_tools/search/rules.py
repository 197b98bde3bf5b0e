"""The tables of `rules.yml`, for build and browser alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("rules.yml")


@dataclass(frozen=True, slots=True)
class Rules:
    """What texts and queries are folded and cut by; `rules.yml` says what each table is for."""

    old_kanji: Mapping[str, str]
    small_kana: Mapping[str, str]
    long_vowels: Sequence[tuple[str, str]]
    """A vowel, and the kana after which it only lengthens the sound."""
    counters: Sequence[str]
    """Longest first."""
    eras: Mapping[str, int]
    first_year: str
    months: Mapping[str, int]
    """Spellings of the English months, longest of each first, with their numbers."""
    date_counters: str
    """What stands behind year, month and day."""
    days_on: Mapping[str, int]
    """Word to how many days after today."""
    weeks_on: Mapping[str, tuple[int, int, int]]
    """Word to how many weeks after this one, and the first and last day of it, Monday being 0."""
    months_on: Mapping[str, int]
    particles: str
    stop_words: frozenset[str]
    plurals: Mapping[str, str]
    romaji: Mapping[str, str]
    small_tsu: str
    syllabic_n: str
    content_words: frozenset[str]
    nouns: frozenset[str]


@cache
def read_rules() -> Rules:
    """Return the tables."""
    raw = read_tables()
    return Rules(
        old_kanji=_pairs(raw["old_kanji"]),
        small_kana=_pairs(raw["small_kana"]),
        long_vowels=tuple((vowel, before) for vowel, before in raw["long_vowels"]),
        counters=sorted(raw["counters"], key=lambda word: (-len(word), word)),
        eras=raw["eras"],
        first_year=raw["first_year"],
        months={name: number for number, names in enumerate(raw["months"], 1) for name in names.split()},
        date_counters=raw["date_counters"],
        days_on=raw["days_on"],
        weeks_on={word: (week, first, last) for word, (week, first, last) in raw["weeks_on"].items()},
        months_on=raw["months_on"],
        particles=raw["particles"],
        stop_words=frozenset(raw["stop_words"]),
        plurals=raw["plurals"],
        romaji=raw["romaji"],
        small_tsu=raw["small_tsu"],
        syllabic_n=raw["syllabic_n"],
        content_words=frozenset(raw["content_words"]),
        nouns=frozenset(raw["nouns"]),
    )


@cache
def read_tables() -> Mapping[str, Any]:
    """Return the tables as plain values, as the index carries them to the browser."""
    raw: dict[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 -- texts
    for name in ("eras", "days_on", "months_on"):
        raw[name] = {word: int(number) for word, number in raw[name].items()}
    raw["weeks_on"] = {word: [int(number) for number in span] for word, span in raw["weeks_on"].items()}
    for name in ("old_kanji", "small_kana"):
        raw[name] = "".join(raw[name].split())
    for name in ("counters", "stop_words", "content_words", "nouns"):
        raw[name] = raw[name].split()
    return raw


def _pairs(text: str) -> Mapping[str, str]:
    return dict(zip(text[::2], text[1::2], strict=True))
