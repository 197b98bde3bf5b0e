"""What a browser shows without a signal where it has no copy of a page: which pages it has."""

from collections.abc import Iterator
from dataclasses import replace

from build_tools.artifacts import Page
from build_tools.model.occasions import Event
from build_tools.pages.desk import Desk
from build_tools.shells import BESIDE_MENU
from build_tools.urls import OFFLINE, filter_address
from build_tools.views.selections import disaster_events

_WAYS = (("", "shell.home"), ("events/", "offline.events"), ("places/", "section.places"),
         ("notices/", "section.notices"), ("search/", "section.search"))  # fmt: skip


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page; search engines keep out."""
    t = desk.words
    ways = [(path, t(key)) for path, key in _WAYS]
    if disaster_events(desk.catalog.all(Event), desk.now):
        ways.insert(2, (filter_address("theme-disaster"), t("offline.disaster")))
    page = desk.page("offline.html", OFFLINE, t("offline.title"), t("offline.lead"), shell=BESIDE_MENU, ways=ways)
    yield replace(page, is_indexed=False)
