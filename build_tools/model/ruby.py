"""Readings written into a text: a brace, the words, a bar, their reading in kana, a brace.

Everything that reads a record is given the words alone; HTML asks for the marks
(`Text.marked`) and sets them as `<ruby>` when a page is finished (`i18n.ruby`).
"""

import re

from build_tools.patterns import lazy_pattern

_BASE = r"[^{}|<>\n]+"
_KANA = "\u3041-\u3096\u309b-\u309e\u30a1-\u30fe\u3000 "
MARK = lazy_pattern(rf"\{{({_BASE})\|([{_KANA}]+)\}}")
"""A mark: its words, their reading."""
_SLIP = lazy_pattern(r"\{([^{}|\n]*)\|([^{}|\n]*)(\}?)")
"""What was meant as a mark, whole or not."""
_HAN = lazy_pattern(r"[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def base_text(text: str) -> str:
    """Return the words without their readings."""
    return MARK.sub(r"\1", str.__str__(text)) if "|" in text else text  # markup would escape what it joins


def spelled_text(text: str) -> str:
    """Return the words, each reading behind them in brackets, for plain text that must be easy to read."""
    return MARK.sub("\\1\uff08\\2\uff09", text) if "|" in text else text


def plain_text(text: str, lang: str) -> str:
    """Return words as plain text: in the easy voice with their readings in brackets, else without."""
    return spelled_text(text) if lang == "easy" else base_text(text)


def bad_marks(line: str) -> tuple[re.Match[str], ...]:
    """Return what was meant as a mark in a line but is none: no words, no reading in kana, no end."""
    if "{" not in line or "|" not in line:
        return ()
    good = {match.start() for match in MARK.finditer(line)}
    return tuple(match for match in _SLIP.finditer(line) if match.start() not in good and _is_meant(match))


def _is_meant(match: re.Match[str]) -> bool:
    """Han characters or kana stand in it; `{a|b}` of a program is no mark."""
    return bool(_HAN.search(match[1]) or re.search(f"[{_KANA}]", match[2].strip() or ""))
