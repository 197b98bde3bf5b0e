"""Pieces of pages about records that several pages want, each made once."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from build_tools.tracing import Asked, listening, recall

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fragments:
    """The pieces of one desk: they hold for its language, its catalog and its moment."""

    _made: dict[tuple[Hashable, ...], tuple[Any, Asked]] = field(default_factory=dict)

    def get(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """Return a piece; `make` is called for the first one that wants it.

        Args:
            key: Its name, and all that it differs in: a record by kind and id, the depth of the page for its links.
            make: Depends on nothing else, but on the desk.
        """
        if known := self._made.get(key):
            recall(known[1])
            return cast(T, known[0])
        with listening() as asked:
            piece = make()
        self._made[key] = (piece, asked)
        return piece
