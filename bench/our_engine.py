"""Our own generator as one of the engines."""

import shutil
import sys
from pathlib import Path

from bench.model import Event, Records
from bench.ours import write_project
from bench.peers.engine import ROOT
from bench.records import AS_OF


class Ours:
    """`python -m build_tools site` in a folder of its own."""

    key = "ours"
    name = "ours"

    def __init__(self, *, pages_only: bool = False, jobs: int | None = None) -> None:
        self._pages_only = pages_only
        self._jobs = jobs

    def install(self) -> None:
        """Nothing: it runs in the environment that the benchmark runs in."""

    def version(self) -> str:
        """Return the version of Python it runs on; the program's own is the commit."""
        return f"Python {sys.version.split()[0]}"

    def write(self, records: Records, folder: Path) -> None:
        """Write the records as a project of its own."""
        shutil.rmtree(folder, ignore_errors=True)
        write_project(records, folder, root=ROOT)

    def command(self, folder: Path) -> tuple[str, ...]:  # noqa: ARG002 -- as the others
        """Return the command that builds the project, run in its folder."""
        options = {"--as-of": AS_OF.isoformat(), "--out": "site", "--lang": "en"}
        if self._jobs is not None:
            options["--jobs"] = str(self._jobs)
        said = [word for pair in options.items() for word in pair]
        return (
            sys.executable,
            "-m",
            "build_tools",
            "site",
            *(["--pages-only", "--no-cache"] if self._pages_only else []),
            *said,
        )

    def leftovers(self, folder: Path) -> tuple[Path, ...]:
        """Return what a clean build does not start with: output and caches."""
        return (folder / "site", folder / ".cache")

    def page(self, kind: str, id_: str, lang: str) -> str:
        """Return where the page of a record is, below the project's folder."""
        return f"site/{'' if lang == 'ja' else 'en/'}{kind}/{id_}/index.html"


def edit_event(folder: Path, event: Event, mark: str, *, with_title: bool = False) -> None:
    """Change the text of an event, as an editor does, or its title too, which lists and other pages show.

    Args:
        folder: The project.
        event: As it was written.
        mark: What the new words hold, and no other page does.
        with_title: Put it into the title too.
    """
    file = folder / "content" / "events" / f"{event.id}.md"
    lines = file.read_text(encoding="utf-8").split("\n")
    if with_title:
        at = next(at for at, line in enumerate(lines) if line.startswith("title: "))
        lines[at] = f"title: {event.title.ja} {mark}"
    file.write_text("\n".join([*lines, "", f"{mark}について書き足しました。", ""]), encoding="utf-8")
