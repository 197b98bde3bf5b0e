"""The table of page modules: add a module here and its pages exist in every language."""

from collections.abc import Iterator
from datetime import datetime

from build_tools.artifacts import Page
from build_tools.model.base import LANGUAGES
from build_tools.model.catalog import Catalog
from build_tools.pages import actors, calendars, flyer, occasions, opendata, overview, promises, reference, works
from build_tools.pages.desk import Desk

_MODULES = (overview, occasions, calendars, flyer, works, actors, promises, opendata, reference)
_PAPER = (flyer,)
"""Modules of what is only printed."""


def build_all_pages(catalog: Catalog, now: datetime, *, with_paper: bool = True) -> Iterator[Page]:
    """Yield every page made from the catalog, in every language; those for paper only if asked for."""
    for lang in LANGUAGES:
        desk = Desk.of(catalog, lang, now)
        for module in _MODULES:
            if with_paper or module not in _PAPER:
                yield from module.build_pages(desk)
