"""The real site, built once for all tests of a run, and served on loopback.

With several workers of pytest-xdist the first builds while the others wait for its lock; a build
that failed is not tried again. `--site DIR` judges a site that is built already.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.evidence import Evidence, covers
from tests.site.serving import serve
from tests.site.tree import Tree, read_tree

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-23"
Once = Callable[[str, Callable[[Path], object]], Any]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take a site that is built already instead of building one; rewrite what the golden test expects."""
    parser.addoption("--site", metavar="DIR", help="judge this built site instead of building content/")
    parser.addoption("--update-golden", action="store_true", help="rewrite what tests/golden and tests/cases expect")
    parser.addoption(
        "--evidence", metavar="FILE", help="run what tells of accessibility alone, and write what it finds"
    )
    parser.addoption("--evidence-day", metavar="DAY", help="day to write into it, instead of that of the clock")


def pytest_configure(config: pytest.Config) -> None:
    """Gather what is found, where it is to be written; workers only tell the one that writes."""
    if config.getoption("--evidence") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Evidence(config))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark by folder: a test under `site` or `browser` carries that marker. Tell what it covers in its report."""
    if config.getoption("--evidence"):
        items[:] = [item for item in items if item.get_closest_marker("covers")]
    for item in items:
        item.user_properties += covers(item)
    for item in items:
        for part in ("site", "browser"):
            if item.path.is_relative_to(ROOT / "tests" / part):
                item.add_marker(part)


def build(out: Path, *, root: Path = ROOT, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Build the content of a root folder as an editor would, through the command."""
    return subprocess.run(  # noqa: S603 -- our own command, with our own arguments
        [sys.executable, "-m", "build_tools", "site", "--as-of", AS_OF, "--out", str(out)],
        cwd=root,
        env=os.environ | (env or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Run something long in one worker: `once("name", make)` gives the JSON that `make()` gave, to all of them."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder

    def run(name: str, make: Callable[[Path], object]) -> Any:
        answer = folder / f"{name}.json"
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not answer.exists():
                answer.write_text(json.dumps(make(folder)), encoding="utf-8")
        return json.loads(answer.read_text(encoding="utf-8"))

    return run


def build_here(folder: Path) -> list[object]:
    """Build the real content below a folder; give the exit code, where the site is, and what was printed last."""
    run = build(folder / "site")
    return [run.returncode, str(folder / "site"), run.stdout[-4000:] + run.stderr[-4000:]]


@pytest.fixture(scope="session")
def site_folder(request: pytest.FixtureRequest, once: Once) -> Path:
    """The built site, Japanese at its root and English under `en/`."""
    if given := request.config.getoption("--site"):
        return Path(given).resolve()
    code, folder, printed = once("site", build_here)
    if code:
        pytest.fail(f"`build_tools site` ended with exit code {code}:\n{printed}", pytrace=False)
    return Path(folder)


@pytest.fixture(scope="session")
def tree(site_folder: Path) -> Tree:
    """Every page of the built site, parsed once."""
    settings = yaml.safe_load((ROOT / "content/site.yml").read_text(encoding="utf-8"))
    return read_tree(site_folder, base=settings["base_url"])


@pytest.fixture(scope="session")
def server(site_folder: Path, tree: Tree) -> Iterator[str]:
    """The address of the served site, without a slash at its end."""
    with serve(site_folder, prefix=tree.prefix) as address:
        yield address
