"""The results as a table for people and as JSON for programs."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.figures import Row, Spread
from bench.machine import Machine
from bench.peers.engine import Sizes

_MINUTE = "%Y-%m-%d %H:%M"
_DIGITS = {"s": 2, "KiB": 1, "requests": 1, "%": 1}
"""Of a figure after its point; of any other unit, none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that one run found out."""

    when: datetime
    machine: Machine
    records: int
    rounds: int
    rows: tuple[Row, ...]
    versions: Mapping[str, str]
    """Name of an engine to its version, or to why it is not there."""
    sizes: Mapping[str, tuple[Sizes, ...]]
    """Name of an engine to the median bytes of its pages."""


def format_markdown(report: Report) -> str:
    """Return the table for people."""
    machine = report.machine
    judged = [row for row in report.rows if row.goal is not None]
    told = [row for row in report.rows if row.goal is None]
    return "\n".join(
        [
            "# Benchmark",
            "",
            (
                f"{report.when:{_MINUTE}}; {report.records:,} records in two languages; whole processes, "
                f"medians of {report.rounds} (lowest to highest), ours and the peer in turn."
            ),
            "",
            (
                f"Machine: {machine.cores} cores of {machine.processor}, {machine.memory:,} MiB, {machine.system}; "
                f"load {machine.load} before the run. Sites are built on {machine.files or 'an unknown file system'}; "
                "what a clean build does not start with is put aside, and deleted when everything has been timed."
            ),
            "",
            "| Case | What | Ours | Peer | Ratio | Goal | Met |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            *map(_format_row, judged),
            "",
            *_format_notes(report.rows),
            "",
            "## For information",
            "",
            "| What | Ours | Peer |",
            "| --- | --- | --- |",
            *(
                f"| {row.what} | {_format_spread(row.ours, row.unit)} | {_format_spread(row.peer, row.unit)} |"
                for row in told
            ),
            "",
            "## Versions",
            "",
            *(f"- {name}: {version}" for name, version in report.versions.items()),
            "",
            "## Bytes of a page",
            "",
            "Median of the pages of each kind in each language.",
            "",
            *_format_sizes(report.sizes),
            "",
        ]
    )


def _format_row(row: Row) -> str:
    ratio = "–" if row.ratio is None else f"{row.ratio:.3g}"
    goal = f"{row.goal:g}" if row.peer_name else f"{row.goal:g} {row.unit}"
    cells = [
        f"`{row.case}`", row.what, _format_spread(row.ours, row.unit), _format_spread(row.peer, row.unit), ratio, goal,
        {True: "yes", False: "**no**", None: "not run"}[row.met],
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _format_spread(spread: Spread | None, unit: str) -> str:
    if spread is None:
        return "–"
    digits = _DIGITS.get(unit, 0)
    middle = f"{spread.median:.{digits}f} {unit}"
    if len(spread.values) == 1:
        return middle
    return f"{middle} ({spread.low:.{digits}f}–{spread.high:.{digits}f})"


def _format_notes(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        note = f"not run: {row.skipped}" if row.skipped else row.note
        note = f"measured {row.when}, in a run of its own{'; ' * bool(note)}{note}" if row.when else note
        if note:
            yield f"- `{row.case}`: {' '.join(note.replace('|', '/').split())}"


def _format_sizes(sizes: Mapping[str, tuple[Sizes, ...]]) -> Iterator[str]:
    kinds = next(([f"{size.kind}, {size.lang}" for size in found] for found in sizes.values()), [])
    yield f"| Engine | {' | '.join(kinds)} |"
    yield f"| --- |{' --- |' * len(kinds)}"
    for name, found in sizes.items():
        yield f"| {name} | {' | '.join(f'{size.median:,}' for size in found)} |"


def format_json(report: Report) -> str:
    """Return the results for programs: a list with one entry for each row."""
    when = f"{report.when:{_MINUTE}}"
    return json.dumps([_entry(row, when) for row in report.rows], ensure_ascii=False, indent=2) + "\n"


def read_rows(file: Path) -> Mapping[str, Row]:
    """Return case to row of what `format_json` has written, without what was not run; empty where there is nothing."""
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return {entry["case"]: _row(entry) for entry in entries if entry.get("when")}


def _row(entry: Mapping[str, Any]) -> Row:
    spreads = {name: tuple(entry[f"{name}_runs"]) for name in ("ours", "peer")}
    told = {name: entry[name] for name in ("case", "what", "unit", "goal", "peer_name", "note", "when")}
    return Row(**told, **{name: Spread(values) if values else None for name, values in spreads.items()})


def _entry(row: Row, when: str) -> dict[str, object]:
    entry: dict[str, object] = {
        "case": row.case,
        "what": row.what,
        "ours": row.ours.median if row.ours else None,
        "peer": row.peer.median if row.peer else None,
        "ratio": row.ratio,
        "goal": row.goal,
        "met": row.met,
        "unit": row.unit,
        "peer_name": row.peer_name,
        "note": row.note,
        "skipped": row.skipped,
        "when": "" if row.skipped else row.when or when,
    }
    for name in ("ours", "peer"):
        spread: Spread | None = getattr(row, name)
        entry |= {f"{name}_min": spread and spread.low, f"{name}_max": spread and spread.high}
        entry[f"{name}_runs"] = spread.values if spread else ()
    return entry
