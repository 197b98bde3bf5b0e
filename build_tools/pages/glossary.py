"""The glossary: the words of collaboration, by kana row in Japanese and by letter in English."""

from collections.abc import Iterator

from build_tools.artifacts import Page
from build_tools.model.base import LANGUAGES
from build_tools.model.glossary import GlossaryTerm
from build_tools.pages.desk import Desk
from build_tools.pages.terms import PAGE
from build_tools.views.selections import by_kana_row, by_letter


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of all terms."""
    t, terms = desk.words, desk.catalog.all(GlossaryTerm)
    groups = by_kana_row(terms) if desk.lang == LANGUAGES[0] else by_letter(terms)
    other = next(lang for lang in LANGUAGES if lang != desk.lang)
    yield desk.page(
        "glossary.html", PAGE, t("glossary.title"), t("glossary.lead"), trail=("plan/",), groups=groups, other=other
    )
