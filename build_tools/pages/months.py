"""Calendars: a page for every month in which an event takes place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from build_tools.artifacts import Page
from build_tools.i18n.dates import format_moment
from build_tools.i18n.months import format_hours, format_month, holiday_name, weekday_names
from build_tools.model.occasions import Event
from build_tools.pages.desk import Desk
from build_tools.pages.live import make_live
from build_tools.urls import month_address
from build_tools.views.months import Month, months_of


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the pages in order; each leads to the next month that has events, and to the one before."""
    months = months_of(desk.catalog.all(Event))
    for month, before, after in zip(months, (None, *months), (*months[1:], None), strict=False):
        yield _page(desk, month, before, after)


def _page(desk: Desk, month: Month, before: Month | None, after: Month | None) -> Page:
    t, name = desk.words, format_month(month.first, desk.words)
    page = desk.page(  # noqa: S604 -- the shell of a page
        "month.html",
        month_address(month.first),
        t("month.title", month=name),
        t("month.lead", month=name),
        trail=("events/",),
        shell="events/_record/",
        name=name,
        month=month,
        weekdays=weekday_names(desk.lang),
        holidays=_holidays(desk, month),
        hours=lambda days, is_short=False: format_hours(days.starts, days.ends, t, is_short=is_short),
        moved=lambda event: _moved(desk, event),
        before=_link(desk, before),
        after=_link(desk, after),
    )
    return replace(make_live(desk, page), is_indexed=any(not entry.event.sample for entry in month.entries))


def _holidays(desk: Desk, month: Month) -> dict[date, str]:
    """Return the public holidays of a month with their names, in order."""
    names = {day: holiday_name(day, desk.lang) for week in month.weeks for day in week if month.holds(day)}
    return {day: name for day, name in names.items() if name}


def _moved(desk: Desk, event: Event) -> str:
    """Return to which day an event has moved, or to which time of the same day."""
    before, now = event.previous_starts, event.starts
    if before is None or not now.is_known:
        return desk.words("month.moved-away")
    is_same_day = now.is_day and before.first == now.first
    return desk.words("month.moved-to", day=format_moment(now, desk.words, with_clock=is_same_day))


def _link(desk: Desk, month: Month | None) -> tuple[str, str] | None:
    return (month_address(month.first), format_month(month.first, desk.words)) if month else None
