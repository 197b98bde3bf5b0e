"""From the catalog to all artifacts; no two may claim one address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from build_tools.artifacts import File, Page
from build_tools.diagnostics import Diagnostic, Spot
from build_tools.i18n.words import Words
from build_tools.model.base import LANGUAGES, Record
from build_tools.model.catalog import Catalog, Key
from build_tools.pages.all import build_all_pages
from build_tools.pages.moved import build_moved_page
from build_tools.urls import address, has_own_page, site_path


@dataclass(frozen=True, slots=True)
class Built:
    """What a catalog gives at a moment."""

    pages: tuple[Page, ...]
    files: tuple[File, ...]
    problems: tuple[Diagnostic, ...]


def build_artifacts(catalog: Catalog, now: datetime) -> Built:
    """Return every page and file made from the catalog, and a problem for each address claimed twice."""
    pages = tuple(build_all_pages(catalog, now))
    files = tuple(_moved_pages(catalog))
    return Built(pages, files, tuple(_check_addresses(catalog, pages)))


def _records(catalog: Catalog) -> Iterator[tuple[Key, Record]]:
    for kind, records in catalog.records.items():
        for id_, record in records.items():
            yield (kind, id_), record


def _moved_pages(catalog: Catalog) -> Iterator[File]:
    for (kind, id_), record in _records(catalog):
        for alias in record.aliases:
            for lang in LANGUAGES:
                words = Words(lang, catalog.strings[lang])
                html = build_moved_page(alias, address(kind, id_), record.title.get(lang), words, base_url=catalog.site.base_url)
                yield File(site_path(alias, lang) + "index.html", html.encode())


def _check_addresses(catalog: Catalog, pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Lists, records and old addresses share one space of addresses."""
    taken: dict[str, str] = {}
    for page in pages:
        if page.lang == "ja" and page.path in taken:
            yield Diagnostic(Spot(page.source or page.path), "path-taken", {"address": page.path, "other": taken[page.path]})
        if page.lang == "ja":
            taken[page.path] = page.source or page.path
    for (kind, id_), record in _records(catalog):
        for alias in record.aliases:
            if alias in taken or (has_own_page(kind) and alias == address(kind, id_)):
                spot = Spot(catalog.paths[(kind, id_)])
                yield Diagnostic(spot, "path-taken", {"address": alias, "other": taken.get(alias, alias)})
