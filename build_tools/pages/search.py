"""The page of search results: empty here, filled in the visitor's browser by `results.js`."""

from collections.abc import Iterator
from dataclasses import replace

from build_tools.artifacts import Page
from build_tools.pages.desk import Desk

SCRIPT = "results.js"
FACETS = ("kind", "theme", "place", "when")
"""What results are narrowed by, named as in the address of the page and in the answers of `search.js`."""
_WAYS = ("sitemap/", "organizations/kana/", "events/", "projects/")
"""Where one finds things without a search."""


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of results. Search engines keep out: what it shows depends on the query."""
    t = desk.words
    page = desk.page("search.html", "search/", t("search.title"), t("search.hint"), facets=FACETS, ways=_WAYS)
    yield replace(page, scripts=(SCRIPT,), is_indexed=False)
