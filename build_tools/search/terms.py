"""Cuts text into terms: pairs of Japanese characters, single kanji, stems of Latin words, numbers with what they count.

The browser does the same in `theme/assets/search.js`; a test holds the two together. The rules as a table stand in
`docs/en/developers/search.md`.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import add

import Stemmer

from build_tools.search.folding import HIRAGANA, KANJI, KATAKANA, LONG, fold, to_hiragana
from build_tools.search.rules import read_rules

_RUN = re.compile(f"[a-z0-9]+(?:['\u2019-][a-z0-9]+)*|[{KANJI}{HIRAGANA}{KATAKANA}{LONG}]+")
_JAPANESE = re.compile(f"[{KANJI}{HIRAGANA}{KATAKANA}{LONG}]")
_HIRAGANA = re.compile(f"[{HIRAGANA}{LONG}]+")
_KANJI = re.compile(f"[{KANJI}]")
_POSSESSIVE = re.compile("['\u2019]s$")
_INNER = re.compile("['\u2019-]")
_LOAN_WORD = re.compile(f"[{KATAKANA}{LONG}]{{4,}}")
_LATIN = "\u3000"
"""Runs of Latin letters and digits stand before this text, runs of Japanese after it."""
_SHORTEST_STEMMED = 3
_SHORTEST_WORD = 3
_LONGEST_ERA_YEAR = 2
_LAST_MONTH, _LAST_DAY = 12, 31


def runs(folded: str) -> Iterator[str]:
    """Yield the pieces of folded text that are searched: Latin words, numbers, and stretches of Japanese."""
    return (match[0] for match in _RUN.finditer(folded))


def is_japanese(run: str) -> bool:
    """A run is Japanese, not Latin."""
    return bool(_JAPANESE.match(run))


def is_hiragana(text: str) -> bool:
    """A text is of hiragana alone, as typed before it is converted."""
    return bool(_HIRAGANA.fullmatch(text))


def text_terms(text: str) -> list[str]:
    """Return every term of a text, as often as it stands there."""
    return folded_terms(fold(text))


def folded_terms(folded: str) -> list[str]:
    """Return the same of a text that is folded."""
    found = [term for match in counted().finditer(dated(folded)) for term in _number(match)]
    for run in _RUN.findall(folded):
        found += japanese_terms(run) if run > _LATIN else latin_terms(run)
    return found


def japanese_terms(run: str) -> list[str]:
    """Return the pairs, the single kanji and the pairs over okurigana of a stretch of Japanese."""
    plain = to_hiragana(run)
    return [*map(add, plain, plain[1:]), *_KANJI.findall(plain), *skipping_pairs(plain)]


def skipping_pairs(plain: str) -> list[str]:
    """Return the pairs of kanji with one or two kana between that are no particle."""
    return [one + other for one, other in _skipping().findall(plain)]


@lru_cache(maxsize=100_000)
def latin_terms(run: str) -> tuple[str, ...]:
    """Return the stems of a Latin word, of its parts where hyphens join them, and of the whole."""
    word = _POSSESSIVE.sub("", run)
    parts = _INNER.split(word)
    joined = ("".join(parts),) if len(parts) > 1 else ()
    return tuple(map(stem, (*parts, *joined)))


def whole_words(text: str) -> Iterator[str]:
    """Yield the stems of longer Latin words, and words in katakana as hiragana."""
    return folded_words(fold(text))


def folded_words(folded: str) -> Iterator[str]:
    """Yield the same of a text that is folded."""
    yield from map(to_hiragana, loan_words(folded))
    for run in _RUN.findall(folded):
        if run < _LATIN:
            yield from _latin_words(run)


@lru_cache(maxsize=100_000)
def _latin_words(run: str) -> tuple[str, ...]:
    return tuple(term for term in latin_terms(run) if len(term) >= _SHORTEST_WORD and term.isalpha())


def loan_words(text: str) -> Iterator[str]:
    """Yield the words in katakana that are long enough to be put right when they are mistyped."""
    return (match[0] for match in _LOAN_WORD.finditer(text))


def numbers(folded: str) -> Iterator[tuple[str, ...]]:
    """Yield the terms of each number with a counter: day 5, December; a year of an era is one of the common era too."""
    for match in counted().finditer(folded):
        yield tuple(_number(match))


def dated(folded: str) -> str:
    """Return folded text with dates in figures, and with English months, written with counters: `12/5`, `Dec 5`."""
    return _dates().sub(_dated, folded)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a Latin word in small letters; short words and numbers stay."""
    if len(word) < _SHORTEST_STEMMED or not word.isalpha():
        return word
    word = read_rules().plurals.get(word, word)
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


def _number(match: re.Match[str]) -> Iterator[str]:
    era, number, counter = match.groups()
    rules = read_rules()
    if era and len(number) <= _LONGEST_ERA_YEAR:
        yield f"{rules.eras[era] + (1 if number == rules.first_year else int(number))}{counter}"
    elif number != rules.first_year:
        yield f"{number.lstrip('0') or '0'}{counter}"


def _dated(match: re.Match[str]) -> str:
    year, month_of_year, day_of_year, month, day, name_before, day_after, day_before, name_after = match.groups()
    name = name_before or name_after
    number = read_rules().months[name] if name else int(month_of_year or month)
    of_month = int(day_of_year or day or day_after or day_before or 0)
    if not 1 <= number <= _LAST_MONTH or of_month > _LAST_DAY:
        return match[0]
    parts = zip((int(year or 0), number, of_month), read_rules().date_counters, strict=True)
    return "".join(f"{part}{counter}" for part, counter in parts if part)


@cache
def _dates() -> re.Pattern[str]:
    """Return the pattern of a date: year, month and perhaps day; month and day; an English month beside a day."""
    names, day = "|".join(read_rules().months), "([0-9]{1,2})(?:st|nd|rd|th)?"
    return re.compile(
        r"(?<![0-9a-z/.-])(?:"
        r"([12][0-9]{3})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?|([0-9]{1,2})/([0-9]{1,2})|"
        rf"({names})\.? {day}|{day} (?:of )?({names}))(?![0-9a-z/-])"
    )


@cache
def counted() -> re.Pattern[str]:
    """Return the pattern of a number with a counter: groups are the era, the number and the counter."""
    rules = read_rules()
    eras, counters = "|".join(rules.eras), "|".join(rules.counters)
    return re.compile(rf"({eras})?([0-9]+|{rules.first_year})({counters})")


@cache
def _skipping() -> re.Pattern[str]:
    between = f"(?![{read_rules().particles}])[{HIRAGANA}]"
    return re.compile(f"([{KANJI}])(?={between}{{1,1}}(?:{between})?([{KANJI}]))")


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("porter")
