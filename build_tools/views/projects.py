"""Projects by what visitors ask for: themes, partners, the fiscal years they are known to have been at work."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from build_tools.model.base import Party
from build_tools.model.moment import Moment, Precision, fiscal_year
from build_tools.model.site import Term
from build_tools.model.works import Project, ProjectStatus

_LEADS = frozenset({None, "host", "co-host", "implementer", "operator", "manager", "commissioner"})
_SUPPORTS = frozenset({"support", "cooperation", "funder", "speaker"})
_APRIL = 4
"""First month of a fiscal year."""


@dataclass(frozen=True, slots=True)
class Year:
    """The projects of one fiscal year."""

    year: int
    """The fiscal year runs from 1 April of this year to 31 March of the next one."""
    beginning: tuple[Project, ...]
    """What began in it, or was planned to."""
    others: tuple[Project, ...]
    """What else was at work in it, as far as sources show."""


def count_real(projects: Iterable[Project]) -> int:
    """Return how many projects there are, samples not counted."""
    return sum(not project.sample for project in projects)


def partners_by_part(project: Project) -> tuple[tuple[str, tuple[Party, ...]], ...]:
    """Return `(part, partners)`: who leads, takes part, supports, in the order of the record; without empty ones."""
    parts: dict[str, list[Party]] = {"leads": [], "takes-part": [], "supports": []}
    for party in project.partners:
        parts["leads" if party.role in _LEADS else "supports" if party.role in _SUPPORTS else "takes-part"].append(
            party
        )
    return tuple((part, tuple(found)) for part, found in parts.items() if found)


def by_theme(projects: Iterable[Project], themes: Mapping[str, Term]) -> tuple[tuple[str, tuple[Project, ...]], ...]:
    """Return `(theme, projects)` in the order of the vocabulary: a project stands under each of its themes.

    Themes without projects are left out; projects without a theme come last, under the empty name.
    """
    groups: dict[str, list[Project]] = {theme: [] for theme in (*themes, "")}
    for project in projects:
        for theme in project.themes or ("",):
            groups[theme].append(project)
    return tuple((theme, tuple(found)) for theme, found in groups.items() if found)


def by_partner(projects: Iterable[Project]) -> Mapping[str, tuple[tuple[Project, tuple[Party, ...]], ...]]:
    """Return the id of each organization to `(project, its parts in it)`, in the order of the projects."""
    groups: dict[str, list[tuple[Project, tuple[Party, ...]]]] = {}
    for project in projects:
        for id_ in dict.fromkeys(party.organization for party in project.partners):
            parts = tuple(party for party in project.partners if party.organization == id_)
            groups.setdefault(id_, []).append((project, parts))
    return {id_: tuple(found) for id_, found in groups.items()}


def by_fiscal_year(projects: Iterable[Project]) -> tuple[Year, ...]:
    """Return the fiscal years in which projects are known to have been at work, newest first.

    Projects keep their order within a year.
    """
    years: dict[int, tuple[list[Project], list[Project]]] = {}
    for project in projects:
        first = first_year(project)
        for year in years_of(project):
            begun, running = years.setdefault(year, ([], []))
            (begun if year == first else running).append(project)
    ordered = sorted(years.items(), reverse=True)
    return tuple(Year(year, tuple(begun), tuple(running)) for year, (begun, running) in ordered)


def without_start(projects: Iterable[Project]) -> tuple[Project, ...]:
    """Return the projects of which nobody has written when they began."""
    return tuple(project for project in projects if first_year(project) is None)


def first_year(project: Project) -> int | None:
    """Return the fiscal year in which a project began; None where that is unknown."""
    return _year(project.starts) if project.starts and project.starts.is_known else None


def years_of(project: Project) -> frozenset[int]:
    """Return the fiscal years in which a project is known to have been at work, or was planned to be.

    Between its start and its end every year counts. One that runs has no end: there the last year that a
    source shows counts as one, or the year of the record's last change where that source has no date. Of all
    others only the years count that something is dated in.
    """
    dated = {_year(moment) for moment in _moments(project)}
    is_whole = project.status is ProjectStatus.RUNNING or (project.starts and project.ends)
    if project.status is ProjectStatus.RUNNING and not project.status_as_of and first_year(project) is not None:
        dated.add(fiscal_year(project.updated))
    return frozenset(range(min(dated), max(dated) + 1) if dated and is_whole else dated)


def _moments(project: Project) -> Iterator[Moment]:
    moments = (project.starts, project.ends, *(step.date for step in project.steps), *(r.date for r in project.results))
    as_of = project.status_as_of if project.status is ProjectStatus.RUNNING else None
    yield from (moment for moment in (*moments, as_of) if moment and moment.is_known)


def _year(moment: Moment) -> int:
    """Return the fiscal year of a moment; of a calendar year, that of most of its months."""
    return fiscal_year(moment.first.replace(month=_APRIL)) if moment.precision is Precision.YEAR else moment.fiscal_year
