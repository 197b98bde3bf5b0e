"""With whom organizations work: the picture of it, and the table that says the same."""

from collections.abc import Sequence

from markupsafe import Markup

from build_tools.model.actors import Organization
from build_tools.model.works import Project
from build_tools.pages.desk import Desk
from build_tools.pages.drawings import MOST_COLUMNS, lay_out
from build_tools.urls import address_of
from build_tools.views.lineage import successions_of
from build_tools.views.networks import Drawing, Neighbours, around, arrange, neighbours_of
from build_tools.views.selections import by_name

MOST_AROUND = 12
"""With more around one organization than this, the picture is a list as long as the table, and says less."""
Companions = tuple[tuple[Organization, tuple[Project, ...]], ...]
"""Those an organization works with, each with the projects that they share."""


def links_of(neighbours: Neighbours, one: Organization, others: Sequence[Organization]) -> Companions:
    """Return whom an organization works with, in the order of `others`."""
    shared = neighbours.get(one.id, {})
    return tuple((other, shared[other.id]) for other in others if other.id in shared)


def companions_of(desk: Desk, organization: Organization) -> tuple[Companions, Markup]:
    """Return whom an organization works with, by name, and a picture of it; none of a single one, nor of many."""
    catalog = desk.catalog
    projects = by_name(catalog.naming(organization, Project), desk.lang)
    neighbours = around(organization.id, neighbours_of(projects, successions=successions_of([organization])))
    every = by_name([_organization(desk, id_) for id_ in neighbours], desk.lang)
    companions = links_of(neighbours, organization, every)
    if not 1 < len(companions) <= MOST_AROUND:
        return companions, Markup()
    title = desk.words("network.of", name=organization.title.get(desk.lang))
    drawing = arrange(neighbours, tuple(each.id for each in every))
    return companions, draw(desk, address_of(organization), neighbours, drawing, title=title)


def _organization(desk: Desk, id_: str) -> Organization:
    found = desk.catalog.get("organization", id_)
    assert isinstance(found, Organization)  # noqa: S101 -- what the kind says, for the type checker
    return found


def draw(desk: Desk, path: str, neighbours: Neighbours, drawing: Drawing, *, title: str) -> Markup:
    """Return the picture of a network for the page at `path`.

    Nothing where nobody works with anybody, or where too many lines stand side by side: the table says the same.

    Args:
        desk: Its language.
        path: Address of the page.
        neighbours: Who works with whom.
        drawing: Their order.
        title: What the picture shows.
    """
    if not drawing.rows or drawing.columns > MOST_COLUMNS:
        return Markup()
    titles = {id_: _organization(desk, id_).title.get(desk.lang) for id_ in drawing.rows}
    return desk.render("network.svg", path, picture=lay_out(drawing, neighbours, titles), title=title)
