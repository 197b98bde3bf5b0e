"""Patterns that are compiled when they are first used: a command needs few of those that its modules hold.

Classes of characters of all Chinese ones take milliseconds each, and after one edit every module counts.
"""

import re
from typing import Any, cast


class _Waiting:
    """Stands for a pattern until something of it is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever a pattern has
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what has the methods and attributes of `re.compile(source, flags)`, compiled at their first use.

    It is no argument for the functions of `re`; a pattern that is wrong is found out when it is used.
    """
    return cast(re.Pattern[str], _Waiting(source, flags))
