"""Writes a site aside and swaps it in, so that a reader sees the old one or the new one, never a half.

A file whose bytes have not changed is linked from the old site, not written: it keeps its
inode and time, and an upload sends only what changed.
"""

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True, slots=True)
class Written:
    """How many files of the site were made, kept and removed."""

    made: int
    kept: int
    removed: int


def publish(files: Mapping[str, bytes], out: Path) -> Written:
    """Make `out` hold exactly `files`, at once.

    Args:
        files: Address below the site's root to bytes.
        out: Folder of the site; its parent must be writable.

    Raises:
        OSError: when the disk is full or a folder cannot be written; `out` is untouched then.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with _lock(out):
        aside = out.with_name(f".{out.name}.new")
        shutil.rmtree(aside, ignore_errors=True)
        try:
            written = _write_all(files, aside, out)
            _swap(aside, out)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return written


@contextmanager
def _lock(out: Path) -> Iterator[None]:
    """Let one build at a time publish to `out`."""
    with out.with_name(f".{out.name}.lock").open("w", encoding="ascii") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _write_all(files: Mapping[str, bytes], aside: Path, out: Path) -> Written:
    kept = 0
    for folder in sorted({(aside / path).parent for path in files}):
        folder.mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        if _is_same(out / path, data):
            os.link(out / path, aside / path)
            kept += 1
        else:
            (aside / path).write_bytes(data)
    os.sync()
    before = sum(1 for path in out.rglob("*") if path.is_file()) if out.is_dir() else 0
    common = sum(1 for path in files if (out / path).is_file())
    return Written(len(files) - kept, kept, before - common)


def _is_same(file: Path, data: bytes) -> bool:
    try:
        return file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False


def _swap(aside: Path, out: Path) -> None:
    """Put the new folder in the place of the old one; in one step where the system can."""
    if not out.exists():
        aside.rename(out)
        return
    if _exchange(aside, out):
        return
    old = out.with_name(f".{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    out.rename(old)
    aside.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step. Source: renameat2(2), RENAME_EXCHANGE."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, bytes(one), _AT_FDCWD, bytes(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(code, os.strerror(code), str(other))
