"""Pieces of bytes in a file to which small builds append, so that one of them reads, writes and holds little."""

import os
import tempfile
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import IO
from weakref import finalize

from build_tools.publish.entries import Index, check_piece, write_entries
from build_tools.publish.inputs import digest_of


class Shelf(MutableMapping[str, bytes]):
    """The pieces by key; where they stand in the file is told by an index that is kept elsewhere.

    A piece is in the file as soon as it is put, and none stays in memory. One that is not as it was written is one
    that is not there. What the index of an earlier build tells stays where it is until the file is written anew, so
    that a build that is cut short leaves that index true, or tells of pieces that are not there.
    """

    def __init__(self, file: Path | None, index: Index) -> None:
        """Open a file; None keeps the pieces as long as the shelf lasts."""
        self._path = file
        self._index = dict(index)
        self._file: IO[bytes] | None = None
        self._end = 0

    def __getitem__(self, key: str) -> bytes:
        start, size = self._index[key]
        try:
            # No buffer: other processes that were forked since share the file.
            found = check_piece(os.pread(self._opened().fileno(), size, start), size)
        except OSError as error:
            raise KeyError(key) from error
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key: str, data: bytes) -> None:
        size = self._opened(is_written=True).write(piece := digest_of(data) + data)
        assert size == len(piece)  # noqa: S101 -- a disk takes a write whole, or says that it is full
        self._index[key] = (self._end, size)
        self._end += size

    def __delitem__(self, key: str) -> None:
        del self._index[key]

    def __contains__(self, key: object) -> bool:
        return key in self._index

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)

    def write(self) -> Index:
        """Return where everything stands, in a file that is written anew where most of it is of no use any more.

        Returns:
            Nothing where the pieces last no longer than the shelf.

        Raises:
            OSError: when that cannot be done; what an earlier index tells is then true still, or missing.
        """
        if self._path and self._end > 2 * sum(size for _, size in self._index.values()):
            pieces = ((key, data) for key in self._index if (data := self.get(key)) is not None)
            self._index = write_entries(self._path, pieces)
            self._close()
        return self._index if self._path else {}

    def _opened(self, *, is_written: bool = False) -> IO[bytes]:
        if self._file is None or (is_written and not self._file.writable()):
            self._close()
            self._file = self._open(is_written=is_written)
            self._end = self._file.seek(0, os.SEEK_END)
            finalize(self, self._file.close)
        return self._file

    def _close(self) -> None:
        if self._file:
            self._file.close()
        self._file = None

    def _open(self, *, is_written: bool) -> IO[bytes]:
        if self._path is None:
            return tempfile.TemporaryFile(buffering=0)
        if not is_written:
            return self._path.open("rb", buffering=0)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if not self._index:
            self._path.unlink(missing_ok=True)
        return self._path.open("a+b", buffering=0)


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
