"""Leads from the first use of a glossary's term in the texts of a page to its entry.

One pattern of all terms goes over the finished HTML once. It begins with one of a set of characters, which is what
makes it cheap: so there is no lookbehind in it, no flag and no group of all, and the edge of a Latin word, and whether
the word stands where none is led from, is looked at afterwards.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.model.base import LANGUAGES
from build_tools.model.catalog import Catalog
from build_tools.model.glossary import GlossaryTerm
from build_tools.model.ruby import MARK, base_text
from build_tools.pages.fragments import Fragments

PAGE = "glossary/"
"""Where the entries stand, below the language's root."""

_LATIN = re.compile(r"[A-Za-z0-9]")
_EAST_ASIAN = "\u2e80"
"""Where the letters of East Asia begin in Unicode."""
_KEPT = ("a", "h2", "h3", "h4", "h5", "h6", "code", "pre", "ruby")
"""Elements that are left as they are: links, headings, code and read-out words. No other allowed one begins so."""
_REFERENCE = re.compile(r"&#?\w+;")


@dataclass(frozen=True, slots=True)
class TermIndex:
    """The terms that texts of one language may use."""

    ids: Mapping[str, str]
    """Spelling, escaped for HTML, to the id of its term."""
    words: re.Pattern[str]
    """A spelling, or words with the mark of their reading."""


def terms_of(catalog: Catalog, fragments: Fragments, lang: str) -> TermIndex | None:
    """Return the terms for texts of a language, made once for all pages of a desk; None for none."""
    return fragments.get(("terms", lang), lambda: index_terms(catalog.all(GlossaryTerm), lang))


def index_terms(terms: Iterable[GlossaryTerm], lang: str) -> TermIndex | None:
    """Return the terms for texts of a language; None for none. Of two terms of one spelling the first has it."""
    ids: dict[str, str] = {}
    for term in terms:
        for spelling in _spellings(term, lang):
            ids.setdefault(html.escape(spelling, quote=False), term.id)
    if not ids:
        return None
    longest = sorted(ids, key=lambda word: (-len(word), word))
    words = "|".join(re.escape(word) + (r"(?![A-Za-z0-9])" if _LATIN.match(word[-1]) else "") for word in longest)
    return TermIndex(ids, re.compile(f"{words}|{MARK.pattern}"))


def _spellings(term: GlossaryTerm, lang: str) -> Iterator[str]:
    """Yield what stands for a term in texts of a language; in English also with the other case at its beginning."""
    if lang == LANGUAGES[0]:
        yield from (term.title.ja, *term.also)
        return
    for word in (term.title.get(lang), *term.also):
        if not is_east_asian(word):
            yield from (word, word[0].lower() + word[1:], word[0].upper() + word[1:])


def is_east_asian(word: str) -> bool:
    """The word has a letter of East Asia."""
    return max(word) >= _EAST_ASIAN


def link_terms(text: Markup, index: TermIndex | None, seen: set[str], glossary: str) -> Markup:
    """Return a text in which the first use of each term leads to its entry.

    Args:
        text: Its clean HTML.
        index: The terms of its language; None for none.
        seen: Ids of the terms that the page leads to already; takes those that this text adds.
        glossary: The link from the page to the glossary.
    """
    if index is None:
        return text
    parts: list[str] = []
    end = 0
    for match in index.words.finditer(text):
        word, start = match[0], match.start()
        id_ = index.ids.get(base_text(word), "")
        if not id_ or id_ in seen or _is_inside(match) or _is_kept(text, start):
            continue
        seen.add(id_)
        parts += (text[end:start], f'<a class="term" href="{glossary}#term-{id_}">{word}</a>')
        end = match.end()
    return Markup("".join((*parts, text[end:]))) if parts else text  # noqa: S704 -- words that were there, and ids


def _is_kept(html: str, at: int) -> bool:
    """The place is inside of a tag, of a reference to a character or of an element that is left as it is."""
    if html.rfind("<", 0, at) > html.rfind(">", 0, at):
        return True
    reference = _REFERENCE.match(html, max(0, html.rfind("&", 0, at)))
    if reference and reference.end() > at:
        return True
    return any(html.rfind(f"<{tag}", 0, at) > html.rfind(f"</{tag}>", 0, at) for tag in _KEPT)


def _is_inside(match: re.Match[str]) -> bool:
    """A Latin word has begun before the match."""
    before = match.string[match.start() - 1 : match.start()]
    return bool(before and _LATIN.match(before) and _LATIN.match(match[0]))
