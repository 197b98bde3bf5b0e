"""A small project of its own: the invented town of `tests/golden/`, with our words of the interface and our theme.

Records, terms and hand-written pages are the town's, so that an editor who changes ours breaks no test.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from build_tools.config import Config
from build_tools.engine.shells import load_shells

ROOT = Path(__file__).resolve().parent.parent
TOWN = ROOT / "tests" / "golden"
AS_OF = date(2026, 11, 23)
"""A Monday, and a holiday."""
Once = Callable[[str, Callable[[Path], object]], Any]


def make_project(root: Path) -> Config:
    """Set up the town's project in the folder `root`, and return its folders."""
    shutil.copytree(TOWN / "content", root / "content")
    shutil.copytree(ROOT / "content" / "strings", root / "content" / "strings")
    shutil.copytree(TOWN / "docs", root / "docs")
    for path in ROOT.glob("mkdocs*.yml"):
        shutil.copy(path, root)
    (root / "build_tools").symlink_to(ROOT / "build_tools")
    return Config.at(root)


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files below a folder."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.fixture(scope="session")
def project(once: Once) -> Config:
    """The town's project, with its shells in the cache; nobody writes to it."""
    return Config.at(Path(once("town", _make_with_shells)))


def _make_with_shells(folder: Path) -> str:
    config = make_project(folder / "town")
    load_shells(config)
    return str(config.root)
