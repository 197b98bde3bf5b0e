"""Says how much time has passed."""

from build_tools.i18n.words import Words
from build_tools.views.elapsed import Elapsed


def format_elapsed(time: Elapsed, words: Words) -> str:
    """Return a stretch of time in words: years and months, or days where it is shorter than a month."""
    parts = [_count(time.years, "years", words), _count(time.months, "months", words)]
    known = [part for part in parts if part] or [_count(time.days, "days", words)]
    return words("elapsed.join").join(known)


def _count(number: int, unit: str, words: Words) -> str:
    return words(f"elapsed.{unit}.{'one' if number == 1 else 'other'}", number=number) if number else ""
