"""What stands in the tags of a finished page: ids, links, and what it loads.

Pages as we write them are read with a pattern that knows no more of HTML than they use. A page with anything
else in it (a comment, an attribute without quotes, a tag that HTML parsers move or drop) is parsed, which
takes longer. The tests hold one against the other.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from selectolax.lexbor import LexborHTMLParser

_RELATIONS = ("stylesheet", "icon")
_LOADERS = ("script", "img", "source", "iframe", "object", "embed", "video", "audio")
_LOADED = ",".join((*(f"link[rel={name}]" for name in _RELATIONS), *_LOADERS))
_NAMES = ("src", "href", "data")
"""Attributes that name what is loaded."""


_VALUE = r"""(?:="[^<>"\n]*+"|='[^<>"'\n]*+')?+"""
_NAME = r"(?:viewBox|[a-z][a-z0-9:-]*+)"
_DULL = rf"(?: ++(?!(?:id|href|src|data)[= />]){_NAME}{_VALUE})*+ *+/?+>"
"""Attributes up to the end of a tag, none of which says anything here."""
_RAW = ("script", "style", "title")
"""Elements that hold text alone."""
_ODD = (
    "template", "textarea", "select", "opt", "frame", "no", "plaintext", "xmp", "iframe", "math", "form", "image",
)  # fmt: skip
"""How names of elements begin that parsers move, drop, or read in another way."""
_TEXTS = "|".join(f"{name}{_DULL}[^<\n]*+</{name}>" for name in _RAW)
_FOUND = re.compile(
    "<(?!/[a-z][a-z0-9]*+>|!doctype html>"
    r"|(?:li|span|p|div|dt|dd|time|ul|b|nav|td)(?:>| (?:class|datetime)=\"[^<>\"\n]*+\">)"  # most tags, sooner
    rf"|(?!{'|'.join((*_RAW, *_ODD))})[a-z][a-z0-9]*+{_DULL}"
    rf"|{_TEXTS}"
    r")(?:a(?: class=\"[^<>\"\n]*+\")?+ href=\"([^<>&\"\n]++)\"(?: (?:rel|class|lang|hreflang)=\"[^<>\"\n]*+\")*+>"
    r"|([^<>]*+>?(?:</script>)?+))"
)
"""The tags that are not dull: where a plain link leads; or else a tag without its `<`, and what is no tag at all."""
_TAG = re.compile(rf"([a-z][a-z0-9]*+)((?: ++{_NAME}{_VALUE})*+) *+/?+>(?:</script>)?+")
_ATTRIBUTE = re.compile(rf"({_NAME})({_VALUE})")
_TEMPLATE = re.compile(r"<template\b[^<>]*>.*?</template>", re.DOTALL)
_WITH_ID = re.compile(r"<template[^<>]*\bid\b", re.IGNORECASE)
_TEMPLATE_OR_DRAWING = re.compile(rf"{_TEMPLATE.pattern}|</?svg\b", re.DOTALL)
_PLAIN_VALUE = re.compile(r"(?:[^&]|&(?:amp|lt|gt|quot|#39|#34);)*+")
_MOVED = frozenset(
    {
        *("html", "head", "body", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "col", "colgroup"),
        *("a", "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"),
    }
)
"""Elements whose id a parser may drop or repeat, where they stand in the wrong place."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a page, entities resolved.

    A parser may find a link more often: it mends what is nested wrongly.
    """

    ids: list[str]
    links: list[str]
    """Where its links lead."""
    loaded: list[str]
    """Files that it loads by itself."""


class _OddTag(ValueError):
    """A tag that is not written as we write them."""


def read_tags(data: bytes) -> Found:
    """Return what stands in the tags of a page."""
    try:
        text = data.decode()
        return parse_tags(data) if "\r" in text or "\0" in text else _scan(text)
    except ValueError:
        return parse_tags(data)


def parse_tags(data: bytes) -> Found:
    """Return the same by way of a parser of all HTML."""
    tree = LexborHTMLParser(data)
    loaded = (node.attributes.get(name) for node in tree.css(_LOADED) for name in _NAMES)
    return Found(
        [str(node.attributes["id"]) for node in tree.css("[id]")],
        [str(node.attributes["href"]) for node in tree.css("a[href]")],
        [str(value) for value in loaded if value],
    )


def _scan(text: str) -> Found:
    """Read a page that is written as we write them.

    Raises:
        _OddTag: when it is not.
    """
    if "<template" in text:
        text = _without_templates(text)
    found = Found([], [], [])
    for link, tag in _FOUND.findall(text):
        if link:
            found.links.append(link)
            continue
        id_, other, files = _read_tag(tag)
        if id_ is not None:
            found.ids.append(id_)
        if other is not None:
            found.links.append(other)
        found.loaded.extend(files)
    return found


def _without_templates(text: str) -> str:
    """Return a page without its templates: what is in one is no part of the page, but in a drawing there are none."""
    depth = 0
    for part in _TEMPLATE_OR_DRAWING.finditer(text):
        is_template = part[0].endswith("</template>")
        if is_template and (depth or _WITH_ID.match(part[0])):  # an id of the template itself counts
            raise _OddTag(part[0])
        depth += (part[0] == "<svg") - (part[0] == "</svg" and depth > 0)
    rest = _TEMPLATE.sub("", text)
    if "</template" in rest:
        raise _OddTag(rest)
    return rest


@lru_cache(maxsize=16384)
def _read_tag(tag: str) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Return id, link and loaded files of a tag, which begins behind its `<`.

    Raises:
        _OddTag: when it is not written as we write them.
    """
    match = _TAG.fullmatch(tag)
    if match is None or match[1].startswith(_ODD) or (match[1] in _RAW) != tag.endswith("</script>"):
        raise _OddTag(tag)
    values: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(match[2]):
        values.setdefault(name, _decode(value) if name in ("id", "rel", *_NAMES) else "")
    if "id" in values and match[1] in _MOVED:
        raise _OddTag(tag)
    link = values.get("href") if match[1] == "a" else None
    return values.get("id"), link, tuple(_loaded(match[1], values))


def _decode(value: str) -> str:
    """Return the text of the value of an attribute, which comes with its sign and quotes."""
    if not value or not _PLAIN_VALUE.fullmatch(value):
        raise _OddTag(value)
    return unescape(value[2:-1])


def _loaded(name: str, values: Mapping[str, str]) -> Iterator[str]:
    if (name == "link" and values.get("rel", "").lower() in _RELATIONS) or name in _LOADERS:
        yield from (value for each in _NAMES if (value := values.get(each)))
