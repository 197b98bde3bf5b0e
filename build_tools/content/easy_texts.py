"""What makes a text in easy Japanese hard, sentence by sentence, and a score.

Limits, words and forms stand in `strings/easy.yml`. Readings are no part of a text: neither
its length nor its words are judged with them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import yaml

from build_tools.config import PACKAGE
from build_tools.content.decoded import Decoded
from build_tools.content.documents import Document
from build_tools.diagnostics import Diagnostic
from build_tools.model.base import Record
from build_tools.model.ruby import MARK
from build_tools.patterns import lazy_pattern
from build_tools.strings.spelling import easy_clock

_HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KANA = "\u3041-\u3096\u30a1-\u30fc"
_KANJI = lazy_pattern(f"[{_HAN}]")
_HAN_WORD = lazy_pattern(f"[{_HAN}]+")
_JAPANESE = lazy_pattern(f"[{_HAN}{_KANA}]")
_BRACKETS = lazy_pattern(f"([{_HAN}]+)\uff08[{_KANA}]+\uff09")
_PASSED = lazy_pattern(r"\]\([^)]*\)|\{[a-z][\w-]*\}|^\s*(?:[-*>#]+|\d+\.) |[\[*_`]")
"""Signs of Markdown, targets of links, and places that the program fills."""
_KEY = lazy_pattern(r"""\s*(?:- )?[\w.-]+:(?:\s+['"|>]?-?|$)|---$|\s*#.*""")
_TAIL = lazy_pattern(r"""['"]\s*$""")
_SENTENCE = lazy_pattern("[^\u3002\uff01\uff1f]+[\u3002\uff01\uff1f]?")


@dataclass(frozen=True, slots=True)
class _Forms:
    """What is better said in another way."""

    code: str
    pattern: re.Pattern[str]
    """All of them, each a group named by its number."""
    instead: tuple[str, ...]
    """What to write for each, in their order."""


@dataclass(frozen=True, slots=True)
class _Rules:
    limits: Mapping[str, int]
    forms: tuple[_Forms, ...]


@dataclass(frozen=True, slots=True)
class _Plain:
    """A line without its readings and signs."""

    text: str
    places: tuple[int, ...]
    """Of each character: where it stands in the line."""
    read: tuple[bool, ...]
    """Of each character: it has a reading."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of a text."""

    score: int
    """From 0 to 100: how many of a hundred sentences nothing is said of."""
    sentences: int
    advice: tuple[Diagnostic, ...]


def check_easy(decoded: Decoded[Record]) -> Iterator[Diagnostic]:
    """Yield advice on the easy text of a record."""
    for document in {id(found): found for found, _ in decoded.positions.values()}.values():
        if ".easy." in document.path:
            yield from judge(document).advice


def judge(document: Document) -> Judgement:
    """Return what there is to say of a file in easy Japanese: all its words, sentence by sentence."""
    advice: list[Diagnostic] = []
    sentences = faults = length = 0
    for number, line in enumerate(document.lines, 1):
        is_front = number < document.body_line or not document.body_line
        plain = _plain(line, is_front=is_front)
        said: list[Diagnostic] = []
        for match in _SENTENCE.finditer(plain.text):
            if not _JAPANESE.search(match[0]):
                continue
            found = tuple(_advise(document, number, plain, match))
            said += found
            sentences, faults, length = sentences + 1, faults + bool(found), length + len(match[0].strip())
        advice += _joined(said)
    most = _rules().limits["text"]
    if length > most and document.body_line:
        advice.append(document.diagnose_line("easy-long-text", document.body_line, count=length, most=most))
    return Judgement(round(100 * (sentences - faults) / sentences) if sentences else 100, sentences, tuple(advice))


def _joined(advice: list[Diagnostic]) -> list[Diagnostic]:
    """Return what is said of a line, with all its words that have no reading in one."""
    bare = [item for item in advice if item.code == "easy-no-reading"]
    if len(bare) < 2:  # noqa: PLR2004 -- nothing to join
        return advice
    words = tuple(dict.fromkeys(item.details["first"] for item in bare))
    one = replace(bare[0], details={"text": words, "first": words[0]})
    return [one if item is bare[0] else item for item in advice if item is bare[0] or item.code != one.code]


def _advise(document: Document, number: int, plain: _Plain, match: re.Match[str]) -> Iterator[Diagnostic]:
    limits, start = _rules().limits, match.start() + len(match[0]) - len(match[0].lstrip())

    def diagnose(code: str, at: int, end: int, **details: Any) -> Diagnostic:  # noqa: ANN401 -- texts and numbers
        first, last = plain.places[at], plain.places[end - 1]
        return document.diagnose_line(code, number, first + 1, width=last - first + 1, **details)

    length, kanji = len(match[0].strip()), len(_KANJI.findall(match[0]))
    if length > limits["sentence"]:
        yield diagnose("easy-long-sentence", start, match.end(), count=length, most=limits["sentence"])
    if kanji > limits["kanji"]:
        yield diagnose("easy-many-kanji", start, match.end(), count=kanji, most=limits["kanji"])
    for word in _HAN_WORD.finditer(plain.text, match.start(), match.end()):
        if not all(plain.read[word.start() : word.end()]):
            first = next(at for at in range(word.start(), word.end()) if not plain.read[at])
            last = next((at for at in range(first, word.end()) if plain.read[at]), word.end())
            yield diagnose("easy-no-reading", first, last, text=plain.text[first:last], first=plain.text[first:last])
    for forms in _rules().forms:
        for found in forms.pattern.finditer(plain.text, match.start(), match.end()):
            instead = easy_clock(found[0]) or forms.instead[int((found.lastgroup or "f0")[1:])]
            yield diagnose(forms.code, found.start(), found.end(), text=found[0], instead=instead)


def _plain(line: str, *, is_front: bool) -> _Plain:
    """Return a line without its readings; of front matter without its key and quotes."""
    begin, end = 0, len(line)
    if is_front:
        begin = key.end() if (key := _KEY.match(line)) else 0
        end = tail.start() if (tail := _TAIL.search(line, begin)) else end
    text: list[str] = []
    places: list[int] = []
    read: list[bool] = []
    at = begin
    while at < end:
        reading = MARK.match(line, at, end) or _BRACKETS.match(line, at, end)
        passed = None if reading else _PASSED.match(line, at, end)
        if passed:
            at = passed.end()
            continue
        first, last = reading.span(1) if reading else (at, at + 1)
        text.append(line[first:last])
        places += range(first, last)
        read += [bool(reading)] * (last - first)
        at = reading.end() if reading else last
    return _Plain("".join(text), tuple(places), tuple(read))


@cache
def _rules() -> _Rules:
    table = yaml.load((PACKAGE / "strings" / "easy.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    words = dict(sorted(table["words"].items(), key=lambda item: (-len(item[0]), item[0])))
    plain_words = {re.escape(word): instead for word, instead in words.items()}
    forms = (
        _forms("easy-word", plain_words),
        _forms("easy-double-negative", table["negatives"]),
        _forms("easy-passive", table["passives"]),
        _forms("easy-date", table["dates"]),
    )
    return _Rules(table["limits"], forms)


def _forms(code: str, forms: Mapping[str, str]) -> _Forms:
    """Return forms as one pattern; groups inside them have no name."""
    groups = (form.replace("(", "(?:") if "\\" not in form else form for form in forms)
    pattern = lazy_pattern("|".join(f"(?P<f{index}>{form})" for index, form in enumerate(groups)))
    return _Forms(code, pattern, tuple(forms.values()))
