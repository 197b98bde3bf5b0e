"""The finished files as the cache keeps them: a folder that is never read as a half, since nobody serves it.

A file is never written over, because the published site shares it by a hard link.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from build_tools.publish.inputs import digest_of
from build_tools.publish.ledger import Stat


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder of finished files."""

    root: Path
    _folders: set[str] = field(default_factory=set, repr=False, compare=False)
    """Those that are there."""

    def put(self, path: str, data: bytes, before: Stat | None) -> tuple[Stat, bool]:
        """Make a file hold these bytes, and return what is to be known of it and whether it was written.

        Args:
            path: Address below the site's root.
            data: Its content.
            before: What is known of the file that stands there and is whole; None for none.

        Raises:
            OSError: when the disk is full or the folder cannot be written.
        """
        digest = digest_of(data)
        if before and before[2] == digest:
            return before, False
        target = f"{self.root}/{path}"
        self._make_folder(target.rpartition("/")[0])
        try:
            info = _write(target, data, os.O_EXCL)
        except FileExistsError:
            # What stands there is whole until the new file is, for whoever reads while a build goes on.
            info = _write(f"{target}.part", data, os.O_TRUNC)
            os.rename(f"{target}.part", target)
        return (info.st_size, info.st_mtime_ns, digest), True

    def read(self, path: str) -> bytes:
        """Return a file."""
        return (self.root / path).read_bytes()

    def link(self, path: str, source: Path) -> None:
        """Take over a file of another folder; on another disk nothing is done."""
        target = f"{self.root}/{path}"
        self._make_folder(target.rpartition("/")[0])
        with suppress(OSError):
            os.link(f"{source}/{path}", target)

    def _make_folder(self, folder: str) -> None:
        if folder not in self._folders:
            try:
                os.mkdir(folder)
            except FileExistsError:
                pass
            except FileNotFoundError:
                os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)

    def remove(self, paths: Iterable[str]) -> None:
        """Take files away, and the folders that are empty then."""
        for path in paths:
            with suppress(FileNotFoundError):
                os.unlink(self.root / path)
            _remove_empty(self.root, path)

    def damaged(self, outputs: Mapping[str, Stat]) -> Iterator[str]:
        """Yield the files that are not as they were left."""
        yield from damaged(self.root, outputs)

    def files(self) -> Iterator[str]:
        """Yield every file there is."""
        for folder, _, names in os.walk(self.root):
            head = os.path.relpath(folder, self.root)
            yield from (name if head == "." else f"{head}/{name}" for name in names)


@dataclass(frozen=True, slots=True)
class Mirrored:
    """A tree whose new files stand in a second folder too, by hard links: a site that is new as a whole."""

    tree: Tree
    aside: Tree
    """On the same disk, empty at first."""

    def put(self, path: str, data: bytes, before: Stat | None) -> tuple[Stat, bool]:
        """Make a file of the tree hold these bytes; see `Tree.put`."""
        stat, is_written = self.tree.put(path, data, before)
        self.aside.link(path, self.tree.root)
        return stat, is_written

    def read(self, path: str) -> bytes:
        """Return a file of the tree."""
        return self.tree.read(path)


def damaged(root: Path, outputs: Mapping[str, Stat]) -> Iterator[str]:
    """Yield the files of `outputs` that are missing below a folder, or have another size or time."""
    head, stat = f"{root}/", os.stat
    for path, known in outputs.items():
        try:
            info = stat(head + path)
        except OSError:
            yield path
        else:
            if info.st_size != known[0] or info.st_mtime_ns != known[1]:
                yield path


def _write(target: str, data: bytes, mode: int) -> os.stat_result:
    """Write a file whole, or leave none."""
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | mode, 0o644)
    try:
        done = 0
        while done < len(data):
            done += os.write(handle, data[done:] if done else data)
        return os.fstat(handle)
    except OSError:
        os.unlink(target)
        raise
    finally:
        os.close(handle)


def _remove_empty(root: Path, path: str) -> None:
    folder = os.path.dirname(path)
    while folder:
        try:
            os.rmdir(root / folder)
        except OSError:
            return
        folder = os.path.dirname(folder)


class Files(Mapping[str, bytes]):
    """The files of a tree as address to bytes, read when they are asked for."""

    def __init__(self, root: Path, outputs: Mapping[str, Stat]) -> None:
        self._root, self._outputs = root, outputs

    @cached_property
    def marks(self) -> Mapping[str, bytes]:
        """Address to a digest of what is in the file, in order."""
        return {path: stat[2] for path, stat in sorted(self._outputs.items())}

    def __getitem__(self, path: str) -> bytes:
        if path not in self._outputs:
            raise KeyError(path)
        try:
            return (self._root / path).read_bytes()
        except FileNotFoundError:
            raise KeyError(path) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._outputs)

    def __len__(self) -> int:
        return len(self._outputs)
