"""How wide texts are, in halves of a full-width character, each reckoned once.

A flyer tries one size of letters after the other, and flyers have many texts in common.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import TypeAlias
from unicodedata import east_asian_width

from selectolax.lexbor import LexborHTMLParser, LexborNode

Lines: TypeAlias = tuple[int, ...]
"""The widths of a text's own lines; none for no text."""

_TAG = re.compile(r"<[^<>]*>")
_WORDS = (
    r"(?:[^<>&\r\0]|&(?:amp|lt|gt|#39|#34);"
    r"|</?(?:a|b|code|del|em|span|strong|time)(?: [a-z]+=(?:\"[^<>\"]*+\"|'[^<>']*+'))*+>)*+"
)
"""HTML of which the text is found without a parser: words, and elements that stand in a line."""
_PLAIN = re.compile(_WORDS)
_BLOCK = re.compile(
    rf'<(p|h[2-6])(?: id="[^<>"]*+")?>(?P<text>{_WORDS})</\1>\n?'
    rf"|<(ul|ol)>\n<li>(?P<items>{_WORDS}(?:</li>\n<li>{_WORDS})*+)</li>\n</\3>\n?"
)
"""A block of a text as most texts have it: a paragraph, a heading, a list of one level."""
_OPEN, _NEXT, _CLOSE = "<ul class='plain'><li>", "</li><li>", "</li></ul>"
"""A list as `Context.items` writes it."""
_WIDE = re.compile(r"[\x00-\x7f\u3001-\u303e\u3041-\u3096\u3099-\u30ff\u4e00-\u9fff\uff01-\uff60]*+")
"""Text of which all but ASCII is full-width."""


class _Widths(dict[str, int]):
    """Character to width, found when it is first asked for."""

    def __missing__(self, char: str) -> int:
        width = self[char] = 2 if east_asian_width(char) in "WFA" else 1
        return width


_WIDTHS = _Widths()


@lru_cache(maxsize=4096)
def width_of(text: str) -> int:
    """Return the width of a text."""
    if _WIDE.fullmatch(text):
        return 2 * len(text) - len(text.encode("ascii", "ignore"))
    return sum(map(_WIDTHS.__getitem__, text))


@lru_cache(maxsize=4096)
def lines_of(text: str) -> Lines:
    """Return the widths of a text's own lines."""
    return tuple(map(width_of, text.strip().split("\n"))) if text else ()


@lru_cache(maxsize=256)
def texts_of(html: str) -> tuple[Lines, ...]:
    """Return the texts that each begin a line: of list items and table rows, or else of the whole."""
    is_list = html.startswith(_OPEN) and html.endswith(_CLOSE)
    texts = html[len(_OPEN) : -len(_CLOSE)].split(_NEXT) if is_list else [html]
    if all(map(_PLAIN.fullmatch, texts)):
        return tuple(map(_read, texts))
    return tuple(text for block in _parse(f"<div>{html}</div>") for text in _texts(block))


@lru_cache(maxsize=64)
def blocks_of(html: str) -> tuple[tuple[Lines, ...], ...]:
    """Return the texts of each block of a text; see `texts_of`."""
    found, end = [], 0
    while match := _BLOCK.match(html, end):
        end = match.end()
        found.append(tuple(map(_read, (match["text"] or match["items"] or "").split("</li>\n<li>"))))
    return tuple(found) if end == len(html) else tuple(map(_texts, _parse(html)))


def split_blocks(html: str) -> Iterator[str]:
    """Yield the HTML of each block of a text."""
    return (block.html or "" for block in _parse(html))


def _read(html: str) -> Lines:
    """Return the lines of HTML that is plain."""
    text = _TAG.sub("", html) if "<" in html else html
    return lines_of(unescape(text) if "&" in text else text)


def _parse(html: str) -> Iterator[LexborNode]:
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    return body.iter() if body else iter(())


def _texts(block: LexborNode) -> tuple[Lines, ...]:
    return tuple(lines_of(part.text()) for part in block.css("li, tr") or [block])
