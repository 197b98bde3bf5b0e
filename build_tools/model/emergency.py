"""What the site says while a disaster lasts: `content/emergency.yml`, one file that an editor can switch on."""

from enum import StrEnum

from build_tools.model.base import Model, PlaceRef, Source, Text
from build_tools.model.moment import UNKNOWN, Moment
from build_tools.model.values import Dial, Flag, Url, When


class Intake(StrEnum):
    """Whether a shelter takes people in."""

    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"


class Shelter(Model):
    """A place that takes people in."""

    place: PlaceRef
    """Id of the place; address, way and accessibility come from its record."""
    state: Intake | None = None
    """Whether it takes people in now; leave it out while that is not known."""
    note: Text | None = None
    """What one should know: pets, water, what to bring."""


class Report(Model):
    """One notice of a day on which much happens."""

    at: When
    """When it was given out, with the time of day."""
    text: Text
    """What it says, in one or two sentences."""


class Helpline(Model):
    """Where to call or look."""

    name: Text
    """Who or what it is."""
    phone: Dial | None = None
    """Its public number; one of three digits, such as 119, will do."""
    url: Url | None = None
    """Its address on the web."""


class Emergency(Model):
    """What everybody should know at once; the file may be left out while there is nothing."""

    active: Flag
    """`true` puts the banner on every page and a light page in the place of the front page; `false` takes both away."""
    sample: Flag = False
    """`true` marks a drill: every page says loudly that it is one, and no feed takes it."""
    since: When | None = None
    """When it began, with the time of day."""
    updated: When | None = None
    """When this file was changed last; without it the newest time in it counts."""
    headline: Text
    """One sentence for the banner: what has happened and what to do."""
    notices: tuple[Report, ...] = ()
    """What has been given out, in any order; the newest comes first on the page."""
    shelters: tuple[Shelter, ...] = ()
    """Only what the city has announced."""
    contacts: tuple[Helpline, ...] = ()
    """Numbers and addresses."""
    sources: tuple[Source, ...] = ()
    """Where it was announced."""

    @property
    def newest_first(self) -> tuple[Report, ...]:
        """The notices, the newest first; of one time the one that stands first in the file."""
        return tuple(sorted(self.notices, key=lambda report: report.at.instant, reverse=True))

    @property
    def changed(self) -> Moment:
        """When it was changed last, as far as the file tells."""
        times = (self.since, *(report.at for report in self.notices))
        known = [time for time in times if time and time.is_known]
        return self.updated or max(known, key=lambda time: time.instant, default=UNKNOWN)
