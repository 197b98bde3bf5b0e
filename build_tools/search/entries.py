"""What search knows of one page: its sections, its terms, and what results are narrowed by."""

import html
import re
from dataclasses import dataclass
from typing import Any

ASIDE = "guide"
"""The kind of pages for those who make the site: the last ones by number."""
TITLE = "="
"""Stands in a term between the first two characters of a title and the whole of it."""
MOST = 15
"""The highest impact of a term on a page."""
_LEFT_OUT = re.compile(r"<(nav|footer|svg|script|style|form|noscript|template|rt|rp)\b.*?</\1>", re.DOTALL)
_HIDDEN = re.compile(
    r'<(span|p)\b[^>]*(?:\baria-hidden="true"|\shidden(?=[\s>]))[^>]*>'
    r"(?:[^<]|<(span|time)\b[^>]*>[^<]*</\2>)*</\1>"
)
"""For the eye alone, or for another moment."""
_TOOLS = re.compile(
    r'<a\b[^>]*\sclass="button"[^>]*>.*?</a>'
    r'|<(p|span) class="(?:as-of|more)\b[^>]*>.*?</\1>'
    r"|<p\b[^>]*><a\b[^>]*>[^<]*</a> <code>content/.*?</p>"
    r'|<div class="note note-sample">.*?</div>'
    r'|<section\b[^>]*\saria-labelledby="(?:add-to-calendar|correct)">.*?</section>',
    re.DOTALL,
)
"""Buttons, links that stand alone, marks that results have too, and how to keep or mend what a page says."""
_READING = re.compile(r'<div class="reading"><dt>.*?</dt>(.*?)</div>', re.DOTALL)
_HEADING = re.compile(
    r'<(?:h[23]\b[^>]*\bid="([^"]*)"[^>]*>(.*?)</h[23]>'
    r'|li id="([^"]*)">\s*<span class="timeline-date">.*?<p class="timeline-title">(.*?)</p>)',
    re.DOTALL,
)
"""A heading, or an entry of a timeline, that can be linked to."""
_TOP = re.compile(r"<h1[^>]*>.*?</h1>", re.DOTALL)
_ASIDE = re.compile(r'<p class="(?:kicker|original-title|reading)">.*?</p>', re.DOTALL)
"""Found, but no words that a result may begin with."""
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|code|em|i|mark|ruby|rb|span|strong|time|wbr)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


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

    def whole_titles(self) -> set[str]:
        """Return the terms of the titles on the page as a whole, and of their readings."""
        from build_tools.search.readings import title_key, title_readings  # who only makes pages does without

        titles = ((self.title, self.reading), *self.titles)
        keys = {title_key(title) for title, _ in titles} - {""}
        readings = {key for title, reading in titles for key in title_readings(title, reading)}
        return {title_term(key) for key in keys} | {reading_term(key) for key in readings}

    def pack(self) -> tuple[Any, ...]:
        """Return the page as plain tuples and texts, for the cache and other processes."""
        plain = tuple((section.id, section.heading, section.text) for section in self.sections)
        return (self.path, self.lang, self.title, self.reading, plain, self.facets.pack(), self.titles)

    @classmethod
    def unpack(cls, value: tuple[Any, ...]) -> "Entry":
        """Return the page that `pack` gave."""
        path, lang, title, reading, plain, facets, titles = value
        return cls(
            path=path,
            lang=lang,
            title=title,
            reading=reading,
            sections=tuple(Section(*section) for section in plain),
            facets=Facets.unpack(facets),
            titles=titles,
        )


def title_term(key: str) -> str:
    """Return the term of a whole title: it stands beside those of its beginning, so that it costs no further file."""
    return f"{key[:2]}{TITLE}{key}"


def reading_term(key: str) -> str:
    """Return the term of the reading of a whole title."""
    from build_tools.search.readings import READING

    return f"{READING}{key}{TITLE}"


def read_sections(page: str) -> tuple[Section, ...]:
    """Return what the main part of a page says, by heading; what leads elsewhere and what is drawn are left out."""
    plain = _TOOLS.sub(" ", _HIDDEN.sub(" ", _LEFT_OUT.sub(" ", page)))
    parts = _HEADING.split(_TOP.sub("", _READING.sub(r'<p class="reading">\1</p>', plain)))
    first = Section("", "", _said(parts[0]))
    rest = zip(*(parts[at::5] for at in range(1, 6)), strict=True)
    return (
        first,
        *(Section(id_ or place, _text(heading or entry), _said(text)) for id_, heading, place, entry, text in rest),
    )


def read_title(page: str) -> str:
    """Return the heading of a page."""
    match = _TOP.search(page)
    return _text(match[0]) if match else ""


def _said(markup: str) -> str:
    """Return the text of a part of a page, with what a result may not begin with at its end."""
    return _text("\n".join((_ASIDE.sub(" ", markup), *_ASIDE.findall(markup))))


def _text(markup: str) -> str:
    """Return the text of HTML, a line for each block."""
    lines = _TAG.sub("\n", _INLINE.sub("", markup)).split("\n")
    return html.unescape("\n".join(filter(None, map(" ".join, map(str.split, lines)))))
