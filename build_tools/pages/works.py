"""Pages of projects and of their history."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from build_tools.artifacts import Page
from build_tools.model.actors import Organization
from build_tools.model.moment import Moment, Precision
from build_tools.model.occasions import Event
from build_tools.model.promises import YearlyTheme
from build_tools.model.works import HistoryEntry, Project
from build_tools.pages.companions import Companions, draw, links_of
from build_tools.pages.desk import Desk
from build_tools.views.lineage import successions_of
from build_tools.views.networks import arrange, neighbours_of
from build_tools.views.projects import (
    by_fiscal_year,
    by_partner,
    by_theme,
    count_real,
    partners_by_part,
    without_start,
)
from build_tools.views.selections import by_date, by_name, by_term, coming_and_past, last_change

_STATUSES = ("running", "planned", "unknown", "ended")
_ABOVE = ("projects/",)


@dataclass(frozen=True, slots=True)
class Group:
    """Projects under a heading."""

    id: str
    """Anchor."""
    title: str
    projects: tuple[Project, ...]
    number: int
    """How many there are, samples not counted."""


@dataclass(frozen=True, slots=True)
class YearGroup:
    """The projects of a fiscal year under a heading."""

    id: str
    title: str
    beginning: tuple[Project, ...]
    others: tuple[Project, ...]


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the lists of projects by status, theme, partner and fiscal year, and who works with whom."""
    every = by_name(desk.catalog.all(Project), desk.lang)
    organizations = by_name(desk.catalog.all(Organization), desk.lang)
    yield _by_status(desk, every)
    yield _by_theme(desk, every)
    yield _by_partner(desk, every, organizations)
    yield _by_year(desk, every)
    yield _network(desk, every, organizations)


def _group(id_: str, title: str, projects: tuple[Project, ...]) -> Group:
    return Group(id_, title, projects, count_real(projects))


def _by_status(desk: Desk, every: tuple[Project, ...]) -> Page:
    t, known = desk.words, desk.catalog.terms("project-statuses")
    statuses = {status: known[status] for status in _STATUSES if status in known}
    found = by_term(every, "status", statuses)
    groups = [_group(status, known[status].get(desk.lang), projects) for status, projects in found]
    return desk.page(
        "projects.html", "projects/", t("projects.title"), t("projects.lead"), groups=groups, changed=last_change(every)
    )


def _by_theme(desk: Desk, every: tuple[Project, ...]) -> Page:
    t, terms = desk.words, desk.catalog.terms("themes")
    groups = [
        _group(theme or "without", terms[theme].get(desk.lang) if theme else t("projects.without-theme"), projects)
        for theme, projects in by_theme(every, terms)
    ]
    yearly = sorted(desk.catalog.all(YearlyTheme), key=lambda each: (each.fiscal_year.first, each.id))
    return _list(desk, "themes", groups=groups, yearly=tuple(yearly))


def _by_partner(desk: Desk, every: tuple[Project, ...], organizations: tuple[Organization, ...]) -> Page:
    found = by_partner(every)
    partners = [
        (organization, found[organization.id], count_real(project for project, _ in found[organization.id]))
        for organization in organizations
        if organization.id in found
    ]
    return _list(desk, "partners", partners=partners)


def _by_year(desk: Desk, every: tuple[Project, ...]) -> Page:
    context = desk.context("projects/years/")
    years = [
        YearGroup(
            f"fy{year.year}",
            context.when(Moment(date(year.year, 4, 1), Precision.FISCAL_YEAR)),
            year.beginning,
            year.others,
        )
        for year in by_fiscal_year(every)
    ]
    return _list(desk, "years", years=years, unknown=without_start(every))


def _network(desk: Desk, every: tuple[Project, ...], organizations: tuple[Organization, ...]) -> Page:
    neighbours = neighbours_of(every, successions=successions_of(organizations))
    by_id = {each.id: each for each in organizations}
    drawing = arrange(neighbours, tuple(by_id))
    rows = [by_id[id_] for id_ in drawing.rows]
    links: list[tuple[Organization, Companions]] = [(one, links_of(neighbours, one, rows)) for one in rows]
    picture = draw(desk, "projects/network/", neighbours, drawing, title=desk.words("network.title"))
    return _list(desk, "network", picture=picture, links=links)


def _list(desk: Desk, name: str, **values: object) -> Page:
    t, path = desk.words, f"projects/{name}/"
    title, lead = t(f"projects.{name}.title"), t(f"projects.{name}.lead")
    return desk.page(f"projects_{name}.html", path, title, lead, trail=_ABOVE, shell=path, **values)


def build_record(desk: Desk, project: Project) -> Iterator[Page]:
    """Yield the page of a project."""
    coming, past = coming_and_past(desk.catalog.naming(project, Event), desk.now)
    parts = partners_by_part(project)
    yield desk.record_page(
        "project.html",
        project,
        trail=_ABOVE,
        coming=coming,
        past=past,
        parts=parts,
        asked=parts[0][1] if parts else (),
    )


def build_history(desk: Desk) -> Iterator[Page]:
    """Yield the chronicle."""
    t, entries = desk.words, by_date(desk.catalog.all(HistoryEntry))
    yield desk.page(
        "history.html", "history/", t("history.title"), t("history.lead"), trail=("plan/",), entries=entries
    )
