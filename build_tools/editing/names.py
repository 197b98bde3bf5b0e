"""Finds records and terms by the names that people write."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from build_tools.model.actors import Organization, Place
from build_tools.model.catalog import Catalog

_PIECE = re.compile(r"[^\u3001\uff0c,;\uff1b]+")
_LONGEST = 5
"""So many pieces between commas may be one name."""


def fold(name: str) -> str:
    """Return a name as it is compared: compatibility forms and wave dashes made one (Unicode NFKC)."""
    return unicodedata.normalize("NFKC", name).replace("\u301c", "~").strip()


@dataclass(frozen=True)
class Names:
    """The names of one catalog."""

    catalog: Catalog
    role: re.Pattern[str]
    """How a name with a role is written: groups `name` and `role`."""

    def place(self, name: str) -> str | None:
        """Return the id of the place with this title or short name."""
        return self._places.get(fold(name))

    def organization(self, name: str) -> str | None:
        """Return the id of the organization with this title or short name."""
        return self._organizations.get(fold(name))

    def term(self, vocabulary: str, label: str) -> str | None:
        """Return the entry of a vocabulary with this Japanese label."""
        return self._terms.get(vocabulary, {}).get(label)

    def usual(self, vocabulary: str, id_: str) -> str:
        """Return the entry `id_` of a vocabulary; its first one where it has none of that name."""
        terms = self.catalog.vocabularies[vocabulary]
        return id_ if id_ in terms else next(iter(terms))

    def parties(self, text: str) -> tuple[list[tuple[str, str | None]], list[str]]:
        """Return `(id, role)` of the organizations named in a text, and the names of no organization.

        Names may hold what parts them: the longest stretch that is a name counts.
        """
        pieces = [*_PIECE.finditer(text)]
        found: list[tuple[str, str | None]] = []
        unknown: list[str] = []
        start = 0
        while start < len(pieces):
            ends = range(min(len(pieces), start + _LONGEST), start, -1)
            stretches = ((text[pieces[start].start() : pieces[end - 1].end()], end) for end in ends)
            party, end = next(((p, end) for name, end in stretches if (p := self._party(name))), (None, start + 1))
            if party:
                found.append(party)
            elif name := pieces[start][0].strip():
                unknown.append(name)
            start = end
        return found, unknown

    def _party(self, name: str) -> tuple[str, str | None] | None:
        """Return the organization with this name, or with this name and a role behind it."""
        if id_ := self.organization(name):
            return id_, None
        match = self.role.fullmatch(name.strip())
        role = self.term("roles", match["role"]) if match else None
        id_ = self.organization(match["name"]) if match and role else None
        return (id_, role) if id_ else None

    @cached_property
    def _places(self) -> Mapping[str, str]:
        return _index(self.catalog.all(Place))

    @cached_property
    def _organizations(self) -> Mapping[str, str]:
        return _index(self.catalog.all(Organization))

    @cached_property
    def _terms(self) -> Mapping[str, Mapping[str, str]]:
        return {
            vocabulary: {term.ja: id_ for id_, term in reversed(list(terms.items()))}
            for vocabulary, terms in self.catalog.vocabularies.items()
        }


def _index(records: Iterable[Place | Organization]) -> dict[str, str]:
    """Return folded name to id; a title goes before a short name, and the first id before later ones."""
    ordered = sorted(records, key=lambda record: record.id, reverse=True)
    short = {fold(record.short_name.ja): record.id for record in ordered if record.short_name}
    return short | {fold(record.title.ja): record.id for record in ordered}
