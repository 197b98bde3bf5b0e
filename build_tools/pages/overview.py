"""The home page, the sources, the site map: pages about all the others."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from markupsafe import Markup

from build_tools.artifacts import Page
from build_tools.model.accessibility import AccessibilityPolicy
from build_tools.model.actors import Organization, Place
from build_tools.model.base import Record
from build_tools.model.matching import ENTRY_KINDS
from build_tools.model.occasions import Event, Notice, Series
from build_tools.model.promises import Indicator, Plan
from build_tools.model.works import HistoryEntry, Project
from build_tools.pages.desk import Desk
from build_tools.pages.emergency import home_of
from build_tools.pages.live import make_live
from build_tools.views.selections import by_name, by_source, by_time, count_real, current_notices, upcoming
from build_tools.views.targets import has_result

_WAYS = (("citizens", "events/"), ("npos", "support-office/"), ("staff", "guideline/"))
_NUMBERS: tuple[tuple[str, type[Record], str], ...] = (
    ("projects", Project, "projects/"),
    ("organizations", Organization, "organizations/"),
    ("events", Event, "events/past/"),
    ("places", Place, "places/"),
    ("history", HistoryEntry, "history/"),
)


def build_home(desk: Desk) -> Iterator[Page]:
    """Yield the home page."""
    yield make_live(desk, _home(desk))


def build_sources(desk: Desk) -> Iterator[Page]:
    """Yield the page of all sources."""
    yield _sources(desk)


def build_sitemap(desk: Desk) -> Iterator[Page]:
    """Yield the site map for people."""
    yield _sitemap(desk)


def _home(desk: Desk) -> Page:
    catalog, site = desk.catalog, desk.catalog.site
    coming = upcoming(catalog.all(Event), desk.now)
    live = [event for event in coming if event.status != "cancelled" and event.starts.is_day]
    path, shell = home_of(catalog)
    page = desk.page(
        "home.html",
        path,
        site.title.get(desk.lang),
        site.description.get(desk.lang),
        shell=shell,
        next=live[:6],
        notices=current_notices(catalog.all(Notice), desk.now)[:5],
        plan=next(iter(catalog.all(Plan)), None),
        targets=[(target, has_result(target, catalog)) for target in catalog.all(Indicator) if target.target],
        ways=_WAYS,
        numbers=[(name, sum(not r.sample for r in catalog.all(model)), target) for name, model, target in _NUMBERS],
    )
    return replace(page, is_indexed=not path)


def _sources(desk: Desk) -> Page:
    t, context = desk.words, desk.context("sources/")
    rows = by_source(desk.catalog)
    web = sorted(
        ((context.publisher(source.url)[0], source, records) for source, records in rows if source.url),
        key=lambda row: (row[0], row[1].url or ""),
    )
    publishers = [
        (name, [(source, records) for _, source, records in found])
        for name, found in groupby(web, key=lambda row: row[0])
    ]
    plan = [(source, records) for source, records in rows if not source.url]
    return desk.page("sources.html", "sources/", t("sources.all"), t("sources.lead"), plan=plan, publishers=publishers)


def _sitemap(desk: Desk) -> Page:
    t, catalog, context = desk.words, desk.catalog, desk.context("sitemap/")
    number = count_real(catalog)
    by_section: dict[str, list[Markup]] = {
        "events/": [
            _section_link(desk, "calendar/"),
            *(context.link(event) for event in reversed(by_time(catalog.all(Event)))),
        ],
        "series/": [context.link(record) for record in by_name(catalog.all(Series), desk.lang)],
        "notices/": [context.link(record) for record in current_notices(catalog.all(Notice), desk.now)],
        "projects/": [
            *(_section_link(desk, f"projects/{view}/") for view in ("themes", "partners", "years", "network")),
            *(context.link(record) for record in by_name(catalog.all(Project), desk.lang)),
        ],
        "matching/": [
            context.link(record) for model in ENTRY_KINDS for record in by_name(catalog.all(model), desk.lang)
        ],
        "organizations/": [
            _section_link(desk, "organizations/kana/"),
            *(context.link(record) for record in by_name(catalog.all(Organization), desk.lang)),
        ],
        "places/": [context.link(record) for record in by_name(catalog.all(Place), desk.lang)],
        "plan/": [
            _section_link(desk, path)
            for path in ("support-office/", "guideline/", "targets/", "evaluation/", "history/", "glossary/")
        ],
        "initiatives/": [context.link(record) for record in catalog.records["initiative"].values()],
        "about/": [
            _section_link(desk, path)
            for path in (
                "search/",
                "participate/",
                "contact/",
                "accessibility/",
                *(("accessibility/result/",) if catalog.all(AccessibilityPolicy) else ()),
                "privacy/",
                "sources/",
                "data/",
                "editors/",
                "editors/fields/",
                "editors/messages/",
                "editors/translations/",
                "developers/",
                "developers/performance/",
                "developers/design/",
            )
        ],
    }
    groups = [(t(f"section.{path.rstrip('/')}"), path, links) for path, links in by_section.items()]
    return desk.page(
        "sitemap.html", "sitemap/", t("sitemap.title"), t("sitemap.lead", number=number), groups=groups, number=number
    )


def _section_link(desk: Desk, path: str) -> Markup:
    label = desk.words(f"section.{path.rstrip('/')}")
    return Markup('<a href="{}">{}</a>').format(desk.context("sitemap/").url(path), label)
