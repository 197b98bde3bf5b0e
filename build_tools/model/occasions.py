"""What happens: events, the series they belong to, and notices.

Names follow RFC 5545 (DTSTART, DTEND, STATUS) and schema.org (previousStartDate,
eventAttendanceMode, offers).
"""

from enum import StrEnum
from typing import Annotated

from build_tools.model.base import (
    Audience,
    EventRef,
    InitiativeRef,
    Model,
    OrganizationRef,
    Party,
    PlaceRef,
    ProjectRef,
    Quantity,
    Record,
    SeriesRef,
    TermMark,
    Text,
    Theme,
)
from build_tools.model.declared import Count
from build_tools.model.pictures import Pictured
from build_tools.model.values import Flag, Mail, Name, Phone, Url, When, Whole

_WEIGHTY = frozenset({"date", "time", "place", "status", "online"})
"""Terms of `change-kinds` that make people act anew."""


class EventStatus(StrEnum):
    """What an editor can say of an event; how it stands today is derived (`views.lifecycle`).

    Source: schema.org EventStatusType. `unconfirmed` is ours: planned, and no source shows that it was held.
    """

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    MOVED_ONLINE = "moved-online"
    UNCONFIRMED = "unconfirmed"


class AttendanceMode(StrEnum):
    """Where people take part. Source: schema.org eventAttendanceMode."""

    OFFLINE = "offline"
    ONLINE = "online"
    MIXED = "mixed"


class Session(Model):
    """One sitting of an event that has several."""

    starts: When
    """Day and time it begins: `2026-12-05 14:00`."""
    ends: When | None = None
    """Day and time it ends."""
    doors: When | None = None
    """When the doors open."""
    title: Text | None = None
    """What this sitting is about, if it has a name of its own."""


class Fee(Model):
    """What one group of people pays (schema.org Offer)."""

    group: Text
    """For whom: adults, members, children."""
    yen: Whole
    """How much, in yen; 0 for nothing."""


class Attachment(Model):
    """A document on the web: a handout, a report, a recording."""

    title: Text
    """What it is."""
    url: Url
    """Where it is."""


class EventContact(Model):
    """Whom to ask about an event."""

    organization: OrganizationRef | None = None
    """The body to ask."""
    name: Text | None = None
    """Office or desk, where that is no record of its own."""
    phone: Phone | None = None
    """Public number."""
    mail: Mail | None = None
    """Public address."""


class Change(Model):
    """A change made after the event was announced."""

    date: When
    """When it was made known."""
    what: Annotated[tuple[Annotated[Name, TermMark("change-kinds")], ...], Count(1)]
    """What changed: date, time, place, status, capacity..."""
    text: Text
    """What people need to know about it."""


class Registration(Model):
    """How to sign up."""

    required: Flag = True
    """`false`: just come."""
    opens: When | None = None
    """From when."""
    deadline: When | None = None
    """Until when."""
    how: tuple[Annotated[Name, TermMark("registration-ways")], ...] = ()
    """By which ways."""
    lottery: Flag = False
    """`true`: places are drawn by lot when too many sign up."""
    waiting_list: Flag = False
    """`true`: once it is full, one can sign up for a place that becomes free."""
    url: Url | None = None
    """Address of the form."""
    phone: Phone | None = None
    """Public number to call."""
    mail: Mail | None = None
    """Public address to write to."""
    note: Text | None = None
    """Anything else one needs to know."""


class Event(Pictured):
    """Something that people can come to, or could."""

    kind: Annotated[Name, TermMark("event-kinds")]
    """What sort of event."""
    themes: tuple[Theme, ...] = ()
    """What it is about."""
    starts: When
    """When it begins: `2026-12-05 14:00`, `2026-12-05`, `2026-12`, `FY2026` or `unknown` (DTSTART)."""
    ends: When | None = None
    """When it ends (DTEND), in the same form; for a day or longer, the last day itself."""
    sessions: tuple[Session, ...] = ()
    """The sittings, if there are several with times of their own."""
    status: Annotated[EventStatus, TermMark("event-statuses")] = EventStatus.SCHEDULED
    """Change this when the event is cancelled, postponed, moved to another day or online."""
    reason: Text | None = None
    """Why it was cancelled, postponed or moved."""
    previous_starts: When | None = None
    """The day it was first announced for (previousStartDate), once it has moved."""
    previous_place: PlaceRef | None = None
    """The place it was first announced for, once that has changed."""
    changes: tuple[Change, ...] = ()
    """What changed since it was announced, oldest first; each change of date, time, place or status needs one."""
    full: Flag = False
    """`true`: every seat is taken."""
    seats_left: Whole | None = None
    """How many places are left."""
    doors: When | None = None
    """When the doors open."""
    attendance_mode: Annotated[AttendanceMode, TermMark("attendance-modes")] = AttendanceMode.OFFLINE
    """On the spot, online, or both."""
    place: PlaceRef | None = None
    """Where."""
    online_url: Url | None = None
    """Public address of the online meeting; leave out one that only those signed up may have."""
    room: Text | None = None
    """Room, floor or meeting point; or where it was, if that is no place of ours."""
    organizers: tuple[Party, ...] = ()
    """Who holds it, and who helps."""
    series: SeriesRef | None = None
    """The series it is part of."""
    number: Whole | None = None
    """Which time: the 3rd is `3`."""
    initiative: InitiativeRef | None = None
    """The plan's initiative that it carries out."""
    project: ProjectRef | None = None
    """The collaboration project it belongs to."""
    audience: tuple[Audience, ...] = ()
    """For whom."""
    capacity: Whole | None = None
    """How many people can come."""
    fee: Text | None = None
    """What it costs, in words."""
    fees: tuple[Fee, ...] = ()
    """What it costs each group."""
    free: Flag | None = None
    """`true`: it costs nothing."""
    registration: Registration | None = None
    """How to sign up."""
    support: tuple[Annotated[Name, TermMark("event-supports")], ...] = ()
    """Sign language, captions, childcare and the like."""
    contact: EventContact | None = None
    """Whom to ask."""
    materials: tuple[Attachment, ...] = ()
    """Handouts to read before or at the event."""
    reports: tuple[Attachment, ...] = ()
    """Reports and recordings afterwards."""
    attendance: Quantity | None = None
    """How many people came."""
    groups: Quantity | None = None
    """How many organizations took part."""


def count_weighty(event: Event) -> int:
    """Return how many of an event's changes people have to act on."""
    return sum(not _WEIGHTY.isdisjoint(change.what) for change in event.changes)


class Series(Record):
    """Events that belong together and come again."""

    themes: tuple[Theme, ...] = ()
    """What it is about."""
    organizers: tuple[Party, ...] = ()
    """Who holds it."""
    project: ProjectRef | None = None
    """The collaboration project it belongs to."""
    initiative: InitiativeRef | None = None
    """The plan's initiative that it carries out."""
    since: When | None = None
    """When it began."""
    registration: Registration | None = None
    """How to sign up for the whole series at once."""


class Notice(Record):
    """A short piece of news."""

    date: When
    """The day it is given out."""
    until: When | None = None
    """The last day it matters."""
    events: tuple[EventRef, ...] = ()
    """Events it is about."""
    projects: tuple[ProjectRef, ...] = ()
    """Projects it is about."""
    organizations: tuple[OrganizationRef, ...] = ()
    """Organizations it is about."""
    places: tuple[PlaceRef, ...] = ()
    """Places it is about."""
    series: tuple[SeriesRef, ...] = ()
    """Series it is about."""
