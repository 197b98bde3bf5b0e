"""Figures that a text names, as links to their records."""

import re
from collections.abc import Callable

from build_tools.i18n.figures import print_mark
from build_tools.i18n.words import Words
from build_tools.model.catalog import Catalog
from build_tools.model.figures import MARK
from build_tools.model.promises import Indicator

_PIECE = re.compile(rf"(?P<code><(?P<tag>code|pre)>.*?</(?P=tag)>)|(?P<anchor><a\b.*?</a>)|{MARK.pattern}", re.DOTALL)


def link_figures(html: str, catalog: Catalog, words: Words, link: Callable[[Indicator, str], str]) -> str:
    """Return HTML with the figures that it names: plain where they stand in a link, and no figures in code.

    Args:
        html: Made from the words of a checked record.
        catalog: Has the indicators and their units.
        words: Of the language of the page.
        link: Makes HTML of an indicator and its figure in words.
    """

    def put(match: re.Match[str]) -> str:
        if match["code"]:
            return match["code"]
        if match["anchor"]:
            return MARK.sub(lambda mark: _plain(mark, catalog, words), match["anchor"])
        return print_mark(match, catalog, words, link=link)

    return _PIECE.sub(put, html) if "{" in html else html


def _plain(mark: re.Match[str], catalog: Catalog, words: Words) -> str:
    return print_mark(mark, catalog, words, link=lambda _, shown: shown)
