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
    """Yield `(number, day)` of hours that begin before others have ended, each number once.

    A night that runs past midnight meets the hours of the next day; public holidays can be any day, so they are
    compared among themselves only.
    """
    stretches = [
        ((number * DAY_MINUTES if day in WEEK else _WEEK * 2) + hours.opens.minutes, hours.closes.minutes, index, day)
        for index, hours in enumerate(opening.weekly)
        if index not in backward
        for number, day in enumerate((*WEEK, Weekday.PUBLIC_HOLIDAYS))
        if day in hours.days
    ]
    ordered = sorted(
        (starts, starts - starts % DAY_MINUTES + closes, index, day) for starts, closes, index, day in stretches
    )
    week = [each for each in ordered if each[3] in WEEK]
    if week:  # Sunday night meets Monday morning
        starts, ends, index, day = week[0]
        ordered.insert(len(week), (starts + _WEEK, ends + _WEEK, index, day))
    found = {index: day for (_, ends, *_), (starts, _, index, day) in pairwise(ordered) if starts < ends}
    yield from sorted(found.items())
