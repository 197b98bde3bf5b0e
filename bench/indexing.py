"""What search costs a build: the pages it is told of, and its index.

Counted is the wall time of two parts. While the site is built, each page is taken apart into what search knows of it:
what all processes spent at that, divided by their number. Then `--profile` shows the step `search`, in which the index
is made or changed, written and, for the next build, kept. What else the site has for search, the box and its page,
costs what any page does and is not counted.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.indexing_clock import PIECE
from bench.measure import Failed, read_command
from bench.our_engine import Ours
from bench.workshop import Workshop
from build_tools.workers import cores

_PROGRAM = Path(__file__).with_name("indexing_clock.py")
_STEP = re.compile(r"^ +([0-9.]+) s  search$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What search cost one build, in seconds."""

    pages: float
    """For taking pages apart, as far as it makes the build longer."""
    step: float
    """Of the step `search`."""
    processor: float
    """Of `pages`, for which a processor worked: the rest was waiting for one."""
    count: int
    """How many pages were taken apart."""

    @property
    def total(self) -> float:
        """Both together."""
        return self.pages + self.step


def build_and_look(shop: Workshop, folder: Path, why: str, *, processes: int | None = None) -> Cost:
    """Return what search cost a build of a project of ours.

    Args:
        shop: Is told of it.
        folder: The project.
        why: What it is built for.
        processes: How many take pages apart; None for as many as there are cores.

    Raises:
        Failed: when the build fails, or does not say what its steps took.
    """
    noted = folder / "search-pieces"
    noted.unlink(missing_ok=True)
    shop.say(f"building with ours, {why}")
    options = Ours().command(folder)[3:]  # after `python -m build_tools`
    said = read_command((sys.executable, str(_PROGRAM), str(noted), *options, "--profile"), folder)
    step = _STEP.search(said)
    if not step:
        raise Failed("the build does not say what the step `search` took")
    pieces = list(PIECE.iter_unpack(noted.read_bytes()))
    shares = processes or cores()
    cost = Cost(
        pages=sum(wall for wall, _, _ in pieces) / shares,
        step=float(step[1]),
        processor=sum(worked for _, worked, _ in pieces) / shares,
        count=sum(is_last for _, _, is_last in pieces),
    )
    shop.say(f"  {cost.total:.2f} s, of which the step {cost.step:.2f} s")
    return cost
