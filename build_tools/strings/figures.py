"""How people write a figure with its unit, in Japanese and in English: `約16％`, `三千人`, `40 or more NPOs`.

A unit alone tells little: fifteen people at an event are no fifteen projects. So each family of units has its
own words, and words beside it that tell of something else, such as the visitors of a festival.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from build_tools.patterns import lazy_pattern

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""One character for one, so that columns stay: what NFKC makes longer is none of a figure."""
_FULL_WIDTH = lazy_pattern(r"[\uff01-\uff5e\u3000]")
_DIGITS = {"〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_WORDS = {"fifteen": 15, "sixteen": 16, "twenty": 20, "forty": 40, "three thousand": 3000}
"""Four is none of them: what people say is drawn together into four points, and these are no unit."""
_KANJI = "".join((*_DIGITS, *_POWERS))
_NUMBER = lazy_pattern(
    rf"(?<![\d.,{{/=\-A-Za-z%第{_KANJI}])(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?千?|[{_KANJI}]+"
    rf"|\b(?i:{'|'.join(_WORDS)})\b)"
)
_SIGN = re.compile(rf"[\d{_KANJI}]+")
"""What a number without words begins with, and no other one within. A set of characters is found ten times as fast."""
NUMERALS = rf"(?:[0-9０-９{_KANJI}]|\b(?:{'|'.join(_WORDS)})\b)"
"""Pattern of a sign or word that a number begins with."""
_BEFORE = lazy_pattern(r"(?:約|およそ|おおよそ|ほぼ|\b(?i:about|around|some|at least|over|more than) )$")
_LONGEST_BEFORE = 10
_CROWD = lazy_pattern(r"(?:来場|来場者|参加者|観客|定員|動員)$")
"""What stands before people who came to something."""
_UNITS = {
    "share": (
        r"%|パーセント|ポイント|per ?cent\b|(?:percentage )?points?\b",
        r"(?:以上| or more\b)?(?!引|オフ|還元|増量| ?(?:off|discount)\b)",
    ),
    "people": (
        r"人|名|(?:randomly (?:chosen|drawn) )?(?:people|persons|residents|citizens)\b",
        r"(?!の?(?:来場|観客|人出)| (?:came|visited|attended)\b)",
    ),
    "projects": (
        (
            r"(?:件|本)?の?(?:新しい|新規の?|新たな)?(?:まちづくりの)?(?:協働)?の?事業"
            r"|(?:new )?(?:collaboration |collaborative )?projects\b"
        ),
        r"(?!年度|者|所)",
    ),
    "groups": (
        (
            r"(?:以上|を超える|余り)の?(?:団体|NPO)|の?NPOs?|団体(?:以上|を超える)(?:のNPO)?"
            r"|or more (?:NPOs|organi[sz]ations|groups)\b"
        ),
        r"(?!法人)",
    ),
}
"""Family to its units, and to what may follow."""
_UNIT = lazy_pattern(
    " ?(?:" + "|".join(f"(?P<{name}>(?:{unit}){rest})" for name, (unit, rest) in _UNITS.items()) + ")", re.IGNORECASE
)
_FAMILY_OF = {
    "percent": "share",
    "points": "share",
    "people": "people",
    "projects": "projects",
    "organizations": "groups",
    "groups": "groups",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """A figure in a text."""

    start: int
    end: int
    """Where it stands, in code points from 0, with what makes it less exact."""
    value: Decimal
    family: str
    """Of its unit; see `family_of`."""


def family_of(unit: str) -> str:
    """Return the family of a unit of the vocabulary, whose words are told apart by nobody; empty for any other."""
    return _FAMILY_OF.get(unit, "")


def find_figures(text: str) -> Iterator[Typed]:
    """Yield the figures in a text that have a unit of one of the families, from left to right."""
    plain = text.translate(HALF_WIDTH) if _FULL_WIDTH.search(text) else text
    for match in _numbers(plain):
        unit = _UNIT.match(plain, match.end())
        if unit is None:
            continue
        family, before = str(unit.lastgroup), plain[max(0, match.start() - _LONGEST_BEFORE) : match.start()]
        if family == "people" and _CROWD.search(before):
            continue
        vague = _BEFORE.search(before)
        start = match.start() - (len(vague[0]) if vague else 0)
        yield Typed(start, unit.end(), _number(match[0]), family)


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `_NUMBER`, from left to right."""
    lowered = text.lower()
    if any(word in lowered for word in _WORDS):
        yield from _NUMBER.finditer(text)
        return
    end = 0
    for sign in _SIGN.finditer(text):
        if sign.start() >= end and (match := _NUMBER.match(text, sign.start())):
            end = match.end()
            yield match


def _number(text: str) -> Decimal:
    """Return the number that digits, kanji or words say."""
    if text[0].isdecimal():
        thousands = 1000 if text.endswith("千") else 1
        return Decimal(text.removesuffix("千").replace(",", "")) * thousands
    if text.lower() in _WORDS:
        return Decimal(_WORDS[text.lower()])
    whole, digit = 0, 0
    for sign in text:
        if sign in _POWERS:
            whole, digit = whole + (digit or 1) * _POWERS[sign], 0
        else:
            digit = _DIGITS[sign]
    return Decimal(whole + digit)
