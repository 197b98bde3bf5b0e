"""The moment that a build speaks for. It enters here, once, and is an argument everywhere else."""

import os
from datetime import date, datetime, time
from zoneinfo import ZoneInfo


def read_now(as_of: date | None, *, zone: str) -> datetime:
    """Return the wall-clock time in `zone` that the build speaks for, without tzinfo.

    Order: `as_of` (its noon), then SOURCE_DATE_EPOCH, then the clock.

    Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification 1.1.
    """
    if as_of:
        return datetime.combine(as_of, time(12))
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), ZoneInfo(zone)) if epoch.isdigit() else datetime.now(ZoneInfo(zone))
    return moment.replace(tzinfo=None, second=0, microsecond=0)
