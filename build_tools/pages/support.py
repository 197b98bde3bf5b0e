"""The page of the support office: where to ask today, what it offers, and how it came about."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.artifacts import Page
from build_tools.model.actors import Organization, Place
from build_tools.model.base import Record
from build_tools.model.catalog import Catalog
from build_tools.model.promises import Service, YearlyTheme
from build_tools.model.works import HistoryEntry, Project
from build_tools.pages.desk import Desk
from build_tools.pages.openings import build_opening, with_clock
from build_tools.views.lineage import lineage_of

PATH = "support-office/"


@dataclass(frozen=True, slots=True)
class Offer:
    """A service with its own hours."""

    service: Service
    hours: Markup | None
    """None where no source gives any."""


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of the support office."""
    t, catalog = desk.words, desk.catalog
    services = tuple(sorted(catalog.all(Service), key=lambda service: service.code))
    themes = tuple(sorted(catalog.all(YearlyTheme), key=lambda theme: theme.fiscal_year.first))
    office = _office(catalog, services)
    bodies = lineage_of(office, catalog) if office else ()
    page = desk.page(
        "support_office.html",
        PATH,
        t("support.title"),
        t("support.lead"),
        trail=("plan/",),
        office=office,
        hours=_hours(desk, office),
        rooms=_places(catalog, office),
        offers=tuple(Offer(service, _hours(desk, service)) for service in services),
        bodies=bodies,
        themes=themes,
        with_projects=frozenset(theme for project in catalog.all(Project) for theme in project.themes),
        history=_history(catalog, services, bodies),
        shared_sources=desk.render("shared_footer.html", PATH, records=(*services, *themes)),
    )
    yield with_clock(page, office, *services)


def _office(catalog: Catalog, services: tuple[Service, ...]) -> Organization | None:
    """Return the body that visitors turn to today: that of the settings, or else that of the first service."""
    ids = (catalog.site.contact.organization, *(service.successor or service.provider for service in services))
    known = next((id_ for id_ in ids if id_), None)
    found = catalog.get("organization", known) if known else None
    return found if isinstance(found, Organization) else None


def _hours(desk: Desk, record: Organization | Service | None) -> Markup | None:
    return build_opening(desk, record.opening, PATH) if record and record.opening else None


def _places(catalog: Catalog, office: Record | None) -> tuple[Place, ...]:
    """Return the places that a body runs, by id."""
    return tuple(place for place in catalog.naming(office, Place) if place.run_by == office.id) if office else ()


def _history(
    catalog: Catalog, services: tuple[Service, ...], bodies: tuple[Organization, ...]
) -> tuple[HistoryEntry, ...]:
    """Return what is told of the office and the bodies before it, oldest first."""
    providers = {id_ for service in services for id_ in (service.provider, service.successor) if id_}
    named = providers | {body.id for body in bodies}
    found = (entry for entry in catalog.all(HistoryEntry) if entry.support_office or named & set(entry.organizations))
    return tuple(sorted(found, key=lambda entry: (entry.date.first, entry.id)))
