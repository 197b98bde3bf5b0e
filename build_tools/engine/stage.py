"""What the preview shows now, shared by its threads; a new state wakes those that wait for one."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import Condition
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Shown:
    """What the preview answers with."""

    files: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    """Address below the site's root to bytes; empty while no build has succeeded."""
    panel: bytes = b""
    """HTML of the panel of problems; empty when there are none."""
    marks: Mapping[str, bytes] | None = None
    """Address to what differs when the file does, for files that are not worth reading to compare them."""


def _pages(shown: Shown) -> dict[str, bytes]:
    marks = shown.files if shown.marks is None else shown.marks
    return {path: mark for path, mark in marks.items() if path.endswith((".html", ".css", ".js"))}


class Stage:
    """Holds what is shown, and the version of it: a word that differs for every state of every run."""

    def __init__(self) -> None:
        self._run = time.time_ns()
        self._count = 0
        self._is_closed = False
        self._shown = Shown()
        self._changed = Condition()

    def show(self, shown: Shown) -> None:
        """Put a new state in the place of the old one; it is a new version when a page or the panel differs."""
        with self._changed:
            is_other = shown.panel != self._shown.panel or _pages(shown) != _pages(self._shown)
            self._shown = shown
            if is_other:
                self._count += 1
                self._changed.notify_all()

    def look(self) -> tuple[Shown, str]:
        """Return what is shown, and its version."""
        with self._changed:
            return self._shown, self._version

    def versions(self, *, beat: float) -> Iterator[str]:
        """Yield the version at once, as soon as it is another one, and again after `beat` seconds; end when closed."""
        seen = ""
        while (version := self._wait_for_other(seen, beat)) is not None:
            yield version
            seen = version

    def _wait_for_other(self, version: str, seconds: float) -> str | None:
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or self._version != version, timeout=seconds)
            return None if self._is_closed else self._version

    def close(self) -> None:
        """End all waiting."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    @property
    def _version(self) -> str:
        return f"{self._run:x}-{self._count}"
