"""By what a visitor can narrow the list of upcoming events."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from build_tools.model.actors import Answer, Place
from build_tools.model.catalog import Catalog
from build_tools.model.occasions import AttendanceMode, Event, EventStatus


class Facet(StrEnum):
    """A question that a filter answers."""

    FREE = "free"
    BARRIER_FREE = "barrier-free"
    ONLINE = "online"
    THEME = "theme"
    AUDIENCE = "audience"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer."""

    facet: Facet
    value: str = ""
    """A term or the id of a place; empty where the answer is yes."""

    @property
    def key(self) -> str:
        """Its name in addresses: `free`, `theme-disaster`."""
        return f"{self.facet}-{self.value}" if self.value else str(self.facet)


def choices_of(event: Event, catalog: Catalog) -> tuple[Choice, ...]:
    """Return the choices under which an event is found, in the order of `Facet`."""
    return tuple(_choices(event, catalog))


def offered(events: Iterable[Event], catalog: Catalog) -> tuple[tuple[Choice, tuple[Event, ...]], ...]:
    """Return `(choice, events)` for each choice that an event answers; events stay in their order.

    Choices stand in the order of `Facet`; terms in that of their vocabulary, places by id.
    """
    found: dict[Choice, list[Event]] = {}
    for event in events:
        for choice in choices_of(event, catalog):
            found.setdefault(choice, []).append(event)
    return tuple((choice, tuple(found[choice])) for choice in _all_choices(catalog) if choice in found)


def is_free(event: Event) -> bool:
    """Nobody pays."""
    if event.free is not None:
        return event.free
    return bool(event.fees) and all(fee.yen == 0 for fee in event.fees)


def is_barrier_free(event: Event, catalog: Catalog) -> bool:
    """It is known that one can come in a wheelchair: the place says so, or the event has a space for one."""
    if "wheelchair" in event.support:
        return True
    place = catalog.get("place", event.place) if event.place else None
    features = place.features if isinstance(place, Place) else ()
    return any(feature.item == "wheelchair" and feature.available is Answer.YES for feature in features)


def is_online(event: Event) -> bool:
    """One can take part from afar."""
    return event.attendance_mode is not AttendanceMode.OFFLINE or event.status is EventStatus.MOVED_ONLINE


def _choices(event: Event, catalog: Catalog) -> Iterator[Choice]:
    flags = {
        Facet.FREE: is_free(event),
        Facet.BARRIER_FREE: is_barrier_free(event, catalog),
        Facet.ONLINE: is_online(event),
    }
    yield from (Choice(facet) for facet, holds in flags.items() if holds)
    yield from (Choice(Facet.THEME, theme) for theme in dict.fromkeys(event.themes))
    yield from (Choice(Facet.AUDIENCE, audience) for audience in dict.fromkeys(event.audience))
    if event.place:
        yield Choice(Facet.PLACE, event.place)


def _all_choices(catalog: Catalog) -> Iterator[Choice]:
    yield from (Choice(facet) for facet in (Facet.FREE, Facet.BARRIER_FREE, Facet.ONLINE))
    yield from (Choice(Facet.THEME, theme) for theme in catalog.vocabularies["themes"])
    yield from (Choice(Facet.AUDIENCE, audience) for audience in catalog.vocabularies["audiences"])
    yield from (Choice(Facet.PLACE, place) for place in catalog.records["place"])
