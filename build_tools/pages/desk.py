"""Makes pages: renders a template for an address in a language and fills in what the shell needs."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from build_tools.artifacts import Page
from build_tools.config import PACKAGE
from build_tools.i18n.words import Words
from build_tools.model.base import Record
from build_tools.model.catalog import Catalog, kind_of
from build_tools.pages.calendar_links import calendar_links
from build_tools.pages.context import Context
from build_tools.urls import FEEDS, address_of, feed_address, fiscal_year_address
from build_tools.views.selections import is_translated


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(PACKAGE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["year_address"] = fiscal_year_address
    environment.globals |= {"feeds": FEEDS, "feed_address": feed_address}
    environment.globals["calendar_links"] = calendar_links
    return environment


@dataclass(frozen=True, slots=True)
class Desk:
    """One language's pages of one catalog at one moment."""

    catalog: Catalog
    lang: str
    now: datetime
    words: Words

    @classmethod
    def of(cls, catalog: Catalog, lang: str, now: datetime) -> "Desk":
        """Return the desk of a language."""
        return cls(catalog, lang, now, Words(lang, catalog.strings[lang]))

    def context(self, path: str) -> Context:
        """Return what templates print with on the page at `path`."""
        return Context(self.catalog, self.lang, path, self.now, self.words)

    def page(  # noqa: PLR0913 -- all that one page differs in
        self,
        template: str,
        path: str,
        title: str,
        description: str,
        *,
        trail: tuple[str, ...] = (),
        shell: str = "",
        **values: object,
    ) -> Page:
        """Return a list page.

        Args:
            template: File name below `templates/`.
            path: Address below the language's root.
            title: Plain words.
            description: Plain words, for search engines.
            trail: Addresses of the pages above it, from the section down.
            shell: Address of the shell; that of the page itself by default.
            values: What the template is given besides the context `c`.
        """
        content = _environment().get_template(template).render(c=self.context(path), **values)
        return Page(path, self.lang, shell or path, title, description, content, self._trail(trail))

    def record_page(
        self, template: str, record: Record, *, trail: tuple[str, ...], qualifier: str = "", **values: object
    ) -> Page:
        """Return the page of a record: stamped into its section's shell, marked where words are missing."""
        path = address_of(record)
        values[kind_of(record).replace("-", "_")] = record
        content = _environment().get_template(template).render(c=self.context(path), **values)
        section = path.split("/", 1)[0]
        description = (record.summary or record.title).get(self.lang)
        is_indexed = not record.sample and is_translated(record, self.lang)
        title = record.title.get(self.lang)
        qualifier = qualifier or self.words(f"kind.{kind_of(record)}")
        source = self.catalog.paths[(kind_of(record), record.id)]
        return Page(
            path,
            self.lang,
            f"{section}/_record/",
            title,
            description,
            content,
            self._trail(trail),
            qualifier,
            source,
            record.updated,
            is_indexed,
        )

    def render(self, template: str, path: str, **values: object) -> Markup:
        """Return a part of a page."""
        return Markup(_environment().get_template(template).render(c=self.context(path), **values))  # noqa: S704 -- autoescaped

    def _trail(self, addresses: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return tuple((address, self.words(f"section.{address.rstrip('/')}")) for address in addresses)
