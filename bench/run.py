"""Runs the benchmark: `make bench`, or `make bench QUICK=1` for a small one in two minutes.

    python -m bench.run [--quick] [--records N] [--rounds N] [--only CASE,CASE] [--out FOLDER]

Peers are installed into `.cache/bench/` the first time. With --only, what an earlier run has left in FOLDER of the
other cases is kept, with its day. Exit code 0 when every goal that was asked for is met, 1 when one is missed or could
not be measured.
"""

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.cases import CASES, Plan, run_case, skip_case
from bench.figures import Row
from bench.machine import look_at_machine
from bench.our_engine import Ours
from bench.report import Report, format_json, format_markdown, read_rows
from bench.workshop import SITES, Workshop


def main() -> None:
    """Run what the command line asks for, and write the results."""
    options = _read_options()
    plan = Plan(
        records=options.records or (250 if options.quick else 2500),
        rounds=options.rounds or (3 if options.quick else 5),
        is_quick=options.quick,
    )
    started, when, machine = time.monotonic(), datetime.now(UTC), look_at_machine(SITES)

    def say(text: str) -> None:
        print(f"[{time.monotonic() - started:6.1f} s] {text}", flush=True)  # noqa: T201 -- progress

    shop = Workshop(say)
    earlier = read_rows(options.out / "results.json") if options.only else {}
    rows: list[Row] = []
    for case in CASES:
        if not options.only or case.key in options.only:
            rows += run_case(case, shop, plan)
        else:
            rows += (earlier.get(row.case, row) for row in skip_case(case, "not asked for"))
    shop.empty_trash()
    report = Report(
        when=when, machine=machine, records=plan.records, rounds=plan.rounds, rows=tuple(rows),
        versions={"ours": Ours().version(), **shop.versions}, sizes=shop.sizes,
    )  # fmt: skip
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "results.md").write_text(format_markdown(report), encoding="utf-8")
    (options.out / "results.json").write_text(format_json(report), encoding="utf-8")
    print(format_markdown(report))  # noqa: T201 -- the answer
    say(f"written: {options.out}/results.md, {options.out}/results.json")
    sys.exit(1 if any(row.met is False and not row.when for row in rows) else 0)


def _read_options() -> argparse.Namespace:
    keys = [case.key for case in CASES]
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="250 records, three rounds, no scale case")
    parser.add_argument("--records", type=int, help="number of records; default 2500")
    parser.add_argument("--rounds", type=int, help="runs of each engine in each case; default 5")
    parser.add_argument("--only", type=lambda text: text.split(","), default=[], help=f"of {', '.join(keys)}")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="folder of the results")
    options = parser.parse_args()
    unknown = [key for key in options.only if key not in keys]
    if unknown:
        parser.error(f"no such case: {', '.join(unknown)}; there are {', '.join(keys)}")
    return options


if __name__ == "__main__":
    main()
