"""The matching board: what is open and for how long, what was brought together, and what became a project."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.model.base import Record
from build_tools.model.catalog import Catalog, kind_name, kind_of
from build_tools.model.matching import ENTRY_KINDS, Entry, EntryStatus
from build_tools.model.works import Project


@dataclass(frozen=True, slots=True)
class Column:
    """The open entries of a kind, the oldest first: who has waited longest stands on top."""

    kind: str
    entries: tuple[Entry, ...]

    @property
    def real(self) -> int:
        """How many of them are no samples."""
        return sum(not entry.sample for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that were brought together."""

    entries: tuple[Entry, ...]
    """In the order of the kinds."""
    project: Project | None = None
    """What they became."""


def columns_of(catalog: Catalog) -> tuple[Column, ...]:
    """Return what is open, real entries before samples."""
    return tuple(
        Column(kind, tuple(sorted(found, key=lambda e: (e.sample, e.received, e.id))))
        for kind, found in _by_kind(catalog, EntryStatus.OPEN)
    )


def matched(catalog: Catalog) -> tuple[Group, ...]:
    """Return what was brought together and is no project yet, in the order of needs, then of the others."""
    entries = [entry for _, found in _by_kind(catalog, EntryStatus.MATCHED) for entry in found]
    taken: set[tuple[str, str]] = set()
    groups = []
    for entry in entries:
        key = (kind_of(entry), entry.id)
        if key not in taken:
            keys = _together(key, catalog)
            taken |= keys
            groups.append(Group(_in_order(catalog.get(*each) for each in keys)))
    return tuple(groups)


def became_projects(catalog: Catalog) -> tuple[Group, ...]:
    """Return what became a project, by the id of the project."""
    found: dict[str, list[Entry]] = {}
    for _, entries in _by_kind(catalog, EntryStatus.PROJECT):
        for entry in entries:
            found.setdefault(entry.project or "", []).append(entry)
    every = ((catalog.get("project", id_), entries) for id_, entries in sorted(found.items()))
    return tuple(Group(_in_order(entries), project) for project, entries in every if isinstance(project, Project))


def count_real_entries(catalog: Catalog) -> int:
    """Return how many entries are no samples, whatever their status."""
    return sum(not entry.sample for kind in ENTRY_KINDS for entry in catalog.all(kind))


def _by_kind(catalog: Catalog, status: EntryStatus) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    for model in ENTRY_KINDS:
        yield kind_name(model), tuple(entry for entry in catalog.all(model) if entry.status is status)


def _together(key: tuple[str, str], catalog: Catalog) -> set[tuple[str, str]]:
    """Return kind and id of an entry and of all that it leads to."""
    found: set[tuple[str, str]] = set()
    ahead = [key]
    while ahead:
        if (here := ahead.pop()) not in found:
            found.add(here)
            entry = catalog.get(*here)
            ahead += entry.partners.items() if isinstance(entry, Entry) else ()
    return found


def _in_order(records: Iterable[Record]) -> tuple[Entry, ...]:
    entries = [record for record in records if isinstance(record, Entry)]
    return tuple(sorted(entries, key=lambda entry: (ENTRY_KINDS.index(type(entry)), entry.id)))
