"""What must hold between the fields of a record, and between records.

Each rule takes what it needs and yields diagnostics; `RECORD_RULES` and `MODEL_RULES` are
the tables to add one to.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from build_tools.content.decoding import Decoded, diagnose_unknown
from build_tools.content.texts import check_texts
from build_tools.diagnostics import Diagnostic
from build_tools.model.actors import Organization
from build_tools.model.base import Record, RefMark, marked_values
from build_tools.model.moment import Moment
from build_tools.model.occasions import AttendanceMode, Event, EventStatus
from build_tools.model.site import Site, Term
from build_tools.model.works import HistoryEntry, Project

All = Mapping[str, Mapping[str, Decoded[Record]]]
Ids = Mapping[str, Collection[str]]
Vocabularies = Mapping[str, Mapping[str, Term]]


def check_catalog(records: All, ids: Ids, vocabularies: Vocabularies, site: Decoded[Site]) -> Iterator[Diagnostic]:
    """Yield every problem that needs more than one field to see.

    Args:
        records: Kind to id to what could be decoded.
        ids: Kind to the ids of all its files: naming a record with a mistake of its own is no second mistake.
        vocabularies: Vocabulary to its terms.
        site: The settings.
    """
    yield from _check_site(ids, site)
    addresses: dict[str, str] = {}
    for kind, items in records.items():
        for decoded in items.values():
            yield from _check_names(decoded, ids, vocabularies)
            yield from _check_aliases(decoded, kind, addresses)
            for rule in RECORD_RULES:
                yield from rule(decoded)
            for model, rule in MODEL_RULES:
                if isinstance(decoded.value, model):
                    yield from rule(decoded)
            if isinstance(decoded.value, Organization):
                yield from _check_succession(decoded, records["organization"])


def _check_site(ids: Ids, site: Decoded[Site]) -> Iterator[Diagnostic]:
    body = site.value.contact.organization
    if body and body not in ids["organization"]:
        loc = ("contact", "organization")
        yield diagnose_unknown(site, loc, "unknown-reference", body, ids["organization"], kind="organization")


def _check_names(decoded: Decoded[Record], ids: Ids, vocabularies: Vocabularies) -> Iterator[Diagnostic]:
    """Every id and every term that a record names exists."""
    for loc, value, mark in marked_values(decoded.value):
        if isinstance(mark, RefMark):
            if value not in ids[mark.kind]:
                yield diagnose_unknown(decoded, loc, "unknown-reference", value, ids[mark.kind], kind=mark.kind)
        elif value not in vocabularies.get(mark.vocabulary, {}):
            terms = vocabularies.get(mark.vocabulary, {})
            yield diagnose_unknown(decoded, loc, "unknown-term", value, terms, vocabulary=mark.vocabulary)


def _check_aliases(decoded: Decoded[Record], kind: str, addresses: dict[str, str]) -> Iterator[Diagnostic]:
    for index, alias in enumerate(decoded.value.aliases):
        if other := addresses.get(alias):
            yield decoded.diagnose(("aliases", index), "alias-taken", alias=alias, other=other)
        addresses[alias] = decoded.document.path


def _check_succession(decoded: Decoded[Any], organizations: Mapping[str, Decoded[Record]]) -> Iterator[Diagnostic]:
    """Predecessor and successor name each other."""
    for here, there in (("predecessors", "successors"), ("successors", "predecessors")):
        for index, id_ in enumerate(getattr(decoded.value, here)):
            other = organizations.get(id_)
            if other and decoded.value.id not in getattr(other.value, there):
                details = {"other": other.document.path, "field": there, "id": decoded.value.id}
                yield decoded.diagnose((here, index), "one-sided-reference", **details)


def check_order(decoded: Decoded[Any], starts: Moment | None, ends: Moment | None, loc: tuple[str | int, ...]) -> Iterator[Diagnostic]:
    """An end comes after its start."""
    if starts and ends and starts.is_known and ends.is_known and _ends_early(starts, ends):
        yield decoded.diagnose(loc, "ends-before-start", starts=str(starts), ends=str(ends))


def _ends_early(starts: Moment, ends: Moment) -> bool:
    if starts.clock and ends.clock:
        return ends.instant <= starts.instant
    return ends.limit.date() < starts.first if ends.clock else ends.last < starts.first


def check_event(decoded: Decoded[Event]) -> Iterator[Diagnostic]:
    """An event's times agree with each other, and a change says what it was and why."""
    event = decoded.value
    yield from check_order(decoded, event.starts, event.ends, ("ends",))
    for index, session in enumerate(event.sessions):
        loc = ("sessions", index)
        yield from check_order(decoded, session.starts, session.ends, (*loc, "ends"))
        outside = session.starts.first < event.starts.first or session.starts.first > (event.ends or event.starts).last
        if outside:
            yield decoded.diagnose((*loc, "starts"), "session-outside-event", starts=str(session.starts))
    if event.status is not EventStatus.SCHEDULED and not event.reason:
        yield decoded.diagnose(("status",), "reason-missing", status=event.status.value)
    if event.status is EventStatus.RESCHEDULED and not event.previous_starts:
        yield decoded.diagnose(("status",), "previous-starts-missing")
    if event.status is EventStatus.MOVED_ONLINE and event.attendance_mode is AttendanceMode.OFFLINE:
        yield decoded.diagnose(("status",), "not-online")
    yield from _check_registration(decoded)


def _check_registration(decoded: Decoded[Event]) -> Iterator[Diagnostic]:
    event, registration = decoded.value, decoded.value.registration
    if registration is None:
        return
    yield from check_order(decoded, registration.opens, registration.deadline, ("registration", "deadline"))
    end = event.sessions[-1] if event.sessions else event
    last = end.ends or end.starts
    if registration.deadline and last.is_known and registration.deadline.is_known and registration.deadline.instant >= last.limit:
        loc = ("registration", "deadline")
        yield decoded.diagnose(loc, "deadline-after-event", deadline=str(registration.deadline), starts=str(event.starts))


def check_project(decoded: Decoded[Project]) -> Iterator[Diagnostic]:
    """A project's period and steps run forward."""
    project = decoded.value
    yield from check_order(decoded, project.starts, project.ends, ("ends",))
    for index in range(1, len(project.steps)):
        before, step = project.steps[index - 1].date, project.steps[index].date
        if step.is_known and step.last < before.first:
            yield decoded.diagnose(("steps", index, "date"), "steps-out-of-order", date=str(step), before=str(before))


def check_history(decoded: Decoded[HistoryEntry]) -> Iterator[Diagnostic]:
    """A stretch of history runs forward."""
    yield from check_order(decoded, decoded.value.date, decoded.value.ends, ("ends",))


def check_life(decoded: Decoded[Organization]) -> Iterator[Diagnostic]:
    """A body ends after it began."""
    yield from check_order(decoded, decoded.value.since, decoded.value.until, ("until",))


RECORD_RULES = (check_texts,)
"""Rules for every record."""

MODEL_RULES: tuple[tuple[type[Record], Any], ...] = (
    (Event, check_event),
    (Project, check_project),
    (HistoryEntry, check_history),
    (Organization, check_life),
)
"""Rules for records of one kind."""
