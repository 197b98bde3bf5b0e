"""What a case is, and how large a run."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.figures import Row
from bench.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a run of the benchmark is."""

    records: int
    rounds: int
    is_quick: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its key, and what gives its rows."""

    key: str
    run: Callable[[Workshop, Plan], list[Row]]
    rows: tuple[Row, ...]
    """What its lines say without figures: shown when it is not run."""
