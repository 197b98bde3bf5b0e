"""How long a save takes to reach the page in the live preview."""

import http.client
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Thread

from bench.measure import Failed, usual_environment
from bench.model import Event
from bench.our_engine import edit_event
from bench.records import AS_OF

_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
_STREAM = "/_preview/events"
_STARTING, _SAVING = 300.0, 60.0
"""Seconds to wait at most for the first build, and for a save."""
_REST = 0.3
"""Seconds between the end of one save's work and the next save."""


@dataclass(slots=True)
class _Said:
    """The lines that the preview has printed so far."""

    lines: list[str] = field(default_factory=list)
    changed: Condition = field(default_factory=Condition)

    def follow(self, process: subprocess.Popen[str]) -> None:
        """Collect lines until the process ends."""
        for line in process.stdout or ():
            with self.changed:
                self.lines.append(line)
                self.changed.notify_all()

    def wait_for(self, pattern: re.Pattern[str], seconds: float, *, after: int = 0) -> re.Match[str]:
        """Return the first match in the lines after the first `after` ones.

        Raises:
            Failed: when there is none in time.
        """
        until = time.monotonic() + seconds
        with self.changed:
            while True:
                found = next((match for line in self.lines[after:] if (match := pattern.search(line))), None)
                if found:
                    return found
                if not self.changed.wait(until - time.monotonic()) and time.monotonic() > until:
                    raise Failed(f"the preview did not say {pattern.pattern!r}: {''.join(self.lines)[-500:]}")


def measure_saves(folder: Path, events: tuple[Event, ...]) -> tuple[float, ...]:
    """Return the milliseconds from each save to the answer that holds it, one save for each event.

    Raises:
        Failed: when the preview does not start, or a save does not arrive.
    """
    with _preview(folder) as (port, said):
        return tuple(
            _measure_save(folder, event, f"保存{number}回目", port, said) for number, event in enumerate(events)
        )


@contextmanager
def _preview(folder: Path) -> Iterator[tuple[int, _Said]]:
    """Run the preview of a project, and give its port once it is up."""
    command = (
        sys.executable, "-u", "-m", "build_tools", "serve", "--port", "0", "--lang", "en", "--as-of", AS_OF.isoformat(),
    )  # fmt: skip
    said = _Said()
    with subprocess.Popen(  # noqa: S603 -- a command of ours alone
        command, cwd=folder, env=usual_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        reader = Thread(target=said.follow, args=(process,), name="bench-preview")
        reader.start()
        try:
            yield int(said.wait_for(_ADDRESS, _STARTING)[1]), said
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            reader.join()


def _measure_save(folder: Path, event: Event, mark: str, port: int, said: _Said) -> float:
    before = len(said.lines)
    stream = http.client.HTTPConnection("127.0.0.1", port, timeout=_SAVING)
    stream.request("GET", _STREAM)
    versions = _versions(stream.getresponse())
    next(versions)  # the state before the save
    started = time.perf_counter()
    edit_event(folder, event, mark)
    for _ in versions:
        if mark in _fetch(port, f"/events/{event.id}/"):
            break
    else:
        raise Failed(f"the save of {event.id} did not arrive")
    taken = (time.perf_counter() - started) * 1000
    stream.close()
    # The rest of the site is made after the page: the next save is that of a person, who comes later.
    said.wait_for(re.compile(re.escape(f"{event.id}.md")), _SAVING, after=before)
    time.sleep(_REST)
    return taken


def _versions(response: http.client.HTTPResponse) -> Iterator[str]:
    """Yield each version that the preview's stream tells; end when the save takes too long."""
    until = time.monotonic() + _SAVING
    while time.monotonic() < until and (line := response.readline()):
        if line.startswith(b"data: "):
            yield line.decode().strip()


def _fetch(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_SAVING)
    connection.request("GET", path)
    text = connection.getresponse().read().decode()
    connection.close()
    return text
