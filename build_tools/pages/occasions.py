"""Pages of events, series and notices: one module for each kind of page."""

from collections.abc import Iterator

from build_tools.artifacts import Page
from build_tools.model.occasions import Event
from build_tools.pages import archive, events, months, notices, series, upcoming
from build_tools.pages.cards import Cards
from build_tools.pages.desk import Desk


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield every page of events, series and notices; lists first, so that a record in their place is named."""
    every, cards = desk.catalog.all(Event), Cards(desk)
    yield from upcoming.build_pages(desk, every, cards)
    yield from archive.build_pages(desk, every, cards)
    yield from months.build_pages(desk, every)
    yield from events.build_pages(desk, every)
    yield from series.build_pages(desk, every, cards)
    yield from notices.build_pages(desk)
