"""All files of the site: stamped pages, hand-written pages, assets and files for machines."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from build_tools.artifacts import File
from build_tools.builder import Built
from build_tools.feeds.sitemap import Entry, build_robots, build_sitemap
from build_tools.model.catalog import Catalog
from build_tools.publish.stamping import Stamp, Stamper
from build_tools.shells import Shells
from build_tools.urls import site_path

NOT_FOUND = "404.html"


def assemble(
    catalog: Catalog, built: Built, shells: Shells, assets: Mapping[str, File], now: datetime
) -> dict[str, bytes]:
    """Return every file of the site: address below its root to bytes, by address."""
    stamps = {key: Stamp.of(html) for key, html in shells.shells.items()}
    stamper = Stamper(catalog, now, stamps, {name: file.path for name, file in assets.items()})
    files: dict[str, bytes] = {}
    for page in built.pages:
        files[site_path(page.path, page.lang) + "index.html"] = stamper.page(page).encode()
    for (lang, path), html in shells.pages.items():
        files[site_path(path, lang)] = stamper.hand_written(html, lang).encode()
    for file in _other_files(catalog, built, shells, assets.values()):
        files[file.path] = file.data
    return dict(sorted(files.items()))


def _other_files(catalog: Catalog, built: Built, shells: Shells, assets: Iterable[File]) -> Iterator[File]:
    yield from assets
    yield from built.files
    base_url = catalog.site.base_url
    yield File("sitemap.xml", build_sitemap(_entries(built, shells.pages), base_url=base_url).encode())
    yield File("robots.txt", build_robots(base_url=base_url).encode())


def _entries(built: Built, hand_written: Mapping[tuple[str, str], str]) -> Iterator[Entry]:
    for page in built.pages:
        if page.is_indexed:
            yield Entry(page.path, page.lang, page.updated)
    for lang, path in hand_written:
        if path != NOT_FOUND:
            yield Entry(path.removesuffix("index.html"), lang)
