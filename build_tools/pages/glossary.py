"""The glossary: the words of collaboration, by kana row in Japanese and by letter in English."""

import re
from collections.abc import Iterator

from build_tools.artifacts import Page
from build_tools.model.base import LANGUAGES
from build_tools.model.glossary import GlossaryTerm
from build_tools.pages.desk import Desk
from build_tools.pages.terms import PAGE, is_east_asian
from build_tools.views.selections import by_kana_row, by_letter


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of all terms."""
    t, terms = desk.words, desk.catalog.all(GlossaryTerm)
    groups = by_kana_row(terms) if desk.lang == LANGUAGES[0] else by_letter(terms)
    other = next(lang for lang in LANGUAGES if lang != desk.lang)
    also = {term.id: shown_spellings(term, desk.lang) for term in terms}
    title, lead = t("glossary.title"), t("glossary.lead")
    yield desk.page(
        "glossary.html",
        PAGE,
        title,
        lead,
        trail=("plan/",),
        groups=groups,
        other=other,
        also=also,
        is_east_asian=is_east_asian,
    )


def shown_spellings(term: GlossaryTerm, lang: str) -> tuple[str, ...]:
    """Return what else a reader may call a term; what is there to find it in texts of the other language is left out.

    In Japanese that is whatever has small Latin letters, in English another case or number of the title.
    """
    if lang == LANGUAGES[0]:
        return tuple(word for word in term.also if not _SMALL.search(word))
    seen, shown = {_plain(term.title.get(lang))}, []
    for word in term.also:
        if _plain(word) not in seen:
            shown.append(word)
        seen.add(_plain(word))
    return tuple(shown)


_SMALL = re.compile("[a-z]")


def _plain(word: str) -> str:
    return word.lower().removesuffix("s")
