"""Tags that tell other sites which picture to show for a link to a page, and the files of these pictures.

Source: The Open Graph protocol (ogp.me), structured properties; all else of it stands in `theme/overrides/base.html`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

from build_tools.artifacts import File
from build_tools.builder.units import POSTER_OF_SITE, Unit
from build_tools.i18n.words import Words
from build_tools.makers import maker
from build_tools.model.base import Record
from build_tools.model.catalog import Catalog, kind_of
from build_tools.posters.fonts import missing
from build_tools.posters.saying import KINDS, SIZE, alt_of, poster_of
from build_tools.urls import canonical


@dataclass(frozen=True, slots=True)
class Keeper:
    """Where drawn posters are kept, by a name that differs when their picture does."""

    read: Callable[[str], bytes | None]
    """Gives a picture; None for one that is not kept, or damaged."""
    write: Callable[[str, bytes], None]


@dataclass(frozen=True, slots=True)
class Posters:
    """The posters of one catalog at one moment."""

    catalog: Catalog
    now: datetime
    keeper: Keeper | None = None
    """None draws them anew."""
    _words: dict[str, Words] = field(default_factory=dict, repr=False, compare=False)

    def tags(self, lang: str, record: Record | None = None) -> str:
        """Return the tags for a page about a record, or about none; nothing where there are no posters."""
        if not has_posters(self.catalog):
            return ""
        words = self._in(lang)
        if record is None or kind_of(record) not in KINDS:
            return words.keep("poster-tags", lambda: self._tags(None, words))
        return self._tags(record, words)

    def files(self, unit: Unit) -> Iterator[File]:
        """Yield the file that a unit of work is about."""
        record = None if unit.maker == POSTER_OF_SITE else self.catalog.get(unit.maker, unit.id)
        poster = poster_of(record, self.catalog, self._in(unit.lang), self.now)
        data = self.keeper.read(poster.digest) if self.keeper else None
        if data is None:
            data = maker("posters.drawing:draw")(poster)
            if self.keeper:
                self.keeper.write(poster.digest, data)
        yield File(poster.path, data)

    def _tags(self, record: Record | None, words: Words) -> str:
        poster = poster_of(record, self.catalog, words, self.now)
        width, height = SIZE
        properties = {
            "og:image": canonical(self.catalog.site.base_url, "", "ja") + poster.path,
            "og:image:type": "image/png",
            "og:image:width": str(width),
            "og:image:height": str(height),
            "og:image:alt": alt_of(poster, words),
        }
        tags = "".join(f'\n  <meta property="{name}" content="{escape(text)}">' for name, text in properties.items())
        return f'{tags}\n  <meta name="twitter:card" content="summary_large_image">'

    def _in(self, lang: str) -> Words:
        if lang not in self._words:
            self._words[lang] = Words(lang, self.catalog.strings[lang])
        return self._words[lang]


def has_posters(catalog: Catalog) -> bool:
    """Posters are made: the site wants them, and all that they need is there."""
    return catalog.site.posters and not missing()


def poster_names(paths: Sequence[str] | Mapping[str, object]) -> frozenset[str]:
    """Return the names by which the posters among some files are kept."""
    return frozenset(path.rsplit(".", 2)[1] for path in paths if path.startswith("og/"))
