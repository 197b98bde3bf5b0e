"""Personal data in the texts of the matching board: phone numbers, home addresses, postal codes, e-mail addresses.

Such texts tell of people who asked for something. The support office keeps who they are; a record is public, and so
is every earlier version of its file. So comments are looked at as well, and files that are no sound record.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from build_tools.diagnostics import Diagnostic, Spot
from build_tools.patterns import lazy_pattern
from build_tools.strings.spelling import AT, COUNTERS, HOUSE_NUMBER, TOWN

_MOST_BYTES = 1 << 20
"""No record is nearly as long."""

_DASH = lazy_pattern(
    "(?<=[0-9)])[\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\ufe63\uff0d\uff70](?=[ (]?[0-9])"
)
"""What people type for a hyphen between digits."""
_WEB = lazy_pattern(r"https?://[^\s<>)\]]+")
_BEFORE, _AFTER = r"(?<![0-9A-Za-z])(?<![0-9]-)", r"(?![0-9]|-[0-9])"
_HOUSE = rf"[0-9]{{1,4}}-[0-9]{{1,4}}(?![0-9-]| ?[{COUNTERS}])"
_GAP = r"[ ().\u30fb-]{0,2}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of personal data."""

    code: str
    """Of the diagnostic."""
    pattern: re.Pattern[str]
    """Matches text in which every character is as narrow as it can be, and every dash a hyphen."""


def _rule(code: str, pattern: str) -> Rule:
    return Rule(code, lazy_pattern(pattern, re.IGNORECASE))


RULES = (
    _rule("personal-mail", rf"(?<![a-z0-9._%+-])[a-z0-9._%+-]++ ?(?:@|[(\[]at[)\]]|{AT}) ?[a-z0-9-]+(?:\.[a-z0-9-]+)+"),
    _rule("personal-phone", rf"{_BEFORE}(?:\+81{_GAP}0?|\(?0)[6-9]0{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}{_AFTER}"),
    _rule(
        "personal-phone",
        rf"{_BEFORE}(?:(?:\+81{_GAP}|\(?0)[1-9][0-9]{{0,3}}[) -]{_GAP}[0-9]{{1,4}}[ -][0-9]{{3,4}}|0[1-9][0-9]{{8}})"
        rf"{_AFTER}",
    ),
    _rule(
        "personal-phone",
        rf"{_BEFORE}(?=0[1-9](?:[.\u30fb]?[0-9]){{8}}(?![0-9]))"
        rf"0[0-9]{{1,4}}[.\u30fb][0-9]{{1,4}}[.\u30fb][0-9]{{3,4}}{_AFTER}",
    ),
    _rule("postal-code", rf"\u3012 ?[0-9]{{3}}-?[0-9]{{4}}|{_BEFORE}[0-9]{{3}}-[0-9]{{4}}{_AFTER}(?! ?[{COUNTERS}])"),
    _rule("private-address", HOUSE_NUMBER),
    _rule("private-address", rf"{_BEFORE}[1-9][0-9]{{0,2}}-[0-9]{{1,3}}-[0-9]{{1,4}}{_AFTER}"),
    _rule("private-address", rf"{TOWN}(?:[0-9]{{2,5}}(?![0-9-]| ?[{COUNTERS}])|{_HOUSE})"),
)
"""Every form that is refused, with the first one that fits a stretch of text counting; in this order:

an e-mail address, also with a full-width or spelled-out sign; a mobile number, with or without hyphens; any other
number of a telephone, also with dots, since the record of an organization is the place for its number; a postal
code; a house number in Japanese words; one of three numbers (1-2-3); one behind the name of a town.
"""


def check_board(folder: Path, shown: str, towns: tuple[str, ...] = ()) -> Iterator[Diagnostic]:
    """Yield a problem for each piece of personal data in any file of the board, whether it is a sound record or not.

    Args:
        folder: Where the board's records are; nothing is found where it is none.
        shown: The same below the project's root, for messages.
        towns: The parts of the city.
    """
    for top, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            file = Path(top, name)
            if not name.startswith(".") and stat.S_ISREG(file.lstat().st_mode):
                yield from _check_file(file, f"{shown}/{file.relative_to(folder).as_posix()}", towns)


def _check_file(file: Path, path: str, towns: tuple[str, ...]) -> Iterator[Diagnostic]:
    with file.open("rb") as raw:
        text = _decode(raw.read(_MOST_BYTES))
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        for code, start, end in find_personal_data(line, towns):
            yield Diagnostic(Spot(path, number, start + 1), code, {"text": line[start:end]}, line, width=end - start)


def _decode(data: bytes) -> str:
    """Return bytes as text, as well as that goes: the digits of a number are the same in every encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp932", errors="replace")


@lru_cache(maxsize=1 << 14)
def find_personal_data(line: str, towns: tuple[str, ...] = ()) -> tuple[tuple[str, int, int], ...]:
    """Return `(code, start, end)` of the personal data in a line, in code points, from left to right.

    Addresses on the web are passed over; of stretches that overlap, the one of the earlier rule counts.
    Behind the name of one of `towns` a house number needs no municipality before it.
    """
    text = _WEB.sub(lambda match: " " * len(match[0]), _narrow(line))
    found: list[tuple[str, int, int]] = []
    for rule in (*RULES, *_rules_of(towns)):
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if all(end <= other[1] or start >= other[2] for other in found):
                found.append((rule.code, start, end))
    return tuple(sorted(found, key=lambda item: item[1]))


@cache
def _rules_of(towns: tuple[str, ...]) -> tuple[Rule, ...]:
    names = "|".join(re.escape(_narrow(town)) for town in towns)
    return (_rule("private-address", rf"(?<![\u4e00-\u9fff])(?:{names}) ?{_HOUSE}"),) if names else ()


def _narrow(line: str) -> str:
    """Return a line of the same length with digits and signs in their plain forms."""
    plain = (unicodedata.normalize("NFKC", char) for char in line)
    narrow = "".join(new if len(new) == 1 else old for new, old in zip(plain, line, strict=True))
    return _DASH.sub("-", narrow)
