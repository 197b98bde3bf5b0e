"""A catalog that reads a record only when somebody asks for it: after a change that touches few of them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from build_tools.content.emergency import load_emergency
from build_tools.content.images import read_originals
from build_tools.content.loader import load_record
from build_tools.content.reader import Reader
from build_tools.content.settings import read_site, read_strings, read_vocabularies
from build_tools.model.base import Record
from build_tools.model.catalog import Catalog, Key
from build_tools.model.kinds import KINDS, Kind


class _Lazy(Mapping[str, Record]):
    """The records of a kind."""

    def __init__(self, kind: Kind, paths: Mapping[str, str], content: Path, root: Path) -> None:
        self._kind, self._paths, self._content, self._root = kind, paths, content, root
        self._read: dict[str, Record] = {}

    def __getitem__(self, id_: str) -> Record:
        if id_ not in self._paths:
            raise KeyError(id_)
        if id_ not in self._read:
            decoded, _ = load_record(self._kind, id_, self._content, root=self._root)
            if decoded is None:
                raise KeyError(id_)
            self._read[id_] = decoded.value
        return self._read[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def open_catalog(
    content: Path,
    *,
    root: Path,
    paths: Mapping[Key, str],
    backlinks: Mapping[Key, tuple[Key, ...]],
    strings: Mapping[str, Mapping[str, str]] | None = None,
) -> Catalog | None:
    """Return the catalog of content that an earlier run has checked whole, its records unread.

    Args:
        content: The folder of records.
        root: The project's root.
        paths: Every record to its content file below the project's root.
        backlinks: Who names a record, see `Catalog.backlinks`.
        strings: The words of the interface, where they are known; None reads and checks them.

    Returns:
        None when the settings, the words or the vocabularies have something wrong with them.
    """
    reader = Reader(root, content)
    decoded = read_site(reader)
    strings = read_strings(reader) if strings is None else strings
    vocabularies = read_vocabularies(reader)
    if decoded is None or reader.problems:
        return None
    by_kind: dict[str, dict[str, str]] = {kind.name: {} for kind in KINDS}
    for (kind, id_), path in sorted(paths.items()):
        by_kind[kind][id_] = path
    records = {kind.name: _Lazy(kind, by_kind[kind.name], content, root) for kind in KINDS}
    pictures, _ = read_originals(content, "")
    emergency = load_emergency(content, decoded.value, root=root)
    return Catalog(
        decoded.value,
        MappingProxyType(records),
        vocabularies,
        strings,
        paths,
        pictures=pictures,
        emergency=emergency,
        known_backlinks=backlinks,
    )
