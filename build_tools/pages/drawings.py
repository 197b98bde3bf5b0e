"""Where everything stands in a picture of who works with whom, in units of the picture.

The picture is as wide as a phone and grows downwards, so that names stand in full, in letters of their usual
size, and nothing lies on anything else.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.pages.widths import width_of
from build_tools.views.networks import Drawing, Neighbours

WIDTH = 360.0
_HALF = 7.2
"""Width of half a full-width character: letters of 14 units, a little on the safe side."""
_EDGE, _LANE, _GAP = 14.0, 24.0, 22.0
"""From the edge to the first line, from line to line, from the last line to the names."""
_LINE, _ROOM = 18.0, 18.0
"""Height of a line of letters; what a row has besides."""
_SMALL, _LARGE, _HUB = 5.0, 9.0, 9.0
"""Radius of a stop for one project, of one that tells a number, of the head of a line."""
MOST_COLUMNS = 9
"""With more lines side by side than this, names would be broken every few characters: no picture is made."""
TONES = 4
"""So many kinds of lines the style sheet has."""
_PIECE = re.compile(r"\s+|[\u4e00-\u9fff\u3005]+[\u3041-\u3096]*|[\u30a1-\u30ff]+|[(\uff08\[]?[!-'*-~]+\)?|.")
"""Parts of a name that are not taken apart if it can be helped."""
_CLOSING = re.compile(r"[)\uff09\]\u30fb\u3001\u3002]")
"""What no line begins with."""


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an organization."""

    organization: str
    x: float
    y: float
    """Upper edge of its row."""
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """Height at which lines reach it."""
        return self.y + self.height / 2

    def baselines(self) -> Iterator[tuple[float, str]]:
        """Yield each line of letters with the height that it stands on."""
        top = self.middle - len(self.lines) * _LINE / 2
        yield from ((top + _LINE * number + 0.75 * _LINE, line) for number, line in enumerate(self.lines))


@dataclass(frozen=True, slots=True)
class Stop:
    """A circle on a vertical line: its head, or an organization that it joins."""

    x: float
    y: float
    radius: float
    tone: int
    number: int = 0
    """How many projects are shared; 0 for the head of a line."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything in its place."""

    height: float
    labels: tuple[Label, ...]
    verticals: tuple[Stroke, ...]
    levels: tuple[Stroke, ...]
    """From the first circle of a row to its name."""
    stops: tuple[Stop, ...]
    width: float = WIDTH


def lay_out(drawing: Drawing, neighbours: Neighbours, titles: Mapping[str, str]) -> Picture:
    """Return the picture of a network.

    Args:
        drawing: Its order; no wider than `MOST_COLUMNS`.
        neighbours: How many projects a link stands for.
        titles: Organization to the name that is shown.
    """
    last = _EDGE + _LANE * max(drawing.columns - 1, 0)
    labels = _labels(drawing.rows, titles, last + _GAP)
    stops: list[Stop] = []
    verticals: list[Stroke] = []
    for index, line in enumerate(drawing.lines):
        x, tone = last - _LANE * line.column, index % TONES
        middles = [labels[id_].middle for id_ in (line.hub, *line.stops)]
        verticals.append(Stroke(x, min(middles), x, max(middles), tone))
        stops.append(Stop(x, middles[0], _HUB, tone))
        numbers = (len(neighbours[line.hub][id_]) for id_ in line.stops)
        stops += [
            Stop(x, y, _LARGE if number > 1 else _SMALL, tone, number)
            for y, number in zip(middles[1:], numbers, strict=True)
        ]
    levels = tuple(
        Stroke(min(stop.x for stop in stops if stop.y == label.middle), label.middle, label.x - 4, label.middle)
        for label in labels.values()
    )
    height = max((label.y + label.height for label in labels.values()), default=0.0)
    return Picture(height, tuple(labels.values()), tuple(verticals), levels, tuple(stops))


def _labels(rows: tuple[str, ...], titles: Mapping[str, str], x: float) -> dict[str, Label]:
    labels: dict[str, Label] = {}
    y = 0.0
    for id_ in rows:
        lines = tuple(wrap(titles[id_], int((WIDTH - x) / _HALF)))
        labels[id_] = Label(id_, x, y, len(lines) * _LINE + _ROOM, lines)
        y += labels[id_].height
    return labels


def wrap(text: str, room: int) -> Iterator[str]:
    """Yield the lines of a name: broken between words, and inside of one that is wider than a line.

    Args:
        text: The name. All but the space at a break stands in the lines; that space ends its line.
        room: Width of a line, in halves of a full-width character; a line has one character at least.
    """
    line = ""
    for piece in _pieces(text):
        if width_of(line + piece.rstrip()) <= room:
            line += piece
            continue
        if line:
            yield line
        line = piece
        while width_of(line.rstrip()) > room:
            cut = next((n for n in range(len(line), 0, -1) if width_of(line[:n]) <= room), 1)
            yield line[:cut]
            line = line[cut:]
    if line:
        yield line


def _pieces(text: str) -> Iterator[str]:
    """Yield the parts of a name, each with the space and the closing marks that follow it."""
    held = ""
    for piece in _PIECE.findall(text):
        if held and not (piece.isspace() or _CLOSING.fullmatch(piece)):
            yield held
            held = ""
        held += piece
    if held:
        yield held
