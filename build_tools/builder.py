"""From the catalog to all artifacts; no two may claim one address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from build_tools.artifacts import File, Page
from build_tools.diagnostics import Diagnostic, Spot
from build_tools.feeds.all import build_all_files
from build_tools.feeds.heads import with_heads
from build_tools.i18n.words import Words
from build_tools.model.base import LANGUAGES, Record
from build_tools.model.catalog import Catalog, Key
from build_tools.model.tables.numbers import check_numbers
from build_tools.pages.all import build_all_pages
from build_tools.pages.moved import build_moved_page
from build_tools.urls import address, site_path


@dataclass(frozen=True, slots=True)
class Built:
    """What a catalog gives at a moment."""

    pages: tuple[Page, ...]
    files: tuple[File, ...]
    problems: tuple[Diagnostic, ...]


def build_artifacts(
    catalog: Catalog, now: datetime, *, hand_written: frozenset[str] = frozenset(), pages_only: bool = False
) -> Built:
    """Return every page and file made from the catalog, and a problem for each address claimed twice.

    Args:
        catalog: The checked content.
        now: Wall-clock time that the site speaks for.
        hand_written: Files of the hand-written pages below the site's root, `about/index.html`.
        pages_only: Leave out what is not a page of the site: calendars, feeds, data, flyers.
    """
    pages = tuple(with_heads(build_all_pages(catalog, now, with_paper=not pages_only), catalog, now))
    files = () if pages_only else tuple(build_all_files(catalog, now))
    taken = dict.fromkeys(hand_written | {file.path for file in files}, "docs/")
    problems = (*_check_pages(pages, taken), *_check_aliases(catalog, taken), *check_numbers(catalog))
    return Built(pages, (*files, *_moved_pages(catalog)), problems)


def _records(catalog: Catalog) -> Iterator[tuple[Key, Record]]:
    for kind, records in catalog.records.items():
        for id_, record in records.items():
            yield (kind, id_), record


def _moved_pages(catalog: Catalog) -> Iterator[File]:
    for (kind, id_), record in _records(catalog):
        for alias in record.aliases:
            for lang in LANGUAGES:
                words = Words(lang, catalog.strings[lang])
                html = build_moved_page(
                    alias, address(kind, id_), record.title.get(lang), words, base_url=catalog.site.base_url
                )
                yield File(site_path(alias, lang) + "index.html", html.encode())


def _file(path: str, lang: str) -> str:
    return site_path(path, lang) + "index.html"


def _check_pages(pages: tuple[Page, ...], taken: dict[str, str]) -> Iterator[Diagnostic]:
    """Add every page to `taken`, file to source; an address claimed twice is one problem, told once."""
    told: set[str] = set()
    for page in pages:
        file = _file(page.path, page.lang)
        if file in taken and page.path not in told:
            told.add(page.path)
            yield Diagnostic(Spot(page.source or page.path), "path-taken", {"address": page.path, "other": taken[file]})
        taken[file] = page.source or page.path


def _check_aliases(catalog: Catalog, taken: dict[str, str]) -> Iterator[Diagnostic]:
    """An old address may not hide a page that exists, in either language."""
    for key, record in _records(catalog):
        for alias in record.aliases:
            others = [taken[file] for lang in LANGUAGES if (file := _file(alias, lang)) in taken]
            if others:
                yield Diagnostic(Spot(catalog.paths[key]), "path-taken", {"address": alias, "other": others[0]})
