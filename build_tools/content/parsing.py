"""From the bytes of a content file to its document: front matter nodes and body, with the traps of editors named.

python-frontmatter joins and splits the two parts; the handler keeps their positions, which
its own loses.
"""

import os
import stat
from pathlib import Path, PurePosixPath
from typing import cast

import frontmatter

from build_tools.content.documents import Document, Unreadable
from build_tools.content.nodes import Mapping, RefusedYaml, compose
from build_tools.content.notation import (
    check_braces,
    check_lines,
    check_mapping,
    may_mislead,
    refuse_conflicts,
    repeats_a_key,
    yaml_problem,
)
from build_tools.diagnostics import Diagnostic, Spot

MAX_BYTES, MAX_STRINGS = 64 * 1024, 256 * 1024
"""Of a record, and of the words of the interface: one file has all of a language."""
_STRINGS = "strings"


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
    most = MAX_STRINGS if PurePosixPath(path).parent.name == _STRINGS else MAX_BYTES
    if info.st_size > most:
        raise Unreadable(Diagnostic(Spot(path), "too-large", {"size": info.st_size // 1024, "most": most // 1024}))
    with open(file, "rb", buffering=0) as raw:  # noqa: PTH123 -- a `Path` for each file takes longer than its bytes
        return parse_document(raw.read(), path)


def parse_document(data: bytes, path: str) -> Document:
    """Return the document that `data` holds; see `read_document`."""
    warnings: list[Diagnostic] = []
    text = _decode_bytes(data, path, warnings)
    if not text.strip():
        raise Unreadable(Diagnostic(Spot(path), "empty-file"))
    document = Document(path, text.split("\n"), Mapping(0, 0), 0, "", 0, warnings)
    if "<<<<<<<" in text or ">>>>>>>" in text:
        refuse_conflicts(document)
    handler = _PositionedHandler(document, is_yaml=path.endswith(".yml"))
    metadata, _ = frontmatter.parse(text, handler=handler)
    document.front = cast(Mapping, metadata["front"])
    if handler.has_comments or repeats_a_key(document.front):
        document.problems += check_mapping(document, document.front)
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
        if may_mislead(fm) and (problems := tuple(check_lines(self._document, fm))):
            raise Unreadable(*problems)
        self.has_comments = "#" in fm
        try:
            front = compose(fm)
        except RefusedYaml as error:
            raise Unreadable(yaml_problem(self._document, error)) from None
        if "{" in fm and (problems := tuple(check_braces(self._document, front))):
            raise Unreadable(*problems)
        return {"front": front}
