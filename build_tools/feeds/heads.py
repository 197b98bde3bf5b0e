"""What the head of a page holds for machines: data for search engines, and feeds to follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from build_tools.artifacts import Page
from build_tools.feeds.structured import Facts, Node, build_breadcrumb, format_script
from build_tools.model.actors import Organization, Place
from build_tools.model.base import Record
from build_tools.model.catalog import Catalog
from build_tools.model.occasions import Event
from build_tools.urls import FEEDS, feed_address, relative

_WITH_FEEDS = frozenset({"", "events/", "notices/"})
"""Pages that offer the feeds."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of one language's pages."""

    facts: Facts

    @classmethod
    def of(cls, catalog: Catalog, lang: str, now: datetime) -> "Heads":
        """Return the heads of a language."""
        return cls(Facts.of(catalog, lang, now))

    def head(self, page: Page, record: Record | None) -> str:
        """Return the HTML for the head of a page.

        Args:
            page: The page, of the language of these heads.
            record: What it is about; None for a list. Samples are no facts.
        """
        links = self._feed_links(page) if page.path in _WITH_FEEDS else ""
        return links + "".join(format_script(node) for node in self._nodes(page, record))

    def _nodes(self, page: Page, record: Record | None) -> Iterator[Node]:
        match record:
            case Record(sample=True):
                pass
            case Event():
                yield self.facts.event(record)
            case Organization():
                yield self.facts.organization(record)
            case Place():
                yield self.facts.place(record)
        if page.path:
            yield build_breadcrumb(page, self.facts.words, base_url=self.facts.catalog.site.base_url)

    def _feed_links(self, page: Page) -> str:
        return "".join(
            f'\n  <link rel="alternate" type="application/atom+xml" title="{escape(self.facts.words(f"feed.{name}"))}"'
            f' href="{escape(relative(page.path, feed_address(name)))}">'
            for name in FEEDS
        )
