"""What a page tells the visitor's browser about an event, so that it is right at view time.

`theme/assets/events.js` reads these attributes and applies the rules of `views.lifecycle`.
"""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from build_tools.model.catalog import Catalog
from build_tools.model.moment import UNKNOWN
from build_tools.model.occasions import Event, EventStatus
from build_tools.views.days import days_of
from build_tools.views.filters import choices_of
from build_tools.views.lifecycle import is_over, limit_of

_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)


def clock_attributes(event: Event, catalog: Catalog, now: datetime) -> Markup:
    """Return the `data-` attributes of an event as HTML; none for one that is over, which changes no more."""
    if is_over(event, now):
        return Markup("")
    facts = facts_of(event, ZoneInfo(catalog.site.timezone))
    facts["facets"] = " ".join(choice.key for choice in choices_of(event, catalog))
    facts |= {"sample": ""} if event.sample else {}
    return Markup("".join(f' data-{name}="{value}"' for name, value in facts.items()))  # noqa: S704 -- ids, terms, dates


def facts_of(event: Event, zone: ZoneInfo) -> dict[str, str]:
    """Return name to value of what the state of an event depends on; moments carry the offset of the zone.

    `ends` is the first moment at which it is over. `days` lists `first/last` of each sitting; an
    event without sittings goes on as long as it is not over.
    """
    return {"event": event.id, **dict(_times(event, zone)), **dict(_registration(event, zone))}


def _times(event: Event, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    if event.status in _OFF:
        yield "status", event.status
    if event.status is EventStatus.UNCONFIRMED:
        yield "unsure", ""
    if event.starts.is_day:
        yield "starts", _machine(event.starts.instant, zone)
        sittings = " ".join(f"{days.first}/{days.last}" for days in days_of(event))
        yield "days", sittings if event.sessions else f"{event.starts.first}/{date.max}"
    if limit_of(event) != UNKNOWN.limit:
        yield "ends", _machine(limit_of(event), zone)


def _registration(event: Event, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    registration = event.registration
    if event.full or event.seats_left == 0:
        yield "full", "waiting-list" if registration and registration.waiting_list else "full"
    if registration is None or not registration.required:
        return
    yield "signup", ""
    if registration.opens:
        yield "opens", _machine(registration.opens.instant, zone)
    if registration.deadline and registration.deadline.is_known:
        yield "deadline", _machine(registration.deadline.limit, zone)


def _machine(moment: datetime, zone: ZoneInfo) -> str:
    return moment.replace(tzinfo=zone).isoformat(timespec="minutes")
