"""Pages of organizations and places."""

from collections.abc import Iterator

from markupsafe import Markup

from build_tools.artifacts import Page
from build_tools.model.actors import Organization, Place
from build_tools.model.base import Record
from build_tools.model.occasions import Event
from build_tools.pages.companions import companions_of
from build_tools.pages.desk import Desk
from build_tools.pages.openings import build_opening, with_clock
from build_tools.pages.styles import NETWORK, with_styles
from build_tools.urls import address_of, card_file, to_file
from build_tools.views.datasets import FOLDER
from build_tools.views.selections import (
    by_kana_row,
    by_letter,
    by_name,
    by_term,
    by_wants,
    children,
    coming_and_past,
    has_card,
    last_change,
)

_PROMISES = ("plan", "initiative", "service", "yearly-theme", "guideline", "indicator", "evaluation")


def build_organizations(desk: Desk) -> Iterator[Page]:
    """Yield the lists of organizations, by field and by name."""
    t, catalog = desk.words, desk.catalog
    every = by_name(catalog.all(Organization), desk.lang)
    groups = by_term(every, "fields", catalog.terms("fields"))
    yield desk.page(
        "organizations.html",
        "organizations/",
        t("organizations.title"),
        t("organizations.lead"),
        groups=groups,
        wants=by_wants(every, catalog.terms("wants")),
        changed=last_change(every),
        heirs=[body for body in every if body.predecessors],
        cards=to_file("organizations/", desk.lang, f"{FOLDER}organizations.vcf"),
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


def build_organization(desk: Desk, organization: Organization) -> Iterator[Page]:
    """Yield the page of an organization."""
    context, catalog = desk.context(f"organizations/{organization.id}/"), desk.catalog
    promises: list[Record] = [record for kind in _PROMISES for record in catalog.naming_kind(organization, kind)]
    companions, picture = companions_of(desk, organization)
    coming, past = coming_and_past(catalog.naming(organization, Event), desk.now)
    page = desk.record_page(
        "organization.html",
        organization,
        hours=_hours(desk, organization),
        card=context.url(card_file(organization.id)) if has_card(organization) else "",
        trail=("organizations/",),
        companions=companions,
        picture=picture,
        coming=coming,
        past=past,
        children=[context.link(child) for child in children(organization, catalog)],
        promises=tuple(promises),
    )
    yield with_clock(with_styles(page, NETWORK) if companions else page, organization)


def build_places(desk: Desk) -> Iterator[Page]:
    """Yield the list of places."""
    t, every = desk.words, by_name(desk.catalog.all(Place), desk.lang)
    yield desk.page(
        "places.html", "places/", t("places.title"), t("places.lead"), places=every, changed=last_change(every)
    )


def build_place(desk: Desk, place: Place) -> Iterator[Page]:
    """Yield the page of a place."""
    coming, past = coming_and_past(desk.catalog.naming(place, Event), desk.now)
    page = desk.record_page(
        "place.html", place, trail=("places/",), coming=coming, past=past, hours=_hours(desk, place)
    )
    yield with_clock(page, place)


def _hours(desk: Desk, record: Organization | Place) -> Markup | None:
    return build_opening(desk, record.opening, address_of(record)) if record.opening else None
