"""What a piece of work asks while it runs, so that it need not run again while the answers stay the same.

The catalog and the clock ask on behalf of whoever reads them: no page says by hand what it
depends on, so none can forget to.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import SupportsIndex

EVER = datetime.max  # noqa: DTZ901 -- wall-clock time has no zone
NEVER = datetime.min  # noqa: DTZ901 -- as above
_INSTANT = timedelta(microseconds=1)


@dataclass(slots=True)
class Asked:
    """What was asked, and how long the clock gives the same answers."""

    questions: set[str] = field(default_factory=set)
    """`face event/x`, `body event/x`, `voice event/x`, `names event/x`, `all event`."""
    after: datetime = NEVER
    """The answers hold for moments after this one, exclusive,"""
    before: datetime = EVER
    """and before this one, exclusive."""

    def add(self, other: "Asked") -> None:
        """Take over all that another piece of work asked."""
        self.questions |= other.questions
        self.bound(other.after, other.before)

    def bound(self, after: datetime, before: datetime) -> None:
        """Hold only between two moments, both exclusive."""
        self.after, self.before = max(self.after, after), min(self.before, before)

    def holds_at(self, now: datetime) -> bool:
        """The clock answers as it did then."""
        return self.after < now < self.before


_LISTENER: ContextVar[Asked | None] = ContextVar("listener", default=None)


def ask(question: str) -> None:
    """Note a question for the work that is under way, if any listens."""
    if asked := _LISTENER.get():
        asked.questions.add(question)


def bound(after: datetime, before: datetime) -> None:
    """Note that the clock was asked; see `Asked.bound`."""
    if asked := _LISTENER.get():
        asked.bound(after, before)


def recall(earlier: Asked) -> None:
    """Note what was asked for a result that is used again."""
    if asked := _LISTENER.get():
        asked.add(earlier)


@contextmanager
def listening() -> Iterator[Asked]:
    """Give what is asked while the context lasts; it counts for the work around it too."""
    asked = Asked()
    token = _LISTENER.set(asked)
    try:
        yield asked
    finally:
        _LISTENER.reset(token)
        recall(asked)


class Now(datetime):
    """The moment that a build speaks for; comparing with it notes how long the answer stays the same.

    It answers to comparisons, to `date()`, and to a `timedelta` taken off or added. All else that a
    `datetime` can tell holds for this moment alone, so it is not to be asked here.
    """

    _shift: timedelta
    plain: datetime
    """The moment itself, without the shift; nothing is noted."""

    @classmethod
    def of(cls, moment: datetime, shift: timedelta = timedelta(0)) -> "Now":
        """Return a moment, moved by `shift`."""
        there = moment + shift
        now = cls(there.year, there.month, there.day, there.hour, there.minute, there.second, there.microsecond)
        now._shift, now.plain = shift, moment
        return now

    def date(self) -> date:
        """Return the day, which stays the same until midnight."""
        day = datetime.date(self)
        midnight = datetime.combine(day, time.min) - self._shift
        bound(midnight - _INSTANT, midnight + timedelta(days=1))
        return day

    # mypy wants what a datetime takes: a date to compare with, a moment to take off. Nobody asks for either here.

    def _meet(self, other: datetime) -> None:
        """Note on which side of `other` this moment lies."""
        if other in (EVER, NEVER):
            return
        own, there = self.plain, _plain(other) - self._shift
        if own < there:
            bound(NEVER, there)
        elif own > there:
            bound(there, EVER)
        else:
            bound(own - _INSTANT, own + _INSTANT)

    def __lt__(self, other: datetime) -> bool:  # type: ignore[override]
        self._meet(other)
        return datetime.__lt__(self, other)

    def __le__(self, other: datetime) -> bool:  # type: ignore[override]
        self._meet(other)
        return datetime.__le__(self, other)

    def __gt__(self, other: datetime) -> bool:  # type: ignore[override]
        self._meet(other)
        return datetime.__gt__(self, other)

    def __ge__(self, other: datetime) -> bool:  # type: ignore[override]
        self._meet(other)
        return datetime.__ge__(self, other)

    def __add__(self, other: timedelta) -> "Now":
        return Now.of(self.plain, self._shift + other)

    def __sub__(self, other: timedelta) -> "Now":  # type: ignore[override]
        return self + -other

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[object, ...]:
        raise TypeError("the moment of a build does not leave its process")

    __eq__ = datetime.__eq__
    __hash__ = datetime.__hash__


def _plain(moment: datetime) -> datetime:
    return moment if type(moment) is datetime else datetime.combine(moment.date(), moment.time())
