"""Knows which saved files matter to the preview, and waits until an editor has finished saving."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from threading import Condition

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from build_tools.config import PACKAGE, Config

QUIET = 0.05
"""Seconds without a save after which a group of saves is complete."""
PATIENCE = 0.5
"""Seconds after which a group is handed over though saves go on."""
GLANCE = 0.25
"""Seconds after which whoever waits for a save sees whether all is over: a signal may come just before the waiting."""

_SAVES: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, FileClosedEvent,
    DirCreatedEvent, DirMovedEvent, DirDeletedEvent,
]  # fmt: skip
"""What counts. That a file was opened or read does not: a build reads every file there is."""


class Meaning(Enum):
    """What a changed file asks for."""

    REBUILD = auto()
    RESTART = auto()
    """It is part of the running program."""
    NOTHING = auto()


class Changes(FileSystemEventHandler):
    """The files that were saved and not yet taken: watchdog's threads put them in, the preview takes them out."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._paths: set[Path] = set()
        self._is_closed = False
        self._changed = Condition()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note both ends of a rename: editors write aside and rename onto the file."""
        self.note(*(Path(str(path)) for path in (event.src_path, event.dest_path) if path))

    def note(self, *paths: Path) -> None:
        """Note changed files that have a meaning."""
        meant = {path for path in paths if meaning_of(path, self._config) is not Meaning.NOTHING}
        if meant:
            with self._changed:
                self._paths |= meant
                self._changed.notify_all()

    def take(self) -> frozenset[Path]:
        """Wait for saves and return all that belong together; nothing once closed."""
        with self._changed:
            while not self._changed.wait_for(lambda: self._paths or self._is_closed, timeout=GLANCE):
                continue
            end = time.monotonic() + PATIENCE
            while not self._is_closed and time.monotonic() < end and self._changed.wait(QUIET):
                continue
            taken = frozenset() if self._is_closed else frozenset(self._paths)
            self._paths.clear()
            return taken

    @property
    def is_closed(self) -> bool:
        """Nothing is taken any more."""
        return self._is_closed

    def close(self) -> None:
        """Let `take` return nothing from now on."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()


def meaning_of(path: Path, config: Config) -> Meaning:
    """Return what a change of the file or folder at `path` asks for."""
    for folder in (config.content, config.root / "docs", PACKAGE / "theme", PACKAGE / "templates"):
        if path.is_relative_to(folder):
            return Meaning.NOTHING if _is_scratch(path.relative_to(folder)) else Meaning.REBUILD
    if path.is_relative_to(PACKAGE) and not _is_scratch(path.relative_to(PACKAGE)):
        is_program = path.suffix == ".py" or path.is_relative_to(PACKAGE / "strings")
        return Meaning.RESTART if is_program else Meaning.NOTHING
    return Meaning.REBUILD if path.parent == config.root and path.match("mkdocs*.yml") else Meaning.NOTHING


def _is_scratch(path: Path) -> bool:
    """Editors and systems leave it while they work: `.draft.md.swp`, `draft.md~`, `__pycache__/`."""
    return path.name.endswith("~") or any(part.startswith((".", "__pycache__")) for part in path.parts)


@contextmanager
def watch(config: Config) -> Iterator[Changes]:
    """Give the changes that are saved while the context lasts.

    Raises:
        OSError: when a folder does not exist or the system watches no more folders.
    """
    changes = Changes(config)
    observer = Observer()
    for folder in {config.content, config.root / "docs", PACKAGE}:
        observer.schedule(changes, str(folder), recursive=True, event_filter=_SAVES)
    observer.schedule(changes, str(config.root), recursive=False, event_filter=_SAVES)
    observer.start()
    try:
        yield changes
    finally:
        observer.stop()
        observer.join()
