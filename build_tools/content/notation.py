"""The slips of a hand in the front matter that make YAML which means something else, or nothing."""

import re
from collections.abc import Iterator
from functools import cache

from build_tools.content.documents import Document, Unreadable
from build_tools.content.nodes import Mapping, Node, RefusedYaml, Scalar, Sequence
from build_tools.content.personal_data import find_personal_data
from build_tools.diagnostics import Diagnostic
from build_tools.model.declared import fields_of
from build_tools.model.kinds import KINDS
from build_tools.strings.spelling import (
    FULL_WIDTH_BLANK,
    FULL_WIDTH_COLON,
    FULL_WIDTH_SPACE,
    MISSING_SPACE,
    half_width_line,
)


def may_mislead(front: str) -> bool:
    """Something in the text may be what `check_lines` looks for; a quick look that most files pass."""
    if "\uff1a" in front or "\u3000" in front or "\t" in front or "- plan: " in front:
        return True
    return _NO_SPACE.search(f"\n{front}") is not None


_NO_SPACE = re.compile(r"\n[a-z_]+:\S")
"""What `MISSING_SPACE` matches and more, in a form that is quickly looked for."""


def check_lines(document: Document, front: str) -> Iterator[Diagnostic]:
    """Full-width colons and spaces, and tabs, make YAML that means something else or nothing."""
    for index, line in enumerate(front.split("\n")):
        number = document.front_line + index + 1
        if match := FULL_WIDTH_COLON.match(line):
            fix = half_width_line(line, match)
            fix = fix.replace("- plan: ", "- plan:")  # a source, and no key
            yield document.diagnose_line("full-width-colon", number, match.start("colon") + 1, fix=fix)
        elif match := FULL_WIDTH_SPACE.match(line):
            fix = "  " + line[match.end() :]
            yield document.diagnose_line("full-width-space", number, line.index("\u3000") + 1, fix=fix)
        elif match := MISSING_SPACE.match(line):
            fix = f"{match['key']}: {line[match.end() :].lstrip(FULL_WIDTH_BLANK)}"
            yield document.diagnose_line("space-after-colon", number, match.end("key") + 1, fix=fix)
        elif match := re.match(r"( *- plan:) +(?=\S)", line):
            fix = match[1] + line[match.end() :]
            yield document.diagnose_line("space-in-source", number, match.end(1) + 1, fix=fix)
        elif match := re.match(r" *\t", line):
            yield document.diagnose_line("tab-indent", number, match.end(), fix=line.replace("\t", "  "))


def refuse_conflicts(document: Document) -> None:
    """Refuse a file with the marks that Git leaves where two people have changed the same lines.

    Raises:
        Unreadable: with a diagnostic for each mark.
    """
    if any(_CONFLICT.fullmatch(line) for line in document.lines):
        marks = (number for number, line in enumerate(document.lines, 1) if _CONFLICT_PART.fullmatch(line))
        lines = [(number, document.line(number)) for number in marks]
        raise Unreadable(
            *(document.diagnose_line("conflict-mark", number, width=len(line), mark=line[:7]) for number, line in lines)
        )


_CONFLICT = re.compile(r"(?:<{7}|>{7})(?: .*)?")
_CONFLICT_PART = re.compile(r"(?:<{7}|>{7}|={7}|\|{7})(?: .*)?")
"""The same, and what stands between them."""


def yaml_problem(document: Document, error: RefusedYaml) -> Diagnostic:
    """Return what is told of a file that YAML does not take, or that we do not: the slip behind it, if it shows."""
    number, column = document.front_line + error.line + 1, error.column + 1
    if error.code != "yaml-syntax":
        return document.diagnose_line(error.code, number, column)
    for candidate in (number, number - 1):
        if match := _NEEDS_QUOTES.fullmatch(document.line(candidate)):
            fix = f"{match[1]}{_quoted(match[2].rstrip())}"
            return document.diagnose_line(
                "needs-quotes", candidate, len(match[1]) + 1, fix=fix, width=len(match[2]), mark=_mark_in(match[2])
            )
    for candidate in (number, number - 1):
        if (match := _NO_COLON.match(document.line(candidate))) and match["name"] in _field_names():
            fix = f"{match['key']}: {match['value']}"
            return document.diagnose_line(
                "missing-colon", candidate, match.end("key") + 1, fix=fix, field=match["name"], value=match["value"]
            )
    for candidate in (number, number - 1):
        if candidate > document.front_line + 1 and _STRAY.match(line := document.line(candidate)):
            fix = "#" + line[1:] if line[0] == "\uff03" else f"  {line}"
            return document.diagnose_line("stray-line", candidate, fix=fix, width=len(line))
    return document.diagnose_line("yaml-syntax", number, column)


_NEEDS_QUOTES = re.compile(
    r"( *(?:- )?[A-Za-z_]+: +)([^'\"\[{|>].*: .*|[\[{&*!|>%@`,].*|- .*|\"[^\"]*\"\s*[^\s#].*|'.*[^']'[^'].*)"
)
"""A field whose value YAML takes for something else, or for more than one value."""


def _quoted(value: str) -> str:
    """Return a value in single quotes; those that stand around all of it already are not doubled."""
    is_whole = len(value) > 1 and value[0] == value[-1] == "'"
    inner = value[1:-1] if is_whole else value
    return "'" + inner.replace("'", "''") + "'"


_STRAY = re.compile(r"(?!---)[^\s'\"\[\]{}&*!|>%@`:#,?-][^:]*$")
"""A line that begins like one of a field and names none."""
_NO_COLON = re.compile(r"(?P<key> *(?:- )?(?P<name>[a-z_]+))[ \u3000]+(?P<value>[^\s:].*)")


_ONLY_MARK = re.compile(r"\{(?:[^{}|:,]+\|[^{}|:,]+|[A-Za-z0-9-]+\.[A-Za-z]+)\}\s*$")
"""A value that YAML takes for a mapping with one key."""


@cache
def _field_names() -> frozenset[str]:
    """Return the name of every field of every kind of record."""
    return frozenset(name for kind in KINDS for name in fields_of(kind.model))


def check_braces(document: Document, node: Node) -> Iterator[Diagnostic]:
    """A value that is a mark of a reading or of a figure, and nothing else, is a mapping to YAML."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from check_braces(document, item)
    elif isinstance(node, Mapping):
        for _, value in node.entries:
            if isinstance(value, Mapping):
                yield from _check_brace(document, value)
            yield from check_braces(document, value)


def _check_brace(document: Document, node: Mapping) -> Iterator[Diagnostic]:
    spot = document.at(node)
    line, start = document.line(spot.line), spot.column - 1
    if match := _ONLY_MARK.match(line, start):
        mark = match[0].rstrip()
        fix = f"{line[:start]}'{mark}'"
        yield document.diagnose_line("needs-quotes", spot.line, spot.column, fix=fix, width=len(mark), mark="{")


def _mark_in(value: str) -> str:
    return ": " if ": " in value else value[0]


def repeats_a_key(node: Mapping | Sequence) -> bool:
    """Return whether a key stands twice in a mapping that the node is or holds."""
    if isinstance(node, Mapping):
        if len({key.text for key, _ in node.entries}) < len(node.entries):
            return True
        parts = [value for _, value in node.entries]
    else:
        parts = node.items
    return any(repeats_a_key(part) for part in parts if not isinstance(part, Scalar))


def check_mapping(document: Document, mapping: Mapping) -> Iterator[Diagnostic]:
    """Keys stand once; nothing of a value is lost to a comment."""
    seen: dict[str, int] = {}
    for key, value in mapping.entries:
        line = document.at(key).line
        if key.text in seen:
            yield document.diagnose("repeated-key", key, key=key.text, first=seen[key.text])
        seen.setdefault(key.text, line)
        yield from _check_node(document, value)


def _check_node(document: Document, node: Node) -> Iterator[Diagnostic]:
    if isinstance(node, Mapping):
        yield from check_mapping(document, node)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _check_node(document, item)
    elif node.is_plain:
        yield from _check_comment(document, node)


def _check_comment(document: Document, node: Scalar) -> Iterator[Diagnostic]:
    line = document.line(document.front_line + node.end_line + 1)
    rest = line[node.end_column :]
    match = re.match(r"\s+(#.*)", rest)
    if not match:
        return
    whole = (node.text + rest).strip().replace("'", "''")
    may_quote = node.line == node.end_line and not find_personal_data(match[1])
    before = line[: node.column] if node.text else f"{line[: node.column].rstrip()} "
    fix = f"{before}'{whole}'" if may_quote else None
    code = "comment-after-value" if match[1].startswith("# ") else "lost-to-comment"
    number = document.front_line + node.end_line + 1
    yield document.diagnose_line(
        code, number, node.end_column + match.start(1) + 1, fix=fix, width=len(match[1]), lost=match[1]
    )
