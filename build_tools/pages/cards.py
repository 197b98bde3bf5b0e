"""Cards of events, each rendered once for all pages of one depth: their links are the same there."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from build_tools.i18n.filling import join
from build_tools.model.occasions import Event
from build_tools.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of one desk."""

    desk: Desk

    def of(self, event: Event, path: str, level: int = 3) -> Markup:
        """Return the card of an event for the page at `path`, with a heading of a level."""
        make = partial(self._make, event, path, level)
        return self.desk.fragments.get(("card", event.id, path.count("/"), level), make)

    def _make(self, event: Event, path: str, level: int) -> Markup:
        macros: Any = self.desk.templates.get_template("macros.html").module
        card: Markup = macros.event_card(self.desk.context(path), event, level)
        return card

    def all(self, events: tuple[Event, ...], path: str, level: int = 3) -> Markup:
        """Return the cards of several events, in their order."""
        return join([self.of(event, path, level) for event in events])
