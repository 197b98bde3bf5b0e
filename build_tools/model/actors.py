"""Who acts and where: organizations and places."""

from enum import StrEnum
from typing import Annotated

from build_tools.model.base import Model, OrganizationRef, Quantity, TermMark, Text
from build_tools.model.declared import Count
from build_tools.model.opening import Opening
from build_tools.model.pictures import Pictured
from build_tools.model.values import Flag, Mail, Name, Number, Phone, Url, When, Whole

_CITY = ("local-government", "section")
"""Legal forms of the city and its sections."""


class Organization(Pictured):
    """A body: the city, a section of it, an NPO, a company, a committee. Never a private person."""

    short_name: Text | None = None
    """What people call it (schema.org alternateName)."""
    fields: Annotated[tuple[Annotated[Name, TermMark("fields")], ...], Count(1)]
    """Fields of work, the main one first."""
    legal_form: Annotated[Name, TermMark("legal-forms")] | None = None
    """Legal form, only where a source shows it."""
    since: When | None = None
    """When it began (foundingDate)."""
    until: When | None = None
    """When it ended (dissolutionDate)."""
    parent: OrganizationRef | None = None
    """The body it is a part of (parentOrganization)."""
    predecessors: tuple[OrganizationRef, ...] = ()
    """Bodies whose work it carries on; each of them names this one under `successors`."""
    successors: tuple[OrganizationRef, ...] = ()
    """Bodies that carry on its work; each of them names this one under `predecessors`."""
    address: Text | None = None
    """Public address."""
    phone: Phone | None = None
    """Public number of the body, never a person's."""
    mail: Mail | None = None
    """Public address of the body, never a person's."""
    hours: Text | None = None
    """When someone is there and as of when that is known, where `opening` cannot tell it."""
    opening: Opening | None = None
    """When someone is there, day by day: the site says whether it is open now."""
    web: Url | None = None
    """Its site."""
    members: Quantity | None = None
    """How many members it has."""
    members_as_of: When | None = None
    """When they were counted."""
    looking_for: tuple[Annotated[Name, TermMark("wants")], ...] = ()
    """What it looks for, only where a source says so."""

    @property
    def is_city(self) -> bool:
        """It is the city or a section of it."""
        return self.legal_form in _CITY


class Answer(StrEnum):
    """Whether a place has a thing."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"


class Feature(Model):
    """One item of the accessibility of a place. Source: DS-436, facilities."""

    item: Annotated[Name, TermMark("facility-features")]
    """Which thing."""
    available: Annotated[Answer, TermMark("answers")]
    """Whether it is there; leave the item out while that is unknown."""
    note: Text | None = None
    """Where it is, or what one should know."""


class Room(Model):
    """A room of a place."""

    title: Text
    """Its name."""
    capacity: Whole | None = None
    """How many people it takes."""
    area: Number | None = None
    """Floor area in square metres."""


class Place(Pictured):
    """A hall, a park, a street: where things happen."""

    short_name: Text | None = None
    """What people call it."""
    address: Text | None = None
    """Address as far as a source shows it."""
    address_partial: Flag = False
    """`true`: the number of the block or house is not known; pages say so beside the address."""
    access: Text | None = None
    """How to get there."""
    opened: When | None = None
    """When it opened."""
    closed: When | None = None
    """When it closed for good."""
    hours: Text | None = None
    """Opening hours and closed days and as of when, where `opening` cannot tell them."""
    opening: Opening | None = None
    """Opening hours, day by day: the site says whether it is open now."""
    phone: Phone | None = None
    """Public number."""
    web: Url | None = None
    """Its site."""
    run_by: OrganizationRef | None = None
    """The body that runs it."""
    rooms: tuple[Room, ...] = ()
    """Its rooms."""
    features: tuple[Feature, ...] = ()
    """Accessibility; what is not listed is not known."""
