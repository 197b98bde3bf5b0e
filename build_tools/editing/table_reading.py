"""A CSV file as rows of cells, with what is wrong with the file itself.

Places in messages are those of the table, as a spreadsheet shows it: the header is row 1, the
first column is 1. A cell that was guarded against formulas is given as it was before.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.diagnostics import Diagnostic, Spot
from build_tools.model.tables.cells import one_line, restore

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 10_000
_ENCODINGS = ("utf-8-sig", "cp932")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, its cells as plain text."""

    number: int
    """From 1, which is the header."""
    cells: tuple[str, ...]


def read_rows(data: bytes, path: str, columns: tuple[str, ...]) -> tuple[tuple[Row, ...], tuple[Diagnostic, ...]]:
    """Return the rows below the header that have something in them, and every problem of the file.

    Args:
        data: The file: UTF-8, with or without byte order mark, or cp932.
        path: Its name, for messages.
        columns: The header that it has to have; full-width forms of its signs are taken too.
    """
    if len(data) > MAX_BYTES:
        return (), (Diagnostic(Spot(path), "table-too-large", {"size": f"{len(data) / 1024 / 1024:.1f}"}),)
    text = _decode(data)
    if text is None:
        return (), (Diagnostic(Spot(path), "table-encoding"),)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells) or number == 1:
                rows.append(Row(number, tuple(one_line(restore(cell)) for cell in cells)))
            if len(rows) > MAX_ROWS + 1:
                return (), (Diagnostic(Spot(path, number), "table-too-long", {"limit": f"{MAX_ROWS:,}"}),)
    except csv.Error as error:
        return (), (Diagnostic(Spot(path, len(rows) + 1), "table-syntax", {"problem": str(error)}),)
    problems = tuple(_check_header(rows[0] if rows else Row(1, ()), path, columns))
    if problems:
        return (), problems
    sound = tuple(row for row in rows[1:] if len(row.cells) == len(columns))
    return sound, tuple(_wrong_length(row, path, columns) for row in rows[1:] if len(row.cells) != len(columns))


def _decode(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16, which cp932 would take for something else
        return None
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _check_header(header: Row, path: str, columns: tuple[str, ...]) -> Iterator[Diagnostic]:
    """The header is that of the format; the first column that is not is named."""
    for index, column in enumerate(columns):
        found = header.cells[index] if index < len(header.cells) else ""
        if _plain(found) != _plain(column):
            spot = Spot(path, 1, index + 1)
            yield Diagnostic(spot, "wrong-header", {"number": index + 1, "found": found, "expected": column})
            return
    if len(header.cells) > len(columns):
        spot, extra = Spot(path, 1, len(columns) + 1), header.cells[len(columns)]
        yield Diagnostic(spot, "wrong-header", {"number": len(columns) + 1, "found": extra, "expected": ""})


def _wrong_length(row: Row, path: str, columns: tuple[str, ...]) -> Diagnostic:
    spot = Spot(path, row.number, min(len(row.cells), len(columns)) + 1)
    return Diagnostic(spot, "row-length", {"here": len(row.cells), "there": len(columns)})


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip()
