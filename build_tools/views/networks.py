"""Who works with whom: the links that shared projects make between organizations, and an order to draw them in.

The drawing is a list of organizations with a *line* for each one that has links of its own, as on a map of
railways: a vertical line runs from an organization past all it works with, and joins the rows of those.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from build_tools.model.works import Project

Neighbours = Mapping[str, Mapping[str, tuple[Project, ...]]]
"""Organization to those it works with, to the projects that they share: the same from both sides."""


@dataclass(frozen=True, slots=True)
class Line:
    """A vertical line of the drawing: one organization, and some of those that it works with."""

    hub: str
    stops: tuple[str, ...]
    """Those it joins, from the top down."""
    column: int
    """Place of the line, 0 for the one nearest to the names."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A network in the order in which it is drawn: each link is a stop of one line."""

    rows: tuple[str, ...]
    """Organizations, from the top down."""
    lines: tuple[Line, ...]

    @property
    def columns(self) -> int:
        """How many lines stand side by side at most."""
        return max((line.column for line in self.lines), default=-1) + 1


def neighbours_of(projects: Iterable[Project], *, successions: Collection[frozenset[str]] = ()) -> Neighbours:
    """Return who works with whom, samples left out; projects keep their order. Who works alone is not in it.

    Args:
        projects: In the order in which they are to be told.
        successions: Pairs of which one took over from the other; these do not work with each other.
    """
    found: dict[str, dict[str, list[Project]]] = {}
    for project in projects:
        partners = dict.fromkeys(party.organization for party in project.partners)
        for one, other in permutations(partners, 2) if not project.sample else ():
            if {one, other} in successions:
                continue
            found.setdefault(one, {}).setdefault(other, []).append(project)
    return {one: {other: tuple(shared) for other, shared in others.items()} for one, others in found.items()}


def around(one: str, neighbours: Neighbours) -> Neighbours:
    """Return the links of one organization only, from both sides; nothing for one that works alone."""
    others = neighbours.get(one, {})
    return {one: others, **{other: {one: shared} for other, shared in others.items()}} if others else {}


def arrange(neighbours: Neighbours, names: Sequence[str]) -> Drawing:
    """Return the order of a network.

    The organization with the most links comes first; below it those who work with each other, the largest group
    first; then those who work with the first one alone; last who does not work with it at all.

    Args:
        neighbours: Who works with whom.
        names: Every organization once; of equals the one that stands first here comes first.
    """
    order = {id_: place for place, id_ in enumerate(names)}
    if not neighbours:
        return Drawing((), ())
    first = min(neighbours, key=lambda id_: (-len(neighbours[id_]), order[id_]))
    groups = _groups(neighbours, first, order)
    rows = (first, *(id_ for group in groups for id_ in group))
    return Drawing(rows, tuple(_lines(neighbours, rows)))


def _groups(neighbours: Neighbours, first: str, order: Mapping[str, int]) -> list[list[str]]:
    """Return who hangs together when the first organization is taken away, each group from its centre on."""
    groups: list[list[str]] = []
    left = set(neighbours) - {first}
    while left:
        group: list[str] = []
        waiting = [min(left, key=lambda id_: (-len(neighbours[id_]), order[id_]))]
        while waiting:
            id_ = waiting.pop(0)
            if id_ in left:
                left.remove(id_)
                group.append(id_)
                waiting += sorted(set(neighbours[id_]) & left, key=lambda i: (-len(neighbours[i]), order[i]))
        groups.append(group)
    return sorted(groups, key=lambda group: (first not in _reached(neighbours, group), -len(group), order[group[0]]))


def _reached(neighbours: Neighbours, group: Iterable[str]) -> set[str]:
    return {other for id_ in group for other in neighbours[id_]}


def _lines(neighbours: Neighbours, rows: Sequence[str]) -> list[Line]:
    """Return lines that have each link once: the organization with the most links that are left has the next one."""
    place = {id_: number for number, id_ in enumerate(rows)}
    left = {id_: set(others) for id_, others in neighbours.items()}
    lines: list[Line] = []
    ends: list[list[tuple[int, int]]] = []
    while any(left.values()):
        hub = min(rows, key=lambda id_: (-len(left[id_]), place[id_]))
        stops = tuple(sorted(left[hub], key=place.__getitem__))
        for stop in stops:
            left[stop].discard(hub)
        left[hub] = set()
        span = min(place[hub], place[stops[0]]), max(place[hub], place[stops[-1]])
        column = next((c for c, taken in enumerate(ends) if all(_apart(span, other) for other in taken)), len(ends))
        if column == len(ends):
            ends.append([])
        ends[column].append(span)
        lines.append(Line(hub, stops, column))
    return lines


def _apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] < other[0] or other[1] < one[0]
