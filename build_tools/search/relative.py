"""Words for days as seen from today: next month, this weekend."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from build_tools.search.rules import read_rules


def relative_words(today: date) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the words for days as seen from today, each with its days or its month as `terms.dated` writes them."""
    rules = read_rules()
    for word, days in rules.days_on.items():
        yield word, _written((today + timedelta(days),))
    monday = today - timedelta(today.weekday())
    for word, (weeks, first, last) in rules.weeks_on.items():
        yield word, _written(monday + timedelta(weeks * 7 + day) for day in range(first, last + 1))
    _, month, _ = tuple(rules.date_counters)
    for word, months in rules.months_on.items():
        yield word, (f"{(today.month - 1 + months) % 12 + 1}{month}",)


def _written(days: Iterable[date]) -> tuple[str, ...]:
    _, month, day = tuple(read_rules().date_counters)
    return tuple(f"{one.month}{month}{one.day}{day}" for one in days)
