"""The files that a site is made from: which there are, and which of them have changed since they were last read.

A file whose size and time are the same is taken to be the same; any other is read and its digest compared,
so that a checkout which only touches files costs no rebuild.
"""

import os
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from build_tools.config import PACKAGE, Config

Input = tuple[int, int, bytes]
"""Size in octets, time of the last change in nanoseconds, digest of the content."""
SETTINGS, PAGES, PROGRAM, RECORDS = "settings", "pages", "program", "records"
"""What a file is for: `content/` but the records, `docs/` and `mkdocs*.yml`, `build_tools/`, the records."""
_SETTINGS = ("site.yml", "emergency.yml", "vocabularies", "strings")
_CONFIGS = ("mkdocs.yml", "mkdocs.en.yml")
_PASSED_OVER = ("__pycache__",)
_DIGEST = 16
_TICK = 100_000_000
"""Nanoseconds. A file that is saved twice within a tick of the disk's clock may look as it did before,"""
_UNKNOWN = 0
"""so that the time of one that was saved just now is not relied on."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What there is now."""

    files: Mapping[str, Input]
    """Purpose and path, `records:events/walk.md`, to what is known of the file."""
    changed: frozenset[str]
    """Keys of `files` that are new, have another content, or have gone since the earlier state."""

    def changed_in(self, purpose: str) -> frozenset[str]:
        """Return the paths with one purpose that have changed."""
        head = f"{purpose}:"
        return frozenset(key.removeprefix(head) for key in self.changed if key.startswith(head))

    def digest_of(self, *purposes: str) -> bytes:
        """Return one digest of all files with these purposes."""
        heads = tuple(f"{purpose}:" for purpose in purposes)
        keys = sorted(key for key in self.files if key.startswith(heads))
        parts = (f"{key}\0".encode() + self.files[key][2] for key in keys)
        return digest_of(b"".join(parts))


def digest_of(data: bytes | memoryview) -> bytes:
    """Return a digest that tells one content from another."""
    return blake2b(data, digest_size=_DIGEST).digest()


def read_inputs(config: Config, before: Mapping[str, Input]) -> Inputs:
    """Return the inputs of a site.

    Args:
        config: Where they are.
        before: `files` of an earlier state; empty for none.

    Raises:
        OSError: when a file cannot be read.
    """
    files: dict[str, Input] = {}
    changed = set()
    fresh = time.time_ns() - _TICK
    for key, entry in _entries(config):
        info = entry.stat(follow_symlinks=False)
        known = before.get(key)
        if known and known[0] == info.st_size and known[1] == info.st_mtime_ns:
            files[key] = known
            continue
        saved = info.st_mtime_ns if info.st_mtime_ns < fresh else _UNKNOWN
        files[key] = (info.st_size, saved, _digest(entry.path))
        if known is None or known[2] != files[key][2]:
            changed.add(key)
    return Inputs(files, frozenset(changed | (before.keys() - files.keys())))


def _digest(path: str) -> bytes:
    if os.path.islink(path):  # the check refuses it; here it counts as its own text
        return digest_of(os.fsencode(os.readlink(path)))
    with open(path, "rb", buffering=0) as file:
        return digest_of(file.read())


def _entries(config: Config) -> Iterator[tuple[str, os.DirEntry[str]]]:
    for key, entry in _walk(str(config.content), ""):
        yield f"{SETTINGS if key.startswith(_SETTINGS) else RECORDS}:{key}", entry
    for key, entry in _walk(str(config.root / "docs"), "docs/"):
        yield f"{PAGES}:{key}", entry
    with os.scandir(config.root) as found:
        yield from ((f"{PAGES}:{entry.name}", entry) for entry in found if entry.name in _CONFIGS)
    for key, entry in _walk(str(PACKAGE), ""):
        yield f"{PROGRAM}:{key}", entry


def _walk(folder: str, head: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield `(path below the folder, entry)` of all files below a folder, in no order; nothing where there is none."""
    try:
        found = os.scandir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    with found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in _PASSED_OVER:
                    yield from _walk(entry.path, f"{head}{entry.name}/")
            else:
                yield head + entry.name, entry


def read_platform() -> str:
    """Return what the bytes of a site depend on besides its inputs: Python and the packages, by their versions."""
    folders = (Path(path) for path in sys.path if path.endswith("site-packages"))
    names = (name for folder in folders if folder.is_dir() for name in os.listdir(folder) if name.endswith("-info"))
    return " ".join((sys.version, *sorted(names)))
