"""How the files are written: CSV for spreadsheets, JSON for programs; the same rows, the same bytes."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

from build_tools.model.tables.cells import neutralise

BOM = b"\xef\xbb\xbf"


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as UTF-8 with a byte order mark, CRLF, every cell in quotes and guarded against formulas.

    Source: RFC 4180; the mark lets Excel see that it is UTF-8.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([neutralise(cell) for cell in row] for row in rows)
    return BOM + text.getvalue().encode()


def write_json(value: object) -> bytes:
    """Return a value as indented UTF-8 JSON; texts are as the records have them. Source: RFC 8259."""
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()
