"""A record's file from nodes: plain YAML that the loader reads back to the same nodes."""

import json
import re
from collections.abc import Iterator

from build_tools.content.nodes import Mapping, Node, RefusedYaml, Scalar, Sequence, compose
from build_tools.editing.scaffold import format_scalar

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 :.-]*|https?://[^\s#]+")
"""Ids, dates, times and addresses, which our reader takes as they are; YAML alone sees more in some of them."""

_NOT_SHOWN = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What neither JSON escapes nor YAML takes as it is."""


def format_record(front: Mapping) -> str:
    """Return the text of a record's file that has no body."""
    return "\n".join(["---", *_mapping(front, ""), "---", ""])


def _mapping(mapping: Mapping, indent: str) -> Iterator[str]:
    for key, node in mapping.entries:
        yield from _entry(key.text, node, indent)


def _entry(key: str, node: Node, indent: str) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield f"{indent}{key}: {format_value(node.text)}"
        return
    yield f"{indent}{key}:"
    if isinstance(node, Mapping):
        yield from _mapping(node, f"{indent}  ")
    else:
        yield from _sequence(node, f"{indent}  ")


def _sequence(sequence: Sequence, indent: str) -> Iterator[str]:
    for item in sequence.items:
        if isinstance(item, Mapping):
            lines = list(_mapping(item, f"{indent}  "))
            yield f"{indent}- {lines[0].lstrip()}"
            yield from lines[1:]
        elif isinstance(item, Scalar):
            yield f"{indent}- {format_value(item.text)}"


def format_value(text: str) -> str:
    """Return a text as a value: as it is, in single quotes, or in double quotes where only those keep it."""
    forms: tuple[str, ...] = (text,) if _PLAIN.fullmatch(text) else ()
    for form in (*forms, format_scalar(text)):
        if _reads_as(form, text):
            return form
    return _NOT_SHOWN.sub(lambda match: f"\\U{ord(match[0]):08x}", json.dumps(text, ensure_ascii=False))


def _reads_as(form: str, text: str) -> bool:
    """Our reader finds the text in it, in a mapping and in a list, and no comment behind it."""
    if " #" in form and not form.startswith("'"):
        return False
    try:
        node = compose(f"a: {form}\n").find("a")
        items = compose(f"a:\n  - {form}\n").find("a")
    except RefusedYaml:
        return False
    first = items.items[0] if isinstance(items, Sequence) and items.items else None
    return isinstance(node, Scalar) and isinstance(first, Scalar) and node.text == first.text == text
