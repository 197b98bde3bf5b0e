"""Pages of organizations and places."""

from collections.abc import Iterator

from build_tools.artifacts import Page
from build_tools.model.actors import Organization, Place
from build_tools.model.base import Record
from build_tools.model.occasions import Event
from build_tools.pages.desk import Desk
from build_tools.views.selections import by_kana_row, by_letter, by_name, by_term, by_time, children

_PROMISES = ("plan", "initiative", "service", "yearly-theme", "guideline", "indicator", "evaluation")


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield every page of organizations and places."""
    yield from _organization_pages(desk)
    yield from _place_pages(desk)


def _organization_pages(desk: Desk) -> Iterator[Page]:
    t, catalog = desk.words, desk.catalog
    every = by_name(catalog.all(Organization), desk.lang)
    groups = by_term(every, "fields", catalog.terms("fields"))
    yield desk.page(
        "organizations.html", "organizations/", t("organizations.title"), t("organizations.lead"), groups=groups
    )
    rows = by_kana_row(every) if desk.lang == "ja" else by_letter(every)
    yield desk.page(
        "organizations_kana.html",
        "organizations/kana/",
        t("organizations.by-name"),
        t("organizations.by-name.lead"),
        trail=("organizations/",),
        groups=rows,
    )
    for organization in every:
        context = desk.context(f"organizations/{organization.id}/")
        parts: list[Record] = [record for kind in _PROMISES for record in context.naming(organization, kind)]
        yield desk.record_page(
            "organization.html",
            organization,
            trail=("organizations/",),
            events=tuple(reversed(by_time(catalog.naming(organization, Event)))),
            children=[context.link(child) for child in children(organization, catalog)],
            promises=tuple(parts),
        )


def _place_pages(desk: Desk) -> Iterator[Page]:
    t, catalog = desk.words, desk.catalog
    every = by_name(catalog.all(Place), desk.lang)
    yield desk.page("places.html", "places/", t("places.title"), t("places.lead"), places=every)
    for place in every:
        events = tuple(reversed(by_time(catalog.naming(place, Event))))
        yield desk.record_page("place.html", place, trail=("places/",), events=events)
