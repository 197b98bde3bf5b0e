"""What is wrong with the content, said so that a tired editor can put it right.

Messages, hints and explanations stand in `strings/diagnostics.{ja,en}.yml`, one entry per
code. Lines and columns count from 1; columns are code points.
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

import yaml

from build_tools.config import PACKAGE

WARNINGS = frozenset(
    {
        "byte-order-mark",
        "windows-line-ends",
        "comment-after-value",
        "state-unreadable",
        "page-gone",
        "cell-not-kept",
        "unknown-organizer-name",
        "unknown-place-name",
        "kind-assumed",
        "registration-not-needed",
        "long-without-sessions",
        "untranslated-change",
        "unused-picture",
        "hand-made-stamp",
        "stale-translation",
        "stale-translation-words",
        "stale-translation-text",
        "unstamped-translation",
        "unstamped-translations",
        "emergency-untranslated",
        "emergency-without-time",
        "easy-date",
        "easy-double-negative",
        "easy-long-sentence",
        "easy-long-text",
        "easy-many-kanji",
        "easy-no-reading",
        "easy-passive",
        "easy-word",
        "evidence-missing",
        "evidence-before-year",
        "evidence-before-content",
        "evidence-before-kinds",
    }
)
"""Codes that do not stop a build."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file."""

    path: str
    """Below the project's root, with forward slashes."""
    line: int = 1
    column: int = 1


class KindWord(str):
    """Name of a kind of record that a message tells by its word: a key of the `-kinds` table of the messages."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem at one place."""

    spot: Spot
    code: str
    """Hyphenated and stable: a key of the message files."""
    details: Mapping[str, Any] = field(default_factory=dict)
    """What the message's `{placeholders}` stand for."""
    source: str = ""
    """The line it is about, without its line end."""
    fix: str | None = None
    """The same line put right, where that can be told."""
    width: int = 1
    """How many code points the caret marks."""
    cell: str = ""
    """Of a table: the column's name and the cell's text, shown in place of the line and its caret."""

    @property
    def is_error(self) -> bool:
        """It stops the build."""
        return self.code not in WARNINGS

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """By file, line, column, code."""
        return (self.spot.path, self.spot.line, self.spot.column, self.code)


@cache
def read_messages(lang: str) -> Mapping[str, Mapping[str, str]]:
    """Return the message table of a language: code to `message`, `hint` and `why`."""
    text = (PACKAGE / "strings" / f"diagnostics.{lang}.yml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.load(text, Loader=yaml.CSafeLoader))


@cache
def read_fields() -> Mapping[str, str]:
    """Return the Japanese meaning of each field: `Event.starts` to a sentence."""
    text = (PACKAGE / "strings" / "fields.ja.yml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.load(text, Loader=yaml.CSafeLoader))


def format_message(diagnostic: Diagnostic, lang: str) -> str:
    """Return the one-sentence message."""
    return _fill(read_messages(lang)[diagnostic.code]["message"], diagnostic, lang)


def format_hint(diagnostic: Diagnostic, lang: str) -> str:
    """Return what to write instead: advice, then the corrected line where there is one."""
    advice = _fill(read_messages(lang)[diagnostic.code]["hint"], diagnostic, lang)
    return f"{advice}\n    {diagnostic.fix.rstrip()}" if diagnostic.fix else advice


def format_text(diagnostics: Iterable[Diagnostic], lang: str) -> str:
    """Return the problems for people, sorted by file and line, with carets; empty for none."""
    return "\n".join(_block(item, lang) for item in sorted(diagnostics, key=lambda d: d.sort_key))


def format_json(diagnostics: Iterable[Diagnostic], lang: str) -> str:
    """Return the problems as a JSON list: path, line, column, severity, code, message, hint, fix."""
    rows = [
        {
            "path": item.spot.path,
            "line": item.spot.line,
            "column": item.spot.column,
            "severity": "error" if item.is_error else "warning",
            "code": item.code,
            "message": format_message(item, lang),
            "hint": _fill(read_messages(lang)[item.code]["hint"], item, lang),
            "fix": item.fix,
        }
        for item in sorted(diagnostics, key=lambda d: d.sort_key)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def format_github(diagnostics: Iterable[Diagnostic], lang: str) -> str:
    """Return the problems as GitHub workflow commands, one a line.

    Source: GitHub Docs, "Workflow commands for GitHub Actions", setting an error message.
    """
    lines = []
    for item in sorted(diagnostics, key=lambda d: d.sort_key):
        level = "error" if item.is_error else "warning"
        where = f"file={_escape(item.spot.path, ',:')},line={item.spot.line},col={item.spot.column}"
        text = f"{format_message(item, lang)}\n{format_hint(item, lang)}"
        lines.append(f"::{level} {where},title={_escape(item.code, ',:')}::{_escape(text, '')}")
    return "\n".join(lines)


def _escape(text: str, extra: str) -> str:
    for char in "%\r\n" + extra:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _block(item: Diagnostic, lang: str) -> str:
    words = read_messages(lang)["-words"]
    level = words["error"] if item.is_error else words["warning"]
    spot = item.spot
    lines = [f"{spot.path}:{spot.line}:{spot.column}: {level}: {format_message(item, lang)} [{item.code}]"]
    if item.cell:
        lines.append(f"    {item.cell}")
    elif item.source.strip():
        lines += [f"    {item.source}", f"    {_caret(item)}"]
    hint = format_hint(item, lang).replace("\n", "\n    ")
    return "\n".join([*lines, f"    {words['hint']}: {hint}", ""])


def _caret(item: Diagnostic) -> str:
    start = item.spot.column - 1
    marked = item.source[start : start + max(1, item.width)] or " "
    return " " * display_width(item.source[:start]) + "^" * max(1, display_width(marked))


def display_width(text: str) -> int:
    """Return how many terminal columns `text` takes; wide and full-width characters take two.

    Source: UAX #11, East Asian Width; combining characters take none.
    """
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _fill(template: str, item: Diagnostic, lang: str) -> str:
    expects, kinds = read_messages(lang)["-expects"], read_messages(lang)["-kinds"]
    values = {
        key: ", ".join(value) or "-"
        if isinstance(value, tuple)
        else kinds[value]
        if isinstance(value, KindWord)
        else value
        for key, value in item.details.items()
    }
    if "expects" in values:
        values["expects"] = expects[values["expects"]]
    return template.format_map(_Blank(values)).strip()


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""
