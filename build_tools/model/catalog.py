"""The waist of the hourglass: every checked record, and who names whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar, cast

from build_tools.model.base import Record, RefMark, marked_values
from build_tools.model.kinds import KIND_BY_NAME, KINDS
from build_tools.model.site import Site, Term

R = TypeVar("R", bound=Record)
Key = tuple[str, str]
"""Kind and id of a record."""


@dataclass(frozen=True)
class Catalog:
    """All content, decoded and checked. Nothing in it depends on the day."""

    site: Site
    records: Mapping[str, Mapping[str, Record]]
    """Kind to id to record, both in order."""
    vocabularies: Mapping[str, Mapping[str, Term]]
    """Vocabulary to entry to term, in the order of the file."""
    strings: Mapping[str, Mapping[str, str]]
    """Language to key to the words of the interface."""
    paths: Mapping[Key, str]
    """Record to its content file below the project's root."""

    def all(self, model: type[R]) -> tuple[R, ...]:
        """Return every record of a model, by id."""
        kind = next(kind for kind in KINDS if kind.model is model)
        return cast(tuple[R, ...], tuple(self.records[kind.name].values()))

    def terms(self, vocabulary: str) -> Mapping[str, Term]:
        """Return the terms of a vocabulary; a city without one has no record that uses it."""
        return self.vocabularies.get(vocabulary, {})

    def get(self, kind: str, id_: str) -> Record:
        """Return one record.

        Raises:
            KeyError: when there is none; checked content never asks for one.
        """
        return self.records[kind][id_]

    @cached_property
    def backlinks(self) -> Mapping[Key, tuple[Key, ...]]:
        """Who names a record: its key to the keys of those, in the order of kinds and ids."""
        found: dict[Key, dict[Key, None]] = {}
        for kind in KINDS:
            for id_, record in self.records[kind.name].items():
                for _, value, mark in marked_values(record):
                    if isinstance(mark, RefMark):
                        found.setdefault((mark.kind, value), {})[(kind.name, id_)] = None
        return MappingProxyType({key: tuple(names) for key, names in found.items()})

    def naming(self, record: Record, model: type[R]) -> tuple[R, ...]:
        """Return the records of a model that name `record`, by id."""
        kind = next(kind for kind in KINDS if kind.model is model).name
        keys = self.backlinks.get((kind_of(record), record.id), ())
        return cast(tuple[R, ...], tuple(self.records[k][i] for k, i in keys if k == kind))


def kind_of(record: Record) -> str:
    """Return the name of a record's kind."""
    return next(kind.name for kind in KIND_BY_NAME.values() if kind.model is type(record))
