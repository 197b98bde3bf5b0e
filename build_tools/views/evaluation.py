"""How an evaluation stands at a moment: one function of the record and the clock."""

from dataclasses import dataclass
from datetime import datetime

from build_tools.model.promises import Evaluation, EvaluationState, Stage
from build_tools.views.elapsed import Elapsed, elapsed

_OPEN = (EvaluationState.NOT_DUE, EvaluationState.UNKNOWN)


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
