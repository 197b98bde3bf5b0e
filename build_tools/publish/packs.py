"""Keeps what search has to know of each page, in files of which a small build reads few."""

import marshal
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zlib import crc32

from build_tools.publish.inputs import digest_of
from build_tools.publish.making import Searched

_BUCKETS = 64

Remake = Callable[[Sequence[str]], Mapping[str, Searched]]
"""Gives what search has to know of pages of which it is not kept, by the address of their file."""


class Packs:
    """What is kept of the pages, each with the digest of the page."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._read: dict[int, dict[str, tuple[bytes, bytes]]] = {}
        self._touched: set[int] = set()

    def get(self, path: str, digest: bytes) -> bytes | None:
        """Return what is kept of a page of this content; None when that is nothing."""
        found = self._bucket(path).get(path)
        return found[1] if found and found[0] == digest else None

    def take(self, path: str, digest: bytes) -> bytes | None:
        """Return the same, and keep it no longer."""
        found = self.get(path, digest)
        self._touched.add(_bucket_of(path))
        self._bucket(path).pop(path, None)
        return found

    def put(self, path: str, digest: bytes, data: bytes) -> None:
        """Keep what is to be known of a page."""
        self._touched.add(_bucket_of(path))
        self._bucket(path)[path] = (digest, data)

    def complete(self, pages: Mapping[str, bytes], remake: Remake) -> None:
        """Make anew what is not kept of some pages: address to the digest of each."""
        lost = [path for path, digest in pages.items() if not self.get(path, digest)]
        for path, (_, data) in (remake(lost) if lost else {}).items():
            self.put(path, pages[path], data)

    def write(self) -> None:
        """Keep it on disk."""
        for number in self._touched if self._folder else ():
            write_kept(self._file(number), marshal.dumps(self._read[number]))

    def _bucket(self, path: str) -> dict[str, tuple[bytes, bytes]]:
        number = _bucket_of(path)
        if number not in self._read:
            data = read_kept(self._file(number)) if self._folder else None
            self._read[number] = marshal.loads(data) if data else {}  # noqa: S302 -- `read_kept` knows that we wrote it
        return self._read[number]

    def _file(self, number: int) -> Path:
        assert self._folder  # noqa: S101 -- without a folder nobody asks
        return self._folder / f"pages-{number}"


def _bucket_of(path: str) -> int:
    return crc32(path.encode()) % _BUCKETS


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
