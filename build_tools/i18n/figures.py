"""Figures in words, and texts with their marks filled in."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import cast

from build_tools.i18n.words import Words
from build_tools.model.base import Text
from build_tools.model.catalog import Catalog
from build_tools.model.figures import MARK, Figure, figures_of
from build_tools.model.promises import Indicator


def format_number(value: Decimal) -> str:
    """Return a number with commas between thousands, exactly as its source has it."""
    return f"{value:,}"


def format_figure(figure: Figure, catalog: Catalog, words: Words) -> str:
    """Return a figure with its unit, as exact as its source: `about 16%`, `40 or more organizations`."""
    number = format_number(figure.value)
    unit = catalog.terms("units")[figure.unit].get(words.lang) if figure.unit else ""
    is_apart = unit.isascii() and unit[:1].isalpha()
    single = f"count.{figure.unit}.one"
    if is_apart and figure.value == 1 and single in words.table:
        return words(single, number=number)
    shown = words("count.unit" if is_apart else "count.unit-close", number=number, unit=unit).strip()
    if figure.or_more and is_apart:
        shown = words("count.unit-or-more", number=number, unit=unit)
    elif figure.or_more:
        shown = words("count.or-more", number=shown)
    return words("count.about", number=shown) if figure.approximate else shown


def fill_marks(
    text: str, catalog: Catalog, words: Words, *, link: Callable[[Indicator, str], str] = lambda _, shown: shown
) -> str:
    """Return a text with the figures that it names.

    Args:
        text: Words of a checked record.
        catalog: Has the indicators and their units.
        words: Of the language that the figures are said in.
        link: Makes of an indicator and its figure in words what is printed.
    """
    if "{" not in text:
        return text
    return MARK.sub(lambda match: print_mark(match, catalog, words, link=link), text)


def print_mark(mark: re.Match[str], catalog: Catalog, words: Words, *, link: Callable[[Indicator, str], str]) -> str:
    """Return what stands for a match of `MARK`; the mark as it stands where it names no figure."""
    if mark["other"]:
        return mark["other"]
    try:
        indicator = cast(Indicator, catalog.get("indicator", mark["id"]))
    except KeyError:
        return mark[0]
    figure = figures_of(indicator).get(mark["part"] or "")
    return link(indicator, format_figure(figure, catalog, words)) if figure else mark[0]


def say(text: Text | None, catalog: Catalog, words: Words) -> str:
    """Return words as plain text, their figures filled in; empty for None."""
    return fill_marks(text.get(words.lang), catalog, words) if text else ""
