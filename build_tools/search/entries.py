"""What search knows of one page: its sections, its terms, and what results are narrowed by."""

import html
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from build_tools.search.readings import READING, title_key, title_readings, word_terms
from build_tools.search.terms import text_terms, whole_words

TITLE = "="
"""Stands in a term between the first two characters of a title and the whole of it."""
MOST = 15
"""The highest impact of a term on a page."""

_TITLE_WEIGHT, _HEADING_WEIGHT, _LEAD_WEIGHT = 8, 3, 2
_LENGTH = 600
"""Characters of a text of usual length."""
_HALF = 6
"""A term of this weight has half of the highest impact."""
_LEFT_OUT = re.compile(r"<(nav|footer|svg|script|style|form|noscript|template|rt|rp)\b.*?</\1>", re.DOTALL)
_HIDDEN = re.compile(r'<(span|p) [^>]*aria-hidden="true"[^>]*>(?:[^<]|<span[^>]*>[^<]*</span>)*</\1>')
_HEADING = re.compile(
    r'<(?:h[23]\b[^>]*\bid="([^"]*)"[^>]*>(.*?)</h[23]>'
    r'|li id="([^"]*)">\s*<span class="timeline-date">.*?<p class="timeline-title">(.*?)</p>)',
    re.DOTALL,
)
"""A heading, or an entry of a timeline, that can be linked to."""
_TOP = re.compile(r"<h1[^>]*>.*?</h1>", re.DOTALL)
_ASIDE = re.compile(r'<p class="(?:kicker|original-title)">.*?</p>', re.DOTALL)
"""Found, but no words that a result may begin with."""
_first = itemgetter(0)
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|code|em|i|mark|ruby|rb|span|strong|time|wbr)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page below one heading."""

    id: str
    """Of the heading, to link to; empty for what stands above the first one."""
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What results are narrowed by and told with."""

    kind: str = ""
    """Record kind, `event`; empty for a page that is about no record."""
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Ids."""
    starts: str = ""
    """First day in ISO 8601; empty where there is none."""
    ends: str = ""
    """Last day."""
    state: str = ""
    """What readers have to know before all: cancelled, a sample. In the language of the page."""
    is_off: bool = False
    """It is cancelled or put off: not what somebody wants who looks for what is on."""

    def pack(self) -> tuple[Any, ...]:
        """Return the values in order, for the cache."""
        return (self.kind, self.themes, self.places, self.starts, self.ends, self.state, self.is_off)

    @classmethod
    def unpack(cls, values: tuple[Any, ...]) -> "Facets":
        """Return what `pack` gave."""
        kind, themes, places, starts, ends, state, is_off = values
        return cls(kind=kind, themes=themes, places=places, starts=starts, ends=ends, state=state, is_off=is_off)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page."""

    path: str
    """Below the root of its language."""
    lang: str
    title: str
    reading: str = ""
    """As the record gives it."""
    sections: tuple[Section, ...]
    facets: Facets = Facets()
    titles: tuple[tuple[str, str], ...] = ()
    """Titles, with the readings that are given, of the records that stand on it and have no page of their own."""

    def impacts(self) -> dict[str, int]:
        """Return each term of the page with its impact, from 1 to `MOST`."""
        weights: dict[str, float] = {}
        for text, weight in self._weighted():
            terms = text_terms(text)
            for line in text.split("\n"):
                terms += map(_first, word_terms(line))
            for term, count in Counter(terms).items():
                weights[term] = weights.get(term, 0) + weight * count
        found = {term: _impact(weight) for term, weight in weights.items()}
        return found | dict.fromkeys(self._whole_titles(), MOST)

    def words(self) -> frozenset[str]:
        """Return the words of the page that a mistyped one may have been meant for."""
        texts = (self.title, *(text for section in self.sections for text in (section.heading, section.text)))
        return frozenset(word for text in texts for word in whole_words(text))

    def spellings(self) -> frozenset[tuple[str, str]]:
        """Return `(term, spelling)` of each reading on the page, for marking what a reading has found."""
        lines = (line for text, _ in self._weighted() for line in text.split("\n"))
        return frozenset(pair for line in lines for pair in word_terms(line) if pair[1])

    def _weighted(self) -> tuple[tuple[str, float], ...]:
        """Return the texts of the page, each with what a term counts there: in a long text, less."""
        first, *rest = self.sections
        length = sum(len(section.text) for section in self.sections)
        share = min(1.0, (_LENGTH / length) ** 0.5) if length else 1.0
        headings = tuple((section.heading, _HEADING_WEIGHT * share) for section in rest)
        texts = tuple((section.text, share) for section in rest)
        return ((self.title, _TITLE_WEIGHT), (first.text, _LEAD_WEIGHT * share), *headings, *texts)

    def _whole_titles(self) -> set[str]:
        titles = ((self.title, self.reading), *self.titles)
        keys = {title_key(title) for title, _ in titles} - {""}
        readings = {key for title, reading in titles for key in title_readings(title, reading)}
        return {title_term(key) for key in keys} | {reading_term(key) for key in readings}

    def pack(self) -> tuple[Any, ...]:
        """Return the page as plain tuples and texts, for the cache."""
        plain = tuple((section.id, section.heading, section.text) for section in self.sections)
        return (self.path, self.lang, self.title, plain, self.facets.pack())

    @classmethod
    def unpack(cls, value: tuple[Any, ...]) -> "Entry":
        """Return of the page that `pack` gave what its index files show."""
        path, lang, title, plain, facets = value
        sections = tuple(Section(*section) for section in plain)
        return cls(path=path, lang=lang, title=title, sections=sections, facets=Facets.unpack(facets))


@lru_cache(maxsize=10_000)
def _impact(weight: float) -> int:
    return max(1, round(MOST * weight / (weight + _HALF)))


def title_term(key: str) -> str:
    """Return the term of a whole title: it stands beside those of its beginning, so that it costs no further file."""
    return f"{key[:2]}{TITLE}{key}"


def reading_term(key: str) -> str:
    """Return the term of the reading of a whole title."""
    return f"{READING}{key}{TITLE}"


def read_sections(page: str) -> tuple[Section, ...]:
    """Return what the main part of a page says, by heading; what leads elsewhere and what is drawn are left out."""
    plain = _HIDDEN.sub(" ", _LEFT_OUT.sub(" ", page))
    parts = _HEADING.split(_TOP.sub("", plain))
    first = Section("", "", _text("\n".join((_ASIDE.sub(" ", parts[0]), *_ASIDE.findall(parts[0])))))
    rest = zip(*(parts[at::5] for at in range(1, 6)), strict=True)
    return (
        first,
        *(Section(id_ or place, _text(heading or entry), _text(text)) for id_, heading, place, entry, text in rest),
    )


def read_title(page: str) -> str:
    """Return the heading of a page."""
    match = _TOP.search(page)
    return _text(match[0]) if match else ""


def _text(markup: str) -> str:
    """Return the text of HTML, a line for each block."""
    lines = _TAG.sub("\n", _INLINE.sub("", markup)).split("\n")
    return html.unescape("\n".join(filter(None, (_SPACES.sub(" ", line).strip() for line in lines))))
