"""The parts of an indicator that a text can name, and the mark by which it does: `{target-1.baseline}`.

A text never says a figure of the plan by itself: it would stay as it is when the record is put right.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from build_tools.model.promises import Indicator, Observation, Operator, by_date
from build_tools.strings.figures import NUMERALS

MARK = re.compile(
    r"(?<!\{)(?:\{(?P<id>[a-z0-9-]+)(?:\.(?P<part>[a-z0-9-]*))?\}"
    rf"|\{{(?P<other>(?=[^{{}}|\n]*{NUMERALS})(?=[^{{}}|\n]*[^{{}}|\na-z0-9.-])[^{{}}|\n]++)\}})(?!\}})"
)
"""`{id.part}` stands for a figure of a record; `{3,000 yen}` is printed as it is: a figure that is nobody's."""
PARTS = ("baseline", "target", "gap", "value")
"""What `figures_of` may name."""
SENTENCES = frozenset({"body", "summary", "note", "method", "finding", "status_note"})
"""Fields whose words may hold marks. Names may not: they stand in links, in file names and in calendars."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit, as exact as its source."""

    value: Decimal
    unit: str
    """A term of the vocabulary `units`; empty for none."""
    approximate: bool = False
    or_more: bool = False

    @classmethod
    def of(cls, value: Observation, unit: str | None) -> "Figure":
        """Return the figure of an observation."""
        return cls(value.value, unit or "", value.approximate, value.or_more)


def figures_of(indicator: Indicator) -> Mapping[str, Figure]:
    """Return the figures of an indicator by the names of its parts.

    Returns:
        `baseline`, `target`, `gap` (from baseline to target; of percentages it is in points) and `value`
        (the newest observation), as far as there are any. Observations of several things have no one `value`.
    """
    found: dict[str, Figure] = {}
    unit, baseline, target = indicator.unit or "", indicator.baseline, indicator.target
    if baseline:
        found["baseline"] = Figure.of(baseline, unit)
    if target:
        found["target"] = Figure(target.value, unit, or_more=target.operator is Operator.AT_LEAST)
    if baseline and target:
        difference = target.value - baseline.value
        found["gap"] = Figure(difference, "points" if unit == "percent" else unit, baseline.approximate)
    if indicator.observations and len({value.label.ja if value.label else "" for value in indicator.observations}) == 1:
        found["value"] = Figure.of(by_date(indicator.observations)[-1], unit)
    return MappingProxyType(found)
