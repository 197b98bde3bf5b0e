"""What is done together: collaboration projects and their history."""

from enum import StrEnum
from typing import Annotated

from build_tools.model.base import (
    ClauseRef,
    EventRef,
    InitiativeRef,
    Model,
    OrganizationRef,
    Party,
    PlaceRef,
    ProjectRef,
    Record,
    Source,
    TermMark,
    Text,
    Theme,
)
from build_tools.model.pictures import Pictured
from build_tools.model.values import Flag, Name, Url, When


class ProjectStatus(StrEnum):
    """How a project stands."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Step(Model):
    """Something that happened on the way of a project."""

    date: When
    """When."""
    title: Text
    """What."""


class Document(Model):
    """A document on the web that a project has made, or that tells of it."""

    title: Text
    """What it is."""
    url: Url
    """Where it is."""
    date: When | None = None
    """When it was published, as far as it says so."""


class Result(Model):
    """What came of a project."""

    date: When
    """When it was so; `unknown` where no source says."""
    text: Text
    """What came of it, in one sentence."""
    source: Source | None = None
    """Where that is written; leave out where `sources` of the record has one only."""


class Project(Pictured):
    """Work that the city and others carry out together."""

    status: Annotated[ProjectStatus, TermMark("project-statuses")]
    """How it stands; `unknown` where no source says."""
    status_note: Text | None = None
    """What the source says of how it stands, and as of when."""
    status_as_of: When | None = None
    """Date of the newest source that shows how it stands."""
    partners: tuple[Party, ...]
    """Who takes part, and as what."""
    starts: When | None = None
    """When it began."""
    ends: When | None = None
    """When it ended; leave out while it runs."""
    themes: tuple[Theme, ...] = ()
    """What it is about."""
    route: Annotated[Name, TermMark("routes")] | None = None
    """By which of the plan's routes it came about, if known."""
    origin: Annotated[Name, TermMark("origins")] | None = None
    """Out of what it grew, if known: a need, a proposal, an operation of the city."""
    new_in_plan: Flag | None = None
    """`true`: newly set up within the plan's period, so it counts for target 2."""
    initiative: InitiativeRef | None = None
    """The plan's initiative that it is."""
    clauses: tuple[ClauseRef, ...] = ()
    """Clauses of the plan that speak of it."""
    places: tuple[PlaceRef, ...] = ()
    """Where it happens."""
    steps: tuple[Step, ...] = ()
    """Its way so far, oldest first."""
    documents: tuple[Document, ...] = ()
    """Documents on the web, oldest first."""
    results: tuple[Result, ...] = ()
    """What came of it, oldest first."""


class HistoryEntry(Record):
    """A line of the chronicle of collaboration."""

    date: When
    """When it happened, or as of when it is so."""
    ends: When | None = None
    """End of a longer stretch."""
    is_state: Flag = False
    """`true`: a state as of that date, not something that happened."""
    organizations: tuple[OrganizationRef, ...] = ()
    """Bodies it is about."""
    projects: tuple[ProjectRef, ...] = ()
    """Projects it is about."""
    events: tuple[EventRef, ...] = ()
    """Events it is about."""
    places: tuple[PlaceRef, ...] = ()
    """Places it is about."""
    clauses: tuple[ClauseRef, ...] = ()
    """Clauses of the plan that speak of it."""
    support_office: Flag = False
    """`true` tells it in the history of the support office too, though it names none of its bodies."""
