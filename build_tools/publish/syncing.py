"""Puts the finished files into the place where the site is read, at once: a reader sees the old site or the new one.

The site shares its files with the tree of the cache by hard links. A file that has not changed keeps its inode and
its time, so that an upload sends only what changed.
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from build_tools.publish.tree import Tree

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Let one build at a time do what is inside; another one waits for it.

    Raises:
        OSError: when the file cannot be made.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="ascii") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def aside_of(out: Path) -> Path:
    """Return the folder in which a new site is put together before it takes the place of `out`."""
    return out.with_name(f".{out.name}.new")


def publish(tree: Tree, paths: Iterable[str], out: Path, *, begun: bool = False) -> None:
    """Make `out` hold exactly these files of the tree, at once.

    Args:
        tree: The finished files.
        paths: Those of the site.
        out: Where it is read.
        begun: Some of the files, and no others, stand in `aside_of(out)` already.

    Raises:
        OSError: when the disk is full or a folder cannot be written; `out` is untouched then.
    """
    with locked(out.with_name(f".{out.name}.lock")):
        aside = aside_of(out)
        if not begun:
            shutil.rmtree(aside, ignore_errors=True)
        try:
            _link_all(tree.root, paths, aside, out)
            swap(aside, out)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def publish_changes(tree: Tree, changed: Collection[str], removed: Collection[str], out: Path) -> bool:
    """Exchange `out` with the tree, of which it is an earlier state, and bring what is the tree now up to date.

    Args:
        tree: The finished files, all of them whole.
        changed: Those that `out` has otherwise or not.
        removed: Those that `out` has besides.
        out: The site.

    Returns:
        False where the two share no files, as on two disks, where somebody has put something into `out` by hand, or
        where the system cannot exchange two folders in one step; nothing was done then.

    Raises:
        OSError: when the tree could not be brought up to date; `out` is whole and new then.
    """
    with locked(out.with_name(f".{out.name}.lock")):
        if not _is_earlier(tree, out, {*changed, *removed}) or not _exchange(tree.root, out):
            return False
        for path in changed:
            target = tree.root / path
            with suppress(FileNotFoundError):
                target.unlink()
            _link(out / path, target)
        tree.remove(removed)
    return True


def _is_earlier(tree: Tree, out: Path, changes: Collection[str]) -> bool:
    """At the top of `out` is nothing that the tree never had, and what has not changed is one and the same file."""
    if not out.is_dir() or not {*os.listdir(tree.root), *(path.partition("/")[0] for path in changes)} >= set(
        os.listdir(out)
    ):
        return False
    kept = next((path for path in tree.files() if path not in changes), None)
    return kept is None or ((out / kept).exists() and os.path.samefile(tree.root / kept, out / kept))


def _link_all(tree: Path, paths: Iterable[str], aside: Path, out: Path) -> None:
    """Link the files into a new folder; where the site is on another disk, the old site's own files serve again."""
    folders: set[str] = set()
    for path in paths:
        folder = os.path.dirname(path)
        if folder not in folders:
            os.makedirs(aside / folder, exist_ok=True)
            folders.add(folder)
        try:
            os.link(f"{tree}/{path}", f"{aside}/{path}")
        except FileExistsError:
            continue
        except OSError as error:
            if error.errno not in (errno.EXDEV, errno.EMLINK, errno.EPERM):
                raise
            _copy(tree / path, aside / path, out / path)
    os.makedirs(aside, exist_ok=True)


def _copy(source: Path, target: Path, old: Path) -> None:
    data = source.read_bytes()
    with suppress(OSError):
        if old.read_bytes() == data:
            os.link(old, target)
            return
    shutil.copy2(source, target)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(source, target)


def swap(aside: Path, out: Path) -> None:
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
    import ctypes  # a build of which nothing has changed does without it

    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, bytes(one), _AT_FDCWD, bytes(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.EXDEV):
        return False
    raise OSError(code, os.strerror(code), str(other))
