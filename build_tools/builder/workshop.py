"""Does one unit of work: pages set into their shells, and files, with all that the work asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from build_tools.artifacts import File, Page
from build_tools.builder.picturing import build_files
from build_tools.builder.searchable import hand_written_entry, page_entry
from build_tools.builder.sharing import Keeper, Posters
from build_tools.builder.stamping import Stamper
from build_tools.builder.units import ASSETS, HAND_WRITTEN, MOVED, ROBOTS, Unit
from build_tools.feeds.all import RECORD_FILES, SITE_FILES
from build_tools.feeds.heads import Heads
from build_tools.feeds.sitemap import build_robots
from build_tools.i18n.words import Words
from build_tools.makers import maker
from build_tools.model.base import LANGUAGES
from build_tools.model.catalog import Catalog
from build_tools.pages.all import RECORD_PAGES, SITE_PAGES
from build_tools.pages.desk import Desk
from build_tools.pages.moved import build_moved_page
from build_tools.search.entries import Entry
from build_tools.shells import Shells
from build_tools.tracing import Asked, Now, ask, listening
from build_tools.urls import address, site_path

NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class Output:
    """A finished file."""

    path: str
    """Address below the site's root."""
    data: bytes
    page: Page | None = None
    """The page it is; None for any other file."""
    address: str = ""
    """Of a hand-written page that search engines may show, below its language's root."""
    lang: str = ""
    """Of the same; empty for any other file."""
    own: str = ""
    """Of a page: what it adds to its shell, as HTML; empty where the whole has to be looked at."""
    entry: Entry | None = None
    """What search is told of it; None for what is not searched."""


@dataclass(frozen=True, slots=True)
class Product:
    """What a unit gave."""

    outputs: tuple[Output, ...]
    asked: Asked


@dataclass(frozen=True)
class Workshop:
    """Everything that units are made from."""

    catalog: Catalog
    moment: datetime
    """Wall-clock time that the site speaks for."""
    shells: Shells
    assets: Mapping[str, File]
    """File name in `theme/assets/` to the file."""
    keeper: Keeper | None = None
    """Where posters are kept that were drawn before; None draws them anew."""
    encoded: Keeper | None = None
    """The same for pictures of records."""
    is_searched: bool = True
    """Search is told of the pages."""
    desks: dict[str, Desk] = field(default_factory=dict)

    @cached_property
    def now(self) -> Now:
        """The moment, as the makers may ask it."""
        return Now.of(self.moment)

    def make(self, unit: Unit) -> Product:
        """Do a unit of work.

        Raises:
            MissingWord: when `content/strings/` lacks a key.
            jinja2.TemplateError: when a template is wrong.
        """
        with listening() as asked:
            if unit.maker == HAND_WRITTEN:
                outputs = tuple(self._hand_written(unit.lang))
            else:
                outputs = tuple(self._finish(item) for item in self.artifacts(unit))
        return Product(outputs, asked)

    def artifacts(self, unit: Unit) -> Iterator[Page | File]:
        """Yield what a unit makes of the catalog, before pages are set into their shells; nothing by hand."""
        catalog = self.catalog
        match unit.group:
            case "page":
                yield from maker(SITE_PAGES[unit.maker])(self._desk(unit.lang))
            case "record-page":
                pages = RECORD_PAGES[unit.maker]
                yield from maker(pages.make)(self._desk(unit.lang), catalog.get(pages.kind, unit.id))
            case "file":
                yield from maker(SITE_FILES[unit.maker])(catalog, self.now)
            case "record-file":
                files = RECORD_FILES[unit.maker]
                yield from maker(files.make)(catalog.get(files.kind, unit.id), catalog, self.now, unit.lang)
            case "poster":
                yield from self._posters.files(unit)
            case "picture":
                yield from build_files(unit.maker, self.catalog.picture(unit.maker), self.encoded)
            case _:
                yield from self._others(unit)

    def _others(self, unit: Unit) -> Iterator[File]:
        match unit.maker:
            case name if name == ASSETS:
                yield from self.assets.values()
            case name if name == ROBOTS:
                yield File("robots.txt", build_robots(base_url=self.catalog.site.base_url).encode())
            case name if name == MOVED:
                yield from build_moved_pages(self.catalog)

    def _hand_written(self, lang: str) -> Iterator[Output]:
        ask(f"pages {lang}")
        for (language, path), html in self.shells.pages.items():
            if language == lang:
                shown = "" if path == NOT_FOUND else lang
                place = path.removesuffix("index.html")
                poster = self._posters.tags(lang)
                data = self._stamper.hand_written(html, lang, place if shown else None, poster).encode()
                entry = hand_written_entry(place, lang, data.decode()) if shown and self.is_searched else None
                yield Output(site_path(path, lang), data, address=place, lang=shown, entry=entry)

    def _finish(self, item: Page | File) -> Output:
        if isinstance(item, File):
            return Output(item.path, item.data)
        if item.is_whole:
            return Output(site_path(item.path, item.lang) + "index.html", self._stamper.whole(item).encode(), item)
        ask(f"shell {item.lang} {item.shell}")
        record = self.catalog.get(*item.record) if item.record else None
        whole = replace(item, head=item.head + self._heads[item.lang].head(item, record))
        html, own = self._stamper.stamp(whole, self._posters.tags(item.lang, record))
        entry = page_entry(item, record, self.catalog, self.now) if self.is_searched else None
        return Output(site_path(item.path, item.lang) + "index.html", html.encode(), item, own=own, entry=entry)

    def _desk(self, lang: str) -> Desk:
        if lang not in self.desks:
            self.desks[lang] = Desk.of(self.catalog, lang, self.now)
        return self.desks[lang]

    @cached_property
    def _heads(self) -> Mapping[str, Heads]:
        return {lang: Heads.of(self.catalog, lang, self.now) for lang in LANGUAGES}

    @cached_property
    def _posters(self) -> Posters:
        return Posters(self.catalog, self.now, self.keeper)

    @cached_property
    def _stamper(self) -> Stamper:
        assets = {name: file.path for name, file in self.assets.items()}
        return Stamper(self.catalog, self.now, self.shells.shells, assets)


def build_moved_pages(catalog: Catalog) -> Iterator[File]:
    """Yield a page at each old address of a record, in every language, that leads to the new one."""
    for kind, records in catalog.records.items():
        for id_, record in records.items():
            for alias in record.aliases:
                for lang in LANGUAGES:
                    words = Words(lang, catalog.strings[lang])
                    title, base_url = record.title.get(lang), catalog.site.base_url
                    html = build_moved_page(alias, address(kind, id_), title, words, base_url=base_url)
                    yield File(site_path(alias, lang) + "index.html", html.encode())
