"""A record that has been decoded, and where each value of it was written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from build_tools.content.documents import Document
from build_tools.content.nodes import Mapping, Node
from build_tools.diagnostics import Diagnostic
from build_tools.model.base import Mark, Model

M = TypeVar("M", bound=Model)
Loc = tuple[str | int, ...]
Positions = dict[Loc, tuple[Document, Node]]


@dataclass(frozen=True, slots=True)
class Names:
    """What a record names."""

    places: tuple[tuple[Loc, str, Mark], ...]
    """Path, id or term, mark; in field order."""
    references: frozenset[tuple[str, str]]
    """Kind and id."""
    terms: frozenset[tuple[str, str]]
    """Vocabulary and term."""


@dataclass(slots=True)
class Decoded(Generic[M]):
    """A typed value that still knows where each of its fields was written."""

    value: M
    _document: Document | None
    _positions: Positions
    path: str = field(init=False)
    """Of the Japanese document, below the project's root."""
    prints: tuple[bytes, bytes, bytes] | None = field(default=None, init=False, compare=False, repr=False)
    """Digests of its face, its text and its translations, of a record; see `prints`."""
    names: Names | None = field(default=None, init=False, compare=False, repr=False)
    """What it names, once that has been asked."""
    findings: tuple[Diagnostic, ...] | None = field(default=None, init=False, compare=False, repr=False)
    """What the rules for one record say of it, once they have been asked."""
    figures: tuple[object, ...] | None = field(default=None, init=False, compare=False, repr=False)
    """The figures in its texts, once they have been looked for; see `figures`."""

    _read: "Callable[[], Decoded[M] | None] | None" = field(default=None, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.path = self.document.path

    @property
    def document(self) -> Document:
        """The Japanese document."""
        return self._written()[0]

    @property
    def positions(self) -> Positions:
        """Path of a field to where it was written."""
        return self._written()[1]

    def let_go(self, read: "Callable[[], Decoded[M] | None] | None" = None) -> None:
        """Drop the documents, which take twice the room of the value; `read` gives them again to whoever asks."""
        self._document, self._positions, self._read = None, {}, read

    def _written(self) -> tuple[Document, Positions]:
        if self._document is None:
            found = self._read() if self._read else None
            # A file that was saved meanwhile, and is wrong now, is told of by the next run.
            self._document = found.document if found else Document(self.path, [], Mapping(0, 0), 0, "", 0)
            self._positions = found.positions if found else {}
        return self._document, self._positions

    def at(self, *loc: str | int) -> tuple[Document, Node]:
        """Return document and node of a field, or of the nearest thing around it."""
        for end in range(len(loc), 0, -1):
            if found := self.positions.get(loc[:end]) or self.positions.get((*loc[:end], "ja")):
                return found
        return self.document, self.document.front

    def diagnose(self, loc: Loc, code: str, *, fix: str | None = None, **details: object) -> Diagnostic:
        """Return a diagnostic that points at a field."""
        document, node = self.at(*loc)
        return document.diagnose(code, node, fix=fix, **details)
