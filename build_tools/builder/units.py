"""The pieces of work that a site is made of: small enough to be done alone, again, and side by side.

A unit names a maker, a language and perhaps a record. What it asked while it was made is what
it depends on (`tracing`), so nobody writes that down.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.feeds.all import RECORD_FILES, SITE_FILES
from build_tools.model.base import LANGUAGES
from build_tools.pages.all import RECORD_PAGES, SITE_PAGES
from build_tools.posters.saying import KINDS

MOVED, HAND_WRITTEN, ASSETS, ROBOTS = "moved", "hand-written", "assets", "robots"
POSTER_OF_SITE = "site"
"""Maker of the posters that pages share; those of records are named after the kind."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of work."""

    group: str
    """Which table its maker stands in: `page`, `record-page`, `file`, `record-file`, `poster`, `picture` or `other`."""
    maker: str
    lang: str = ""
    """Empty for files of all languages."""
    id: str = ""
    """Of the record; empty for what is about many."""

    @property
    def key(self) -> str:
        """The unit in one word, for the cache."""
        return f"{self.group}:{self.maker}:{self.lang}:{self.id}"

    @classmethod
    def of(cls, key: str) -> "Unit":
        """Return the unit of a key."""
        return cls(*key.split(":"))


def all_units(
    ids: Mapping[str, Sequence[str]],
    *,
    pages_only: bool,
    with_posters: bool = False,
    pictures: Sequence[str] = (),
) -> Iterator[Unit]:
    """Yield every unit of a site; those that take long come first.

    Args:
        ids: Kind to the ids of its records.
        pages_only: Leave out what is not a page to look at: calendars, feeds, data, flyers, posters.
        with_posters: There are pictures for links.
        pictures: File names of the pictures that records show.
    """
    if not pages_only:
        yield from (Unit("picture", name) for name in pictures)
        yield from (Unit("file", name) for name in SITE_FILES)
    for lang in LANGUAGES:
        yield from (Unit("page", name, lang) for name in SITE_PAGES)
        yield Unit("other", HAND_WRITTEN, lang)
    yield from (Unit("other", name) for name in (MOVED, ASSETS, ROBOTS))
    if with_posters and not pages_only:
        yield from (Unit("poster", POSTER_OF_SITE, lang) for lang in LANGUAGES)
    for kind, every in ids.items():
        makers = [
            ("record-page", name)
            for name, pages in RECORD_PAGES.items()
            if pages.kind == kind and not (pages_only and pages.is_paper)
        ]
        if not pages_only:
            makers += (("record-file", name) for name, files in RECORD_FILES.items() if files.kind == kind)
            makers += [("poster", kind)] if with_posters and kind in KINDS else []
        # All that is made of a record stands side by side: what one page has worked out, the next one finds.
        yield from (Unit(group, name, lang, id_) for id_ in every for group, name in makers for lang in LANGUAGES)
