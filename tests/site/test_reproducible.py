"""The same content and the same day give the same bytes: in another folder, zone, language and order."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, build
from tests.site.tree import shown

NOT_SOURCE = shutil.ignore_patterns(".git", ".venv", ".cache", "site", "node_modules", "__pycache__", "gallery")
ELSEWHERE = {
    "TZ": "America/St_Johns",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "4242",
    "COLUMNS": "40",
}


def digests(folder: Path) -> dict[str, str]:
    """Give what each path of a folder is: the hash of a file, the target of a link, or a folder."""
    return {path.relative_to(folder).as_posix(): digest(path) for path in sorted(folder.rglob("*"))}


def digest(path: Path) -> str:
    if path.is_symlink():
        return f"link to {path.readlink()}"
    return "folder" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()


def test_build_gives_the_same_bytes_elsewhere(site_folder, tmp_path):
    copy = tmp_path / "another folder"
    shutil.copytree(ROOT, copy, ignore=ignored)

    run = build(tmp_path / "out", root=copy, env=ELSEWHERE)
    if run.returncode:
        pytest.fail(run.stdout[-2000:] + run.stderr[-2000:], pytrace=False)

    here, there = digests(site_folder), digests(tmp_path / "out")
    assert shown(path for path in sorted(here.keys() | there.keys()) if here.get(path) != there.get(path)) == ""


def ignored(folder: str, names: list[str]) -> set[str]:
    """Leave out what is derived, but only where it stands at the root or is Python's own."""
    found = NOT_SOURCE(folder, names)
    return found if Path(folder) == ROOT else found & {"__pycache__"}
