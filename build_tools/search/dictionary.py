"""Whether there is a dictionary that tells how Japanese is read; asked by commands that need nothing else of search."""

from functools import cache
from importlib.util import find_spec

PACKAGES = ("sudachipy", "sudachidict_core")


@cache
def has_dictionary() -> bool:
    """SudachiPy and its dictionary are installed."""
    return all(find_spec(name) is not None for name in PACKAGES)
