"""Compares events with what people were told of them last: a change that matters is recorded, and nothing vanishes.

Asked of events that still lie ahead; the record of one that is over may be corrected without a word.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from build_tools.clock import read_now
from build_tools.content.decoded import Decoded, Loc
from build_tools.content.loader import Loaded
from build_tools.content.problems import diagnose_file
from build_tools.diagnostics import Diagnostic, Spot
from build_tools.model.announced import Announced, State, announced
from build_tools.model.catalog import Catalog
from build_tools.model.kinds import KINDS
from build_tools.model.moment import Moment, Precision, parse_moment
from build_tools.model.occasions import Event, EventStatus, count_weighty

Events = Mapping[str, Decoded[Event] | None]
"""Id of every event file to its record, None where that could not be read."""


@dataclass(frozen=True, slots=True)
class _Difference:
    """One thing that is no longer as it was announced."""

    field: str
    before: str
    after: str
    terms: tuple[str, ...]
    """Terms of `change-kinds` that speak of it, the one to suggest first."""


def check_against(file: Path, loaded: Loaded, as_of: date | None, *, root: Path) -> Iterator[Diagnostic]:
    """Yield what `check_published` finds against the state in a file; where there is no file, nothing was published.

    Args:
        file: The published state.
        loaded: The content now.
        as_of: The day it is; None for the clock.
        root: The project's root, which paths in messages start from.
    """
    if loaded.site is None or not file.is_file():
        return
    try:
        state = parse_state(file.read_bytes())
    except ValueError:
        shown = file.relative_to(root) if file.is_relative_to(root) else file
        yield diagnose_file(shown.as_posix(), "state-unreadable")
        return
    problems = tuple(check_published(state, loaded.events, read_now(as_of, zone=loaded.site.timezone).date()))
    yield from problems
    if loaded.catalog:
        yield from _check_pages(state, loaded.catalog, {problem.spot.path for problem in problems})


def _check_pages(state: State, catalog: Catalog, told: Container[str]) -> Iterator[Diagnostic]:
    """Yield the pages that are no more, and to which nothing leads on: a link to one finds nothing then."""
    every = [record for records in catalog.records.values() for record in records.values()]
    files = {f"{kind.folder}/{id_}" for kind in KINDS for id_ in catalog.records[kind.name]}
    aliases = {alias for record in every for alias in record.aliases}
    for address, file in state.pages.items():
        path = f"content/{file}.md"
        if file not in files and address not in aliases and path not in told:
            yield Diagnostic(Spot(path), "page-gone", {"address": address})


def parse_state(data: bytes) -> State:
    """Return the state that a build published.

    Raises:
        ValueError: when the bytes are none.
    """
    state = State.model_validate_json(data)
    for event in state.events.values():
        _ = event.moments  # every text is a moment
    return state


def check_published(state: State, events: Events, today: date) -> Iterator[Diagnostic]:
    """Yield what has changed since the state without a record of the change.

    Args:
        state: What was published last.
        events: The content now.
        today: The day in the zone of the site.
    """
    aliases = {alias for decoded in events.values() if decoded for alias in decoded.value.aliases}
    for id_, before in state.events.items():
        decoded = events.get(id_)
        if decoded:
            yield from _check_event(before, decoded, today)
        elif id_ not in events and f"events/{id_}/" not in aliases and not before.sample and is_ahead(before, today):
            yield Diagnostic(Spot(f"content/events/{id_}.md"), "event-removed", _removed(id_))


def _removed(id_: str) -> dict[str, str]:
    return {"id": id_, "alias": f"events/{id_}/"}


def is_ahead(before: Announced, today: date) -> bool:
    """People may still be waiting for it, as they were told of it."""
    is_waiting = before.status == EventStatus.POSTPONED.value
    return is_waiting or any(moment.last >= today or moment.limit.date() > today for moment in before.moments)


def _check_event(before: Announced, decoded: Decoded[Event], today: date) -> Iterator[Diagnostic]:
    event = decoded.value
    if event.sample and not before.sample and is_ahead(before, today):
        yield decoded.diagnose(("sample",), "event-removed", **_removed(event.id))
    kept, new = event.changes[: before.changes], event.changes[before.changes :]
    counts = (
        (before.changes, len(event.changes)),
        (before.sequence, count_weighty(event.model_copy(update={"changes": kept}))),
    )
    for was, now in counts:
        if now < was:
            yield decoded.diagnose(("changes",), "change-removed", before=was, after=now)
            return
    said = {term for change in new for term in change.what}
    missing = tuple(
        difference for difference in _differences(before, announced(event)) if said.isdisjoint(difference.terms)
    )
    if missing and is_ahead(before, today):
        yield _diagnose_missing(before, decoded, missing, today)


def _diagnose_missing(
    before: Announced, decoded: Decoded[Event], missing: tuple[_Difference, ...], today: date
) -> Diagnostic:
    """Return what is missing with lines that fit where they go: a whole field, an entry of it, or a term of one."""
    event, first = decoded.value, missing[0]
    details = {"field": first.field, "before": first.before, "after": first.after}
    newest = len(event.changes) - 1
    if len(event.changes) > before.changes:
        indent = _indent_of(decoded, ("changes", newest, "what", 0))
        lines = "\n".join(f"{indent}- {term}" for term in _suggested(missing))
        return decoded.diagnose((first.field,), "change-kind-missing", **details, lines=lines)
    indent = _indent_of(decoded, ("changes", newest)) if event.changes else "  "
    entry = "\n".join(f"{indent}{line}" for line in _entry_to_add(missing, today))
    fields = "".join(f"{line}\n" for line in _fields_to_add(before, event, missing))
    if event.changes:
        return decoded.diagnose((first.field,), "change-not-added", **details, lines=f"{fields}{entry}")
    return decoded.diagnose((first.field,), "change-not-recorded", **details, lines=f"{fields}changes:\n{entry}")


def _indent_of(decoded: Decoded[Event], loc: Loc) -> str:
    """Return the spaces before the `- ` of an entry that is there."""
    return " " * max(0, decoded.at(*loc)[1].column - len("- "))


def _differences(before: Announced, after: Announced) -> Iterator[_Difference]:
    """Yield what differs: days, times, place, way to attend, status."""
    yield from _differences_in_time(before, after)
    for field in ("place", "room"):
        yield from _difference(field, before, after, ("place",))
    is_moved_online = after.status == EventStatus.MOVED_ONLINE.value
    yield from _difference("attendance_mode", before, after, ("online", "status") if is_moved_online else ("online",))
    others = {"rescheduled": ("date", "time"), "moved-online": ("online",)}
    yield from _difference("status", before, after, ("status", *others.get(after.status, ())))


def _difference(field: str, before: Announced, after: Announced, terms: tuple[str, ...]) -> Iterator[_Difference]:
    was, now = getattr(before, field), getattr(after, field)
    if was != now:
        yield _Difference(field, was or "-", now or "-", terms)


def _differences_in_time(before: Announced, after: Announced) -> Iterator[_Difference]:
    """A day that was known by its month only may be named without a word: nobody could note it down."""
    starts = parse_moment(before.starts)
    if not starts.is_day:
        now = parse_moment(after.starts)
        if starts.is_known and not (now.is_known and starts.first <= now.first and now.last <= starts.last):
            yield _Difference("starts", before.starts, after.starts, ("date",))
        return
    for field in ("starts", "ends", "sessions"):
        was, now_ = _times(before, field), _times(after, field)
        if [day for day, _ in was] != [day for day, _ in now_]:
            yield _Difference(field, _shown(before, field), _shown(after, field), ("date",))
        if [clock for _, clock in was] != [clock for _, clock in now_]:
            yield _Difference(field, _shown(before, field), _shown(after, field), ("time",))


def _texts(event: Announced, field: str) -> tuple[str, ...]:
    if field == "sessions":
        return tuple(text for part in event.sessions for text in (part.starts, part.ends or part.starts))
    return (event.starts if field == "starts" else event.ends or event.starts,)


def _shown(event: Announced, field: str) -> str:
    if field == "sessions":
        return ", ".join(part.starts for part in event.sessions) or "-"
    return str(getattr(event, field) or "-")


def _times(event: Announced, field: str) -> tuple[tuple[str, str], ...]:
    """Return `(day, time of day)` of each moment of a field: 25:00 is 01:00 of the next day."""
    return tuple(map(_split, map(parse_moment, _texts(event, field))))


def _split(moment: Moment) -> tuple[str, str]:
    if moment.precision is not Precision.MINUTE:
        return str(moment), ""
    return moment.instant.date().isoformat(), moment.instant.time().isoformat("minutes")


def _fields_to_add(before: Announced, event: Event, missing: tuple[_Difference, ...]) -> Iterator[str]:
    """Yield lines of the record that say what was before."""
    fields = {(difference.field, difference.terms[0]) for difference in missing}
    if ("starts", "date") in fields and event.status is EventStatus.SCHEDULED:
        yield from ("status: rescheduled", "reason: …")
    if ("starts", "date") in fields and event.previous_starts is None and parse_moment(before.starts).is_day:
        yield f"previous_starts: {before.starts}"
    if ("place", "place") in fields and event.previous_place is None and before.place:
        yield f"previous_place: {before.place}"


def _entry_to_add(missing: tuple[_Difference, ...], today: date) -> Iterator[str]:
    """Yield the lines of an entry of `changes`."""
    yield f"- date: {today.isoformat()}"
    yield "  what:"
    yield from (f"    - {term}" for term in _suggested(missing))
    yield "  text: …"


def _suggested(missing: tuple[_Difference, ...]) -> tuple[str, ...]:
    """Return as few terms as speak of everything, in the order of the differences."""
    terms: dict[str, None] = {}
    for difference in missing:
        if terms.keys().isdisjoint(difference.terms):
            terms[difference.terms[0]] = None
    return tuple(terms)
