"""Pieces of bytes in a file to which small builds append, so that one of them reads and writes little."""

import os
from collections.abc import Iterator, MutableMapping
from pathlib import Path

from build_tools.publish.entries import Damaged, Entries, Index, write_entries
from build_tools.publish.inputs import digest_of


class Shelf(MutableMapping[str, bytes]):
    """The pieces by key; where they stand in the file is told by an index that is kept elsewhere.

    A piece that is not as it was written is one that is not there. What the index of an earlier build tells stays
    where it is until the file is written anew, so that a build that is cut short leaves that index true.
    """

    def __init__(self, file: Path | None, index: Index) -> None:
        """Open a file; None keeps everything in memory."""
        self._file = file
        self._index = dict(index)
        self._newer: dict[str, bytes] = {}

    def __getitem__(self, key: str) -> bytes:
        if key in self._newer or self._file is None:
            return self._newer[key]
        try:
            return Entries(self._file, self._index)[key]
        except Damaged as error:
            raise KeyError(key) from error

    def __setitem__(self, key: str, data: bytes) -> None:
        self._index.pop(key, None)
        self._newer[key] = data

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self._index.pop(key, None)
        self._newer.pop(key, None)

    def __contains__(self, key: object) -> bool:
        return key in self._newer or key in self._index

    def __iter__(self) -> Iterator[str]:
        yield from self._index
        yield from self._newer

    def __len__(self) -> int:
        return len(self._index) + len(self._newer)

    def write(self) -> Index:
        """Write the pieces that are new, and return where everything stands.

        Raises:
            OSError: when that cannot be done; what the earlier index tells is then true still, or missing.
        """
        if self._file is None or not self._newer:
            return self._index
        self._file.parent.mkdir(parents=True, exist_ok=True)
        there = self._file.stat().st_size if self._file.exists() else 0
        live = sum(size for _, size in self._index.values())
        if there > 2 * live:  # more than half of it is of no use any more
            whole = {key: data for key in self if (data := self.get(key)) is not None}
            self._index = write_entries(self._file, whole)
        else:
            self._append(there)
        self._newer = {}
        return self._index

    def _append(self, end: int) -> None:
        assert self._file  # noqa: S101 -- only `write` asks
        with self._file.open("ab") as target:
            for key, data in self._newer.items():
                size = target.write(digest_of(data)) + target.write(data)
                self._index[key] = (end, size)
                end += size


def read_kept(file: Path) -> bytes | None:
    """Return what `write_kept` wrote; None when it is missing or damaged."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if head == digest_of(body).hex().encode() else None


def write_kept(file: Path, body: bytes) -> None:
    """Write a file whole, with the digest of what is in it.

    Raises:
        OSError: when it cannot be written; what stood there stays.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        part.write_bytes(digest_of(body).hex().encode() + b"\n" + body)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
