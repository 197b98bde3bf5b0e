"""What machine the figures are from: only what a reader needs to judge them."""

import os
import platform
import re
from dataclasses import dataclass
from pathlib import Path


_OCTAL = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine of a run."""

    cores: int
    memory: int
    """In MiB."""
    processor: str
    system: str
    files: str
    """Kind of the file system that the sites are built on, `ext4`; empty where the system does not tell."""
    load: float
    """Mean number of running processes in the minute before the run: other work makes every figure worse."""


def look_at_machine(sites: Path) -> Machine:
    """Return the machine that this runs on; `sites` is the folder that sites are built in."""
    memory = re.search(r"MemTotal:\s+(\d+)", _read("/proc/meminfo"))
    model = re.search(r"model name\s*:\s*(.+)", _read("/proc/cpuinfo"))
    return Machine(
        cores=len(os.sched_getaffinity(0)),
        memory=int(memory[1]) // 1024 if memory else 0,
        processor=model[1].strip() if model else platform.machine(),
        system=f"{platform.system()} {platform.machine()}",
        files=find_file_system(sites, _read("/proc/self/mountinfo")),
        load=round(os.getloadavg()[0], 1),
    )


def find_file_system(folder: Path, mounts: str) -> str:
    """Return the kind of the file system that holds a folder; empty when no mount does.

    Args:
        folder: It need not exist yet.
        mounts: As in `/proc/self/mountinfo`; of two at one place the later one counts.

    Source: proc_pid_mountinfo(5).
    """
    found = {Path("/"): ""}
    for line in mounts.splitlines():
        mount, _, kind = line.partition(" - ")
        place = _OCTAL.sub(lambda match: chr(int(match[1], 8)), mount.split()[4])
        found[Path(place)] = kind.split()[0]
    whole = folder.resolve()
    return next(found[place] for place in (whole, *whole.parents) if place in found)


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
