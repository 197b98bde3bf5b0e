"""A catalog whose records are unpacked when somebody asks for them: after a change that touches few of them."""

import pickle
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from build_tools.content.images import read_originals
from build_tools.model.base import Record
from build_tools.model.catalog import Catalog, Key

_SETTINGS = "settings"
"""Under this key stands all that is no record, see `pack_catalog`."""


def pack_catalog(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """Yield key and bytes of each part of a catalog: its settings, and each record as `event/walk`."""
    vocabularies = {name: dict(terms) for name, terms in catalog.vocabularies.items()}
    paths: dict[str, dict[str, str]] = {kind: {} for kind in catalog.records}
    for (kind, id_), path in sorted(catalog.paths.items()):
        if id_ in catalog.records[kind]:
            paths[kind][id_] = path
    strings = {lang: dict(table) for lang, table in catalog.strings.items()}
    yield _SETTINGS, _pack((catalog.site, vocabularies, strings, catalog.emergency, paths))
    for kind, records in catalog.records.items():
        for id_, record in records.items():
            yield f"{kind}/{id_}", pack_record(record)


def pack_record(record: Record) -> bytes:
    """Return a record in one piece."""
    return _pack(record)


def unpack_record(packed: Mapping[str, bytes], key: str) -> Record:
    """Return a record of what `pack_catalog` and `pack_record` gave, by its key.

    Raises:
        KeyError: when there is none.
    """
    record: Record = pickle.loads(packed[key])  # noqa: S301 -- our own cache, which says by a digest what it wrote
    return record


def _pack(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


class _Lazy(Mapping[str, Record]):
    """The records of a kind."""

    def __init__(
        self, kind: str, paths: Mapping[str, str], packed: Mapping[str, bytes], changed: Mapping[str, Record]
    ) -> None:
        self._kind, self._paths, self._packed = kind, paths, packed
        self._known = dict(changed)

    def __getitem__(self, id_: str) -> Record:
        if id_ not in self._paths:
            raise KeyError(id_)
        if id_ not in self._known:
            self._known[id_] = unpack_record(self._packed, f"{self._kind}/{id_}")
        return self._known[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


class _Paths(Mapping[Key, str]):
    """Kind and id of every record to its content file below the project's root."""

    def __init__(self, paths: Mapping[str, Mapping[str, str]]) -> None:
        self._paths = paths

    def __getitem__(self, key: Key) -> str:
        return self._paths[key[0]][key[1]]

    def __iter__(self) -> Iterator[Key]:
        return ((kind, id_) for kind, ids in self._paths.items() for id_ in ids)

    def __len__(self) -> int:
        return sum(map(len, self._paths.values()))


def open_catalog(
    content: Path,
    *,
    backlinks: Mapping[Key, tuple[Key, ...]],
    packed: Mapping[str, bytes],
    changed: Mapping[Key, Record],
) -> Catalog:
    """Return the catalog of content that an earlier run has checked whole.

    Args:
        content: The folder of records.
        backlinks: Who names a record, see `Catalog.backlinks`.
        packed: The catalog of that run, see `pack_catalog`; each part is unpacked when it is asked for.
        changed: The records that are others now.
    """
    site, vocabularies, strings, emergency, paths = pickle.loads(packed[_SETTINGS])  # noqa: S301 -- as in `unpack_record`
    others: dict[str, dict[str, Record]] = {kind: {} for kind in paths}
    for (kind, id_), record in changed.items():
        others[kind][id_] = record
    records = {kind: _Lazy(kind, ids, packed, others[kind]) for kind, ids in paths.items()}
    pictures, _ = read_originals(content, "")
    return Catalog(
        site,
        MappingProxyType(records),
        vocabularies,
        strings,
        _Paths(paths),
        pictures=pictures,
        emergency=emergency,
        known_backlinks=backlinks,
    )
