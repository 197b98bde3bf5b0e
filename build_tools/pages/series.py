"""The list of series, and the page of each."""

from collections.abc import Iterator

from build_tools.artifacts import Page
from build_tools.model.occasions import Event, Series
from build_tools.pages.cards import Cards
from build_tools.pages.desk import Desk
from build_tools.pages.live import make_live
from build_tools.pages.styles import CARDS, SESSIONS, with_styles
from build_tools.urls import address_of
from build_tools.views.selections import by_name, coming_and_past, numbered, upcoming


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the list of series."""
    t = desk.words
    every = by_name(desk.catalog.all(Series), desk.lang)
    title, lead = t("series.title"), t("series.lead")
    yield desk.page("series_list.html", "series/", title, lead, trail=("events/",), series=every)


def build_record(desk: Desk, series: Series) -> Iterator[Page]:
    """Yield the page of a series: sittings with numbers in a table; the other events as cards, upcoming and past."""
    path, cards = address_of(series), Cards(desk)
    events = tuple(event for event in desk.catalog.naming(series, Event) if event.series == series.id)
    sessions = numbered(events)
    others = tuple(event for event in events if event not in sessions)
    coming, past = coming_and_past(others, desk.now)
    page = desk.record_page(
        "series.html",
        series,
        trail=("events/", "series/"),
        sessions=sessions,
        coming=cards.all(coming, path),
        past=cards.all(past, path),
    )
    page = with_styles(page, *(CARDS if others else ()), *(SESSIONS if sessions else ()))
    yield make_live(desk, page) if upcoming(events, desk.now) else page
