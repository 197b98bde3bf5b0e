"""What of a document is printed as it is: code between backticks, and blocks of code between fences.

Only the body has any. In a field a backtick is a sign like others.
"""

import re
from collections.abc import Iterator

from build_tools.content.documents import Document

_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}(?=[^`]*\Z)|~{3,})")
_SPAN = re.compile(
    r"(?<![`\\])(?P<ticks>`++)"
    r"(?:[^\n]|\n(?!\s*(?:\Z|\n|[-*+>#|]|\d+[.)]\s)))*?[^`]"
    r"(?P=ticks)(?!`)"
)
"""Code between backticks, as many at its end as at its beginning; it ends before the paragraph does."""


def without_code(document: Document) -> list[str]:
    """Return the lines of a document with its code as spaces, so that every other character keeps its place.

    Source: CommonMark 0.31, sections 4.5 and 6.1.
    """
    if "`" not in document.body and "~~~" not in document.body:
        return document.lines
    front = document.lines[: document.body_line - 1]
    text = "\n".join([*front, *_without_blocks(document.lines[document.body_line - 1 :])])
    start = sum(len(line) + 1 for line in front)
    return (text[:start] + _SPAN.sub(lambda code: _blank(code[0]), text[start:])).split("\n")


def _without_blocks(lines: list[str]) -> Iterator[str]:
    """Yield lines; those of blocks of code, their fences too, as spaces. A block without an end is one to the end."""
    fence = ""
    for line in lines:
        match = _FENCE.match(line)
        if fence:
            yield _blank(line)
            is_end = match and match["fence"].startswith(fence) and not line[match.end() :].strip()
            fence = "" if is_end else fence
        else:
            yield _blank(line) if match else line
            fence = match["fence"] if match else ""


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
