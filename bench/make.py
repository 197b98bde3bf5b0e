"""Writes one bench project of ours: `python -m bench.make --records 2500 --out /some/folder`."""

import argparse
from pathlib import Path

from bench.ours import write_project
from bench.records import make_records


def main() -> None:
    """Write the project that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=2500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write_project(make_records(options.records, seed=options.seed), options.out)


if __name__ == "__main__":
    main()
