"""What a case came to: medians with their spread, the ratio to the peer, and whether the goal is met."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Spread:
    """Several measurements of one thing."""

    values: tuple[float, ...]
    """At least one, in the order they were taken."""

    @property
    def median(self) -> float:
        """The one in the middle."""
        return median(self.values)

    @property
    def low(self) -> float:
        """The smallest."""
        return min(self.values)

    @property
    def high(self) -> float:
        """The largest."""
        return max(self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the results."""

    case: str
    """Its key: `clean-pages`."""
    what: str
    """What is compared, for people."""
    unit: str = "s"
    """Of both spreads: s, ms, MiB, KiB, requests."""
    ours: Spread | None = None
    """None where nothing was measured; `note` says why."""
    peer: Spread | None = None
    peer_name: str = ""
    goal: float | None = None
    """The ratio that is not to be passed, or with no peer our own figure; None for a row that only informs."""
    note: str = ""
    """What could not be measured or installed, and why; or what else one should know."""
    skipped: str = ""
    """Why it was not run at all, where that was wished."""
    when: str = ""
    """When it was measured, `2026-11-28 16:47`, where an earlier run did that; else empty."""

    @property
    def ratio(self) -> float | None:
        """Our median divided by the peer's; None where one of them is missing."""
        return self.ours.median / self.peer.median if self.ours and self.peer else None

    @property
    def met(self) -> bool | None:
        """The goal is met; None where there is none or it was skipped, False where it could not be measured."""
        if self.goal is None or self.skipped:
            return None
        judged = self.ratio if self.peer_name else self.ours.median if self.ours else None
        return judged is not None and judged <= self.goal


def percentile(values: tuple[float, ...], share: float) -> float:
    """Return the smallest value that at least `share` of all values do not pass (nearest rank)."""
    ordered = sorted(values)
    rank = -(-len(ordered) * share // 1)
    return ordered[max(0, int(rank) - 1)]
