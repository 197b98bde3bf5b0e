"""Brings in events from a table of the 32 columns, the inverse of the export.

First it says what it would do, row by row: new, the same as a record that is there, or
changed. Only new rows are written. A record that somebody may have edited since is never
written over: what differs is named, and a person decides.

A row is known by its NO, or else by title and start. A new record is named after its start,
its English name or reading, and its NO, so that the NO stays the same in the next export
(`model.tables.numbers`); a row that this site has written keeps its id, which its URL holds.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from build_tools.content.nodes import Mapping as MappingNode
from build_tools.content.nodes import Scalar
from build_tools.content.parsing import MAX_BYTES
from build_tools.diagnostics import Diagnostic
from build_tools.editing.names import Names, fold
from build_tools.editing.record_writing import format_record
from build_tools.editing.row_decoding import DecodedRow, RowDecoder, Setting
from build_tools.editing.table_reading import MAX_BYTES as LARGEST
from build_tools.editing.table_reading import Row, read_rows
from build_tools.model.catalog import Catalog
from build_tools.model.kinds import KIND_BY_NAME
from build_tools.model.moment import Moment
from build_tools.model.occasions import Event
from build_tools.model.tables.event_cells import Sheet
from build_tools.model.tables.maps import pattern_of, read_map
from build_tools.model.tables.numbers import DIGITS, number_of
from build_tools.strings.romaji import romanise
from build_tools.strings.spelling import tidy

MAP = "recommended-events"
_NAME_LENGTH = 40
_SAME_ANYWAY = ("city.code", "city.prefecture", "city.name", "number", "url", "place.name", "organizers")
"""Columns that do not tell whether a record was changed, or have messages of their own."""


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row, and what becomes of it."""

    row: int
    """Number of the row in the table; the header is 1."""
    fate: Fate
    id: str
    title: str
    changed: tuple[str, ...] = ()
    """Columns that differ from the record that is there."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Name of each file to write, to its text."""


@dataclass(frozen=True, slots=True)
class Import:
    """What a file would bring."""

    outcomes: tuple[Outcome, ...]
    problems: tuple[Diagnostic, ...]

    @property
    def has_errors(self) -> bool:
        """Something has to be put right before anything is written."""
        return any(problem.is_error for problem in self.problems)

    def count(self, fate: str) -> int:
        """Return how many rows have a fate."""
        return sum(outcome.fate == fate for outcome in self.outcomes)


def read_import(file: Path) -> bytes:
    """Return the bytes of a table; of one that is too large, no more than shows that it is.

    Raises:
        OSError: when the file cannot be read.
    """
    with file.open("rb") as table:
        return table.read(LARGEST + 1)


def read_event_ids(content: Path) -> frozenset[str]:
    """Return the ids of all event files."""
    folder = content / KIND_BY_NAME["event"].folder
    return frozenset(file.name.partition(".")[0] for file in folder.glob("*")) if folder.is_dir() else frozenset()


def plan_import(  # noqa: PLR0913 -- all that a run depends on
    data: bytes, path: str, catalog: Catalog, *, taken: frozenset[str], today: date, source: str = ""
) -> Import:
    """Return what becomes of each row of a table, and every problem; nothing is written.

    Args:
        data: The CSV file: UTF-8 or cp932, at most 5 MB and 10,000 rows.
        path: Its name, for messages.
        catalog: The records that are there.
        taken: Ids of all event files, those that the catalog leaves out included.
        today: Day of the import, `updated` of new records.
        source: Address that the facts of rows without a URL come from.
    """
    columns = read_map(MAP)
    rows, problems = read_rows(data, path, columns.names)
    role = pattern_of(columns.words["role"]).pattern.replace(
        "(?P<name>.+?)", "(?P<name>.+)"
    )  # a name may end like a role
    names = Names(catalog, re.compile(role))
    setting = Setting(path, columns, names, today.isoformat(), source)
    importer = _Importer(catalog, setting, Sheet(catalog, columns, lambda event: event.id), taken)
    outcomes = tuple(importer.outcome(row) for row in rows)
    return Import(outcomes, (*problems, *importer.problems))


def write_import(content: Path, outcomes: Sequence[Outcome]) -> tuple[Path, ...]:
    """Write the files of the new records, and return where they are.

    Raises:
        OSError: when a file cannot be written, or is there already.
    """
    folder = content / KIND_BY_NAME["event"].folder
    folder.mkdir(exist_ok=True)
    written = []
    for outcome in outcomes:
        for name, text in outcome.files.items():
            with (folder / name).open("x", encoding="utf-8", newline="\n") as out:
                out.write(text)
            written.append(folder / name)
    return tuple(written)


class _Importer:
    """Goes through the rows; what an earlier one has taken, a later one cannot."""

    def __init__(self, catalog: Catalog, setting: Setting, sheet: Sheet, taken: frozenset[str]) -> None:
        self.catalog, self.setting, self.sheet = catalog, setting, sheet
        self.problems: list[Diagnostic] = []
        self._taken = set(taken)
        self._seen: dict[str, int] = {}
        events = catalog.all(Event)
        self._by_number = {number_of(event.id): event for event in events}
        self._by_name = {_name_key(event.title.ja, event.starts): event for event in reversed(events)}

    def outcome(self, row: Row) -> Outcome:
        """Return what becomes of a row; its problems are kept."""
        decoder = RowDecoder(row, self.setting)
        if fold(decoder.cell("city.code")) not in ("", self.catalog.site.city_code):
            decoder.report(
                "city.code", "row-of-other-city", found=decoder.cell("city.code"), own=self.catalog.site.city_code
            )
        decoded = decoder.decode("row")
        if decoded.event is None:
            return self._close(row, decoder, Outcome(row.number, Fate.WRONG, "", decoder.cell("title")))
        number = _number(decoder.cell("number"))
        known = self._by_number.get(number) or self._by_name.get(
            _name_key(decoded.event.title.ja, decoded.event.starts)
        )
        self._check_repeated(decoder, number, decoded.event)
        id_ = known.id if known else self._new_id(decoder, decoded.event, number)
        event = decoded.event.model_copy(update={"id": id_})
        self._check_kept(decoder, event)
        if known:
            changed = tuple(self._differences(event, known))
            return self._close(
                row, decoder, Outcome(row.number, Fate.CHANGED if changed else Fate.SAME, id_, event.title.ja, changed)
            )
        self._taken.add(id_)
        files = _files(id_, decoded)
        if any(len(text.encode()) > MAX_BYTES for text in files.values()):
            decoder.report("title", "row-too-large")
        return self._close(row, decoder, Outcome(row.number, Fate.NEW, id_, event.title.ja, (), files))

    def _close(self, row: Row, decoder: RowDecoder, outcome: Outcome) -> Outcome:
        is_wrong = any(problem.is_error for problem in decoder.problems)
        if outcome.fate is Fate.NEW and not is_wrong and decoder.assumed_kind:
            decoder.report("title", "kind-assumed", kind=decoder.assumed_kind)
        self.problems += decoder.problems
        return Outcome(row.number, Fate.WRONG, outcome.id, outcome.title) if is_wrong else outcome

    def _check_repeated(self, decoder: RowDecoder, number: str, event: Event) -> None:
        """A row that stands in the table twice would be written twice."""
        for key in filter(None, (number, _name_key(event.title.ja, event.starts))):
            if key in self._seen and self._seen[key] != decoder.row.number:
                decoder.report("number" if key == number else "title", "row-repeated", first=self._seen[key])
                return
        self._seen |= {key: decoder.row.number for key in (number, _name_key(event.title.ja, event.starts)) if key}

    def _check_kept(self, decoder: RowDecoder, event: Event) -> None:
        """Name each cell that the record cannot hold."""
        cells = self.sheet.row(event)
        for index, (column, source) in enumerate(self.setting.map.columns):
            text = decoder.row.cells[index]
            is_lost = text and not cells[index] and source not in ("place.room", "starts.note", "fee.words")
            differs = source in ("place.address", "place.access") and text and text != cells[index]
            is_other = source == "number" and _number(text) != cells[index] and text
            if is_other or ((is_lost or differs) and source not in _SAME_ANYWAY):
                decoder.report(index, "cell-not-kept", column=column, text=text)

    def _differences(self, event: Event, known: Event) -> Iterator[str]:
        """Yield the columns in which a row differs from the record that is there."""
        rows = zip(self.setting.map.columns, self.sheet.row(event), self.sheet.row(known), strict=True)
        yield from (
            column for (column, source), here, there in rows if here != there and source not in ("number", "url")
        )

    def _new_id(self, decoder: RowDecoder, event: Event, number: str) -> str:
        """Return the id of a new record, one that no file has."""
        own = decoder.cell("url").removeprefix(self.catalog.site.base_url)
        last = own.strip("/").rpartition("/")[2] if own != decoder.cell("url") else ""
        if (
            re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", last)
            and number in ("", number_of(last))
            and last not in self._taken
        ):
            return last
        name = _words_of(decoder.cell("title.en")) or romanise(event.reading or "")
        name = name[:_NAME_LENGTH].strip("-")
        day = str(event.starts).partition(" ")[0].lower() if event.starts.is_known else ""
        base = "-".join(part for part in (day, name or "event", number) if part)
        ids = (_numbered(base, number, count) if count > 1 else base for count in itertools.count(1))
        return next(id_ for id_ in ids if id_ not in self._taken)


def _words_of(title: str) -> str:
    """Return an English title as small letters and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _numbered(base: str, number: str, count: int) -> str:
    """Return an id with a count in it, before the number where it ends in one."""
    return f"{base.removesuffix(number)}{count}-{number}" if number else f"{base}-{count}"


def _number(cell: str) -> str:
    """Return the NO with all its zeros; empty for one that is no number of at most ten digits."""
    text = tidy(cell)
    return text.zfill(DIGITS) if text.isascii() and text.isdigit() and len(text) <= DIGITS else ""


def _name_key(title: str, starts: Moment) -> str:
    return f"{fold(title)} {starts.instant.date() if starts.is_day else starts}"


def _files(id_: str, decoded: DecodedRow) -> dict[str, str]:
    """Return the Japanese file, and the English one where there is an English name."""
    files = {f"{id_}.md": format_record(decoded.front)}
    if decoded.english:
        title = Scalar(decoded.english, 0, 0, 0, 0)
        files[f"{id_}.en.md"] = format_record(MappingNode(0, 0, [(Scalar("title", 0, 0, 0, 0), title)]))
    return files
