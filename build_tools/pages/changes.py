"""What has changed in an event, in whole sentences: a bare "Status" below a date tells nobody anything."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from markupsafe import Markup

from build_tools.i18n.filling import show
from build_tools.model.occasions import Change, Event, EventStatus
from build_tools.pages.context import Context
from build_tools.views.changes import is_only_one

_Ends = tuple[Markup, Markup] | None
"""What was before and what is now; None where the record does not tell."""


def what_changed(c: Context, event: Event, change: Change) -> Markup:
    """Return what a change changed, and from what to what where the record tells."""
    return Markup(" ").join(_sentences(c, event, change))


def _sentences(c: Context, event: Event, change: Change) -> Iterator[Markup]:
    bare = []
    for what in change.what:
        ends = _ENDS[what](c, event) if what in _ENDS and is_only_one(event, what) else None
        if ends is None:
            bare.append(c.term("change-kinds", what))
            continue
        before, after = ends
        yield c.t.markup("event.changed.from-to", what=c.term("change-kinds", what), before=before, after=after)
    if bare:
        yield c.t.markup("event.changed", what=c.t("list.join").join(bare))


def _days(c: Context, event: Event) -> _Ends:
    return (c.date(event.previous_starts), c.date(event.starts)) if event.previous_starts else None


def _places(c: Context, event: Event) -> _Ends:
    return (c.venue(event.previous_place), c.venue(event.place)) if event.previous_place and event.place else None


def _statuses(c: Context, event: Event) -> _Ends:
    if event.status is EventStatus.SCHEDULED:  # it was something else meanwhile
        return None
    first, now = (show(c.term("event-statuses", status)) for status in (EventStatus.SCHEDULED, event.status))
    return first, now


_ENDS: Mapping[str, Callable[[Context, Event], _Ends]] = MappingProxyType(
    {"date": _days, "place": _places, "status": _statuses}
)
"""Terms of `change-kinds` of which a record keeps the first value beside the present one."""
