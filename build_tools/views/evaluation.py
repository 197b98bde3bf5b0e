"""How an evaluation stands at a moment: one function of the record and the clock."""

from dataclasses import dataclass
from datetime import date, datetime

from build_tools.model.promises import Evaluation, EvaluationState, Stage

_OPEN = (EvaluationState.NOT_DUE, EvaluationState.UNKNOWN)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Whole years and months between two days, and the days that are left over."""

    years: int
    months: int
    days: int


@dataclass(frozen=True, slots=True)
class Judged:
    """All that follows from an evaluation and a moment."""

    state: EvaluationState
    overdue: Elapsed | None
    """How long ago it was due, where no published result is known; None while it is not overdue."""


def judge(evaluation: Evaluation, now: datetime) -> Judged:
    """Return how an evaluation stands.

    What sources show counts first. Where they show nothing it is not due before its last day has passed, and
    unknown afterwards: that nobody found a result does not say that there is none.

    Args:
        evaluation: The record.
        now: Wall-clock time in the zone of the site, without tzinfo.
    """
    known = _shown(evaluation)
    is_due = evaluation.due.is_known and evaluation.due.limit <= now
    state = known or (EvaluationState.UNKNOWN if is_due or not evaluation.due.is_known else EvaluationState.NOT_DUE)
    is_overdue = is_due and state is not EvaluationState.PUBLISHED
    return Judged(state, elapsed(evaluation.due.last, now.date()) if is_overdue else None)


def is_done(stage: Stage) -> bool:
    """A source shows that the stage was completed."""
    return stage.date.is_known or stage.document is not None


def _shown(evaluation: Evaluation) -> EvaluationState | None:
    """Return the furthest state that a source shows; None where none shows any."""
    order = list(EvaluationState)
    done = [stage.state for stage in evaluation.stages if is_done(stage)]
    found = [state for state in (evaluation.state, *done) if state not in _OPEN]
    return max(found, key=order.index, default=None)


def elapsed(since: date, until: date) -> Elapsed:
    """Return the time between two days; nothing where the second one is not later.

    A month has passed on the same day of the next one, or on its first day after where it has no such day.
    """
    if until <= since:
        return Elapsed(0, 0, 0)
    months = (until.year - since.year) * _MONTHS + until.month - since.month
    months -= until.day < since.day
    begun = _add_months(since, months)
    return Elapsed(months // _MONTHS, months % _MONTHS, (until - begun).days)


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year, month + 2, 1)  # December has every day
