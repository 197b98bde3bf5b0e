"""Days on the matching board that only the day it is can refuse."""

from collections.abc import Iterator
from datetime import date

from build_tools.clock import read_now
from build_tools.content.loader import Loaded
from build_tools.diagnostics import Diagnostic


def check_received(loaded: Loaded, as_of: date | None) -> Iterator[Diagnostic]:
    """Yield a problem for each entry that was received on a day to come.

    Args:
        loaded: The content.
        as_of: The day it is; None for the clock.
    """
    if loaded.site is None:
        return
    today = read_now(as_of, zone=loaded.site.timezone).date()
    for decoded in loaded.entries:
        day = decoded.value.received
        if day > today and not decoded.value.sample:  # the days of a sample are invented
            yield decoded.diagnose(("received",), "received-later", value=day.isoformat(), today=today.isoformat())
