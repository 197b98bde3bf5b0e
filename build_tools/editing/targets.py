"""What an editor types to name records for a command: an id, folder and id, or the path of a file."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.content.folders import ENDINGS
from build_tools.model.kinds import KIND_BY_FOLDER, KINDS, Kind, find_kind

_BETWEEN = re.compile(r"[\s,\u3001\uff0c]+")
_ENDING = re.compile(rf"\.(?:{'|'.join(ENDINGS)})\Z")


class UnknownFolder(ValueError):
    """The name begins with a folder of no kind."""

    known = ", ".join(KIND_BY_FOLDER)
    """The folders that there are."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a name says."""

    kinds: tuple[Kind, ...]
    """The kind that it names; all of them where it names none."""
    id: str
    lang: str
    """Of a translation; empty where the name has none, or that of the Japanese record."""


def split_names(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the names in some texts, between blanks and Japanese or Latin commas, in their order."""
    return tuple(name for text in texts for name in _BETWEEN.split(text) if name)


def parse_target(name: str) -> Target:
    """Return what `walk`, `events/walk`, `events/walk.en` or `content/events/walk.en.md` says.

    Raises:
        UnknownFolder: for a folder of no kind.
    """
    folder, _, stem = unicodedata.normalize("NFKC", name).strip().replace("\\", "/").rpartition("/")
    kind = find_kind(folder) if folder else None
    if folder and kind is None:
        raise UnknownFolder(name)
    id_, _, lang = _ENDING.sub("", stem).partition(".")
    return Target((kind,) if kind else KINDS, id_, "" if lang == "ja" else lang)
