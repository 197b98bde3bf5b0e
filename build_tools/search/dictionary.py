"""The dictionary that tells how Japanese is read: whether it is there, and how it is opened without filling memory."""

from __future__ import annotations

import mmap
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sudachipy import Tokenizer

PACKAGES = ("sudachipy", "sudachidict_core")
_FILE = "/sudachidict_core/resources/system.dic"
_MAPS = Path("/proc/self/maps")


@cache
def has_dictionary() -> bool:
    """SudachiPy and its dictionary are installed."""
    return all(find_spec(name) is not None for name in PACKAGES)


def open_dictionary() -> Tokenizer:
    """Return what cuts a text into its longest words.

    SudachiPy maps its dictionary, and goes through most of it once as it opens it. What it touched there stays in the
    resident set of each process, though hardly any of it is asked for again: 50 MB that are given back here.
    """
    from sudachipy import Dictionary, SplitMode

    tokenizer = Dictionary().tokenizer(mode=SplitMode.C)
    _give_back()
    return tokenizer


def _give_back() -> None:
    """Let the system take away the pages of the mapped file; one that is asked for comes back from its cache."""
    if not _MAPS.exists():
        return
    import ctypes

    advise = ctypes.CDLL(None).madvise
    for line in _MAPS.read_text(encoding="utf-8").splitlines():
        span, rights, *_ = line.split()
        if line.endswith(_FILE) and rights.startswith("r--"):  # nobody has written there: nothing can be lost
            start, end = (int(bound, 16) for bound in span.split("-"))
            advise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), mmap.MADV_DONTNEED)
