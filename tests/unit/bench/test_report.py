import json
from dataclasses import replace
from datetime import UTC, datetime

from bench.figures import Row, Spread
from bench.machine import Machine
from bench.peers.engine import Sizes
from bench.report import Report, format_json, format_markdown, read_rows

ROWS = (
    Row(
        case="clean-pages", what="pages: ours / H", ours=Spread((1.0, 1.2, 1.1)), peer=Spread((2.0, 2.4, 2.2)),
        peer_name="H", goal=0.6,
    ),
    Row(case="memory", what="memory: ours / H", unit="MiB", ours=Spread((90.4,)), peer_name="H", goal=0.3, note="no | H"),
    Row(case="serve", what="saves", unit="ms", ours=Spread((301.0,)), goal=300),
    Row(case="scale", what="ten times: ours / ours", peer_name="ours", goal=11, skipped="QUICK=1"),
    Row(case="full-z", what="Z, full build", peer=Spread((9.0,)), peer_name="Z"),
)  # fmt: skip
REPORT = Report(
    when=datetime(2026, 11, 28, 1, 2, tzinfo=UTC),
    machine=Machine(cores=2, memory=24000, processor="Some CPU", system="Linux x86_64", files="ext4", load=0.5),
    records=2500,
    rounds=3,
    rows=ROWS,
    versions={"ours": "Python 3.11", "H": "not installed: no such package"},
    sizes={"ours": (Sizes("events", "ja", 12000, 500), Sizes("places", "en", 9000, 20))},
)


def test_the_table_has_a_line_for_each_case_with_a_goal():
    lines = [line for line in format_markdown(REPORT).splitlines() if line.startswith("| `")]

    assert lines == [
        "| `clean-pages` | pages: ours / H | 1.10 s (1.00–1.20) | 2.20 s (2.00–2.40) | 0.5 | 0.6 | yes |",
        "| `memory` | memory: ours / H | 90 MiB | – | – | 0.3 | **no** |",
        "| `serve` | saves | 301 ms | – | – | 300 ms | **no** |",
        "| `scale` | ten times: ours / ours | – | – | – | 11 | not run |",
    ]


def test_what_was_not_measured_is_told_with_its_reason():
    lines = [line for line in format_markdown(REPORT).splitlines() if line.startswith("- ")]

    assert lines == [
        "- `memory`: no / H",
        "- `scale`: not run: QUICK=1",
        "- ours: Python 3.11",
        "- H: not installed: no such package",
    ]


def test_the_table_tells_machine_versions_and_bytes():
    text = format_markdown(REPORT)

    assert "2026-11-28 01:02; 2,500 records in two languages" in text
    assert (
        "Machine: 2 cores of Some CPU, 24,000 MiB, Linux x86_64; load 0.5 before the run. Sites are built on ext4;"
        in text
    )
    assert "| Z, full build | – | 9.00 s |" in text
    assert "| Engine | events, ja | places, en |\n| --- | --- | --- |\n| ours | 12,000 | 9,000 |" in text


def test_the_json_has_an_entry_for_each_row():
    entries = json.loads(format_json(REPORT))

    assert [entry["case"] for entry in entries] == ["clean-pages", "memory", "serve", "scale", "full-z"]
    assert entries[0] == {
        "case": "clean-pages",
        "what": "pages: ours / H",
        "ours": 1.1,
        "peer": 2.2,
        "ratio": 0.5,
        "goal": 0.6,
        "met": True,
        "unit": "s",
        "peer_name": "H",
        "note": "",
        "skipped": "",
        "when": "2026-11-28 01:02",
        "ours_min": 1.0,
        "ours_max": 1.2,
        "ours_runs": [1.0, 1.2, 1.1],
        "peer_min": 2.0,
        "peer_max": 2.4,
        "peer_runs": [2.0, 2.4, 2.2],
    }


def test_what_was_measured_is_read_again_with_its_day(tmp_path):
    (tmp_path / "results.json").write_text(format_json(REPORT), encoding="utf-8")

    rows = read_rows(tmp_path / "results.json")

    assert rows == {row.case: replace(row, when="2026-11-28 01:02") for row in ROWS if row.ours or row.peer}
    lines = format_markdown(replace(REPORT, rows=(rows["clean-pages"], rows["memory"]))).splitlines()
    assert [line for line in lines if line.startswith("- `")] == [
        "- `clean-pages`: measured 2026-11-28 01:02, in a run of its own",
        "- `memory`: measured 2026-11-28 01:02, in a run of its own; no / H",
    ]


def test_a_row_of_an_earlier_run_keeps_its_day(tmp_path):
    earlier = replace(REPORT, rows=(replace(ROWS[0], when="2026-11-27 09:00"),))
    (tmp_path / "results.json").write_text(format_json(earlier), encoding="utf-8")

    assert read_rows(tmp_path / "results.json") == {"clean-pages": replace(ROWS[0], when="2026-11-27 09:00")}


def test_without_results_there_are_no_rows(tmp_path):
    assert read_rows(tmp_path / "results.json") == {}
