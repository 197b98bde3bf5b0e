"""What a template may ask for: words, dates and links, for one page in one language."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup, escape

from build_tools.i18n.dates import day_tag, format_moment, span_tag, time_tag
from build_tools.i18n.figures import format_figure, say
from build_tools.i18n.filling import fill, join, show
from build_tools.i18n.words import Words
from build_tools.model.base import LANGUAGES, Quantity, Record, Source, Text
from build_tools.model.catalog import Catalog, kind_of
from build_tools.model.figures import Figure, figures_of
from build_tools.model.moment import Moment, Precision
from build_tools.model.occasions import Event
from build_tools.model.promises import Indicator, Observation
from build_tools.pages.chips import chips, marks
from build_tools.pages.clockwork import clock_attributes
from build_tools.pages.figures import link_figures
from build_tools.pages.fragments import Fragments
from build_tools.pages.markdown import render_markdown
from build_tools.pages.terms import PAGE, link_terms, terms_of
from build_tools.urls import address_of, has_own_page, relative
from build_tools.views.lifecycle import Standing, State, standing_of, state_of
from build_tools.views.publishers import publisher_of
from build_tools.views.selections import is_translated

_NONE = Markup("")
MOST_READABLE = 80
"""So many characters of an address are shown."""


@dataclass(frozen=True, slots=True)
class Context:
    """Everything language- and page-dependent that templates print with."""

    catalog: Catalog
    lang: str
    here: str
    """Address of the page below its language's root."""
    now: datetime
    t: Words
    fragments: Fragments = field(default_factory=Fragments, repr=False, compare=False)

    explained: set[str] = field(default_factory=set, repr=False, compare=False)
    """Ids of the glossary's terms that the page has led to."""

    taken: set[str] = field(default_factory=set, repr=False, compare=False)
    """Ids that the page has, as far as headings in texts must not have them once more."""

    depth: int = field(init=False)
    """How many folders the page is below its language's root."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "depth", self.here.count("/"))

    def way(self, record: Record) -> tuple[str, str, int | str]:
        """Return all that a link from this page to a record differs in: the key of a fragment that holds one."""
        kind = kind_of(record)
        return kind, record.id, self.depth if has_own_page(kind) else self.here

    def once(self, name: str, record: Record, macro: Callable[["Context", Record], Markup]) -> Markup:
        """Return what a macro makes of a record alone, made once for all pages of one depth."""
        return self.fragments.get((name, *self.way(record)), partial(macro, self, record))

    def text(self, text: Text | None) -> Markup:
        """Return words as HTML; Japanese ones on another language's page say so."""
        if text is None:
            return _NONE
        shown = self.figured(show(text.marked(self.lang)))
        return shown if text.has(self.lang) else fill('<span lang="ja">{}</span>', shown)

    def plain(self, text: Text | None) -> str:
        """Return words as text, for titles and attributes."""
        return say(text, self.catalog, self.t)

    def figured(self, html: Markup) -> Markup:
        """Return HTML made from a text, with the figures that it names as links to their records."""
        if "{" not in html:
            return html
        return Markup(link_figures(html, self.catalog, self.t, self._figure))  # noqa: S704 -- escaped before

    def _figure(self, indicator: Indicator, shown: str) -> str:
        return fill('<a class="figure-link" href="{}">{}</a>', self.url(address_of(indicator)), shown)

    def md(self, text: Text | None, *taken: str) -> Markup:
        """Return a Markdown text as HTML; a Japanese one on another language's page says so."""
        if text is None:
            return _NONE
        self.taken.update(taken)
        lang = self.lang if text.has(self.lang) else LANGUAGES[0]
        html = self.figured(render_markdown(text.marked(lang), resolve=self.resolve, taken=self.taken))
        if self.here != PAGE:
            html = link_terms(html, terms_of(self.catalog, self.fragments, lang), self.explained, self.url(PAGE))
        return html if lang == self.lang else fill('<div lang="ja">{}</div>', html)

    def easy(self, text: Text) -> Markup:
        """Return the plain Japanese of a Markdown text as HTML."""
        return self.figured(render_markdown(text.marked("easy"), resolve=self.resolve, taken=self.taken))

    def is_translated(self, record: Record) -> bool:
        """The words that count exist in the language of the page."""
        return is_translated(record, self.lang)

    def resolve(self, href: str) -> str:
        """Return the link for an address in a text: one of this site is made relative."""
        return self.url(href[1:]) if href.startswith("/") else href

    def url(self, target: str) -> str:
        """Return the link to an address below the language's root."""
        return relative(self.here, target)

    def of(self, kind: str, id_: str) -> Record:
        """Return the record a reference names."""
        return self.catalog.get(kind, id_)

    def link(self, record: Record) -> Markup:
        """Return a link to a record by its title, with its marks for samples and unconfirmed facts."""
        return self.fragments.get(("link", *self.way(record)), partial(self._link, record))

    def _link(self, record: Record) -> Markup:
        target = self.url(address_of(record))
        lang = _NONE if record.title.has(self.lang) else Markup(' lang="ja"')
        return fill('<a href="{}"{}>{}</a>{}', target, lang, record.title.marked(self.lang), self.marks(record))

    def ref(self, kind: str, id_: str | None) -> Markup:
        """Return a link to the record that a reference names; nothing for no reference."""
        return self.link(self.of(kind, id_)) if id_ else _NONE

    def venue(self, id_: str | None) -> Markup:
        """Return a link to a place by its title, without its marks: beside an event they would seem to be about it."""
        if not id_:
            return _NONE
        place = self.of("place", id_)
        return self.fragments.get(("venue", *self.way(place)), partial(self._venue, place))

    def where(self, event: Event) -> Markup:
        """Return place and room of an event; nothing where neither is known."""
        venue, room = self.venue(event.place), self.text(event.room)
        return fill("{} {}", venue, room).strip() if room else venue

    def _venue(self, place: Record) -> Markup:
        return fill('<a href="{}">{}</a>', self.url(address_of(place)), self.text(place.title))

    def refs(self, kind: str, ids: tuple[str, ...]) -> Markup:
        """Return links to several records as a list."""
        return self.items([self.ref(kind, id_) for id_ in ids])

    def items(self, parts: list[Markup]) -> Markup:
        """Return parts as a plain list; one part stands alone; nothing for none."""
        if len(parts) <= 1:
            return parts[0] if parts else _NONE
        return fill("<ul class='plain'>{}</ul>", join([fill("<li>{}</li>", part) for part in parts]))

    def marks(self, record: Record) -> Markup:
        """Return the visible marks of a record: sample, unconfirmed."""
        return marks(record, self.t)

    def parties(self, parties: tuple[Any, ...]) -> Markup:
        """Return organizations with their roles."""
        parts = []
        for party in parties:
            role = self.term("roles", party.role) if party.role else ""
            link = self.ref("organization", party.organization)
            parts.append(fill("{} <span class='role'>{}</span>", link, role) if role else link)
        return self.items(parts)

    def term(self, vocabulary: str, id_: str | None) -> str:
        """Return the label of a term; empty for no term."""
        return self.catalog.terms(vocabulary)[str(id_)].get(self.lang) if id_ else ""

    def terms(self, vocabulary: str, ids: tuple[str, ...]) -> str:
        """Return the labels of several terms, as running text."""
        return self.t("list.join").join(self.term(vocabulary, id_) for id_ in ids)

    def day(self, day: date) -> Markup:
        """Return a day with its weekday as a `time` element."""
        return time_tag(Moment(day, Precision.DAY), self.t)

    def date(self, moment: Moment | date | None, *, era: bool = False) -> Markup:
        """Return a moment as a `time` element; nothing for None."""
        if moment is None:
            return _NONE
        return time_tag(moment, self.t, era=era) if isinstance(moment, Moment) else day_tag(moment, self.t)

    def span(self, starts: Moment | None, ends: Moment | None, *, era: bool = False, is_open: bool = False) -> Markup:
        """Return a stretch of time; nothing without a start."""
        return span_tag(starts, ends, self.t, era=era, is_open=is_open) if starts else _NONE

    def when(self, moment: Moment) -> str:
        """Return a moment in words, for titles."""
        return format_moment(moment, self.t)

    def as_of(self) -> Markup:
        """Return the day the page speaks for."""
        return day_tag(self.now.date(), self.t)

    def quantity(self, quantity: Quantity | None, unit: str) -> str:
        """Return a count in words, as exact as its source."""
        if not quantity:
            return ""
        number = self.count(quantity.value, unit)
        number = self.t("count.about", number=number) if quantity.approximate else number
        return self.t("count.or-more", number=number) if quantity.or_more else number

    def observed(self, value: Observation, indicator: Indicator) -> str:
        """Return a value with its unit, as exact as its source."""
        return format_figure(Figure.of(value, indicator.unit), self.catalog, self.t)

    def target(self, indicator: Indicator) -> str:
        """Return the target of an indicator: `20% or more`."""
        return format_figure(figures_of(indicator)["target"], self.catalog, self.t) if indicator.target else ""

    def count(self, number: int, unit: str) -> str:
        """Return a number with its noun: `count.<unit>.one` or `.other`."""
        return self.t(f"count.{unit}.{'one' if number == 1 else 'other'}", number=f"{number:,}")

    def state(self, event: Event) -> State:
        """Return how an event stands now."""
        return state_of(event, self.now)

    def standing(self, event: Event) -> Standing:
        """Return how an event stands now, and what has changed."""
        return standing_of(event, self.now)

    def chips(self, event: Event) -> Markup:
        """Return the labels that say how an event stands now."""
        return chips(self.standing(event), self.t)

    def clock(self, event: Event) -> Markup:
        """Return the attributes by which the visitor's browser tells how the event stands later on."""
        return self.fragments.get(("clock", event.id), partial(clock_attributes, event, self.catalog, self.now))

    def source(self, source: Source) -> Markup:
        """Return a source as a link; copies on document mirrors are named, not linked."""
        if source.clause:
            return self.link(self.of("clause", source.clause))
        if source.url is None:
            plan = next(iter(self.catalog.records["plan"].values()), None)
            return self.link(plan) if plan else escape(self.t("kind.plan"))
        publisher, host = self.publisher(source.url)
        if self.is_mirror(source):
            return fill('{} <span class="address">{}</span>', publisher, host)
        if publisher == host:
            return fill('<a href="{}" rel="noopener">{}</a>', source.url, host)
        return fill('<a href="{}" rel="noopener">{}</a> <span class="address">{}</span>', source.url, publisher, host)

    def publisher(self, url: str) -> tuple[str, str]:
        """Return the name of the publisher of an address, its host where it has none, and the host."""
        host, term = publisher_of(url, self.catalog)
        return (term.get(self.lang) if term else host), host

    def is_mirror(self, source: Source) -> bool:
        """The address is a copy of somebody else's document: it is named, but not linked."""
        _, term = publisher_of(source.url or "", self.catalog)
        return bool(term and term.mirror)

    def readable(self, url: str) -> str:
        """Return an address for reading: percent-encoding undone, at most `MOST_READABLE` characters."""
        words = unquote(url)
        return words if len(words) <= MOST_READABLE else words[: MOST_READABLE - 1] + "…"

    def row_name(self, row: str) -> str:
        """Return the name of a row of the name index."""
        if self.lang != LANGUAGES[0]:
            return row
        return self.t("row.latin") if row == "A" else self.t("row.kana", row=row)

    def kind(self, record: Record) -> str:
        """Return the name of a record's kind, for the reader."""
        return self.t(f"kind.{kind_of(record)}")

    def naming(self, record: Record, kind: str) -> tuple[Record, ...]:
        """Return the records of a kind that name this one, by id."""
        return self.catalog.naming_kind(record, kind)

    def path(self, record: Record) -> str:
        """Return the content file of a record."""
        return self.catalog.paths[(kind_of(record), record.id)]

    def edit_url(self, record: Record) -> str:
        """Return where the record's file is edited; see `edit_file`."""
        return self.edit_file(self.path(record))

    def edit_file(self, path: str) -> str:
        """Return where a content file is edited: the address of the site's settings, or the guide."""
        pattern = self.catalog.site.edit_url
        return pattern.replace("{path}", path) if pattern else self.url("editors/")
