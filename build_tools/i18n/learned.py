"""What other packages have told of dates, as plain values that a build can keep for the next one.

To import Babel and the holidays, and to have them read what they know, takes a tenth of all that an edit takes.
"""

from collections.abc import Callable, Mapping
from typing import Any

_LEARNED: dict[tuple[str, ...], Any] = {}


def learn(key: tuple[str, ...], ask: Callable[[], Any]) -> Any:  # noqa: ANN401 -- whatever was asked
    """Return what is known under a key; who has not been asked yet is asked.

    Args:
        key: What is asked; the answer depends on it and on the versions of the packages alone.
        ask: Returns plain tuples, dicts, texts and numbers.
    """
    if key not in _LEARNED:
        _LEARNED[key] = ask()
    return _LEARNED[key]


def learned() -> Mapping[tuple[str, ...], Any]:
    """Return all that is known."""
    return _LEARNED


def recall(kept: Mapping[tuple[str, ...], Any]) -> None:
    """Know again what `learned` gave, under the same versions of the packages."""
    _LEARNED.update(kept)
