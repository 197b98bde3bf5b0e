"""The stamp of a translation: a short hash of the Japanese words that it was made from.

Facts are no part of it, since they stand once and are current in every language. What nobody can see changes no
stamp: line ends, blanks at the end of a line, the way YAML quotes, the order of fields, how Unicode composes a letter.
Nor do readings above words, `{word|reading}`, which say nothing new.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from build_tools.model.base import Model, Record, Text, is_model, written_shapes
from build_tools.model.catalog import kind_name
from build_tools.model.freshness import Freshness, Translations
from build_tools.model.ruby import base_text

FIELD = "translated_from"
"""Where the stamp stands in the front matter of a translation."""
STAMP = re.compile(r"[0-9a-f]{6}-[0-9a-f]{6}")
_OCTETS = 3
"""Of each half. A change that goes unseen is one in sixteen million, and a person can still type it."""


def stamp_of(model: type[Model], data: Mapping[str, Any], body: str) -> str:
    """Return the stamp of the Japanese words of a record.

    Args:
        model: The declaration of the record's kind.
        data: Its front matter as plain data; of a field that holds words, the Japanese ones.
        body: The Japanese text below it.

    Returns:
        Six hexadecimal digits for the words in the front matter, a hyphen, six for the text: `3f2a9c-77d01e`.
    """
    words = "\0".join(f"{path}\0{_plain(text)}" for path, text in sorted(_texts(model, data)))
    return f"{_digest(words)}-{_digest(_plain(body))}"


def translations_of(model: type[Model], id_: str, now: str, stamps: Mapping[str, str]) -> Translations:
    """Return how the translations of a record stand.

    Args:
        model: The declaration of its kind.
        id_: Its id.
        now: The stamp of the Japanese words as they are.
        stamps: Language to the stamp that the translation carries; empty where it carries none.
    """
    states = tuple((lang, _state(stamp, now)) for lang, stamp in sorted(stamps.items()))
    kind = kind_name(model) if issubclass(model, Record) else ""
    return Translations(now, states, f"voice {kind}/{id_}")


def changed_halves(then: str, now: str) -> tuple[bool, bool]:
    """Return whether the words in the front matter, and whether the text, have changed between two stamps."""
    one, other = then.split("-"), now.split("-")
    if len(one) != len(other):
        return True, True
    return one[0] != other[0], one[-1] != other[-1]


def _state(stamp: str, now: str) -> Freshness:
    if not stamp:
        return Freshness.UNSTAMPED
    return Freshness.FRESH if stamp == now else Freshness.STALE


def _texts(model: type[Model], data: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield `(path, words)` of every field that holds words, in parts and lists too."""
    for name, shape in written_shapes(model).items():
        value = data.get(name)
        if not value or not is_model(shape.type):
            continue
        for index, item in enumerate(value if isinstance(value, Sequence) and not isinstance(value, str) else (value,)):
            here = f"{path}{name}.{index:04}."
            if shape.type is Text and isinstance(item, str):
                yield here, item
            elif isinstance(item, Mapping):
                yield from _texts(shape.type, item, here)


def _plain(text: str) -> str:
    lines = base_text(unicodedata.normalize("NFC", text)).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=_OCTETS).hexdigest()
