"""What came of a target: values that were observed, or the projects that count for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from build_tools.model.catalog import Catalog
from build_tools.model.moment import UNKNOWN, Moment
from build_tools.model.promises import Indicator, Observation, Plan, by_date
from build_tools.model.works import Project


class Standing(StrEnum):
    """Whether a project counts as new within the plan's period, and if not, why."""

    COUNTED = "counted"
    NEW_UNKNOWN = "new-unknown"
    """It began, or may have begun, within the period; no source says that it was new."""
    START_UNKNOWN = "start-unknown"
    """No source says when it began."""
    OUTSIDE = "outside"
    """It began before the period, or after it."""
    NOT_NEW = "not-new"
    """It is known not to be one of those that the plan meant."""


@dataclass(frozen=True, slots=True)
class Count:
    """Real projects by how they stand; every one is in one group. Samples are in none."""

    groups: tuple[tuple[Standing, tuple[Project, ...]], ...]
    """In the order of `Standing`, the empty ones too; projects by id."""
    since: Moment
    """When the period can have begun at the earliest."""
    is_approval: bool
    """That is the day of approval; if not, it is what the plan tells of itself."""

    def of(self, standing: Standing) -> tuple[Project, ...]:
        """Return the projects that stand so, by id."""
        return dict(self.groups)[standing]

    @property
    def counted(self) -> tuple[Project, ...]:
        """The projects that count, by id."""
        return self.of(Standing.COUNTED)


def group_by_standing(
    projects: Iterable[Project], *, since: date, until: date
) -> tuple[tuple[Standing, tuple[Project, ...]], ...]:
    """Return which projects were newly set up in a period, and why others do not count; see `Count.groups`.

    Args:
        projects: In any order; samples are left out.
        since: First day on which the period can have begun.
        until: Last day of it.
    """
    found: dict[Standing, list[Project]] = {standing: [] for standing in Standing}
    for project in sorted(projects, key=lambda project: project.id):
        if not project.sample:
            found[standing_of(project, since=since, until=until)].append(project)
    return tuple((standing, tuple(group)) for standing, group in found.items())


def standing_of(project: Project, *, since: date, until: date) -> Standing:
    """Return how a project stands; see `group_by_standing`. A start as rough as a year may lie in the period."""
    starts = project.starts
    if project.new_in_plan is False:
        return Standing.NOT_NEW
    if starts is None or not starts.is_known:
        return Standing.START_UNKNOWN
    if starts.last < since or starts.first > until:
        return Standing.OUTSIDE
    return Standing.COUNTED if project.new_in_plan else Standing.NEW_UNKNOWN


def earliest_start(plan: Plan, indicators: Iterable[Indicator]) -> Moment:
    """Return when the plan's period can have begun at the earliest; unknown where nothing tells.

    That is the day of approval. As long as no source gives it, the plan can only be said not to be older than
    what it tells of itself: the latest baseline of its targets.
    """
    if plan.approved.is_known:
        return plan.approved
    told = [indicator.baseline.date for indicator in indicators if indicator.clause and indicator.baseline]
    return max((moment for moment in told if moment.is_known), key=lambda moment: moment.first, default=UNKNOWN)


def count_for(indicator: Indicator, catalog: Catalog) -> Count | None:
    """Return the projects that count for a target; None for one that is not counted from projects."""
    plan = next(iter(catalog.all(Plan)), None)
    if not (indicator.counts_projects and indicator.target and plan):
        return None
    since = earliest_start(plan, catalog.all(Indicator))
    first = since.first if since.is_known else date.min
    groups = group_by_standing(catalog.all(Project), since=first, until=indicator.target.due.last)
    return Count(groups, since, is_approval=plan.approved.is_known)


def observed_for(indicator: Indicator, catalog: Catalog) -> tuple[Observation, ...]:
    """Return the values seen since, the newest last: its own, and those of its survey if that is told in its unit."""
    survey = catalog.get("indicator", indicator.measured_by) if indicator.measured_by else None
    is_same = isinstance(survey, Indicator) and survey.unit == indicator.unit
    values = (*indicator.observations, *(survey.observations if isinstance(survey, Indicator) and is_same else ()))
    return by_date(values)


def has_result(indicator: Indicator, catalog: Catalog) -> bool:
    """Something is known of what came of a target."""
    count = count_for(indicator, catalog)
    return bool(observed_for(indicator, catalog) or (count and count.counted))
