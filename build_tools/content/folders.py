"""Which file of a folder of records is what, by its name; and what has no business there."""

import os
import re
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from build_tools.content.problems import diagnose_file
from build_tools.diagnostics import Diagnostic

TRANSLATIONS = ("en", "easy")
ENDINGS = ("md", "yml")
HIDDEN = (".", "_")
"""How the name of a file begins that is passed over."""

_NAME = re.compile(rf"([^.]*)(?:\.({'|'.join(TRANSLATIONS)}))?\.(?:{'|'.join(ENDINGS)})")
_STEM = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")


@dataclass(slots=True)
class Listing:
    """The files of the records of one kind, in the order of their names."""

    facts: dict[str, os.DirEntry[str]] = field(default_factory=dict)
    """Id to the file with the facts."""
    words: dict[str, dict[str, os.DirEntry[str]]] = field(default_factory=dict)
    """Id to language to the file with the translation."""
    problems: list[Diagnostic] = field(default_factory=list)


def read_listing(folder: Path, path: str) -> Listing:
    """List a folder of records; there may be none.

    Args:
        folder: The folder on disk.
        path: The same below the project's root, for messages.
    """
    listing = Listing()
    if not folder.is_dir() or folder.is_symlink():
        return listing
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=attrgetter("name")):
            if not entry.name.startswith(HIDDEN):
                _add(listing, entry, path)
    return listing


def _add(listing: Listing, entry: os.DirEntry[str], folder: str) -> None:
    match = _NAME.fullmatch(entry.name)
    if not match or entry.is_dir(follow_symlinks=False):
        _report(listing, entry, folder, "unknown-file")
        return
    stem, lang = match.groups()
    if not _STEM.fullmatch(stem):
        _report(listing, entry, folder, "bad-file-name", name=stem)
        return
    key, files = (lang, listing.words.setdefault(stem, {})) if lang else (stem, listing.facts)
    twin = files.setdefault(key, entry)
    if twin is not entry:
        _report(listing, entry, folder, "duplicate-id", id=stem, other=f"{folder}/{twin.name}")


def _report(listing: Listing, entry: os.DirEntry[str], folder: str, code: str, **details: object) -> None:
    listing.problems.append(diagnose_file(f"{folder}/{entry.name}", code, **details))
