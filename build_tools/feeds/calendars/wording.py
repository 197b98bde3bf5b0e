"""What a calendar says of an event: title, place and description, as plain text in one language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.feeds.wording import is_full
from build_tools.i18n.dates import format_moment, span_tag
from build_tools.i18n.words import Words
from build_tools.model.base import Text
from build_tools.model.catalog import Catalog
from build_tools.model.occasions import AttendanceMode, Event, EventContact, EventStatus, Registration
from build_tools.urls import address_of, canonical
from build_tools.views.slots import Slot, is_off

_MARKS = {EventStatus.CANCELLED: "ics.title.cancelled", EventStatus.POSTPONED: "ics.title.postponed"}


@dataclass(frozen=True, slots=True)
class Wording:
    """Speaks of the events of a catalog. Nothing in it depends on the clock: only a changed record changes it."""

    catalog: Catalog
    lang: str
    words: Words

    @classmethod
    def of(cls, catalog: Catalog, lang: str) -> "Wording":
        """Return the wording of a language; that of the catalog asked for last is kept, as are its words."""
        kept = _KEPT.get(lang)
        if kept is None or kept.catalog is not catalog:
            kept = _KEPT[lang] = cls(catalog, lang, Words(lang, catalog.strings[lang]))
        return kept

    def title(self, event: Event, slot: Slot) -> str:
        """Return the name with its session, and with a mark in front when it does not take place."""
        title = event.title.get(self.lang)
        if slot.total > 1:
            name = slot.session.title.get(self.lang) if slot.session and slot.session.title else ""
            key = "ics.session-named" if name else "ics.session"
            title = self.words(key, title=title, number=slot.number, total=slot.total, name=name)
        if not event.certain:
            title = self.words("ics.title.unconfirmed", title=title)
        if is_off(event, slot):
            title = self.words(_MARKS.get(event.status, _MARKS[EventStatus.POSTPONED]), title=title)
        elif is_full(event):
            title = self.words("ics.title.full", title=title)
        return " ".join(title.split())

    def place(self, event: Event) -> str:
        """Return where it is: room, place and address, or that it is online; empty where it is not known."""
        parts = []
        if event.attendance_mode is not AttendanceMode.ONLINE:
            place = self.catalog.get("place", event.place) if event.place else None
            parts = [
                self._text(place.title) if place else "",
                self._text(event.room),
                self._text(getattr(place, "address", None)),
            ]
        if event.attendance_mode is not AttendanceMode.OFFLINE:
            parts.append(self._terms("attendance-modes", [AttendanceMode.ONLINE]))
        return " ".join(self._join(parts).split())

    def page(self, event: Event) -> str:
        """Return the absolute address of the event's page: the one that is printed, and stays."""
        return canonical(self.catalog.site.base_url, address_of(event), self.lang)

    def description(self, event: Event, slot: Slot) -> str:
        """Return what changed and why, then what one needs to know, then where to read more."""
        blocks = (self._news(event, slot), self._facts(event, slot), self._end(event))
        return "\n\n".join(text for text in ("\n".join(block) for block in blocks) if text)

    def _end(self, event: Event) -> Iterator[str]:
        site = self.catalog.site
        yield self._line("ics.page", self.page(event))
        yield self._line("ics.licence", f"{site.licence.get(self.lang)} {site.licence_url}")

    def contact(self, contact: EventContact) -> str:
        """Return whom to ask, and how."""
        organization = self._title("organization", contact.organization) if contact.organization else ""
        return self._join([organization, self._text(contact.name), contact.phone, contact.mail])

    def _news(self, event: Event, slot: Slot) -> Iterator[str]:
        for notice in _notices(event, slot):
            yield self.words(f"ics.notice.{notice}")
        if event.reason:
            yield self._line("ics.reason", self._text(event.reason))
        if event.previous_starts and not slot.is_old:
            yield self._line("ics.previous-date", format_moment(event.previous_starts, self.words))
        if event.previous_place:
            yield self._line("feed.previous-place", self._title("place", event.previous_place))
        for change in event.changes:
            day = format_moment(change.date, self.words, with_clock=False)
            yield self._line("ics.change", self._text(change.text), day=day)
        if not event.certain:
            yield self._text(event.note) or self.words("unconfirmed.notice")

    def _facts(self, event: Event, slot: Slot) -> Iterator[str]:
        if event.summary:
            yield self._text(event.summary)
        is_lost = slot.is_old or event.status is EventStatus.POSTPONED
        label = "ics.previous-date" if is_lost else "event.when"
        yield self._line(label, span_tag(slot.starts, slot.ends, self.words).striptags())
        doors = slot.session.doors if slot.session else event.doors
        if doors:
            yield self._line("ics.doors", format_moment(doors, self.words))
        if event.online_url:
            yield self._line("ics.online", event.online_url)
        if costs := self._costs(event):
            yield self._line("event.fee", self._join(costs))
        if event.capacity:
            yield self._line("event.capacity", self.words("ics.people", number=f"{event.capacity:,}"))
        if event.registration and not is_off(event, slot):
            yield from self._registration(event.registration)
        if event.support:
            yield self._line("event.support", self._terms("event-supports", event.support))
        if event.organizers:
            names = [self._title("organization", party.organization) for party in event.organizers]
            yield self._line("event.organizers", self._join(names))
        if event.contact:
            yield self._line("contact.title", self.contact(event.contact))

    def _costs(self, event: Event) -> list[str]:
        if event.free:
            return [self.words("event.free")]
        groups = [self.words("ics.yen", group=self._text(fee.group), yen=f"{fee.yen:,}") for fee in event.fees]
        return [self._text(event.fee), *groups] if event.fee else groups

    def _registration(self, registration: Registration) -> Iterator[str]:
        if not registration.required:
            yield self.words("registration.none")
        if registration.opens:
            yield self._line("registration.opens", format_moment(registration.opens, self.words))
        if registration.deadline:
            yield self._line("registration.deadline", format_moment(registration.deadline, self.words))
        ways = (
            self._terms("registration-ways", registration.how),
            registration.url,
            registration.phone,
            registration.mail,
        )
        if any(ways):
            yield self._line("registration.title", self._join(ways))
        if registration.lottery:
            yield self.words("ics.lottery")
        if registration.note:
            yield self._text(registration.note)

    def _line(self, key: str, value: str, **values: str) -> str:
        return self.words("ics.line", label=self.words(key, **values), value=value)

    def _join(self, parts: Iterable[str | None]) -> str:
        return self.words("list.join").join(part for part in parts if part)

    def _text(self, text: Text | None) -> str:
        return text.get(self.lang) if text else ""

    def _title(self, kind: str, id_: str) -> str:
        return self.catalog.get(kind, id_).title.get(self.lang)

    def _terms(self, vocabulary: str, ids: Iterable[str]) -> str:
        terms = self.catalog.terms(vocabulary)
        return self._join(terms[str(id_)].get(self.lang) for id_ in ids)


_KEPT: dict[str, Wording] = {}


def _notices(event: Event, slot: Slot) -> Iterator[str]:
    """Yield what is not as first announced, the weightiest first: keys of `ics.notice`."""
    if is_off(event, slot):
        yield "cancelled" if event.status is EventStatus.CANCELLED else "postponed"
    else:
        if event.status in (EventStatus.MOVED_ONLINE, EventStatus.UNCONFIRMED):
            yield event.status.value
        if event.previous_starts:
            yield "rescheduled"
    if event.previous_place:
        yield "place-changed"
    if not is_off(event, slot) and is_full(event):
        yield "waiting-list" if event.registration and event.registration.waiting_list else "full"
