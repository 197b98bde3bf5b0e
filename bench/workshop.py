"""Installs engines, writes their projects and runs them: what every case needs."""

import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from bench.figures import Spread
from bench.measure import Failed, time_command
from bench.model import Records
from bench.peers.eleventy_engine import Eleventy
from bench.peers.engine import CACHE, Engine, Sizes, Unavailable, check_pages, measure_sizes
from bench.peers.hugo_engine import Hugo, HugoYaml
from bench.peers.mkdocs_engines import Material, StaticI18n, Zensical
from bench.records import make_records

PEERS: tuple[Engine, ...] = (Hugo(), Material(), StaticI18n(), Eleventy(), Zensical(), HugoYaml())
SITES = CACHE / "sites"


@cache
def records(number: int) -> Records:
    """Return the records of a size."""
    return make_records(number)


class Workshop:
    """The engines of one run of the benchmark, and the sizes of the pages they made."""

    def __init__(self, say: Callable[[str], None], *, peers: tuple[Engine, ...] = PEERS, sites: Path = SITES) -> None:
        self.say = say
        self._peers = peers
        self._sites = sites
        self._trash = sites / "trash"
        self.versions: dict[str, str] = {}
        """Name of a peer to its version, or to why it is not there."""
        self.sizes: dict[str, tuple[Sizes, ...]] = {}
        """Name of an engine to the sizes of its pages."""
        self._engines: dict[str, Engine | Unavailable] = {}
        self._ready: set[Path] = set()

    def peer(self, key: str) -> Engine:
        """Return a peer, installed.

        Raises:
            Unavailable: when it cannot be installed; each time it is asked for.
        """
        if key not in self._engines:
            self._engines[key] = self._install(next(engine for engine in self._peers if engine.key == key))
        found = self._engines[key]
        if isinstance(found, Unavailable):
            raise found
        return found

    def _install(self, engine: Engine) -> Engine | Unavailable:
        self.say(f"installing {engine.name}, unless it is there")
        try:
            engine.install()
            self.versions[engine.name] = engine.version()
        except Unavailable as reason:
            self.versions[engine.name] = f"not installed: {reason}"
            return reason
        return engine

    def project(self, engine: Engine, number: int, purpose: str = "clean") -> Path:
        """Return the project of an engine with so many records, written once in a run for each purpose."""
        folder = self._sites / f"{engine.key}-{number}-{purpose}"
        if folder not in self._ready:
            self._put_aside(folder)
            self.say(f"writing {number:,} records for {engine.name}")
            engine.write(records(number), folder)
            self._ready.add(folder)
        return folder

    def clean_build(self, engine: Engine, number: int, purpose: str = "clean") -> float:
        """Return the seconds of a build that starts with neither output nor cache.

        Raises:
            Failed: when the build fails or a page is not as it should be.
        """
        folder = self.project(engine, number, purpose)
        self.clear(engine, folder)
        self.say(f"building {number:,} records with {engine.name}, clean")
        wall = time_command(engine.command(folder), folder).wall
        self.check(engine, number, folder)
        self.say(f"  {wall:.2f} s")
        return wall

    def clear(self, engine: Engine, folder: Path) -> None:
        """Take away what a clean build does not start with.

        Nothing is deleted while anything is still to be timed: for minutes after many files are gone, ext4 passes
        over each of their inodes whenever a file is made, so that every build would be slower than the one before.
        """
        for path in engine.leftovers(folder):
            self._put_aside(path)

    def _put_aside(self, path: Path) -> None:
        if os.path.lexists(path):
            self._trash.mkdir(parents=True, exist_ok=True)
            path.rename(Path(tempfile.mkdtemp(dir=self._trash)) / path.name)

    def empty_trash(self) -> None:
        """Delete what was put aside, once there is nothing left to time."""
        shutil.rmtree(self._trash, ignore_errors=True)

    def build_again(self, engine: Engine, folder: Path, why: str) -> float:
        """Return the seconds of a build upon the state of the last one.

        Raises:
            Failed: when the build fails.
        """
        self.say(f"building with {engine.name}, {why}")
        wall = time_command(engine.command(folder), folder).wall
        self.say(f"  {wall:.2f} s")
        return wall

    def check(self, engine: Engine, number: int, folder: Path) -> None:
        """Look at every page of every record.

        Raises:
            Failed: when one is not as it should be.
        """
        faults = check_pages(engine, records(number), folder)
        if faults:
            raise Failed(f"{engine.name} made {len(faults)} bad pages: {'; '.join(faults[:3])}")
        self.sizes.setdefault(engine.name, measure_sizes(engine, records(number), folder))


def alternate(
    rounds: int, ours: Callable[[int], float], peer: Callable[[int], float] | None
) -> tuple[Spread, Spread | None]:
    """Return measurements of ours and of a peer, taken in turn; both are given the number of the round."""
    pairs = [(ours(at), peer(at) if peer else 0.0) for at in range(rounds)]
    return Spread(tuple(one for one, _ in pairs)), Spread(tuple(two for _, two in pairs)) if peer else None
