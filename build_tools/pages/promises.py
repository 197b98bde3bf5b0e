"""Pages of the plan, its initiatives, the support office, the guideline."""

from collections.abc import Iterator
from dataclasses import replace

from build_tools.artifacts import Page
from build_tools.model.occasions import Event
from build_tools.model.promises import (
    Clause,
    Guideline,
    Initiative,
    Plan,
    Service,
    YearlyTheme,
)
from build_tools.model.works import HistoryEntry, Project
from build_tools.pages.desk import Desk
from build_tools.views.selections import by_time


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield every page of what was promised but those of the initiatives."""
    catalog = desk.catalog
    initiatives = tuple(sorted(catalog.all(Initiative), key=lambda initiative: initiative.code))
    clauses = tuple(sorted(catalog.all(Clause), key=lambda clause: clause.order))
    for plan in catalog.all(Plan):
        yield _own(desk.record_page("plan.html", plan, trail=(), initiatives=initiatives, clauses=clauses))
    yield _initiatives_page(desk, initiatives)
    yield _support_page(desk)
    for guideline in catalog.all(Guideline):
        yield _own(desk.record_page("guideline.html", guideline, trail=("plan/",)))


def _own(page: Page) -> Page:
    """A record that is a section of its own has a shell of its own."""
    return replace(page, shell=page.path)


def build_record(desk: Desk, initiative: Initiative) -> Iterator[Page]:
    """Yield the page of an initiative."""
    events = tuple(reversed(by_time(desk.catalog.naming(initiative, Event))))
    yield desk.record_page("initiative.html", initiative, trail=("plan/", "initiatives/"), events=events)


def _initiatives_page(desk: Desk, initiatives: tuple[Initiative, ...]) -> Page:
    t = desk.words
    return desk.page(
        "initiatives.html",
        "initiatives/",
        t("initiatives.title"),
        t("initiatives.lead"),
        trail=("plan/",),
        initiatives=initiatives,
    )


def _support_page(desk: Desk) -> Page:
    t, catalog, path = desk.words, desk.catalog, "support-office/"
    services = tuple(sorted(catalog.all(Service), key=lambda service: service.code))
    themes = tuple(sorted(catalog.all(YearlyTheme), key=lambda theme: theme.fiscal_year.first))
    providers = {service.provider for service in services} | {s.successor for s in services}
    history = tuple(
        sorted(
            (entry for entry in catalog.all(HistoryEntry) if providers & set(entry.organizations)),
            key=lambda entry: (entry.date.first, entry.id),
        )
    )
    shared = desk.render("shared_footer.html", path, records=(*services, *themes))
    return desk.page(
        "support_office.html",
        path,
        t("support.title"),
        t("support.lead"),
        trail=("plan/",),
        services=services,
        themes=themes,
        with_projects=frozenset(theme for project in catalog.all(Project) for theme in project.themes),
        history=history,
        shared_sources=shared,
    )
