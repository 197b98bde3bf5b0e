"""What the head of a page holds for machines: data for search engines, and feeds to follow."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from build_tools.artifacts import Page
from build_tools.feeds.structured import Facts, Node, build_breadcrumb, format_script
from build_tools.model.actors import Organization, Place
from build_tools.model.base import LANGUAGES, Record
from build_tools.model.catalog import Catalog
from build_tools.model.occasions import Event
from build_tools.urls import FEEDS, address_of, feed_address, relative

_WITH_FEEDS = frozenset({"", "events/", "notices/"})
"""Pages that offer the feeds."""


def with_heads(pages: Iterable[Page], catalog: Catalog, now: datetime) -> Iterator[Page]:
    """Yield the pages, each with what machines look for in its head."""
    real = (record for model in (Event, Organization, Place) for record in catalog.all(model) if not record.sample)
    records = {address_of(record): record for record in real}
    heads = {lang: Heads(Facts.of(catalog, lang, now), records) for lang in LANGUAGES}
    for page in pages:
        yield replace(page, head=page.head + heads[page.lang].head(page))


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of one language's pages."""

    facts: Facts
    records: Mapping[str, Record]
    """Address of a page to the record it is about; samples are no facts."""

    def head(self, page: Page) -> str:
        """Return the HTML for the head of a page."""
        links = self._feed_links(page) if page.path in _WITH_FEEDS else ""
        return links + "".join(format_script(node) for node in self._nodes(page))

    def _nodes(self, page: Page) -> Iterator[Node]:
        match self.records.get(page.path):
            case Event() as event:
                yield self.facts.event(event)
            case Organization() as organization:
                yield self.facts.organization(organization)
            case Place() as place:
                yield self.facts.place(place)
        if page.path:
            yield build_breadcrumb(page, self.facts.words, base_url=self.facts.catalog.site.base_url)

    def _feed_links(self, page: Page) -> str:
        return "".join(
            f'\n  <link rel="alternate" type="application/atom+xml" title="{escape(self.facts.words(f"feed.{name}"))}"'
            f' href="{escape(relative(page.path, feed_address(name)))}">'
            for name in FEEDS
        )
