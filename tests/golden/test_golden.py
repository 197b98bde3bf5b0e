"""Every byte of the invented town's site, as it stands in `expected/`.

When a change is meant: `.venv/bin/python -m pytest tests/golden --update-golden`, then read the diff. It is what
visitors will see.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from itertools import islice
from pathlib import Path

from build_tools.workflow.clean import make_site
from tests.project import AS_OF, TOWN, write_files

EXPECTED = TOWN / "expected"
MOST_LINES = 20
"""How many lines of a file's difference are shown."""
MOST_FILES = 15
"""How many files are shown in full."""


def read_folder(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differences(expected: Mapping[str, bytes], made: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what differs, file by file: lines of text, or the size of anything else."""
    changed = [path for path in sorted(expected | made) if expected.get(path) != made.get(path)]
    for path in changed[:MOST_FILES]:
        if path not in made:
            yield f"{path}: is no longer made"
        elif path not in expected:
            yield f"{path}: is new, {len(made[path])} octets"
        else:
            yield from difference(path, expected[path], made[path])
    if len(changed) > MOST_FILES:
        yield f"… and {len(changed) - MOST_FILES} more files"


def difference(path: str, old: bytes, new: bytes) -> Iterator[str]:
    try:
        lines = unified_diff(old.decode().splitlines(), new.decode().splitlines(), path, path, lineterm="", n=1)
    except UnicodeDecodeError:
        yield f"{path}: {len(old)} octets became {len(new)}"
    else:
        yield from islice(lines, MOST_LINES)


def test_every_byte(project, pytestconfig):
    made = make_site(project, AS_OF)
    if pytestconfig.getoption("--update-golden"):
        shutil.rmtree(EXPECTED)
        write_files(made.files, EXPECTED)

    assert (made.problems, made.faults) == ((), ())
    assert list(differences(read_folder(EXPECTED), made.files)) == []


def test_differences_are_readable():
    old = {"same": b"1", "gone": b"1", "page": "一\n二\n三\n四\n".encode(), "picture": b"\xff\x00"}
    new = {"same": b"1", "new": b"12", "page": "一\n二\n三!\n四\n".encode(), "picture": b"\xff"}

    assert list(differences(old, new)) == [
        "gone: is no longer made",
        "new: is new, 2 octets",
        "--- page",
        "+++ page",
        "@@ -2,3 +2,3 @@",
        " 二",
        "-三",
        "+三!",
        " 四",
        "picture: 2 octets became 1",
    ]


def test_many_differences_are_cut():
    old = {f"{number:02}": b"x" for number in range(MOST_FILES + 2)}

    assert list(differences(old, {}))[-1] == "… and 2 more files"
