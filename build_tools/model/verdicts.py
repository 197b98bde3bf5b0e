"""How far each success criterion is known to be met: by programs, by people, or not yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from build_tools.model.accessibility import (
    AccessibilityPolicy,
    AccessibilityTest,
    HumanFinding,
    MachineFinding,
    Outcome,
)
from build_tools.model.catalog import Catalog
from build_tools.model.criteria import Criterion
from build_tools.model.kinds import KINDS
from build_tools.shells import SHELLS

LASTS = timedelta(days=365)
"""So long does a run count: the guideline for public sites asks for one test a year."""
LAG = timedelta(days=30)
"""So much newer than the last run may content be."""


class Judge(StrEnum):
    """Who has told."""

    MACHINE = "machine"
    PERSON = "person"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of one criterion."""

    criterion: Criterion
    machine: MachineFinding | None
    """What programs found; None where none looks."""
    person: HumanFinding | None
    """What a person found."""
    judge: Judge
    outcome: Outcome | None
    """None while it is open."""


def judge(criterion: Criterion, policy: AccessibilityPolicy | None, test: AccessibilityTest | None) -> Verdict:
    """Say how a criterion stands.

    Problems that a program found count whatever a person said. Where the program found none, a person's word counts
    before the program's, which counts alone only where it can tell all of the criterion.
    """
    machine = next((found for found in test.findings if found.criterion == criterion.number), None) if test else None
    person = next((f for f in policy.findings if f.criterion == criterion.number), None) if policy else None
    if machine and machine.problems:
        return Verdict(criterion, machine, person, Judge.MACHINE, Outcome.NOT_MET)
    if person:
        return Verdict(criterion, machine, person, Judge.PERSON, person.outcome)
    if machine and criterion.absent_by in machine.checks:
        return Verdict(criterion, machine, person, Judge.MACHINE, Outcome.NOT_APPLICABLE)
    if machine and criterion.is_mechanical and not machine.undecided:
        return Verdict(criterion, machine, person, Judge.MACHINE, Outcome.MET)
    return Verdict(criterion, machine, person, Judge.OPEN, None)


class Staleness(StrEnum):
    """Why a run does not tell of the site as it is: what has come since."""

    YEAR = "year"
    CONTENT = "content"
    KINDS = "kinds"


def staleness(test: AccessibilityTest, newest: date, now: datetime) -> Iterator[Staleness]:
    """Yield why the last run may be too old.

    Args:
        test: The run.
        newest: Day of the last change of any record.
        now: Decides how old it is.
    """
    if now > datetime.combine(test.date + LASTS, time.max):
        yield Staleness.YEAR
    if newest - test.date > LAG:
        yield Staleness.CONTENT
    if test.shells and set(SHELLS) - set(test.shells):
        yield Staleness.KINDS


def last_run(tests: Iterable[AccessibilityTest]) -> AccessibilityTest | None:
    """Return the newest run; None where there is none."""
    return max(tests, key=lambda test: (test.date, test.id), default=None)


def newest_change(catalog: Catalog) -> date:
    """Return the day of the last change of any record that is no sample; the first of all days where there is none."""
    days = (record.updated for kind in KINDS for record in catalog.records[kind.name].values() if not record.sample)
    return max(days, default=date.min)
