"""What templates say of projects: how one stands, links to some of them, and its themes."""

from collections.abc import Iterable

from markupsafe import Markup

from build_tools.i18n.filling import fill, join
from build_tools.model.actors import Organization
from build_tools.model.base import Party
from build_tools.model.works import Project, ProjectStatus
from build_tools.pages.context import Context
from build_tools.views.lineage import heirs_of

_ENDING = (ProjectStatus.ENDED, ProjectStatus.PLANNED)
"""What can have an end."""


def status_line(c: Context, project: Project) -> Markup:
    """Return how a project stands, since when, and as of which source, in one sentence."""
    values = {"since": project.starts, "until": project.ends if project.status in _ENDING else None}
    dates = {name: c.date(moment) for name, moment in values.items() if moment and moment.is_known}
    said = c.t.markup(".".join(("project.says", project.status, *dates)), **dates)
    if project.status_as_of:
        return c.t.markup("project.line.as-of", said=said, day=c.date(project.status_as_of))
    return c.t.markup("project.line.undated" if _may_have_passed(project) else "project.line", said=said)


def _may_have_passed(project: Project) -> bool:
    """How it stands may have changed since a source said so. What the plan alone says was planned, was planned."""
    is_of_plan = all(source.url is None for source in project.sources)
    return project.status is ProjectStatus.RUNNING or (project.status is ProjectStatus.PLANNED and not is_of_plan)


def whom_to_ask(c: Context, parties: Iterable[Party]) -> Markup:
    """Return organizations with their roles; in place of one that has ended, who has taken over from it."""
    shown: dict[str, Markup] = {}
    for party in parties:
        organization = c.of("organization", party.organization)
        assert isinstance(organization, Organization)  # noqa: S101 -- what the kind says, for the type checker
        for heir, before in heirs_of(organization, c.catalog, c.now):
            shown.setdefault(heir.id, _took_over(c, heir, before) if before else c.parties((party,)))
    return c.items(list(shown.values()))


def _took_over(c: Context, heir: Organization, before: Organization) -> Markup:
    year = before.until.first.year if before.until else ""
    return c.t.markup("project.take-part.heir", heir=c.link(heir), year=year, body=c.text(before.title))


def project_links(c: Context, projects: tuple[Project, ...]) -> Markup:
    """Return projects as links, several as a plain list."""
    return c.items([c.link(project) for project in projects])


def theme_chips(c: Context, project: Project) -> Markup:
    """Return the themes of a project as links to the lists of projects about them."""
    return join(
        [
            fill('<a class="chip" href="{}#{}">{}</a> ', c.url("projects/themes/"), theme, c.term("themes", theme))
            for theme in project.themes
        ]
    )
