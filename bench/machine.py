"""What machine the figures are from: only what a reader needs to judge them."""

import os
import platform
import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine of a run."""

    cores: int
    memory: int
    """In MiB."""
    processor: str
    system: str
    load: float
    """Mean number of running processes in the minute before the run: other work makes every figure worse."""


def look_at_machine() -> Machine:
    """Return the machine that this runs on."""
    memory = re.search(r"MemTotal:\s+(\d+)", _read("/proc/meminfo"))
    model = re.search(r"model name\s*:\s*(.+)", _read("/proc/cpuinfo"))
    return Machine(
        cores=len(os.sched_getaffinity(0)),
        memory=int(memory[1]) // 1024 if memory else 0,
        processor=model[1].strip() if model else platform.machine(),
        system=f"{platform.system()} {platform.machine()}",
        load=round(os.getloadavg()[0], 1),
    )


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
