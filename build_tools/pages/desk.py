"""Makes pages: renders a template for an address in a language and fills in what the shell needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from jinja2 import Environment
from markupsafe import Markup

from build_tools.artifacts import Page
from build_tools.i18n.figures import say
from build_tools.i18n.ruby import set_ruby
from build_tools.i18n.words import Words
from build_tools.model.base import Record
from build_tools.model.catalog import Catalog, kind_of
from build_tools.model.ruby import base_text
from build_tools.pages.context import Context
from build_tools.pages.environment import environment
from build_tools.pages.fragments import Fragments
from build_tools.pages.styles import styles_of
from build_tools.urls import EASY_PAGES, address_of, easy_address, has_easy_page
from build_tools.views.selections import is_translated


@dataclass(frozen=True, slots=True)
class Desk:
    """One language's pages of one catalog at one moment."""

    catalog: Catalog
    lang: str
    now: datetime
    words: Words
    fragments: Fragments = field(default_factory=Fragments, repr=False, compare=False)
    templates: Environment = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "templates", environment(self.words))

    @classmethod
    def of(cls, catalog: Catalog, lang: str, now: datetime) -> "Desk":
        """Return the desk of a language."""
        return cls(catalog, lang, now, Words(lang, catalog.strings[lang]))

    def context(self, path: str) -> Context:
        """Return what templates print with on the page at `path`."""
        return Context(self.catalog, self.lang, path, self.now, self.words, self.fragments)

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
        content = self._fill(template, path, values)
        return Page(
            path,
            self.lang,
            shell or path,
            title,
            description,
            content,
            self._trail(trail),
            styles=styles_of(template),
            easy=EASY_PAGES.get(path, ""),
        )

    def record_page(
        self, template: str, record: Record, *, trail: tuple[str, ...], qualifier: str = "", **values: object
    ) -> Page:
        """Return the page of a record: stamped into its section's shell, marked where words are missing."""
        path = address_of(record)
        values[kind_of(record).replace("-", "_")] = record
        content = self._fill(template, path, values)
        section = path.split("/", 1)[0]
        description = say(record.summary or record.title, self.catalog, self.words)
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
            styles=styles_of(template),
            easy=easy_address(record) if has_easy_page(record) else "",
            record=(kind_of(record), record.id),
        )

    def render(self, template: str, path: str, **values: object) -> Markup:
        """Return a part of a page."""
        return Markup(self._fill(template, path, values))  # noqa: S704 -- autoescaped

    def sheet(self, template: str, path: str, **values: object) -> Markup:
        """Return a sheet of paper, whose lines are counted: without readings."""
        return Markup(base_text(self._marked(template, path, values)))  # noqa: S704 -- autoescaped

    def _fill(self, template: str, path: str, values: Mapping[str, object]) -> str:
        return set_ruby(self._marked(template, path, values))

    def _marked(self, template: str, path: str, values: Mapping[str, object]) -> str:
        return self.templates.get_template(template).render(c=self.context(path), **values)

    def _trail(self, addresses: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return tuple((address, self.words(f"section.{address.rstrip('/')}")) for address in addresses)
