"""What has changed in an event since it was announced."""

from build_tools.model.occasions import Change, Event, count_weighty


def sequence_of(event: Event) -> int:
    """Return how often people had to act on a change (SEQUENCE, RFC 5545 section 3.8.7.4)."""
    return count_weighty(event)


def newest_first(event: Event) -> tuple[Change, ...]:
    """Return the changes of an event, newest first; of one day, the later entry first."""
    kept = sorted(enumerate(event.changes), key=lambda pair: (pair[1].date.instant, pair[0]), reverse=True)
    return tuple(change for _, change in kept)


def is_only_one(event: Event, what: str) -> bool:
    """No more than one change was of a kind: it led from the first value straight to the present one.

    Args:
        event: The event.
        what: A term of `change-kinds`.
    """
    return sum(what in change.what for change in event.changes) <= 1
