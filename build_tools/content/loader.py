"""Reads all of `content/` into a catalog, or says everything that is wrong with it."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import cast

from build_tools.content.decoded import Decoded
from build_tools.content.emergency import EMERGENCY, check_emergency, read_emergency, shown_emergency
from build_tools.content.folders import ENDINGS, HIDDEN, TRANSLATIONS
from build_tools.content.images import FOLDER as IMAGES
from build_tools.content.images import check_pictures, check_use, read_originals
from build_tools.content.memory import Memory
from build_tools.content.personal_data import check_board
from build_tools.content.prints import Prints
from build_tools.content.problems import diagnose_file
from build_tools.content.reader import Reader
from build_tools.content.records import Sharing, read_records
from build_tools.content.rules import check_catalog, check_record
from build_tools.content.settings import (
    SYNONYMS,
    read_site,
    read_strings,
    read_synonyms,
    read_vocabularies,
    with_terms,
)
from build_tools.diagnostics import Diagnostic
from build_tools.model.base import Record
from build_tools.model.catalog import Catalog
from build_tools.model.glossary import GlossaryTerm
from build_tools.model.kinds import KIND_BY_FOLDER, KINDS, Kind
from build_tools.model.matching import Entry
from build_tools.model.occasions import Event
from build_tools.model.site import Site, Term

_BOARD = "matching"
"""Folder of what people asked for and offered."""
_OTHER_FOLDERS = ("vocabularies", "strings", IMAGES)
_SHARED_FOLDERS = frozenset(folder.partition("/")[0] for folder in KIND_BY_FOLDER if "/" in folder)
"""Folders around those of several kinds."""


@dataclass(slots=True)
class Loaded:
    """What reading gave: a catalog when nothing is wrong, and every problem."""

    catalog: Catalog | None
    problems: list[Diagnostic]
    site: Site | None = None
    """The settings, where they could be read."""
    events: Mapping[str, Decoded[Event] | None] = field(default_factory=dict)
    """Id of every event file to its record with its places, None where it could not be decoded."""
    prints: Mapping[tuple[str, str], Prints] = field(default_factory=dict)
    """Kind and id of every record to what tells one state of it from another; see `prints`."""
    translated: tuple[tuple[Kind, Decoded[Record]], ...] = ()
    """The records that have a translation, in the order of kinds and ids."""
    entries: tuple[Decoded[Entry], ...] = ()
    """The entries of the matching board, in the order of kinds and ids."""

    @property
    def has_errors(self) -> bool:
        """Something stops the build."""
        return any(problem.is_error for problem in self.problems)


def load_content(
    content: Path,
    *,
    root: Path,
    memory: Memory | None = None,
    jobs: int = 1,
    beforehand: Callable[[], object] | None = None,
) -> Loaded:
    """Read, decode and check everything below `content`.

    Args:
        content: The folder of records.
        root: The project's root, which paths in messages start from.
        memory: What earlier loads of the same folder found; this one adds to it, and works alone.
        jobs: How many processes read.
        beforehand: What the second of them does first; see `workers.spread`.

    Returns:
        A catalog only when there is no error; all problems in any case, unsorted.

    Raises:
        WorkerDied: when a process was killed.
    """
    reader = Reader(root, content, memory=memory or Memory(is_lasting=False))
    with _no_collecting():
        return _load(reader, Sharing(jobs, beforehand) if memory is None else Sharing())


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Keep the garbage collector away: reading makes many objects, all of them to stay, and none in a circle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(reader: Reader, sharing: Sharing) -> Loaded:
    if not reader.content.is_dir():
        return Loaded(None, [diagnose_file(reader.content.name, "no-content")])
    _check_folders(reader)
    site = read_site(reader)
    board, towns = reader.content / _BOARD, site.value.towns if site else ()
    reader.problems += check_board(board, reader.path(board), towns)
    vocabularies = read_vocabularies(reader)
    strings, synonyms, emergency = read_strings(reader), read_synonyms(reader), read_emergency(reader)
    decoded = read_records(reader, sharing, _read_again)
    paths = {(kind, id_): item.path for kind, items in decoded.items() for id_, item in items.items()}
    if site is None:
        return Loaded(None, reader.problems)
    reader.problems += check_catalog(decoded, reader.ids, vocabularies, site)
    shown = reader.path(reader.content / IMAGES)
    pictures, problems = read_originals(reader.content, shown)
    reader.problems += (*problems, *check_pictures(decoded, reader.content))
    if all(reader.ids[kind] == items.keys() for kind, items in decoded.items()):
        reader.problems += check_use(decoded, pictures, shown)
    if emergency:
        reader.problems += check_emergency(emergency, decoded, reader.ids, has_easy=bool(strings["easy"]))
    records = {
        kind: MappingProxyType(
            {i: d.value for i, d in sorted(items.items()) if site.value.samples or not d.value.sample}
        )
        for kind, items in decoded.items()
    }
    synonyms = with_terms(synonyms, cast(Iterable[GlossaryTerm], records["term"].values()))
    catalog = Catalog(
        site.value,
        MappingProxyType(records),
        vocabularies,
        strings,
        MappingProxyType(paths),
        synonyms,
        pictures,
        emergency=shown_emergency(emergency, site.value),
    )
    events = {id_: cast(Decoded[Event] | None, decoded["event"].get(id_)) for id_ in reader.ids["event"]}
    prints = {(kind, id_): item.prints for kind, items in decoded.items() for id_, item in items.items() if item.prints}
    translated = tuple((kind, d) for kind in KINDS for d in decoded[kind.name].values() if d.value.translations.pairs)
    entries = tuple(
        cast(Decoded[Entry], d) for kind in KINDS if issubclass(kind.model, Entry) for d in decoded[kind.name].values()
    )
    loaded = Loaded(catalog, reader.problems, site.value, events, prints, translated, entries)
    return replace(loaded, catalog=None) if loaded.has_errors else loaded


def load_record(
    kind: Kind, id_: str, content: Path, *, root: Path, earlier: Record | None = None
) -> tuple[Decoded[Record] | None, list[Diagnostic]]:
    """Read, decode and check one record alone.

    Args:
        kind: Its kind.
        id_: Its id.
        content: The folder of records.
        root: The project's root, which paths in messages start from.
        earlier: The record as it was when its front matter was the same, see `prints`: that is not checked again.

    Returns:
        The record, or None when it cannot be typed; and what is wrong with it, as far as no
        other record is needed to tell: whether what it names exists, `load_content` says.

    Raises:
        FileNotFoundError: when there is no such record.
    """
    reader = Reader(root, content)
    folder = content / kind.folder
    document = reader.document(_existing(folder, id_) or folder / f"{id_}.md")
    found = {lang: _existing(folder, f"{id_}.{lang}") for lang in sorted(TRANSLATIONS)}
    translations = {lang: reader.document(file) for lang, file in found.items() if file}
    decoded = reader.record(kind, id_, document, translations, earlier=earlier)
    if decoded:
        reader.problems += check_record(decoded)
    return decoded, reader.problems


def _read_again(reader: Reader, kind: Kind, id_: str) -> Decoded[Record] | None:
    try:
        return load_record(kind, id_, reader.content, root=reader.root)[0]
    except FileNotFoundError:
        return None


def _existing(folder: Path, stem: str) -> Path | None:
    """Return the file of a name without its ending, if there is one; a link to nothing is one too."""
    files = (folder / f"{stem}.{ending}" for ending in ENDINGS)
    return next((file for file in files if os.path.lexists(file)), None)


@dataclass(slots=True)
class LoadedSettings:
    """The settings and words of the site when nothing is wrong with them, and every problem."""

    settings: tuple[Site, Mapping[str, Mapping[str, str]]] | None
    problems: list[Diagnostic]


def load_settings(content: Path, *, root: Path) -> LoadedSettings:
    """Read `site.yml` and `strings/` alone; for what does not depend on the records."""
    reader = Reader(root, content)
    site, strings = read_site(reader), read_strings(reader)
    is_sound = not any(problem.is_error for problem in reader.problems)
    return LoadedSettings((site.value, strings) if site and is_sound else None, reader.problems)


def load_vocabularies(content: Path, *, root: Path) -> tuple[Mapping[str, Mapping[str, Term]], list[Diagnostic]]:
    """Read `vocabularies/` alone, and say what is wrong there; for what is derived from the declarations."""
    reader = Reader(root, content)
    return read_vocabularies(reader), reader.problems


def _check_folders(reader: Reader) -> None:
    for entry in sorted(reader.content.iterdir()):
        if entry.name.startswith(HIDDEN):
            continue
        if entry.is_symlink():
            reader.report(entry, "not-a-regular-file")
        elif entry.is_dir() and entry.name in _SHARED_FOLDERS:
            _check_shared_folder(reader, entry)
        elif entry.is_dir() and entry.name not in KIND_BY_FOLDER and entry.name not in _OTHER_FOLDERS:
            reader.report(entry, "unknown-folder", known=tuple(KIND_BY_FOLDER))
        elif entry.is_file() and entry.name not in ("site.yml", EMERGENCY, SYNONYMS):
            reader.report(entry, "unknown-file")


def _check_shared_folder(reader: Reader, folder: Path) -> None:
    """A folder around those of several kinds holds nothing else."""
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(HIDDEN):
            continue
        if not entry.is_dir() or entry.is_symlink():
            reader.report(entry, "unknown-file")
        elif f"{folder.name}/{entry.name}" not in KIND_BY_FOLDER:
            reader.report(entry, "unknown-folder", known=tuple(KIND_BY_FOLDER))
