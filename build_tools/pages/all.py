"""The tables of page makers: add one here and its pages exist in every language."""

from collections.abc import Mapping
from types import MappingProxyType

from build_tools.makers import PerRecord
from build_tools.urls import OWN_PAGES

SITE_PAGES: Mapping[str, str] = MappingProxyType(
    {
        "home": "pages.overview:build_home",
        "emergency": "pages.emergency:build_pages",
        "sources": "pages.overview:build_sources",
        "sitemap": "pages.overview:build_sitemap",
        "search": "pages.search:build_pages",
        "offline": "pages.offline:build_pages",
        "upcoming": "pages.upcoming:build_pages",
        "archive": "pages.archive:build_pages",
        "months": "pages.months:build_pages",
        "series": "pages.series:build_pages",
        "notices": "pages.notices:build_pages",
        "calendars": "pages.calendars:build_pages",
        "projects": "pages.works:build_pages",
        "history": "pages.works:build_history",
        "glossary": "pages.glossary:build_pages",
        "organizations": "pages.actors:build_organizations",
        "places": "pages.actors:build_places",
        "promises": "pages.promises:build_pages",
        "targets": "pages.targets:build_pages",
        "evaluation": "pages.evaluation:build_pages",
        "guideline": "pages.guidelines:build_pages",
        "support-office": "pages.support:build_pages",
        "easy": "pages.easy:build_pages",
        "matching": "pages.matching:build_board",
        "matching-forms": "pages.matching:build_forms",
        "data": "pages.opendata:build_pages",
        "accessibility": "pages.accessibility:build_pages",
        "reference": "pages.reference:build_pages",
        "design": "pages.design:build_pages",
        "translations": "pages.translations:build_pages",
    }
)
"""Name to the maker `(desk) -> pages` of pages about many records, or about none."""

RECORD_PAGES: Mapping[str, PerRecord] = MappingProxyType(
    {
        "event": PerRecord("event", "pages.events:build_record"),
        "flyer": PerRecord("event", "pages.flyer:build_record", is_paper=True),
        "series": PerRecord("series", "pages.series:build_record"),
        "notice": PerRecord("notice", "pages.notices:build_record"),
        "project": PerRecord("project", "pages.works:build_record"),
        "organization": PerRecord("organization", "pages.actors:build_organization"),
        "place": PerRecord("place", "pages.actors:build_place"),
        "initiative": PerRecord("initiative", "pages.promises:build_record"),
        **{f"easy-{kind}": PerRecord(kind, "pages.easy:build_record") for kind in OWN_PAGES},
        "need": PerRecord("need", "pages.matching:build_record"),
        "proposal": PerRecord("proposal", "pages.matching:build_record"),
        "operation": PerRecord("operation", "pages.matching:build_record"),
    }
)
"""Name to the maker `(desk, record) -> pages` of pages of which there is one for each record of a kind."""
