"""Reads the records of all kinds, by several processes where that was wished for."""

import os
import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from build_tools.content.decoded import Decoded
from build_tools.content.folders import read_listing
from build_tools.content.problems import diagnose_file
from build_tools.content.reader import Reader
from build_tools.content.rules import check_record
from build_tools.diagnostics import Diagnostic
from build_tools.model.base import Record
from build_tools.model.kinds import KINDS, Kind
from build_tools.workers import spread

_RUN = 24
"""So many records are a piece of work: with more the processes wait for each other, with fewer they talk too often."""
_Files = tuple[str, os.DirEntry[str], dict[str, os.DirEntry[str]]]
"""Id of a record, the file with its facts, language to the file with its translation."""
ReadAgain = Callable[[Reader, Kind, str], Decoded[Record] | None]


@dataclass(frozen=True, slots=True)
class Sharing:
    """How the work is shared; see `workers.spread`."""

    jobs: int = 1
    beforehand: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some records of a kind."""

    kind: Kind
    folder: str
    """Below the project's root."""
    files: tuple[_Files, ...]


def read_records(reader: Reader, sharing: Sharing, read_again: ReadAgain) -> dict[str, dict[str, Decoded[Record]]]:
    """Return kind to id to record of all that could be decoded, both in order; the reader takes problems and ids.

    Args:
        reader: Reads files; where its memory lasts, it works alone.
        sharing: How the work is shared.
        read_again: Reads one record once more, for messages that point into its file.

    Raises:
        WorkerDied: when a process was killed.
    """
    pieces = tuple(piece for kind in KINDS for piece in _pieces(reader, kind))

    def work(index: int) -> tuple[int, list[tuple[str, Decoded[Record]]], list[Diagnostic]]:
        alone = Reader(reader.root, reader.content, memory=reader.memory)
        return index, list(_read(alone, pieces[index])), alone.problems

    done = sorted(
        spread(work, len(pieces), jobs=sharing.jobs, courier=pickle, beforehand=sharing.beforehand),
        key=lambda outcome: outcome[0],
    )
    found: dict[str, dict[str, Decoded[Record]]] = {kind.name: {} for kind in KINDS}
    for index, records, problems in done:
        kind = pieces[index].kind
        reader.problems += problems
        found[kind.name].update(records)
        for id_, decoded in records if not reader.memory.is_lasting else ():
            decoded.let_go(partial(read_again, reader, kind, id_))
    return found


def _pieces(reader: Reader, kind: Kind) -> Iterator[_Piece]:
    """Yield the work that the folder of a kind holds, by id."""
    folder = reader.content / kind.folder
    shown = reader.path(folder)
    listing = read_listing(folder, shown)
    reader.problems += listing.problems
    reader.ids[kind.name] = listing.facts.keys()
    files = [(id_, entry, listing.words.pop(id_, {})) for id_, entry in listing.facts.items()]
    for start in range(0, len(files), _RUN):
        yield _Piece(kind, shown, tuple(files[start : start + _RUN]))
    for id_, words in listing.words.items():
        for file in words.values():
            path = f"{shown}/{file.name}"
            reader.problems.append(diagnose_file(path, "translation-without-record", record=f"{id_}.md"))


def _read(reader: Reader, piece: _Piece) -> Iterator[tuple[str, Decoded[Record]]]:
    """Yield id and decoded record, where it could be decoded."""
    for id_, entry, words in piece.files:
        document = reader.listed(entry, piece.folder)
        translations = {lang: reader.listed(file, piece.folder) for lang, file in words.items()}
        decoded = reader.record(piece.kind, id_, document, translations)
        if decoded is None:
            continue
        if not reader.memory.is_lasting:
            check_record(decoded)  # it looks at the documents; all else asks for them when something is wrong
            decoded.let_go()
        yield id_, decoded
