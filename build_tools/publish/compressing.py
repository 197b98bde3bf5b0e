"""The same files in fewer octets, for servers that hand them out as they are: gzip and Brotli.

Source: RFC 1952 and RFC 7932; the name and the time in gzip's head stay empty, so that the same text gives the same
bytes.
"""

import gzip
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

_TEXTS = frozenset(
    {
        *(".html", ".css", ".js", ".json", ".jsonld", ".geojson", ".svg", ".xml"),
        *(".txt", ".csv", ".ics", ".vcf", ".atom", ".webmanifest"),
    }
)
_SMALLEST = 512
"""Below it, the header of an answer weighs more than what is saved."""
_GZIP = 9
_BROTLI = 9


def is_compressible(path: str, data: bytes) -> bool:
    """The file is a text, and long enough to be worth it."""
    return PurePosixPath(path).suffix in _TEXTS and len(data) >= _SMALLEST


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, _GZIP, mtime=0)


def _brotli(data: bytes) -> bytes:
    import brotli

    packed: bytes = brotli.compress(data, mode=brotli.MODE_TEXT, quality=_BROTLI)
    return packed


TWINS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType({".gz": _gzip, ".br": _brotli})
"""Ending to the packing of a twin."""
