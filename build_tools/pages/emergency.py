"""While an emergency lasts: the light page in the place of each front page, and the banner on every other page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup

from build_tools.artifacts import Page
from build_tools.i18n.dates import time_tag
from build_tools.i18n.easy_dates import easy_moment
from build_tools.i18n.filling import fill
from build_tools.i18n.ruby import set_ruby
from build_tools.i18n.words import Words
from build_tools.model.actors import Place
from build_tools.model.base import LANGUAGES, Text
from build_tools.model.catalog import Catalog
from build_tools.model.emergency import Emergency, Report
from build_tools.model.moment import Moment
from build_tools.pages.desk import Desk
from build_tools.shells import BESIDE_MENU, mark
from build_tools.urls import EASY, HOME, address, canonical, language_root, site_path, to_root

STYLE = "emergency.css"
MOST_OCTETS = 9_900
"""Of the light page; with its style sheet it stays below 14 KB, so that it arrives with the first answer of a server.
The oldest notices make way. Source: RFC 6928, an initial window of ten segments."""
EASY_VOICE = "easy"
_HREFLANGS = {**{lang: lang for lang in LANGUAGES}, "x-default": LANGUAGES[0]}


@dataclass(frozen=True, slots=True)
class Voice:
    """One of the three ways to say things."""

    name: str
    """`ja`, `en` or `easy`."""
    words: Words

    @property
    def lang(self) -> str:
        """What the `lang` attribute says; of easy Japanese it is Japanese."""
        return LANGUAGES[0] if self.name == EASY_VOICE else self.name

    @property
    def root(self) -> str:
        """Address of its front page below the root of the site."""
        return EASY if self.name == EASY_VOICE else language_root(self.name)

    def text(self, text: Text) -> Markup:
        """Return words, or else the Japanese ones, which then say so."""
        shown = fill("{}", text.marked(self.name))
        return shown if text.has(self.name) or self.lang == LANGUAGES[0] else fill('<span lang="ja">{}</span>', shown)

    def when(self, moment: Moment) -> Markup:
        """Return a moment."""
        return easy_moment(moment, self.words) if self.name == EASY_VOICE else time_tag(moment, self.words)


def home_of(catalog: Catalog) -> tuple[str, str]:
    """Return address and shell of the ordinary front page: it makes way for the light page."""
    return (HOME, BESIDE_MENU) if catalog.emergency else ("", "")


def build_banner(emergency: Emergency, words: Words, voice: str, *, home: str) -> str:
    """Return the banner of a page.

    Args:
        emergency: What it tells of.
        words: Of the page's voice.
        voice: `ja`, `en` or `easy`.
        home: Link to the light page.
    """
    said = Voice(voice, words)
    kind, key = (" is-drill", "emergency.drill") if emergency.sample else ("", "emergency.mark")
    return set_ruby(
        fill(
            '<section class="alert{}" aria-label="{}"><p><strong>{}</strong> {} <a href="{}">{}</a></p></section>',
            kind,
            words(key),
            words.markup(key),
            said.text(emergency.headline),
            home,
            words.markup("emergency.more"),
        )
    )


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the light front page of the desk's language, and with the Japanese one that in easy Japanese."""
    emergency, tables = desk.catalog.emergency, desk.catalog.strings
    if emergency is None:
        return
    names = (*LANGUAGES, *((EASY_VOICE,) if tables[EASY_VOICE] else ()))
    voices = tuple(Voice(name, desk.words if name == desk.lang else Words(name, tables[name])) for name in names)
    yield from (_front(desk, emergency, voice, voices) for voice in voices if voice.lang == desk.lang)


def _front(desk: Desk, emergency: Emergency, voice: Voice, voices: Sequence[Voice]) -> Page:
    reports = emergency.newest_first
    pages = (_with_notices(desk, emergency, voice, voices, reports[:most]) for most in range(len(reports), 0, -1))
    first = next(pages, None) or _with_notices(desk, emergency, voice, voices, ())
    return next((page for page in chain((first,), pages) if len(page.content.encode()) <= MOST_OCTETS), first)


def _with_notices(
    desk: Desk, emergency: Emergency, voice: Voice, voices: Sequence[Voice], notices: Sequence[Report]
) -> Page:
    path = EASY if voice.name == EASY_VOICE else ""
    up, base_url = to_root(site_path(path, desk.lang)), desk.catalog.site.base_url
    words = [emergency.headline, *(report.text for report in notices)]
    content = desk.render(
        "emergency.html",
        path,
        emergency=emergency,
        notices=notices,
        is_cut=len(notices) < len(emergency.notices),
        shelters=[(shelter, desk.catalog.get("place", shelter.place)) for shelter in emergency.shelters],
        is_translated=all(text.has(voice.name) for text in words),
        v=voice,
        t=voice.words,
        others=[other for other in voices if other is not voice],
        up=up,
        home=path + HOME,
        style=mark("alert_style"),
        address=address,
        features=features,
        canonical=canonical(base_url, path, desk.lang),
        hreflangs=[] if path else [(tag, canonical(base_url, "", lang)) for tag, lang in _HREFLANGS.items()],
    )
    title = desk.catalog.site.title.get(desk.lang)
    description = emergency.headline.get(voice.name)
    lines = (line.strip() for line in set_ruby(content).splitlines())
    return Page(path, desk.lang, path, title, description, "\n".join(filter(None, lines)), is_whole=True)


def features(place: Place, catalog: Catalog, lang: str) -> str:
    """Return what is known of the accessibility of a place in one line; empty for nothing."""
    items, answers = catalog.terms("facility-features"), catalog.terms("answers")
    return " / ".join(f"{items[item.item].get(lang)}: {answers[item.available].get(lang)}" for item in place.features)
