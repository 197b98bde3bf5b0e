"""What every peer can do: be installed, be given the records, build, and be looked at."""

import html
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bench.model import Item, Records

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / ".cache" / "bench"
"""Where peers are installed and sites are built; safe to delete."""
LANGUAGES = ("ja", "en")
PAGES = ("events", "projects", "organizations", "places")
"""Kinds whose every record has to have a page in each engine."""
SMALLEST = 1500
"""A page of fewer bytes is no page of a record."""


class Unavailable(Exception):
    """A peer cannot be had on this machine; the message says why."""


class Engine(Protocol):
    """One way to make a site of the records."""

    key: str
    """Name in options and in the results: one small word."""
    name: str
    """Name for people."""

    def install(self) -> None:
        """Install it, unless it is there.

        Raises:
            Unavailable: when that cannot be done.
        """

    def version(self) -> str:
        """Return its version."""

    def write(self, records: Records, folder: Path) -> None:
        """Write the records as a project of its own."""

    def command(self, folder: Path) -> tuple[str, ...]:
        """Return the command that builds the project, run in its folder."""

    def leftovers(self, folder: Path) -> tuple[Path, ...]:
        """Return what a clean build does not start with: output and caches."""

    def page(self, kind: str, id_: str, lang: str) -> str:
        """Return where the page of a record is, below the project's folder."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many bytes the pages of one kind have in one language."""

    kind: str
    lang: str
    median: int
    pages: int


def check_pages(engine: Engine, records: Records, folder: Path) -> tuple[str, ...]:
    """Return what is wrong with the pages that an engine made: missing, empty or without the record's title."""
    return tuple(_faults(engine, records, folder))


def _faults(engine: Engine, records: Records, folder: Path) -> Iterator[str]:
    for kind, item, lang in each_page(records):
        path = engine.page(kind, item.id, lang)
        try:
            text = (folder / path).read_text(encoding="utf-8")
        except FileNotFoundError:
            yield f"{path}: missing"
            continue
        if len(text) < SMALLEST:
            yield f"{path}: only {len(text)} characters"
        elif html.escape(getattr(item.title, lang), quote=False) not in text:
            yield f"{path}: without its title"


def each_page(records: Records) -> Iterator[tuple[str, Item, str]]:
    """Yield kind, record and language of every page that has to be there."""
    for kind in PAGES:
        for item in records.by_folder[kind]:
            for lang in LANGUAGES:
                yield kind, item, lang


def measure_sizes(engine: Engine, records: Records, folder: Path) -> tuple[Sizes, ...]:
    """Return the median bytes of the pages of each kind in each language."""
    found: dict[tuple[str, str], list[int]] = {(kind, lang): [] for kind in PAGES for lang in LANGUAGES}
    for kind, item, lang in each_page(records):
        found[kind, lang].append((folder / engine.page(kind, item.id, lang)).stat().st_size)
    return tuple(Sizes(*key, sorted(sizes)[len(sizes) // 2], len(sizes)) for key, sizes in found.items())


def largest_difference(ours: tuple[Sizes, ...], theirs: tuple[Sizes, ...]) -> float:
    """Return by how many hundredths of ours the medians of a kind in a language differ where they differ most."""
    return max(100 * abs(other.median / own.median - 1) for own, other in zip(ours, theirs, strict=True))


def install_python_peers() -> Path:
    """Return the environment of the peers that come as Python packages; make it when it is missing or old.

    Raises:
        Unavailable: when the packages cannot be installed.
    """
    venv, wanted = CACHE / "venv", Path(__file__).parent.parent / "requirements-peers.txt"
    stamp = venv / ".ready"
    if stamp.is_file() and stamp.read_bytes() == wanted.read_bytes():
        return venv
    run_or_give_up(sys.executable, "-m", "venv", "--clear", str(venv))
    pip = (str(venv / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")
    run_or_give_up(*pip, "install", "--require-hashes", "--requirement", str(wanted))
    stamp.write_bytes(wanted.read_bytes())
    return venv


def run_or_give_up(*command: str, cwd: Path | None = None) -> str:
    """Return what a command printed.

    Raises:
        Unavailable: when it fails or is not there, with its last words.
    """
    try:
        done = subprocess.run(  # noqa: S603 -- commands of ours alone
            command, cwd=cwd, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise Unavailable(f"{Path(command[0]).name}: {error.strerror}") from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or [f"exit code {done.returncode}"]
        raise Unavailable(f"{Path(command[0]).name}: {said[-1][:200]}")
    return done.stdout
