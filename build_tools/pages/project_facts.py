"""What templates say of projects: how one stands, links to some of them, and its themes."""

from markupsafe import Markup

from build_tools.i18n.filling import fill, join
from build_tools.model.works import Project, ProjectStatus
from build_tools.pages.context import Context

_ENDING = (ProjectStatus.ENDED, ProjectStatus.PLANNED)
"""What can have an end."""
_PASSING = (ProjectStatus.RUNNING, ProjectStatus.PLANNED)
"""What may have changed since a source said so."""


def status_line(c: Context, project: Project) -> Markup:
    """Return how a project stands, since when, and as of which source, in one sentence."""
    values = {"since": project.starts, "until": project.ends if project.status in _ENDING else None}
    dates = {name: c.date(moment) for name, moment in values.items() if moment and moment.is_known}
    said = c.t.markup(".".join(("project.says", project.status, *dates)), **dates)
    if project.status_as_of:
        return c.t.markup("project.line.as-of", said=said, day=c.date(project.status_as_of))
    return c.t.markup("project.line.undated" if project.status in _PASSING else "project.line", said=said)


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
