"""One content file: its bytes as front matter nodes and body, with the traps of editors named.

python-frontmatter joins and splits the two parts; the handler keeps their positions, which
its own loses.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import frontmatter

from build_tools.content.nodes import Mapping, Node, RefusedYaml, Scalar, Sequence, compose
from build_tools.content.personal_data import find_personal_data
from build_tools.diagnostics import Diagnostic, Spot
from build_tools.strings.spelling import (
    FULL_WIDTH_BLANK,
    FULL_WIDTH_COLON,
    FULL_WIDTH_SPACE,
    MISSING_SPACE,
    half_width_line,
)

MAX_BYTES = 64 * 1024


@dataclass(slots=True)
class Document:
    """A file that could be read."""

    path: str
    """Below the project's root."""
    lines: list[str]
    front: Mapping
    front_line: int
    """Lines of the file above the YAML text."""
    body: str
    body_line: int
    """Line of the file, from 1, on which the body begins."""
    problems: list[Diagnostic] = field(default_factory=list)

    def at(self, node: Node) -> Spot:
        """Return where a node of the front matter stands in the file."""
        return Spot(self.path, self.front_line + node.line + 1, node.column + 1)

    def line(self, number: int) -> str:
        """Return line `number`, from 1; empty beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def diagnose(self, code: str, node: Node, *, fix: str | None = None, **details: object) -> Diagnostic:
        """Return a diagnostic that points at a node, with its line; `fix` replaces a scalar's text."""
        spot = self.at(node)
        source = self.line(spot.line)
        width = node.end_column - node.column if isinstance(node, Scalar) and node.end_line == node.line else 1
        line = source[: node.column] + fix + source[node.column + width :] if fix is not None else None
        return Diagnostic(spot, code, details, source, line, width)

    def diagnose_line(
        self, code: str, number: int, column: int = 1, *, fix: str | None = None, width: int = 1, **details: object
    ) -> Diagnostic:
        """Return a diagnostic that points at a line; `fix` is the whole line put right."""
        return Diagnostic(Spot(self.path, number, column), code, details, self.line(number), fix, width)


class Unreadable(Exception):
    """The file cannot be a document; carries the diagnostics that say why."""

    def __init__(self, *problems: Diagnostic) -> None:
        super().__init__(problems)
        self.problems = problems


def read_document(file: Path | str, path: str, info: os.stat_result | None = None) -> Document:
    """Read one content file.

    Args:
        file: The file on disk.
        path: The same below the project's root, for messages.
        info: What `lstat` says of it, where that is known already.

    Raises:
        Unreadable: when it is no regular file, too large, not UTF-8, empty, without a
            fence, or not the YAML that we take.
    """
    info = info or os.lstat(file)
    if not stat.S_ISREG(info.st_mode):
        raise Unreadable(Diagnostic(Spot(path), "not-a-regular-file"))
    if info.st_size > MAX_BYTES:
        raise Unreadable(Diagnostic(Spot(path), "too-large", {"size": info.st_size // 1024}))
    with open(file, "rb", buffering=0) as raw:  # noqa: PTH123 -- a `Path` for each file takes longer than its bytes
        return parse_document(raw.read(), path)


def parse_document(data: bytes, path: str) -> Document:
    """Return the document that `data` holds; see `read_document`."""
    warnings: list[Diagnostic] = []
    text = _decode_bytes(data, path, warnings)
    if not text.strip():
        raise Unreadable(Diagnostic(Spot(path), "empty-file"))
    document = Document(path, text.split("\n"), Mapping(0, 0), 0, "", 0, warnings)
    handler = _PositionedHandler(document, is_yaml=path.endswith(".yml"))
    metadata, _ = frontmatter.parse(text, handler=handler)
    document.front = cast(Mapping, metadata["front"])
    if handler.has_comments or _repeats_a_key(document.front):
        document.problems += _check_mapping(document, document.front)
    return document


def _decode_bytes(data: bytes, path: str, warnings: list[Diagnostic]) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(Diagnostic(Spot(path), "not-utf-8", {"encoding": "UTF-16"}))
    if data.startswith(b"\xef\xbb\xbf"):
        warnings.append(Diagnostic(Spot(path), "byte-order-mark"))
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_not_utf8(data, path, error.start)) from None
    if "\r" in text:
        warnings.append(Diagnostic(Spot(path), "windows-line-ends"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _not_utf8(data: bytes, path: str, start: int) -> Diagnostic:
    try:
        data.decode("cp932")
        encoding = "Shift_JIS"
    except UnicodeDecodeError:
        encoding = "?"
    line = data.count(b"\n", 0, start) + 1
    column = len(data[data.rfind(b"\n", 0, start) + 1 : start].decode("utf-8")) + 1
    return Diagnostic(Spot(path, line, column), "not-utf-8", {"encoding": encoding})


class _PositionedHandler(frontmatter.default_handlers.BaseHandler):
    """Splits at the fences and composes nodes; notes in the document where the parts begin."""

    def __init__(self, document: Document, *, is_yaml: bool) -> None:
        self._document = document
        self._is_yaml = is_yaml
        self.has_comments = False
        """There may be one: the sign that begins it is there."""

    def split(self, text: str) -> tuple[str, str]:
        """Return front matter and body; a `.yml` file is all front matter."""
        document = self._document
        if self._is_yaml:
            return text, ""
        if document.lines[0].rstrip() != "---":
            raise Unreadable(document.diagnose_line("missing-fence", 1))
        close = next((i for i, line in enumerate(document.lines[1:], 1) if line.rstrip() == "---"), None)
        if close is None:
            raise Unreadable(document.diagnose_line("unclosed-fence", 1))
        document.front_line = 1
        document.body_line = close + 2
        document.body = "\n".join(document.lines[close + 1 :]).rstrip()
        return "\n".join(document.lines[1:close]) + "\n", document.body

    def load(self, fm: str, **_: object) -> dict[str, Mapping]:
        """Return the composed root under the key `front`."""
        if _may_mislead(fm) and (problems := tuple(_check_lines(self._document, fm))):
            raise Unreadable(*problems)
        self.has_comments = "#" in fm
        try:
            return {"front": compose(fm)}
        except RefusedYaml as error:
            raise Unreadable(_yaml_problem(self._document, error)) from None


def _may_mislead(front: str) -> bool:
    """Something in the text may be what `_check_lines` looks for; a quick look that most files pass."""
    if "\uff1a" in front or "\u3000" in front or "\t" in front:
        return True
    return _NO_SPACE.search(f"\n{front}") is not None


_NO_SPACE = re.compile(r"\n[a-z_]+:\S")
"""What `MISSING_SPACE` matches and more, in a form that is quickly looked for."""


def _check_lines(document: Document, front: str) -> Iterator[Diagnostic]:
    """Full-width colons and spaces, and tabs, make YAML that means something else or nothing."""
    for index, line in enumerate(front.split("\n")):
        number = document.front_line + index + 1
        if match := FULL_WIDTH_COLON.match(line):
            fix = half_width_line(line, match)
            yield document.diagnose_line("full-width-colon", number, match.start("colon") + 1, fix=fix)
        elif match := FULL_WIDTH_SPACE.match(line):
            fix = "  " + line[match.end() :]
            yield document.diagnose_line("full-width-space", number, line.index("\u3000") + 1, fix=fix)
        elif match := MISSING_SPACE.match(line):
            fix = f"{match['key']}: {line[match.end() :].lstrip(FULL_WIDTH_BLANK)}"
            yield document.diagnose_line("space-after-colon", number, match.end("key") + 1, fix=fix)
        elif match := re.match(r" *\t", line):
            yield document.diagnose_line("tab-indent", number, match.end(), fix=line.replace("\t", "  "))


def _yaml_problem(document: Document, error: RefusedYaml) -> Diagnostic:
    number, column = document.front_line + error.line + 1, error.column + 1
    if error.code != "yaml-syntax":
        return document.diagnose_line(error.code, number, column)
    for candidate in (number, number - 1):
        if match := re.fullmatch(
            r"( *(?:- )?[A-Za-z_]+: +)([^'\"\[{|>].*: .*|[\[{&*!|>%@`,].*)", document.line(candidate)
        ):
            fix = f"{match[1]}'{match[2].rstrip().replace(chr(39), chr(39) * 2)}'"
            return document.diagnose_line(
                "needs-quotes", candidate, len(match[1]) + 1, fix=fix, width=len(match[2]), mark=_mark_in(match[2])
            )
    return document.diagnose_line("yaml-syntax", number, column, problem=error.problem)


def _mark_in(value: str) -> str:
    return ": " if ": " in value else value[0]


def _repeats_a_key(node: Mapping | Sequence) -> bool:
    """A key stands twice in a mapping that the node is or holds."""
    if isinstance(node, Mapping):
        if len({key.text for key, _ in node.entries}) < len(node.entries):
            return True
        parts = [value for _, value in node.entries]
    else:
        parts = node.items
    return any(_repeats_a_key(part) for part in parts if not isinstance(part, Scalar))


def _check_mapping(document: Document, mapping: Mapping) -> Iterator[Diagnostic]:
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
        yield from _check_mapping(document, node)
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
    fix = f"{line[: node.column]}'{whole}'" if may_quote else None
    code = "comment-after-value" if match[1].startswith("# ") else "lost-to-comment"
    number = document.front_line + node.end_line + 1
    yield document.diagnose_line(
        code, number, node.end_column + match.start(1) + 1, fix=fix, width=len(match[1]), lost=match[1]
    )
