"""Events that are over: an index, and a page for each fiscal year."""

from collections.abc import Iterator

from build_tools.artifacts import Page
from build_tools.i18n.months import format_month
from build_tools.model.occasions import Event
from build_tools.pages.cards import Cards
from build_tools.pages.desk import Desk
from build_tools.urls import fiscal_year_address, month_address
from build_tools.views.months import months_of
from build_tools.views.selections import past_by_fiscal_year


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the index of fiscal years, and the pages of the years."""
    t, events, cards = desk.words, desk.catalog.all(Event), Cards(desk)
    years = past_by_fiscal_year((event for event in events if event.starts.is_known), desk.now)
    unknown = tuple(event for event in events if not event.starts.is_known)
    yield desk.page(
        "events_past.html",
        "events/past/",
        t("events.past"),
        t("events.past.lead"),
        trail=("events/",),
        years=years,
        unknown=unknown,
    )
    numbers = [year for year, _ in years]
    for index, (year, found) in enumerate(years):
        path = fiscal_year_address(year)
        yield desk.page(  # noqa: S604 -- the shell of a page
            "events_year.html",
            path,
            t("events.year", year=t("date.fiscal-year", year=year)),
            t("events.year.lead", first=year, last=year + 1),
            trail=("events/", "events/past/"),
            shell="events/_record/",
            year=year,
            cards=cards.all(found, path, 2),
            calendar=[(month_address(month.first), format_month(month.first, t)) for month in months_of(found)],
            newer=numbers[index - 1] if index else None,
            older=numbers[index + 1] if index + 1 < len(numbers) else None,
        )
