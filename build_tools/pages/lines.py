"""Lists that name records, one on each line; a line is made once for all pages of one depth."""

from collections.abc import Callable, Iterable
from functools import partial

from markupsafe import Markup

from build_tools.i18n.filling import fill, join
from build_tools.model.base import Record
from build_tools.model.occasions import Event, EventStatus
from build_tools.model.works import HistoryEntry
from build_tools.pages.chips import twist_chips
from build_tools.pages.context import Context
from build_tools.views.lifecycle import FULL, OFF
from build_tools.views.months import Entry
from build_tools.views.selections import by_date

_NONE = Markup("")
_CHIP = ' <span class="chip chip-{}">{}</span>'
_STRUCK = f"<s>{{}}</s>{_CHIP}"


def event_lines(c: Context, events: Iterable[Event]) -> Markup:
    """Return events with their dates; nothing for none."""
    get, depth = c.fragments.get, c.depth
    return _list([get(("event line", event.id, depth), partial(_event, c, event)) for event in events])


def record_lines(c: Context, records: Iterable[Record]) -> Markup:
    """Return records with their summaries; nothing for none."""
    get, way = c.fragments.get, c.way
    return _list([get(("line", *way(record)), partial(_record, c, record)) for record in records])


def history_lines(c: Context, entries: Iterable[HistoryEntry]) -> Markup:
    """Return entries of the chronicle with their dates, oldest first; nothing for none."""
    get, way = c.fragments.get, c.way
    return _list([get(("history line", *way(entry)), partial(_history, c, entry)) for entry in by_date(entries)])


def entry_title(c: Context, entry: Entry, moved: Callable[[Event], str]) -> Markup:
    """Return the title of an event in a calendar; struck on a day on which it does not take place.

    Args:
        c: The context of the page.
        entry: The event, and the days.
        moved: Says where an event has gone that was announced for these days.
    """
    event, link = entry.event, c.link(entry.event)
    if event.status in OFF:
        return fill(_STRUCK, link, event.status, c.t(f"state.{event.status}"))
    return fill(_STRUCK, link, "moved", moved(event)) if entry.days.is_former else fill("{}{}", link, _turns(c, event))


def _list(lines: Iterable[Markup]) -> Markup:
    found = join(lines)
    return fill('<ul class="lines">\n{}</ul>\n', found) if found else found


def _event(c: Context, event: Event) -> Markup:
    span = c.span(event.starts, event.ends)
    if event.status is EventStatus.UNCONFIRMED:
        after = fill(_CHIP, "unconfirmed", c.t("state.unconfirmed"))
    elif event.status in OFF:
        span = fill("<s>{}</s>", span)
        after = fill(_CHIP, event.status, c.t(f"state.{event.status}"))
    else:
        after = _turns(c, event)
    return fill('  <li><span class="line-date">{}</span> <span>{}{}</span></li>\n', span, c.link(event), after)


def _turns(c: Context, event: Event) -> Markup:
    """Return what keeps a visitor from coming as announced: no place is free, another day or place."""
    standing = c.standing(event)
    full = fill(_CHIP, standing.state, c.t(f"state.{standing.state}")) if standing.state in FULL else _NONE
    return fill("{} {}", full, twist_chips(standing.twists, c.t)) if standing.twists else full


def _history(c: Context, entry: HistoryEntry) -> Markup:
    span = c.span(entry.date, entry.ends)
    when = fill("{} {}", span, c.t("history.as-of")) if entry.is_state else span
    return fill(
        '  <li><span class="line-date">{}</span> <span>{}</span>{}</li>\n', when, c.link(entry), _summary(c, entry)
    )


def _record(c: Context, record: Record) -> Markup:
    return fill("  <li><span>{}</span>{}</li>\n", c.link(record), _summary(c, record))


def _summary(c: Context, record: Record) -> Markup:
    return fill(' <span class="line-summary">{}</span>', c.text(record.summary)) if record.summary else _NONE
