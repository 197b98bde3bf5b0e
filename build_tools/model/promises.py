"""What the city promised: plan, clauses, initiatives, services, themes, targets, evaluation, guideline."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from build_tools.model.base import (
    Audience,
    ClauseRef,
    IndicatorRef,
    InitiativeRef,
    Model,
    OrganizationRef,
    Party,
    ProjectRef,
    Record,
    TermMark,
    Text,
    Theme,
)
from build_tools.model.declared import Count
from build_tools.model.opening import Opening
from build_tools.model.values import Flag, Line, Name, Number, Slug, Url, When, Whole


class Plan(Record):
    """The regional revitalisation plan as a whole."""

    author: OrganizationRef
    """Who drew it up."""
    area: Text
    """Where it applies."""
    approved: When
    """Day of approval; `unknown` as long as no source gives it."""
    ends: When
    """Last day."""
    period: Text
    """The period in the plan's own terms."""
    vision: Text
    """The city's vision that it serves."""


class Clause(Record):
    """A clause of the plan, told in plain words."""

    number: Line
    """As the plan numbers it: `4 (1)`."""
    order: Whole
    """Place in the plan, from 1."""
    level: Whole = 1
    """1 for a clause, 2 for a part of one."""
    not_applicable: Flag = False
    """`true`: the plan says that nothing applies."""


class Initiative(Record):
    """One of the plan's five initiatives."""

    code: Line
    """N-1 to N-5."""
    measure: Line | None = None
    """Number of the national support measure, if it uses one."""
    clause: ClauseRef
    """The clause that sets it out."""
    leads: tuple[Party, ...]
    """Who carries it out."""
    audience: tuple[Audience, ...]
    """For whom."""


class Service(Record):
    """A service of the support office."""

    code: Line
    """V-1 to V-3."""
    provider: OrganizationRef
    """Who gives it."""
    successor: OrganizationRef | None = None
    """Who gives the like today."""
    opening: Opening | None = None
    """Its own hours, where a source gives some; those of the office stand with the organization."""
    booking: Text | None = None
    """How to apply or book, as far as a source says."""
    clause: ClauseRef | None = None
    """The clause that names it."""


class YearlyTheme(Record):
    """The theme that the support office took up in a fiscal year."""

    code: Line
    """T-1, T-2."""
    fiscal_year: When
    """The year: `FY2008`."""
    taken_up_by: OrganizationRef
    """Who took it up."""
    themes: tuple[Theme, ...] = ()
    """The themes of projects that it is about."""
    initiative: InitiativeRef | None = None
    """The initiative that carried it."""
    clause: ClauseRef
    """The clause that names it."""


class Operator(StrEnum):
    """How a value compares with its target."""

    AT_LEAST = ">="
    EXACTLY = "="


class Observation(Model):
    """A value at a date."""

    date: When
    """When it was observed."""
    value: Number
    """The value, in the unit of the indicator."""
    approximate: Flag = False
    """The source says about."""
    or_more: Flag = False
    """The source says or more."""
    label: Text | None = None
    """Which part it counts, if the indicator has several."""
    qualifier: Text | None = None
    """What the source adds to the value: drawn at random."""


def by_date(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Return values, the newest last: first those of no known date, and those of one date as they are written."""
    return tuple(sorted(observations, key=lambda value: (value.date.is_known, value.date.first, value.date.last)))


class Target(Model):
    """The value to be reached."""

    value: Number
    """The value, in the unit of the indicator."""
    operator: Operator
    """`>=` for at least."""
    due: When
    """Last day."""
    qualifier: Text | None = None
    """What the source adds to the value: newly set up."""


class Indicator(Record):
    """A figure: a target of the plan, or a count that a source gives."""

    kind: Annotated[Name, TermMark("indicator-kinds")]
    """What sort of figure."""
    unit: Annotated[Name, TermMark("units")] | None = None
    """Unit of all its values; a difference of percentages is in points."""
    clause: ClauseRef | None = None
    """The clause of the plan that sets it."""
    baseline: Observation | None = None
    """Where it started."""
    target: Target | None = None
    """Where it should go."""
    observations: tuple[Observation, ...] = ()
    """Values seen since, oldest first."""
    method: Text | None = None
    """How it is measured."""
    counts_projects: Flag = False
    """`true`: its result is counted from the projects that are new in the plan's period."""
    measured_by: IndicatorRef | None = None
    """The survey that measures it."""
    finding: Text | None = None
    """What the source says, where that is no number."""
    organizations: tuple[OrganizationRef, ...] = ()
    """Bodies it is about."""
    projects: tuple[ProjectRef, ...] = ()
    """Projects it is about."""


class EvaluationState(StrEnum):
    """How far the evaluation has come; clause 7 of the plan."""

    NOT_DUE = "not-due"
    UNKNOWN = "unknown"
    DEPARTMENT_DONE = "department-done"
    HEADQUARTERS_DONE = "headquarters-done"
    PUBLISHED = "published"


class Stage(Model):
    """One stage of an evaluation."""

    state: Annotated[EvaluationState, TermMark("evaluation-states")]
    """The state that its completion brings."""
    evaluator: OrganizationRef | None = None
    """Who does it."""
    date: When
    """When it was done; `unknown` as long as no source says."""
    document: Url | None = None
    """Its document."""


class Evaluation(Record):
    """The evaluation of the plan's targets."""

    clause: ClauseRef
    """The clause that orders it."""
    due: When
    """When it falls due."""
    state: Annotated[EvaluationState, TermMark("evaluation-states")]
    """How far it has come, as far as sources show."""
    stages: tuple[Stage, ...]
    """Its stages, in order."""
    indicators: tuple[IndicatorRef, ...]
    """The targets it judges."""


class Version(Model):
    """An edition of the guideline."""

    date: When
    """When."""
    title: Text
    """What happened to it then."""


class Part(Model):
    """One of the five parts of the definition of collaboration."""

    key: Annotated[Name, TermMark("definition-parts")]
    """Which part."""
    text: Text
    """What it says, in plain words."""


class Chapter(Model):
    """A chapter of the guideline, as far as it is known."""

    id: Slug
    """Anchor of the chapter: `1-1`."""
    number: Line
    """As printed: `1 (1)`; `-` for the preface."""
    title: Text
    """Heading."""
    level: Whole = 1
    """1 for a chapter, 2 for a section of it."""
    known: Flag = True
    """`false`: its text has not been seen."""
    text: Text
    """What it says, in plain words."""


class Guideline(Record):
    """The guideline of collaboration between NPOs and the city."""

    adopted: When
    """When it was adopted."""
    drafted_by: OrganizationRef
    """Who drafted it."""
    publisher: OrganizationRef | None = None
    """The body that publishes it; citations begin with its name."""
    quote: Text
    """Its one-sentence definition of collaboration, word for word."""
    definition: Annotated[tuple[Part, ...], Count(5, 5)]
    """The five parts of the definition."""
    versions: tuple[Version, ...] = ()
    """Its editions, oldest first."""
    chapters: tuple[Chapter, ...] = ()
    """Its chapters, in order."""
