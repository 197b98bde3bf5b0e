"""Edits a copy of the whole project at random, builds it again on top of its cache, and compares with a clean build.

    python sequences.py ROOT FIRST COUNT STEPS

runs in the project at ROOT, whose own `build_tools/` it imports, the sequences with COUNT seeds from FIRST on.
It prints a line for each sequence that ends with other bytes than a clean build, and how many it ran.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from datetime import date
from functools import cache
from pathlib import Path

from edits import Project

from build_tools.config import Config
from build_tools.workflow.cached import build_site
from build_tools.workflow.clean import make_site
from build_tools.workflow.made import Made, Wish

MANY = 3
"""A sequence of so many rounds or more edits nothing but texts, which takes the short way each time."""
LOOKS = 3
"""Every so many sequences build the pages alone, which have a cache of their own."""
FOLDERS = ("content", "docs", "build_tools/templates", "build_tools/theme")


def make_edited_site(config: Config, day: date, *, pages_only: bool) -> Made:
    """Return what a clean build makes of the project as it is."""
    return make_site(config, day, published=config.root / "nothing", pages_only=pages_only)


def read(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


original_site = cache(make_edited_site)
"""Gives the same of the project that every sequence begins with."""


def differences(
    config: Config, project: Project, *, last: dict[str, bytes], pages_only: bool
) -> tuple[str, dict[str, bytes]]:
    """Build both ways and return what differs, and what is published now."""
    make = make_edited_site if project.made else original_site
    clean = make(config, project.day, pages_only=pages_only)
    jobs = project.chance.choice((1, 2))
    wish = Wish(as_of=project.day, published=config.root / "nothing", jobs=jobs, pages_only=pages_only)
    again = build_site(config, wish, out=config.out)
    shown = read(config.out) if config.out.exists() else {}
    expected = dict(clean.files or {}) if clean.is_good else last
    if again.is_good != clean.is_good:
        return f"good: {again.is_good}, clean: {clean.is_good}: {again.problems} {again.faults}", shown
    if sorted(map(str, again.problems)) != sorted(map(str, clean.problems)):
        return f"other problems: {again.problems} and not {clean.problems}", shown
    other = sorted(path for path in expected.keys() | shown.keys() if expected.get(path) != shown.get(path))
    return f"{len(other)} files differ: {other[:5]}" if other else "", shown


def run(config: Config, original: Path, seed: int, steps: int) -> str:
    """Run one sequence; return what went wrong, or an empty text."""
    for name in FOLDERS:
        shutil.rmtree(config.root / name)
        shutil.copytree(original / name, config.root / name)
    shutil.copy(original / "mkdocs.yml", config.root)
    shutil.rmtree(config.out, ignore_errors=True)
    project, shown = Project(config.root, random.Random(seed)), {}  # noqa: S311 -- a seed, so that it can be run again
    # One round begins with edits, on top of what the sequence before left; several begin with the project as it was.
    for number in range(0 if steps > 1 else 1, steps + 1):
        for _ in range(project.chance.choice((1, 1, 2)) if number else 0):
            project.edit_text() if steps >= MANY else project.edit()
        found, shown = differences(config, project, last=shown, pages_only=steps < MANY and seed % LOOKS == 0)
        if found:
            return f"seed {seed}: {found} after {project.made}"
    return ""


def main() -> None:
    """Run the sequences that the command line names."""
    root, first, count, steps = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    original = root.with_name(root.name + "-original")
    shutil.copytree(root, original, symlinks=True)
    os.chdir(root)
    config = Config.at(root)
    found = [text for seed in range(first, first + count) if (text := run(config, original, seed, steps))]
    print(*found, f"{count} sequences, {len(found)} with other bytes", sep="\n")  # noqa: T201 -- a script of its own


if __name__ == "__main__":
    main()
