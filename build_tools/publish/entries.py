"""Pieces of bytes in one file, of which a reader takes only those it needs. Each stands behind its digest."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.publish.inputs import digest_of

_DIGEST = len(digest_of(b""))
Index = dict[str, tuple[int, int]]
"""Key to where in the file its digest begins and how many octets digest and bytes have."""


class Damaged(Exception):
    """The file is missing, or holds other bytes than were written; carries its path."""


@dataclass(frozen=True, slots=True)
class Entries(Mapping[str, bytes]):
    """The pieces by key, read when they are asked for.

    Raises:
        Damaged: when a piece is not as it was written.
    """

    file: Path
    index: Index
    newer: Mapping[str, bytes] = field(default_factory=dict)
    """Pieces that stand in the place of those in the file."""

    def __getitem__(self, key: str) -> bytes:
        if key in self.newer:
            return self.newer[key]
        start, size = self.index[key]
        try:
            with self.file.open("rb", buffering=0) as file:
                return self._checked(os.pread(file.fileno(), size, start), size)
        except OSError as error:
            raise Damaged(self.file) from error

    def __iter__(self) -> Iterator[str]:
        return iter(self.index.keys() | self.newer.keys())

    def __len__(self) -> int:
        return len(self.index.keys() | self.newer.keys())

    def read_all(self) -> dict[str, bytes]:
        """Return all pieces, read at once."""
        try:
            whole = memoryview(self.file.read_bytes())
        except OSError as error:
            raise Damaged(self.file) from error
        pieces = ((key, bytes(whole[start : start + size]), size) for key, (start, size) in self.index.items())
        return {key: self._checked(piece, size) for key, piece, size in pieces} | dict(self.newer)

    def _checked(self, piece: bytes, size: int) -> bytes:
        data = check_piece(piece, size)
        if data is None:
            raise Damaged(self.file)
        return data


def check_piece(piece: bytes, size: int) -> bytes | None:
    """Return what stands behind the digest of a piece of so many octets; None where it is not as it was written."""
    data = piece[_DIGEST:]
    return data if len(piece) == size and piece[:_DIGEST] == digest_of(data) else None


def write_entries(file: Path, pieces: Iterable[tuple[str, bytes]]) -> Index:
    """Write a file anew, and return where everything stands in it.

    Args:
        file: The file.
        pieces: By key; each is written before the next one is asked for.

    Raises:
        OSError: when it cannot be written; the earlier one is then as it was.
    """
    index, end = {}, 0
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with part.open("wb") as target:
            for key, data in pieces:
                size = target.write(digest_of(data)) + target.write(data)
                index[key] = (end, size)
                end += size
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return index
