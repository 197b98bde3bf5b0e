"""Pages of projects and of their history."""

from collections.abc import Iterator

from build_tools.artifacts import Page
from build_tools.model.occasions import Event
from build_tools.model.works import HistoryEntry, Project
from build_tools.pages.desk import Desk
from build_tools.views.selections import by_name, by_term, by_time


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the list of projects."""
    t, catalog = desk.words, desk.catalog
    every = by_name(catalog.all(Project), desk.lang)
    order = ("running", "planned", "unknown", "ended")
    known = catalog.terms("project-statuses")
    statuses = {status: known[status] for status in order if status in known}
    groups = by_term(every, "status", statuses)
    yield desk.page("projects.html", "projects/", t("projects.title"), t("projects.lead"), groups=groups)


def build_record(desk: Desk, project: Project) -> Iterator[Page]:
    """Yield the page of a project."""
    events = tuple(reversed(by_time(desk.catalog.naming(project, Event))))
    yield desk.record_page("project.html", project, trail=("projects/",), events=events)


def build_history(desk: Desk) -> Iterator[Page]:
    """Yield the chronicle."""
    t, entries = desk.words, desk.catalog.all(HistoryEntry)
    entries = tuple(sorted(entries, key=lambda entry: (entry.date.first, entry.date.last, entry.id)))
    yield desk.page(
        "history.html", "history/", t("history.title"), t("history.lead"), trail=("plan/",), entries=entries
    )
