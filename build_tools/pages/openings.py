"""The hours of an office, a place or a service: a table, and whether it is open now."""

import json
from dataclasses import replace
from datetime import date
from functools import cache

from markupsafe import Markup

from build_tools.artifacts import Page
from build_tools.i18n.filling import fill
from build_tools.i18n.months import weekday_names
from build_tools.i18n.public_holidays import holidays_of, is_holiday
from build_tools.model.actors import Organization, Place
from build_tools.model.opening import DAY_MINUTES, WEEK, Clock, Opening, Weekday
from build_tools.model.promises import Service
from build_tools.pages.desk import Desk
from build_tools.pages.styles import OPENING, with_styles
from build_tools.views.opening import Access, Door, access_at

SCRIPT = "opening.js"
Facts = dict[str, object]


def build_opening(desk: Desk, opening: Opening, path: str) -> Markup:
    """Return the hours as HTML for the page at `path`, which has to be `with_clock`."""
    access = access_at(opening, desk.now, is_holiday)
    return desk.render(
        "opening.html",
        path,
        opening=opening,
        door=format_door(desk, access, desk.now.date()),
        doors=desk.fragments.get(("doors",), lambda: _patterns(desk)),
        facts=json.dumps(facts_of(opening, desk.now.date()), separators=(",", ":")),
        zone=desk.catalog.site.timezone,
        rows=[(format_days(desk, each.days), each.opens, _closing(desk, each.closes)) for each in opening.weekly],
        has_special=bool(opening.hours_of(Weekday.PUBLIC_HOLIDAYS)),
        closed=format_days(desk, tuple(day for day in WEEK if not opening.hours_of(day))),
    )


def with_clock(page: Page, *records: Organization | Place | Service | None) -> Page:
    """Return a page about some records with the script that tells whether one is open now, where any has hours."""
    has_hours = any(record and record.opening for record in records)
    return with_styles(replace(page, scripts=(*page.scripts, SCRIPT)), OPENING) if has_hours else page


def facts_of(opening: Opening, today: date) -> Facts:
    """Return what `opening.js` needs: hours in minutes, and days as ISO 8601.

    Public holidays are known to the end of the year after `today`; past it nothing is claimed.
    """
    horizon = date(today.year + 1, 12, 31)
    through = min(horizon, opening.valid_through.last) if opening.valid_through else horizon
    return {
        "week": [opening.hours_of(day) for day in WEEK],
        "special": opening.hours_of(Weekday.PUBLIC_HOLIDAYS),
        "holidays": opening.holidays,
        "yearEnd": opening.year_end,
        "closures": [
            (str(closure.first.first), str((closure.last or closure.first).last)) for closure in opening.closures
        ],
        "from": str(opening.valid_from.first) if opening.valid_from else "",
        "through": str(through),
        "dates": [*_dates(today.year), *_dates(horizon.year)],
    }


@cache
def _dates(year: int) -> tuple[str, ...]:
    """Return the public holidays of a year, in order."""
    return tuple(sorted(map(str, holidays_of(year, "ja"))))


def format_days(desk: Desk, days: tuple[Weekday, ...]) -> str:
    """Return days of the week in words, as running text."""
    sunday, *rest = (whole for _, whole in weekday_names(desk.lang))
    names = dict(zip(WEEK, (*rest, sunday), strict=True)) | {Weekday.PUBLIC_HOLIDAYS: desk.words("opening.holidays")}
    return desk.words("list.join").join(names[day] for day in days)


def _closing(desk: Desk, clock: Clock) -> str:
    """Return a closing time; one past midnight says that it is the next day's."""
    if clock.minutes <= DAY_MINUTES:
        return str(clock)
    return desk.words("clock.next-day", clock=str(Clock(clock.minutes - DAY_MINUTES)))


def format_door(desk: Desk, access: Access, today: date) -> Markup:
    """Return in words whether it is open, and when that changes."""
    if access.changes is None:
        return _door(desk, access.door)
    day, clock = access.changes.date(), f"{access.changes:%H:%M}".removeprefix("0")
    # Until one in the morning is said without the day, as on the door itself.
    named = "" if day == today or access.door is Door.OPEN else desk.context("").day(day).striptags()
    return _door(desk, access.door, clock, named)


def _patterns(desk: Desk) -> tuple[Markup, ...]:
    """Return the words for every answer, to be filled in by the script."""
    every = (_door(desk, door, *blanks) for door in Door for blanks in ((), ("?",), ("?", "?")))
    return tuple(dict.fromkeys(every))


def _door(desk: Desk, door: Door, clock: str = "", day: str = "") -> Markup:
    """Return an answer; its name says what the script has to fill in."""
    time, on = fill("<span data-time>{}</span>", clock), fill("<span data-day>{}</span>", day)
    if door is Door.OPEN:
        when, name = desk.words.markup("door.until", time=time), f"{door}-today"
    elif day:
        when, name = desk.words.markup("door.next", day=on, time=time), f"{door}-later"
    else:
        when, name = desk.words.markup("door.next-today", time=time), f"{door}-today"
    if not clock:
        when, name = Markup(""), f"{door}-alone"
    return fill(
        '<p class="door is-{}" data-door="{}"><strong>{}</strong> {}</p>', door, name, desk.words(f"door.{door}"), when
    )
