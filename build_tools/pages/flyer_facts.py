"""What a flyer tells besides date and text: where, for whom, for how much, how to sign up, whom to ask."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from build_tools.model.actors import Place
from build_tools.model.occasions import AttendanceMode, Event, EventContact, EventStatus, Registration, Series
from build_tools.pages.blocks import place_address
from build_tools.pages.context import Context

OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)
"""Nobody should come on the day that the record names."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the list."""

    label: str
    value: Markup


@dataclass(frozen=True, slots=True)
class Line:
    """One line that says where."""

    kind: str
    """Its class: `place` is the large one, then `room` and `address`."""
    text: Markup


def place_of(c: Context, event: Event) -> Iterator[Line]:
    """Yield the lines that say where, the largest first."""
    if event.attendance_mode is AttendanceMode.ONLINE or event.status is EventStatus.MOVED_ONLINE:
        yield Line("place", escape(c.term("attendance-modes", "online")))
        if event.room and not event.place:
            yield Line("room", c.text(event.room))
        return  # nobody should stand before the hall that it was announced for
    if not event.place and not event.room:
        yield Line("room", escape(c.t("unknown.place")))
    place = c.of("place", event.place) if event.place else None
    if isinstance(place, Place):
        yield Line("place", c.text(place.title))
    if event.room:
        yield Line("room" if place else "place", c.text(event.room))
    if isinstance(place, Place):
        yield from (Line("address", text) for text in (place_address(c, place), c.text(place.access)) if text)
    if event.attendance_mode is AttendanceMode.MIXED:
        yield Line("room", escape(c.term("attendance-modes", "mixed")))


def facts_of(c: Context, event: Event) -> Iterator[Fact]:
    """Yield the lines in the order in which people ask; what is not known is left out."""
    for key, value in _lines(c, event):
        if value:
            yield Fact(c.t(key), value)


def _lines(c: Context, event: Event) -> Iterator[tuple[str, Markup]]:
    yield "event.audience", escape(c.terms("audiences", event.audience))
    if event.status not in OFF:
        yield from _coming(c, event)
    yield "event.organizers", c.parties(event.organizers)
    yield "flyer.contact", _contact(c, event.contact)


def _coming(c: Context, event: Event) -> Iterator[tuple[str, Markup]]:
    """Yield what only those need who come."""
    yield "event.fee", _fee(c, event)
    yield "event.capacity", escape(c.count(event.capacity, "people") if event.capacity else "")
    yield "event.online-url", _link(event.online_url)
    if event.registration:
        yield from _registration(c, event.registration)
    yield from _series(c, event)
    yield "event.support", escape(c.terms("event-supports", event.support))


def _fee(c: Context, event: Event) -> Markup:
    parts = [escape(c.t("event.free"))] if event.free else []
    parts += [c.text(event.fee)] if event.fee else []
    parts += [Markup("{} {}").format(c.text(fee.group), c.t("event.yen", number=f"{fee.yen:,}")) for fee in event.fees]
    return c.items(parts)


def _registration(c: Context, registration: Registration) -> Iterator[tuple[str, Markup]]:
    """Yield how to sign up, and until when."""
    ways = [] if registration.required else [escape(c.t("registration.none"))]
    ways += [escape(c.terms("registration-ways", registration.how)) if registration.how else Markup("")]
    ways += [_link(registration.url), _phone(registration.phone), _mail(registration.mail)]
    ways += [escape(c.t("registration.lottery"))] if registration.lottery else []
    ways += [c.text(registration.note)]
    yield "registration.title", c.items([way for way in ways if way])
    yield "registration.opens", c.date(registration.opens)
    if registration.deadline:
        yield "registration.deadline", Markup("<strong>{}</strong>").format(c.date(registration.deadline))


def _series(c: Context, event: Event) -> Iterator[tuple[str, Markup]]:
    """Yield how to sign up for all sessions at once, where the event has no way of its own."""
    series = c.of("series", event.series) if event.series else None
    if isinstance(series, Series) and series.registration and not event.registration:
        yield from _registration(c, series.registration)


def _contact(c: Context, contact: EventContact | None) -> Markup:
    if contact is None:
        return Markup("")
    names = (c.ref("organization", contact.organization), c.text(contact.name))
    return c.items([part for part in (*names, _phone(contact.phone), _mail(contact.mail)) if part])


def _link(url: str | None) -> Markup:
    return Markup('<a href="{0}" rel="noopener">{0}</a>').format(url) if url else Markup("")


def _phone(number: str | None) -> Markup:
    return Markup('<a href="tel:{0}">{0}</a>').format(number) if number else Markup("")


def _mail(address: str | None) -> Markup:
    return Markup('<a href="mailto:{0}">{0}</a>').format(address) if address else Markup("")
