"""Bar charts as SVG that stands in the page: a few values on one axis, with the same values as a table beside it.

All texts are set at a size that can be read at 320 px, and all colours come from the style sheet, so that a chart
follows the page into the dark and onto paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

WIDTH = 320
_LEFT, _RIGHT = 10, 302
"""Where the axis begins and ends, in units of the picture; its outermost labels need the rest."""
_ROW, _BAR_TOP, _BAR, _AXIS = 48, 20, 16, 26
_MOST_STEPS = 6
_STEPS = (Decimal(1), Decimal(2), Decimal(5))


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the chart, and of its table."""

    label: str
    """What it is."""
    when: str
    """The date in words; empty for none."""
    value: Decimal | None
    """None where no value is known: the row says so."""
    shown: str
    """The value in words."""
    style: str
    """`baseline`, `target` or `result`."""


@dataclass(frozen=True, slots=True)
class Row:
    """A bar with its place."""

    bar: Bar
    text_y: int
    y: int
    width: Decimal | None
    """In units of the picture; None for no bar."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across, with its number."""

    x: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, ready to be placed."""

    id: str
    """Unique on the page."""
    title: str
    caption: str
    """One sentence that says the same."""
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    height: int

    left: int = _LEFT
    right: int = _RIGHT
    width: int = WIDTH
    bar: int = _BAR

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What the table shows."""
        return tuple(row.bar for row in self.rows)

    @property
    def bottom(self) -> int:
        """Where the axis is."""
        return self.height - _AXIS


def build_chart(id_: str, title: str, caption: str, bars: Sequence[Bar], *, unit: str) -> Chart:
    """Return a chart of bars that begin at zero.

    Args:
        id_: Unique on the page.
        title: What it shows.
        caption: A sentence that says the same.
        bars: From top to bottom; no value is negative.
        unit: What stands behind the numbers of the axis; empty where that would be too long.
    """
    top, step = scale_of([bar.value for bar in bars if bar.value is not None])
    reach = Decimal(_RIGHT - _LEFT)
    rows = tuple(
        Row(
            bar,
            number * _ROW + 14,
            number * _ROW + _BAR_TOP,
            None if bar.value is None else round(bar.value / top * reach, 1),
        )
        for number, bar in enumerate(bars)
    )
    ticks = tuple(
        Tick(round(_LEFT + step * number / top * reach, 1), f"{step * number:,f}{unit}")
        for number in range(int(top / step) + 1)
    )
    return Chart(id_, title, caption, rows, ticks, len(bars) * _ROW + _AXIS)


def scale_of(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Return the end of the axis and the step between its lines: round numbers, with room behind the longest bar."""
    longest = max(values, default=Decimal(0)) or Decimal(1)
    step = Decimal(1)
    while True:
        for factor in _STEPS:
            steps = (longest / (step * factor)).to_integral_value(ROUND_CEILING)
            steps += longest == steps * step * factor
            if steps <= _MOST_STEPS:
                return steps * step * factor, step * factor
        step *= 10
