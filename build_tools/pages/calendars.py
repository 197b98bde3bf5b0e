"""The page of calendars to subscribe to."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from build_tools.artifacts import Page
from build_tools.model.base import Record
from build_tools.model.occasions import Event
from build_tools.pages.desk import Desk
from build_tools.urls import calendar_file, canonical, google_subscription, webcal
from build_tools.views.selections import by_name, upcoming
from build_tools.views.subscriptions import RECORD_KINDS, Subscription, subscriptions

_PATH = "calendar/"


@dataclass(frozen=True, slots=True)
class Offer:
    """One calendar with the ways to it."""

    title: Markup
    label: Markup
    """The title as a link to the page of the record that it is about."""
    webcal: str
    google: str
    file: str
    """Address below the language's root."""


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of calendars."""
    t, found = desk.words, subscriptions(desk.catalog, desk.now)
    kinds = groupby(found, key=lambda item: item.kind)
    groups = tuple((kind, _offers(kind, tuple(items), desk)) for kind, items in kinds)
    whole = tuple((kind, offers[0]) for kind, offers in groups if kind in ("all", "archive"))
    topics = tuple((kind, offers) for kind, offers in groups if kind not in ("all", "archive"))
    title, lead = t("subscribe.title"), t("subscribe.lead")
    is_empty = all(event.sample for event in upcoming(desk.catalog.all(Event), desk.now))
    yield desk.page(
        "calendar.html", _PATH, title, lead, trail=("events/",), whole=whole, topics=topics, is_empty=is_empty
    )


def _offers(kind: str, found: tuple[Subscription, ...], desk: Desk) -> tuple[Offer, ...]:
    """Return the calendars of a kind as readers look for them: records by name, themes as the vocabulary has them."""
    if kind in RECORD_KINDS:
        names = [record.id for record in by_name((_record(item, desk) for item in found), desk.lang)]
    else:
        names = list(desk.catalog.terms("themes"))
    places = {name: place for place, name in enumerate(names)}
    ordered = sorted(found, key=lambda item: places[item.id] if item.id else 0)
    return tuple(_offer(item, desk) for item in ordered)


def _record(subscription: Subscription, desk: Desk) -> Record:
    return desk.catalog.get(RECORD_KINDS[subscription.kind], subscription.id)


def _offer(subscription: Subscription, desk: Desk) -> Offer:
    path = calendar_file(subscription.name)
    url = canonical(desk.catalog.site.base_url, path, desk.lang)
    title, label = _title(subscription, desk)
    return Offer(title, label, webcal(url), google_subscription(url), path)


def _title(subscription: Subscription, desk: Desk) -> tuple[Markup, Markup]:
    if subscription.kind in RECORD_KINDS:
        record, context = _record(subscription, desk), desk.context(_PATH)
        return context.text(record.title), context.link(record)
    if subscription.kind == "theme":
        title = desk.catalog.terms("themes")[subscription.id].get(desk.lang)
    else:
        title = desk.words(f"subscribe.whole.{subscription.kind}")
    return escape(title), escape(title)
