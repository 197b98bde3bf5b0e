"""What comes before what, where one of the two may be known by its day or month only."""

from collections.abc import Iterator
from typing import Any

from build_tools.content.decoded import Decoded, Loc
from build_tools.diagnostics import Diagnostic
from build_tools.model.moment import Moment


def is_before(one: Moment, other: Moment) -> bool:
    """`one` certainly comes before `other`: at an earlier minute, or where minutes are not known on an earlier day."""
    if not one.is_known or not other.is_known:
        return False
    if one.clock and other.clock:
        return one.instant < other.instant
    return one.last < other.first


def check_order(decoded: Decoded[Any], starts: Moment | None, ends: Moment | None, loc: Loc) -> Iterator[Diagnostic]:
    """An end comes after its start."""
    if starts and ends and starts.is_known and ends.is_known and _ends_early(starts, ends):
        yield decoded.diagnose(loc, "ends-before-start", starts=str(starts), ends=str(ends))


def _ends_early(starts: Moment, ends: Moment) -> bool:
    if starts.clock and ends.clock:
        return ends.instant <= starts.instant
    return ends.limit.date() < starts.first if ends.clock else ends.last < starts.first
