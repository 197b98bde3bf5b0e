"""Marks in texts that are none as they are typed: full-width or capital ones, open ones, one inside another.

What is not read as a mark is published as it stands, braces and all; so whatever was meant as one is refused here.
"""

import re
from collections.abc import Iterator
from string import ascii_lowercase, ascii_uppercase

from build_tools.content.documents import Document
from build_tools.content.verbatim import without_code
from build_tools.diagnostics import Diagnostic
from build_tools.model.figures import PARTS
from build_tools.model.ruby import MARK, bad_marks
from build_tools.patterns import lazy_pattern
from build_tools.strings.figures import HALF_WIDTH, NUMERALS

FULL_WIDTH_BRACE = "\uff5b"
NARROW = str.maketrans(f"{FULL_WIDTH_BRACE}\uff5d\uff5c", "{}|")
"""The full-width signs of a mark to those that are read: one character for one."""
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
_NAME = rf"(?:[a-z0-9-]+\.(?:{'|'.join(PARTS)})|[a-z0-9]+(?:-[a-z0-9]+)+\.[a-z]+)"
"""What can only be meant as the name of a figure."""
_FIGURE = lazy_pattern(_NAME)
_ID = lazy_pattern(r"[a-z0-9-]+(?:\.[a-z0-9-]*)?")
_NUMERAL = lazy_pattern(NUMERALS)
_BRACES = lazy_pattern(r"\{([^{}|\n]*)(?:\|([^{}|\n]*))?\}")
_OPEN = lazy_pattern(rf"\{{ *({_NAME})(?![a-z0-9.-])(?![^{{}}\n]*\}})")
_VALUE = lazy_pattern(r"(?P<key>\s*(?:- )?[a-z_]+: )(?P<value>\{.*)")


def check_marks(document: Document) -> Iterator[Diagnostic]:
    """Yield what was meant as a mark of a reading or of a figure in a document, and would be published as typed."""
    for number, line in enumerate(without_code(document), 1):
        narrow = line.translate(NARROW)
        if "{" in narrow:
            yield from _check_spelling(document, number, line, narrow)
            yield from _check_ends(document, number, narrow)


def quoted(line: str) -> str:
    """Return a line of the front matter in quotes where YAML would take the mark for something else."""
    match = _VALUE.fullmatch(line)
    return f"{match['key']}'{match['value'].replace(chr(39), chr(39) * 2)}'" if match else line


def _check_spelling(document: Document, number: int, line: str, narrow: str) -> Iterator[Diagnostic]:
    """A mark is typed with the half-width signs and small letters that are read."""
    for match in _BRACES.finditer(narrow):
        text = line[match.start() : match.end()]
        right = _meant(match, is_wide=match[0] != text)
        if right and right != text:
            code = "full-width-mark" if _plain(text) != text else "loose-mark"
            fix = quoted(_replaced(document.line(number), match.span(), right))
            yield document.diagnose_line(
                code, number, match.start() + 1, fix=fix, width=len(text), text=text, right=right
            )


def _meant(match: re.Match[str], *, is_wide: bool) -> str:
    """Return the mark that was meant; empty where none was, or where it cannot be told."""
    inside, reading = match[1], match[2]
    if reading is not None:
        right = f"{{{inside}|{reading}}}"
        return right if is_wide and MARK.fullmatch(right) else ""
    name = _plain(inside).strip().lower()
    if _FIGURE.fullmatch(name) or (is_wide and _ID.fullmatch(name)):
        return f"{{{name}}}"
    return match[0] if is_wide and _NUMERAL.search(inside) else ""


def _check_ends(document: Document, number: int, narrow: str) -> Iterator[Diagnostic]:
    """A mark has an end, and no other mark inside; that of a reading has a reading."""
    filled = MARK.sub(lambda mark: "\u4e00" * len(mark[0]), narrow) if narrow.count("{") > 1 else ""
    nested = tuple(match for match in _BRACES.finditer(filled) if "\u4e00" in match[0] and match[0] not in narrow)
    for match in nested:
        text = document.line(number)[match.start() : match.end()]
        yield document.diagnose_line("nested-mark", number, match.start() + 1, width=len(text), text=text)
    for match in bad_marks(narrow):
        if not any(other.start() <= match.start() < other.end() for other in nested):
            text, base = document.line(number)[match.start() : match.end()], match[1] or "\u2026"
            yield document.diagnose_line("bad-ruby", number, match.start() + 1, width=len(text), text=text, base=base)
    for match in _OPEN.finditer(_plain(narrow).translate(_SMALL)):
        right = f"{{{match[1]}}}"
        text = document.line(number)[match.start() : match.end()]
        fix = quoted(_replaced(document.line(number), match.span(), right))
        yield document.diagnose_line(
            "unclosed-figure", number, match.start() + 1, fix=fix, width=len(text), text=text, right=right
        )


def _plain(text: str) -> str:
    """Return a text of the same length with every full-width letter, digit and sign as its half-width one."""
    return text.translate(HALF_WIDTH)


def _replaced(line: str, span: tuple[int, int], right: str) -> str:
    return line[: span[0]] + right + line[span[1] :]
