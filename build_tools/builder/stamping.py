"""Sets pages into shells: the shell's text with its marks replaced, each value escaped for its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

from build_tools.artifacts import Page
from build_tools.i18n.dates import day_tag
from build_tools.i18n.words import Words
from build_tools.model.base import LANGUAGES
from build_tools.model.catalog import Catalog
from build_tools.pages.emergency import STYLE, build_banner
from build_tools.shells import PREFIX
from build_tools.urls import EASY, canonical, relative, site_path, to_root, twin

_MARK = re.compile(rf"{PREFIX}(\w+)-end")
_MARKED = re.compile(rf"<[^<>]*{PREFIX}[^<>]*>|{PREFIX}\w+-end")
"""A tag with a mark in it, or a mark between tags."""
_NO_INDEX = '\n  <meta name="robots" content="noindex">'


@dataclass(frozen=True, slots=True)
class Stamp:
    """A shell cut at its marks: text, name of a value, text, name, … text."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> "Stamp":
        """Return the stamp of a shell."""
        return cls(tuple(_MARK.split(html)))

    @classmethod
    def own(cls, html: str) -> "Stamp":
        """Return the stamp of what a page adds to its shell: the marks alone, each with the tag that it stands in."""
        return cls.of("\n".join(_MARKED.findall(html)))

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the page: values are never searched for marks again."""
        filled = list(self.parts)
        filled[1::2] = [values[name] for name in self.parts[1::2]]
        return "".join(filled)


@dataclass(frozen=True, slots=True)
class Stamper:
    """Stamps the pages of one catalog at one moment."""

    catalog: Catalog
    now: datetime
    shells: Mapping[tuple[str, str], str]
    """See `Shells`."""
    assets: Mapping[str, str]
    """File name in `theme/assets/` to address below the site's root."""
    _cut: dict[tuple[str, str], tuple[Stamp, Stamp]] = field(default_factory=dict, repr=False, compare=False)
    """Shells that a page was set into, as `Stamp.of` and `Stamp.own` cut them: there are a hundred of them."""
    _known_words: dict[str, Words] = field(default_factory=dict, repr=False, compare=False)

    def page(self, page: Page, poster: str = "") -> str:
        """Return the finished HTML of a page.

        Args:
            page: The page.
            poster: The tags of the picture that other sites show for it; see `sharing`.

        Raises:
            KeyError: when the page's shell does not exist; `shells.SHELLS` lists them.
        """
        return self.stamp(page, poster)[0]

    def stamp(self, page: Page, poster: str = "") -> tuple[str, str]:
        """Return the finished HTML of a page, and what of it is not the shell's; as `page` takes and raises."""
        shell, values = (page.lang, page.shell), {**self._values(page), "poster": poster}
        if shell not in self._cut:
            self._cut[shell] = Stamp.of(self.shells[shell]), Stamp.own(self.shells[shell])
        whole, own = self._cut[shell]
        return whole.fill(values), own.fill(values)

    def whole(self, page: Page) -> str:
        """Return a page that has no shell: its content with the address of its style sheet."""
        return Stamp.of(page.content).fill({"alert_style": self._address(page.path, page.lang, STYLE)})

    def hand_written(self, html: str, lang: str, path: str | None, poster: str = "") -> str:
        """Return a hand-written page with the day of the build, and the banner of an emergency.

        Args:
            html: The page as the theme made it.
            lang: Its language.
            path: Its address below the root of its language; None where the server shows it at any address.
            poster: The tags of the picture that other sites show for it.
        """
        return Stamp.of(html).fill({"built": self._built(lang), "poster": poster, **self._alert(path, lang)})

    def _alert(self, path: str | None, lang: str, *, is_easy: bool = False) -> dict[str, str]:
        """Return the banner of an emergency and its style sheet for a page; nothing on all other days."""
        emergency = self.catalog.emergency
        if emergency is None:
            return {"alert_style": "", "alert": ""}
        words, voice = (self._words("easy"), "easy") if is_easy else (self._words(lang), lang)
        home = site_path("", lang) + (EASY if is_easy else "")
        to_home = f"/{home}" if path is None else to_root(site_path(path, lang)) + home
        style = f"/{self.assets[STYLE]}" if path is None else self._address(path, lang, STYLE)
        return {
            "alert_style": f'\n  <link rel="stylesheet" href="{escape(style)}">',
            "alert": f"\n  {build_banner(emergency, words, voice, home=to_home)}",
        }

    def _address(self, path: str, lang: str, asset: str) -> str:
        return to_root(site_path(path, lang)) + self.assets[asset]

    def _words(self, lang: str) -> Words:
        if lang not in self._known_words:
            self._known_words[lang] = Words(lang, self.catalog.strings[lang])
        return self._known_words[lang]

    def _built(self, lang: str) -> str:
        return str(day_tag(self.now.date(), self._words(lang)))

    def _values(self, page: Page) -> dict[str, str]:
        site = self.catalog.site
        name = site.title.get(page.lang)
        own = f"{page.title} ({page.qualifier})" if page.qualifier else page.title
        title = name if own == name else f"{own} - {name}"
        other = next(lang for lang in LANGUAGES if lang != page.lang)
        up = to_root(site_path(page.path, page.lang))
        is_easy, same = page.retells is not None, page.path if page.retells is None else page.retells
        return {
            "title": escape(title),
            "description": escape(page.description),
            "canonical": escape(canonical(site.base_url, page.canonical or page.path, page.lang)),
            **{lang: escape(canonical(site.base_url, page.path, lang)) for lang in LANGUAGES},
            "robots": "" if page.is_indexed else _NO_INDEX,
            "trail": self._trail(page),
            "content": page.content,
            "head": self._styles(page) + page.head + self._scripts(page),
            "name": escape(page.title),
            "twin": escape(f"{up}{site_path(same, other)}" if is_easy else twin(page.path, page.lang, other)),
            "easy": escape(up + (same if is_easy else page.easy or EASY)),
            "built": self._built(page.lang),
            **self._alert(page.path, page.lang, is_easy=is_easy),
        }

    def _styles(self, page: Page) -> str:
        sheets = (escape(self._address(page.path, page.lang, name)) for name in page.styles)
        return "".join(f'\n  <link rel="stylesheet" href="{sheet}">' for sheet in sheets)

    def _scripts(self, page: Page) -> str:
        if not page.scripts:
            return ""
        sources = (escape(self._address(page.path, page.lang, name)) for name in page.scripts)
        return "".join(f'\n  <script type="module" src="{source}"></script>' for source in sources)

    def _trail(self, page: Page) -> str:
        """Return the breadcrumb; the home page has none."""
        if not page.path:
            return ""
        words = self._words(page.lang)

        def link(path: str, title: str) -> str:
            return f'<li><a href="{escape(relative(page.path, path))}">{escape(title)}</a></li>'

        steps = link("", words("shell.home")) + "".join([link(path, title) for path, title in page.trail])
        here = f'<li aria-current="page">{escape(page.title)}</li>'
        return f'\n    <nav class="trail" aria-label="{escape(words("shell.trail"))}"><ol>{steps}{here}</ol></nav>'
