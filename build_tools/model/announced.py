"""What people have been told of an event: date, time, place, status, how often these changed; and all pages' addresses.

Every build publishes it as `data/state.json`; the next check compares.
"""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

from build_tools.model.moment import Moment, parse_moment
from build_tools.model.occasions import Event, count_weighty

STATE_PATH = "data/state.json"
"""Where it is, below the site's root."""


class _Value(BaseModel):
    """A frozen value; what a newer program has added to a published file is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class AnnouncedSession(_Value):
    """When one sitting takes place, as texts that `parse_moment` reads."""

    starts: str
    ends: str | None = None


class Announced(_Value):
    """What has been said of one event."""

    starts: str
    """As `parse_moment` reads it."""
    ends: str | None = None
    sessions: tuple[AnnouncedSession, ...] = ()
    place: str | None = None
    """Id of the place."""
    room: str | None = None
    """Japanese words."""
    status: str
    attendance_mode: str
    changes: int = 0
    """How many changes of any kind were listed."""
    sequence: int = 0
    """How many of them people have to act on (SEQUENCE)."""
    updated: str
    """Day of the record's last change."""
    sample: bool = False
    """An invented example, which may go without a word."""

    @property
    def moments(self) -> tuple[Moment, ...]:
        """When it begins and ends, its sessions too.

        Raises:
            ValueError: for a text that is no moment.
        """
        texts = (self.starts, self.ends, *(text for part in self.sessions for text in (part.starts, part.ends)))
        return tuple(parse_moment(text) for text in texts if text)


class State(_Value):
    """What has been said of all events, and where all records stand."""

    events: Mapping[str, Announced] = Field(default_factory=dict)
    """Id to event, by id."""
    pages: Mapping[str, str] = Field(default_factory=dict)
    """Address of the page of each record that is no sample, `projects/walk/`, to its file below `content/` without its
    ending."""


def announced(event: Event) -> Announced:
    """Return what a build says of an event."""
    return Announced(
        starts=str(event.starts),
        ends=str(event.ends) if event.ends else None,
        sessions=tuple(
            AnnouncedSession(starts=str(s.starts), ends=str(s.ends) if s.ends else None) for s in event.sessions
        ),
        place=event.place,
        room=event.room.ja if event.room else None,
        status=event.status.value,
        attendance_mode=event.attendance_mode.value,
        changes=len(event.changes),
        sequence=count_weighty(event),
        updated=event.updated.isoformat(),
        sample=event.sample,
    )
