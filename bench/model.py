"""The neutral records: what every engine is given. Field names are those of our own records."""

from dataclasses import dataclass
from datetime import date, datetime

from bench.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every record has."""

    id: str
    title: Words
    reading: str
    """The Japanese title in kana."""
    summary: Words
    sources: tuple[str, ...]
    updated: date
    body: Words
    """Markdown; addresses of other records stand below the language's root: `/events/x/`."""


@dataclass(frozen=True, slots=True)
class Party:
    """An organization that takes part, and as what."""

    organization: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """How to sign up for an event."""

    opens: date
    deadline: date
    how: tuple[str, ...]
    note: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change after the event was announced."""

    date: date
    what: tuple[str, ...]
    text: Words


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask about an event."""

    organization: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Item):
    """Something that people can come to."""

    kind: str
    themes: tuple[str, ...]
    starts: datetime
    ends: datetime
    status: str = "scheduled"
    reason: Words | None = None
    previous_starts: date | None = None
    changes: tuple[Change, ...] = ()
    place: str
    room: Words | None
    organizers: tuple[Party, ...]
    series: str | None
    number: int | None
    project: str | None
    audience: tuple[str, ...]
    capacity: int | None
    fee: Words | None
    free: bool | None
    registration: Registration | None
    support: tuple[str, ...]
    contact: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that happened on the way of a project."""

    date: str
    """A month, `2024-04`."""
    title: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Item):
    """Work that the city and others carry out together."""

    status: str
    partners: tuple[Party, ...]
    starts: str
    """A month."""
    ends: str | None
    """A month."""
    themes: tuple[str, ...]
    places: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Item):
    """A body that takes part in events and projects."""

    fields: tuple[str, ...]
    legal_form: str
    since: str
    """A year."""
    hours: Words
    web: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Item):
    """Where things happen."""

    address: Words
    access: Words
    run_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Item):
    """Events that come again."""

    themes: tuple[str, ...]
    organizers: tuple[Party, ...]
    since: str
    """A year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Everything one site is made of."""

    events: tuple[Event, ...]
    projects: tuple[Project, ...]
    organizations: tuple[Organization, ...]
    places: tuple[Place, ...]
    series: tuple[Series, ...]

    @property
    def by_folder(self) -> dict[str, tuple[Item, ...]]:
        """Name of the folder, which is the address too, to its records."""
        return {name: getattr(self, name) for name in ("events", "projects", "organizations", "places", "series")}
