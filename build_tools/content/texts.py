"""What may not stand in the words of a record: wrong weekdays, HTML, pictures, unsafe links."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from build_tools.content.decoded import Decoded
from build_tools.content.documents import Document
from build_tools.content.figures import documents_of
from build_tools.content.marks import check_marks
from build_tools.content.verbatim import without_code
from build_tools.diagnostics import Diagnostic
from build_tools.model.occasions import Event
from build_tools.patterns import lazy_pattern
from build_tools.strings.spelling import (
    DATED_WEEKDAY,
    ENGLISH_DATED_WEEKDAY,
    ENGLISH_MONTHS,
    ENGLISH_WEEKDAYS,
    WEEKDAY_SIGNS,
    WEEKDAYS,
)

_HTML = lazy_pattern(r"<(?!https?://|mailto:)(?:!--|/?[A-Za-z][A-Za-z0-9-]*(?=[\s/>]))")
_IMAGE = lazy_pattern(r"!\[[^\]]*\]\(")
_LINK = lazy_pattern(r"(?<!!)\[[^\]]*\]\(\s*<?([^)\s>]*)")
_SAFE_LINK = lazy_pattern(r"(https?://|mailto:|tel:|\.{0,2}/|#|[a-z0-9-]+(/|$))", re.IGNORECASE)
_HEADING_ONE = lazy_pattern(r"^ {0,3}#(\s|$)")
_NO_SPACE = lazy_pattern(r"^ {0,3}([#\uff03]{2,6})(?=[^\s#\uff03]|\u3000)\u3000*|^ {0,3}(\uff03{2,6})\s+")
"""The signs of a heading with no space behind them, or full-width."""
_WIDE_BRACKET = lazy_pattern(r"\]\uff08(https?://[^\s\uff08\uff09]++)\uff09")
_RUN_ON = lazy_pattern(r"(?<![!-~])(https?://[!-;=?-~]++)([\u3001\u3002\u3041-\u3096][^\s]{0,9})")
"""An address with a particle or an end of a sentence right behind; kanji may be a part of it."""
_UNDERLINED = lazy_pattern(r"^ {0,3}=+\s*$")

_SIGNS = ("<", "![", "`", "\uff08http", "\uff03", "##")
_LINE_SIGN = lazy_pattern(r"\n {0,3}(?:=|#(?!#))")
_LINK_SIGN = lazy_pattern(
    r"\]\([^\S\n]*+<?+(?!https?://|mailto:|tel:|\.{0,2}/|#|[a-z0-9-]+(?:[/)\s>]|\Z))", re.IGNORECASE
)
"""Quick looks that most bodies pass: what `_check_body` says something of has one of them."""


def check_texts(decoded: Decoded[Any]) -> Iterator[Diagnostic]:
    """Yield the problems of every document of a record, line by line."""
    for document in documents_of(decoded):
        near = (
            decoded.value.starts.first if isinstance(decoded.value, Event) and decoded.value.starts.is_known else None
        )
        whole = "\n".join(document.lines)
        if "{" in whole or "\uff5b" in whole:
            yield from check_marks(document)
        if any(sign.search(whole) for sign in WEEKDAY_SIGNS):
            for number, line in enumerate(document.lines, 1):
                yield from _check_weekdays(document, number, line, near)
        if _may_offend(document.body):
            yield from _check_body(document)


def _check_weekdays(document: Document, number: int, line: str, near: date | None) -> Iterator[Diagnostic]:
    for match in DATED_WEEKDAY.finditer(line):
        month, monthday = int(match["month"]), int(match["day"])
        day = _day(int(match["year"]), month, monthday) if match["year"] else _nearest(near, month, monthday)
        if day is None and match["year"]:
            yield document.diagnose_line(
                "impossible-date-in-text", number, match.start() + 1, width=len(match[0]), text=match[0]
            )
        elif day and WEEKDAYS[day.weekday()] != match["weekday"]:
            right = WEEKDAYS[day.weekday()]
            fix = line[: match.start("weekday")] + right + line[match.end("weekday") :]
            yield document.diagnose_line(
                "wrong-weekday", number, match.start("weekday") + 1, fix=fix, width=1, text=match[0], right=right
            )
    for match in ENGLISH_DATED_WEEKDAY.finditer(line):
        day = _day(int(match["year"]), ENGLISH_MONTHS.index(match["month"]) + 1, int(match["day"]))
        if day and ENGLISH_WEEKDAYS[day.weekday()] != match["weekday"]:
            right = ENGLISH_WEEKDAYS[day.weekday()]
            fix = line[: match.start("weekday")] + right + line[match.end("weekday") :]
            yield document.diagnose_line(
                "wrong-weekday",
                number,
                match.start() + 1,
                fix=fix,
                width=len(match["weekday"]),
                text=match[0],
                right=right,
            )


def _nearest(near: date | None, month: int, day: int) -> date | None:
    """Return the date nearest to `near`: an event in December may speak of January."""
    years = (near.year - 1, near.year, near.year + 1) if near else ()
    days = [found for year in years if (found := _day(year, month, day))]
    return min(days, key=lambda found: abs(found - near)) if near and days else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _may_offend(body: str) -> bool:
    if any(sign in body for sign in _SIGNS) or ("http" in body and _RUN_ON.search(body)):
        return True
    return bool(_LINE_SIGN.search(f"\n{body}") or _LINK_SIGN.search(body))


def _check_body(document: Document) -> Iterator[Diagnostic]:
    above = ""
    for number, text in enumerate(without_code(document)[document.body_line - 1 :], document.body_line):
        if _HEADING_ONE.match(text):
            fix = "#" + document.line(number).lstrip()
            yield document.diagnose_line("heading-one", number, text.index("#") + 1, fix=fix)
        if _UNDERLINED.match(text) and above.strip():
            yield document.diagnose_line("heading-one", number - 1, fix=f"## {document.line(number - 1).strip()}")
        if match := _NO_SPACE.match(text):
            fix = f"{'#' * len(match[1] or match[2])} {document.line(number)[match.end() :]}"
            yield document.diagnose_line("heading-without-space", number, fix=fix, width=len(match[0]))
        above = text
        for match in _HTML.finditer(text):
            yield document.diagnose_line("raw-html", number, match.start() + 1, width=len(match[0]), text=match[0])
        for match in _IMAGE.finditer(text):
            yield document.diagnose_line("picture-in-text", number, match.start() + 1, width=len(match[0]))
        yield from _check_links(document, number, text)


def _check_links(document: Document, number: int, text: str) -> Iterator[Diagnostic]:
    line = document.line(number)  # with its code
    for match in _WIDE_BRACKET.finditer(text):
        fix = f"{line[: match.start() + 1]}({match[1]}){line[match.end() :]}"
        yield document.diagnose_line("bracket-beside-link", number, match.start() + 2, fix=fix, width=len(match[0]) - 1)
    for match in _RUN_ON.finditer(text):
        fix = f"{line[: match.start()]}<{match[1]}>{line[match.end(1) :]}"
        yield document.diagnose_line(
            "address-runs-on", number, match.start(2) + 1, fix=fix, width=len(match[2]), text=match[2]
        )
    for match in _LINK.finditer(text):
        if not _SAFE_LINK.match(match[1]):
            yield document.diagnose_line(
                "unsafe-link", number, match.start(1) + 1, width=max(1, len(match[1])), link=match[1]
            )
