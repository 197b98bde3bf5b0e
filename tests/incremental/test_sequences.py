"""Whatever is edited in whatever order, a build on top of the last one gives the bytes of a clean one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import ROOT, make_project

GROUPS = ((0, 3, 2), (3, 1, 14), *((4 + 27 * group, 27, 1) for group in range(11)))
"""Number of the first sequence, how many, steps of each: 301 sequences, of which the first go on with other edits, and
one of them with texts."""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A project with a copy of the program, whose templates and theme may be edited."""
    root = make_project(tmp_path / "town").root
    (root / "build_tools").unlink()
    # With what Python has compiled of it, but not what another test is writing there just now.
    shutil.copytree(ROOT / "build_tools", root / "build_tools", ignore=shutil.ignore_patterns("*.pyc.*"))
    return root


def run(root: Path, first: int, count: int, steps: int) -> str:
    """Run sequences in the project at `root`, with its own program, and return what is said of them."""
    script = ROOT / "tests" / "incremental" / "sequences.py"
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(  # noqa: S603 -- our own script
        [sys.executable, str(script), str(root), str(first), str(count), str(steps)],
        env=env | {"PYTHONPATH": str(root)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=800,
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize(("first", "count", "steps"), GROUPS)
def test_every_sequence_of_edits_gives_the_bytes_of_a_clean_build(own, first, count, steps):
    assert run(own, first, count, steps) == f"{count} sequences, 0 with other bytes\n"


def test_a_forgotten_dependency_is_found(own):
    catalog = own / "build_tools" / "model" / "catalog.py"
    text = catalog.read_text(encoding="utf-8")
    assert text.count('ask(f"face {kind}/{id_}")') == 1
    catalog.write_text(text.replace('ask(f"face {kind}/{id_}")', "pass"), encoding="utf-8")

    assert "0 with other bytes" not in run(own, 0, 3, 2)
