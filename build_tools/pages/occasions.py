"""Pages of events, series and notices."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from build_tools.artifacts import Page
from build_tools.model.moment import Moment, Precision
from build_tools.model.occasions import Event, Notice, Series
from build_tools.pages.desk import Desk
from build_tools.urls import fiscal_year_address
from build_tools.views.selections import by_name, by_time, current_notices, past_by_fiscal_year, upcoming
from build_tools.i18n.dates import format_moment


@dataclass(frozen=True, slots=True)
class Month:
    """A heading of the list of upcoming events."""

    id: str
    title: str


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield every page of events, series and notices."""
    events = desk.catalog.all(Event)
    yield _upcoming_page(desk, events)
    yield from _past_pages(desk, events)
    for event in events:
        siblings = tuple(e for e in by_time(events) if event.series and e.series == event.series and e is not event)
        when = format_moment(event.starts, desk.words, with_clock=False)
        yield desk.record_page("event.html", event, trail=("events/",), qualifier=when, siblings=siblings)
    yield from _series_pages(desk, events)
    yield from _notice_pages(desk)


def _upcoming_page(desk: Desk, events: tuple[Event, ...]) -> Page:
    coming = upcoming(events, desk.now)
    months = [(_month(event, desk), event) for event in coming]
    groups = tuple((month, tuple(e for _, e in found)) for month, found in groupby(months, key=lambda pair: pair[0]))
    t = desk.words
    return desk.page("events.html", "events/", t("events.title"), t("events.lead"), events=coming, months=groups)


def _month(event: Event, desk: Desk) -> Month:
    moment = event.starts
    if moment.is_day:
        moment = Moment(moment.first.replace(day=1), Precision.MONTH)
    return Month(f"m-{moment}".lower(), format_moment(moment, desk.words))


def _past_pages(desk: Desk, events: tuple[Event, ...]) -> Iterator[Page]:
    t = desk.words
    years = past_by_fiscal_year((event for event in events if event.starts.is_known), desk.now)
    unknown = tuple(event for event in events if not event.starts.is_known)
    yield desk.page(
        "events_past.html", "events/past/", t("events.past"), t("events.past.lead"), trail=("events/",), years=years, unknown=unknown
    )
    numbers = [year for year, _ in years]
    for index, (year, found) in enumerate(years):
        title = t("events.year", year=t("date.fiscal-year", year=year))
        yield desk.page(
            "events_year.html",
            fiscal_year_address(year),
            title,
            t("events.year.lead", first=year, last=year + 1),
            trail=("events/", "events/past/"),
            shell="events/_record/",
            year=year,
            events=found,
            newer=numbers[index - 1] if index else None,
            older=numbers[index + 1] if index + 1 < len(numbers) else None,
        )


def _series_pages(desk: Desk, events: tuple[Event, ...]) -> Iterator[Page]:
    t = desk.words
    every = by_name(desk.catalog.all(Series), desk.lang)
    yield desk.page("series_list.html", "series/", t("series.title"), t("series.lead"), trail=("events/",), series=every)
    for series in every:
        own = tuple(event for event in events if event.series == series.id)
        coming = upcoming(own, desk.now)
        past = tuple(event for event in reversed(by_time(own)) if event not in coming)
        yield desk.record_page("series.html", series, trail=("events/", "series/"), coming=coming, past=past)


def _notice_pages(desk: Desk) -> Iterator[Page]:
    t = desk.words
    notices = desk.catalog.all(Notice)
    shown = current_notices(notices, desk.now)
    yield desk.page("notices.html", "notices/", t("notices.title"), t("notices.lead"), notices=shown)
    for notice in notices:
        yield desk.record_page("notice.html", notice, trail=("notices/",))
