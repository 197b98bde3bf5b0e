"""What must hold within the hours of an office, a place or a service."""

from collections.abc import Iterator
from itertools import pairwise

from build_tools.content.decoded import Decoded
from build_tools.content.order import check_order
from build_tools.diagnostics import Diagnostic
from build_tools.model.actors import Organization, Place
from build_tools.model.opening import DAY_MINUTES, WEEK, Opening, Weekday
from build_tools.model.promises import Service

_WEEK = 7 * DAY_MINUTES
_HOLIDAYS = 3 * _WEEK
"""Where public holidays stand: behind two weeks, the second of which lets Sunday night meet Monday morning."""


def check_opening(decoded: Decoded[Organization] | Decoded[Place] | Decoded[Service]) -> Iterator[Diagnostic]:
    """Hours end after they begin, none begin before others have ended, and whatever has a first and a last day has
    them in order.
    """
    opening, place = decoded.value.opening, ("opening",)
    if opening is None:
        return
    yield from check_order(decoded, opening.valid_from, opening.valid_through, (*place, "valid_through"))
    for index, closure in enumerate(opening.closures):
        yield from check_order(decoded, closure.first, closure.last, (*place, "closures", index, "last"))
    backward = {index for index, hours in enumerate(opening.weekly) if hours.closes <= hours.opens}
    for index in sorted(backward):
        hours = opening.weekly[index]
        details = {"opens": str(hours.opens), "closes": str(hours.closes)}
        yield decoded.diagnose((*place, "weekly", index, "closes"), "closes-before-opens", **details)
    for index, day in _overlaps(opening, backward):
        details = {"opens": str(opening.weekly[index].opens), "day": day}
        yield decoded.diagnose((*place, "weekly", index, "opens"), "hours-overlap", **details)


def _overlaps(opening: Opening, backward: set[int]) -> Iterator[tuple[int, Weekday]]:
    """Yield `(number, day)` of hours that begin before others have ended, each number once, with the first such day.

    A night that runs past midnight meets the hours of the next day; public holidays can be any day, so they are
    compared among themselves only.
    """
    stretches = [
        (base + hours.opens.minutes, base + hours.closes.minutes, index, day)
        for index, hours in enumerate(opening.weekly)
        if index not in backward
        for number, day in enumerate((*WEEK, Weekday.PUBLIC_HOLIDAYS))
        if day in hours.days
        for base in ((number * DAY_MINUTES, number * DAY_MINUTES + _WEEK) if day in WEEK else (_HOLIDAYS,))
    ]
    found: dict[int, Weekday] = {}
    for (_, ends, *_), (starts, _, index, day) in pairwise(sorted(stretches)):
        if starts < ends:
            found.setdefault(index, day)
    yield from sorted(found.items())
