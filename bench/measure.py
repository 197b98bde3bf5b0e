"""Runs whole processes and measures them: wall time, and the memory of the process and all it starts."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

_PAUSE = 0.02
"""Seconds between two looks at the memory."""
_LAST_WORDS = 400
"""So many characters of a failed command's output are told."""
_UNUSUAL = ("PYTHONDONTWRITEBYTECODE",)
"""Settings that hardly anyone has: without its bytecode, a program of Python is compiled at each start."""


class Failed(Exception):
    """A measured command ended with an error; the message holds its last words."""


@dataclass(frozen=True, slots=True)
class Timing:
    """One run of a command."""

    wall: float
    """Seconds from its start to its end."""
    single: float
    """Largest resident set of one of its processes, in MiB."""
    said: str = ""
    """All that it printed."""


@dataclass(frozen=True, slots=True)
class Peak:
    """The most memory that a run took at a time, in MiB."""

    timing: Timing
    summed: float
    """Resident sets of all its processes added up: what they share counts for each of them."""
    shared_once: float
    """Proportional sets added up: what they share counts once."""
    processes: int
    """The most processes at a time."""


def usual_environment() -> dict[str, str]:
    """Return the environment that measured programs run in."""
    return {name: value for name, value in os.environ.items() if name not in _UNUSUAL}


def time_command(command: tuple[str, ...], folder: Path) -> Timing:
    """Return how long a command took in a folder.

    Raises:
        Failed: when it ends with an error.
    """
    return _run(command, folder, lambda _: None)


def read_command(command: tuple[str, ...], folder: Path) -> str:
    """Return what a command said in a folder.

    Raises:
        Failed: when it ends with an error.
    """
    return _run(command, folder, lambda _: None).said


def _tell(command: tuple[str, ...], folder: Path, code: int, said: str) -> str:
    """Return how a command failed; where it ran is nobody's business."""
    words = " ".join((Path(command[0]).name, *command[1:]))
    return f"{words} ended with {code}: {said}".replace(f"{folder}/", "").replace(str(folder), ".")


def watch_command(command: tuple[str, ...], folder: Path) -> Peak:
    """Return the most memory that a command and its processes took; the watching makes it a little slower.

    Raises:
        Failed: when it ends with an error.
    """
    done, looks = Event(), [(0, 0, 0)]
    watchers: list[Thread] = []

    def look(launcher: int) -> None:
        while not done.wait(_PAUSE):
            found = [(_resident(pid), _proportional(pid)) for pid in _descendants(launcher) if pid != launcher]
            looks.append((sum(rss for rss, _ in found), sum(pss for _, pss in found), len(found)))

    def start(launcher: int) -> None:
        watchers.append(Thread(target=look, args=(launcher,), name="bench-memory"))
        watchers[0].start()

    try:
        timing = _run(command, folder, start)
    finally:
        done.set()
        for watcher in watchers:
            watcher.join()
    summed, proportional, number = (max(entry[at] for entry in looks) for at in range(3))
    return Peak(timing, max(summed / 1024, timing.single), proportional / 1024, number)


def _run(command: tuple[str, ...], folder: Path, started: Callable[[int], None]) -> Timing:
    """Run a command by way of the small program that measures it.

    Args:
        command: The command.
        folder: Where it runs.
        started: Called with the id of the small program, whose children are the command's processes.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as result:
        number = result.fileno()
        launcher = (sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py")), str(number), *command)
        process = subprocess.Popen(  # noqa: S603 -- commands of ours alone
            launcher,
            cwd=folder,
            env=usual_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=(number,),
        )
        started(process.pid)
        process.wait()
        for file in (output, result):
            file.seek(0)
        said = output.read().decode(errors="replace").strip()
        told = json.loads(result.read() or b'{"code": 3}')
        if told["code"]:
            raise Failed(_tell(command, folder, told["code"], said[-_LAST_WORDS:]))
    return Timing(told["wall"], told["single"], said)


def _descendants(pid: int) -> Iterator[int]:
    """Yield a process and all that it started, as far as they still run."""
    yield pid
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            text = (thread / "children").read_text(encoding="ascii")
            for child in text.split():
                yield from _descendants(int(child))
    except OSError:  # it has ended
        return


def _resident(pid: int) -> int:
    """Return the resident set of a process in KiB; 0 when it has ended."""
    return _field(f"/proc/{pid}/status", "VmRSS:")


def _proportional(pid: int) -> int:
    """Return the proportional set of a process in KiB; 0 when it has ended."""
    return _field(f"/proc/{pid}/smaps_rollup", "Pss:")


def _field(path: str, name: str) -> int:
    try:
        lines = Path(path).read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)
