"""The waist of the hourglass: every checked record, and who names whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar, cast

from build_tools.model.base import Record, RefMark
from build_tools.model.emergency import Emergency
from build_tools.model.freshness import Freshness
from build_tools.model.kinds import KINDS
from build_tools.model.naming import marked_values
from build_tools.model.pictures import Original
from build_tools.model.site import Site, Term
from build_tools.tracing import ask

R = TypeVar("R", bound=Record)
Key = tuple[str, str]
"""Kind and id of a record."""


Records = Mapping[str, Mapping[str, Record]]
"""Kind to id to record, both in order."""


class _Asking(Mapping[str, Mapping[str, Record]]):
    """Records of which one that takes all of a kind asks for them all."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def __getitem__(self, kind: str) -> Mapping[str, Record]:
        ask(f"all {kind}")
        return self._records[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


@dataclass(frozen=True)
class Catalog:
    """All content, decoded and checked. Nothing in it depends on the day.

    Whatever is read here is noted (`tracing`): a record is asked for by its face, which is all of
    it but the text below the front matter.
    """

    site: Site
    records: Records
    """Kind to id to record, both in order; for one record there is `get`, which asks for no more."""
    vocabularies: Mapping[str, Mapping[str, Term]]
    """Vocabulary to entry to term, in the order of the file."""
    strings: Mapping[str, Mapping[str, str]]
    """Language to key to the words of the interface."""
    paths: Mapping[Key, str]
    """Record to its content file below the project's root."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Words that search takes for the same, a tuple for each set."""
    pictures: Mapping[str, Original] = field(default_factory=dict, repr=False)
    """File name of each picture in `content/images/` to what it is; for one there is `picture`."""
    emergency: Emergency | None = None
    """What everybody should know at once; None where nothing is switched on."""
    known_backlinks: Mapping[Key, tuple[Key, ...]] | None = field(default=None, compare=False, repr=False)
    """`backlinks`, where an earlier run has found them and they still hold."""

    _all: Records = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_all", self.records)
        object.__setattr__(self, "records", _Asking(self.records))

    def all(self, model: type[R]) -> tuple[R, ...]:
        """Return every record of a model, by id."""
        return cast(tuple[R, ...], tuple(self.records[_KIND_OF[model]].values()))

    def terms(self, vocabulary: str) -> Mapping[str, Term]:
        """Return the terms of a vocabulary; a city without one has no record that uses it."""
        return self.vocabularies.get(vocabulary, {})

    def get(self, kind: str, id_: str) -> Record:
        """Return one record.

        Raises:
            KeyError: when there is none; checked content never asks for one.
        """
        ask(f"face {kind}/{id_}")
        return self._all[kind][id_]

    def picture(self, name: str) -> Original:
        """Return the picture with a file name.

        Raises:
            KeyError: when there is none; checked content never asks for one.
        """
        ask(f"picture {name}")
        return self.pictures[name]

    def translated(self, kind: str) -> tuple[tuple[Record, Mapping[str, Freshness]], ...]:
        """Return every record of a kind with the states of its translations, by id."""
        ask(f"voices {kind}")
        return tuple((record, record.translations.states) for record in self.records[kind].values())

    @cached_property
    def backlinks(self) -> Mapping[Key, tuple[Key, ...]]:
        """Who names a record: its key to the keys of those, in the order of kinds and ids."""
        if self.known_backlinks is not None:
            return self.known_backlinks
        found: dict[Key, dict[Key, None]] = {}
        for kind in KINDS:
            for id_, record in self._all[kind.name].items():
                for _, value, mark in marked_values(record):
                    if isinstance(mark, RefMark):
                        found.setdefault((mark.kind, value), {})[(kind.name, id_)] = None
        return MappingProxyType({key: tuple(names) for key, names in found.items()})

    def naming(self, record: Record, model: type[R]) -> tuple[R, ...]:
        """Return the records of a model that name `record`, by id."""
        return cast(tuple[R, ...], self.naming_kind(record, _KIND_OF[model]))

    def naming_kind(self, record: Record, kind: str) -> tuple[Record, ...]:
        """Return the records of a kind that name `record`, by id."""
        key = (kind_of(record), record.id)
        ask(f"names {key[0]}/{key[1]}")
        return tuple(self.get(k, i) for k, i in self.backlinks.get(key, ()) if k == kind)


_KIND_OF: Mapping[type[Record], str] = MappingProxyType({kind.model: kind.name for kind in KINDS})


def kind_name(model: type[Record]) -> str:
    """Return the name of the kind whose records a model declares."""
    return _KIND_OF[model]


def kind_of(record: Record) -> str:
    """Return the name of a record's kind."""
    return _KIND_OF[type(record)]
