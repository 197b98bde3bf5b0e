"""The page of each event."""

from collections.abc import Iterator

from build_tools.artifacts import Page
from build_tools.i18n.dates import format_moment
from build_tools.i18n.months import format_month
from build_tools.model.base import Record
from build_tools.model.occasions import Event, Series
from build_tools.pages.desk import Desk
from build_tools.pages.live import make_live
from build_tools.urls import easy_address, flyer_address, has_easy_page, month_address
from build_tools.views.changes import newest_first
from build_tools.views.days import days_of
from build_tools.views.lifecycle import is_over
from build_tools.views.selections import by_time


def build_record(desk: Desk, event: Event) -> Iterator[Page]:
    """Yield the page of an event."""
    page = _page(desk, event)
    yield page if is_over(event, desk.now) else make_live(desk, page, with_reasons=not event.sample)


def _of_series(desk: Desk, whole: Record) -> tuple[Event, ...]:
    return by_time(event for event in desk.catalog.naming(whole, Event) if event.series == whole.id)


def _page(desk: Desk, event: Event) -> Page:
    whole = desk.catalog.get("series", event.series) if event.series else None
    events = desk.fragments.get(("series-events", event.series), lambda: _of_series(desk, whole)) if whole else ()
    days = days_of(event)
    month = days[0].first.replace(day=1) if days else None
    return desk.record_page(
        "event.html",
        event,
        trail=("events/",),
        qualifier=format_moment(event.starts, desk.words, with_clock=False),
        siblings=tuple(other for other in events if other.id != event.id),
        flyer=flyer_address(event.id),
        easy=easy_address(event) if has_easy_page(event) and desk.catalog.strings.get("easy") else "",
        changes=newest_first(event),
        series=whole if isinstance(whole, Series) and whole.registration else None,
        month=(month_address(month), format_month(month, desk.words)) if month else None,
    )
