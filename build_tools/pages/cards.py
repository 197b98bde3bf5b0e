"""Cards of events, each rendered once for all pages of one depth: their links are the same there."""

from dataclasses import dataclass, field

from markupsafe import Markup

from build_tools.model.occasions import Event
from build_tools.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of one desk; those already made are kept."""

    desk: Desk
    made: dict[tuple[str, int, int], Markup] = field(default_factory=dict)
    """By event, depth of the page and level of the heading."""

    def of(self, event: Event, path: str, level: int = 3) -> Markup:
        """Return the card of an event for the page at `path`, with a heading of a level."""
        key = (event.id, path.count("/"), level)
        if key not in self.made:
            self.made[key] = self.desk.render("event_card.html", path, event=event, level=level)
        return self.made[key]

    def all(self, events: tuple[Event, ...], path: str, level: int = 3) -> Markup:
        """Return the cards of several events, in their order."""
        return Markup("").join(self.of(event, path, level) for event in events)
