"""What waits for each other: needs of citizens, proposals by groups, operations of the city.

The plan's route R-04 brings the three together. A need never names a person: it is told by the kind of people who
have it, and who they are is known to the support office alone.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from build_tools.model.base import (
    Audience,
    Model,
    OrganizationRef,
    PlaceRef,
    ProjectRef,
    Record,
    RefMark,
    TermMark,
    Theme,
)
from build_tools.model.declared import Count
from build_tools.model.values import Day, Flag, Name, When

NeedRef = Annotated[Name, RefMark("need")]
ProposalRef = Annotated[Name, RefMark("proposal")]
OperationRef = Annotated[Name, RefMark("operation")]


class EntryStatus(StrEnum):
    """How far an entry of the matching board has come."""

    OPEN = "open"
    MATCHED = "matched"
    PROJECT = "project"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Match(Model):
    """The entries of the other kinds that one has been brought together with."""

    need: NeedRef | None = None
    """Id of the need."""
    proposal: ProposalRef | None = None
    """Id of the proposal."""
    operation: OperationRef | None = None
    """Id of the operation."""


class Entry(Record):
    """The fields of every entry of the matching board."""

    themes: Annotated[tuple[Theme, ...], Count(1)]
    """What it is about."""
    audience: Annotated[tuple[Audience, ...], Count(1)]
    """For whom."""
    places: tuple[PlaceRef, ...] = ()
    """Where; leave out for the whole city."""
    starts: When | None = None
    """From when; leave out where any time will do."""
    ends: When | None = None
    """Until when."""
    received: Day
    """Day on which it was handed in; the board counts from it how long it has been open."""
    status: Annotated[EntryStatus, TermMark("entry-statuses")]
    """How far it has come."""
    consent: Flag
    """`true`: whoever handed it in has agreed in writing to its publication."""
    matched_with: Match | None = None
    """What it has been brought together with; each of them names this one in return."""
    project: ProjectRef | None = None
    """The project that it became."""

    @property
    def partners(self) -> Mapping[str, str]:
        """Kind to id of what it has been brought together with, in the order of the kinds."""
        match = self.matched_with or Match()
        named = {"need": match.need, "proposal": match.proposal, "operation": match.operation}
        return {kind: id_ for kind, id_ in named.items() if id_}


class Need(Entry):
    """Something that citizens need, without a word on who they are."""

    raised_by: Audience
    """The kind of people who have it; never a person."""


class Proposal(Entry):
    """Something that a group offers to do."""

    organization: OrganizationRef
    """The group that proposes it."""


class Operation(Entry):
    """An operation of the city that is open to collaboration."""

    organization: OrganizationRef
    """The section of the city that carries it out."""


ENTRY_KINDS: tuple[type[Entry], ...] = (Need, Proposal, Operation)
"""What is brought together, in the order in which it is shown."""
