"""The list of upcoming events, whole and narrowed down; each narrowed list is a page of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from build_tools.artifacts import Page
from build_tools.i18n.dates import format_moment
from build_tools.i18n.months import format_month
from build_tools.model.moment import Moment, Precision
from build_tools.model.occasions import Event
from build_tools.pages.cards import Cards
from build_tools.pages.desk import Desk
from build_tools.pages.live import make_live
from build_tools.urls import filter_address, month_address
from build_tools.views.filters import Choice, Facet, offered
from build_tools.views.lifecycle import State, state_of
from build_tools.views.months import months_of
from build_tools.views.selections import last_change, upcoming

LIST = "events/"
_VOCABULARIES = {Facet.THEME: "themes", Facet.AUDIENCE: "audiences"}


@dataclass(frozen=True, slots=True)
class Month:
    """A heading of the list of upcoming events."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a narrowed list."""

    choice: Choice
    path: str
    label: Markup


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the list of all upcoming events, then one for each choice that some of them answer."""
    coming, cards = upcoming(desk.catalog.all(Event), desk.now), Cards(desk)
    choices = offered(coming, desk.catalog)
    links = [_link(desk, choice) for choice, _ in choices]
    yield _page(desk, coming, cards, links, active=None)
    for (_, found), link in zip(choices, links, strict=True):
        yield replace(_page(desk, found, cards, links, active=link), is_indexed=False)


def _page(desk: Desk, events: tuple[Event, ...], cards: Cards, links: list[Link], *, active: Link | None) -> Page:
    path = active.path if active else LIST
    title = _title(desk, active)
    headed = [(_month(event, desk), event) for event in events]
    months = [
        (month, cards.all(tuple(event for _, event in found), path))
        for month, found in groupby(headed, key=lambda pair: pair[0])
    ]
    page = desk.page(
        "events.html",
        path,
        title,
        desk.words("events.lead"),
        trail=() if active is None else (LIST,),
        shell=LIST if active is None else "events/_record/",
        heading=title,
        active=active,
        changed=last_change(desk.catalog.all(Event)) if active is None else None,
        groups=[(facet, [link for link in links if link.choice.facet is facet]) for facet in Facet],
        total=_total(events),
        months=months,
        closing=[(event, state_of(event, desk.now) is State.CLOSING_SOON) for event in events if _closes(event)],
        calendar=[(month_address(month.first), format_month(month.first, desk.words)) for month in months_of(events)],
    )
    return make_live(desk, page)


def _total(events: tuple[Event, ...]) -> tuple[tuple[str, str, int], ...]:
    """Return `(key of the words, CSS of the events, number)` for real events and for samples."""
    samples = sum(event.sample for event in events)
    shown = "[data-coming] > :not([hidden])"
    return ("coming", f"{shown}:not([data-sample])", len(events) - samples), (
        "samples-shown",
        f"{shown}[data-sample]",
        samples,
    )


def _title(desk: Desk, active: Link | None) -> str:
    if active is None:
        return desk.words("events.title")
    return desk.words(f"filter.heading.{active.choice.facet}", value=active.label.striptags())


def _closes(event: Event) -> bool:
    return bool(event.registration and event.registration.required and event.registration.deadline)


def _link(desk: Desk, choice: Choice) -> Link:
    return Link(choice, filter_address(choice.key), _label(desk, choice))


def _label(desk: Desk, choice: Choice) -> Markup:
    context = desk.context(LIST)
    if choice.facet is Facet.PLACE:
        return context.text(desk.catalog.get("place", choice.value).title)
    if choice.facet in _VOCABULARIES:
        return Markup("{}").format(context.term(_VOCABULARIES[choice.facet], choice.value))
    return Markup("{}").format(desk.words(f"filter.{choice.facet}"))


def _month(event: Event, desk: Desk) -> Month:
    moment = event.starts
    if moment.is_day:
        moment = Moment(moment.first.replace(day=1), Precision.MONTH)
    return Month(f"m-{moment}".lower(), format_moment(moment, desk.words))
