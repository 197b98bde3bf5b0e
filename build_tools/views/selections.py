"""Lists as pages show them: which records, in which order, under which heading."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import TypeVar

from build_tools.model.actors import Organization
from build_tools.model.base import Model, Record, Source, Text, is_model, shapes_of
from build_tools.model.catalog import Catalog
from build_tools.model.kinds import KINDS
from build_tools.model.occasions import Event, Notice
from build_tools.model.site import Term
from build_tools.model.works import HistoryEntry
from build_tools.strings.spelling import KANA_ROWS, kana_row
from build_tools.views.lifecycle import is_over, is_upcoming

R = TypeVar("R", bound=Record)

DISASTER = "disaster"
"""The theme of what one should know before and after a disaster."""


def by_time(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events by start, unknown dates last, then by id."""
    return tuple(sorted(events, key=lambda event: (event.starts.instant, event.id)))


def by_date(entries: Iterable[HistoryEntry]) -> tuple[HistoryEntry, ...]:
    """Return entries of the chronicle, oldest first, then by id."""
    return tuple(sorted(entries, key=lambda entry: (entry.date.first, entry.date.last, entry.id)))


def last_change(records: Iterable[Record]) -> date | None:
    """Return the day of the latest change of some records; None where there are none."""
    return max((record.updated for record in records), default=None)


def upcoming(events: Iterable[Event], now: datetime) -> tuple[Event, ...]:
    """Return the events that are not over, soonest first."""
    return by_time(event for event in events if is_upcoming(event, now))


def coming_and_past(events: Iterable[Event], now: datetime) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Return the events that are not over, soonest first, and the others, latest first."""
    every = by_time(events)
    coming = upcoming(every, now)
    return coming, tuple(reversed([event for event in every if not is_upcoming(event, now)]))


def disaster_events(events: Iterable[Event], now: datetime) -> tuple[Event, ...]:
    """Return the events to come that are about disasters, soonest first; a city without that theme has none."""
    return tuple(event for event in upcoming(events, now) if DISASTER in event.themes)


def numbered(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events of a series that bear a number, by number; none where fewer than half of them do."""
    every = tuple(events)
    found = [event for event in every if event.number is not None]
    return (
        tuple(sorted(found, key=lambda event: (event.number or 0, event.starts.instant, event.id)))
        if 2 * len(found) >= len(every)
        else ()
    )


def past_by_fiscal_year(events: Iterable[Event], now: datetime) -> tuple[tuple[int, tuple[Event, ...]], ...]:
    """Return `(fiscal year, events)` of the events that are over, newest first in both."""
    years: dict[int, list[Event]] = {}
    for event in by_time(event for event in events if is_over(event, now)):
        years.setdefault(event.starts.fiscal_year, []).insert(0, event)
    return tuple((year, tuple(years[year])) for year in sorted(years, reverse=True))


def current_notices(notices: Iterable[Notice], now: datetime) -> tuple[Notice, ...]:
    """Return the notices that have been given out and still matter, newest first."""
    shown = [n for n in notices if n.date.instant <= now and not (n.until and n.until.limit <= now)]
    return tuple(sorted(shown, key=lambda notice: (notice.date.instant, notice.id), reverse=True))


def by_term(records: Iterable[R], field: str, vocabulary: Mapping[str, Term]) -> tuple[tuple[str, tuple[R, ...]], ...]:
    """Return `(term, records)` in the order of the vocabulary; terms without records are left out.

    Args:
        records: In the order in which they are to be shown.
        field: A field with one term, or a list of which the first counts.
        vocabulary: The terms.
    """
    groups: dict[str, list[R]] = {term: [] for term in vocabulary}
    for record in records:
        value = getattr(record, field)
        groups[str(value[0] if isinstance(value, tuple) else value)].append(record)
    return tuple((term, tuple(found)) for term, found in groups.items() if found)


def has_card(organization: Organization) -> bool:
    """The body can be put into an address book: it is real, has not ended, and a way to reach it is known."""
    ways = (organization.address, organization.phone, organization.mail, organization.web)
    return not organization.sample and organization.until is None and any(ways)


def by_wants(
    organizations: Iterable[Organization], vocabulary: Mapping[str, Term]
) -> tuple[tuple[str, tuple[Organization, ...]], ...]:
    """Return `(want, organizations that look for it)` in the order of the vocabulary; a body may stand in several."""
    every = tuple(organizations)
    groups = ((term, tuple(body for body in every if term in body.looking_for)) for term in vocabulary)
    return tuple((term, found) for term, found in groups if found)


def by_name(records: Iterable[R], lang: str) -> tuple[R, ...]:
    """Return records by reading in Japanese, by title otherwise."""
    key = (
        (lambda r: (r.reading or r.title.ja, r.id))
        if lang == "ja"
        else (lambda r: (r.title.get(lang).casefold(), r.id))
    )
    return tuple(sorted(records, key=key))


def by_kana_row(records: Iterable[R]) -> tuple[tuple[str, tuple[R, ...]], ...]:
    """Return `(row, records)` by the first kana of the reading; rows without records are left out."""
    rows: dict[str, list[R]] = {row: [] for row in KANA_ROWS}
    for record in by_name(records, "ja"):
        rows[kana_row(record.reading or record.title.ja)].append(record)
    return tuple((row, tuple(found)) for row, found in rows.items() if found)


def by_letter(records: Iterable[R]) -> tuple[tuple[str, tuple[R, ...]], ...]:
    """Return `(letter, records)` by the first letter of the English title; `#` for the rest."""
    letters: dict[str, list[R]] = {}
    for record in by_name(records, "en"):
        first = record.title.get("en")[:1].upper()
        letters.setdefault(first if first.isascii() and first.isalpha() else "#", []).append(record)
    return tuple((letter, tuple(letters[letter])) for letter in sorted(letters))


def children(organization: Organization, catalog: Catalog) -> tuple[Organization, ...]:
    """Return the bodies that are a part of this one, by id."""
    return tuple(o for o in catalog.naming(organization, Organization) if o.parent == organization.id)


def by_source(catalog: Catalog) -> tuple[tuple[Source, tuple[Record, ...]], ...]:
    """Return `(source, records)`: the plan and its clauses first, then addresses; samples are left out."""
    found: dict[tuple[bool, str, str], tuple[Source, list[Record]]] = {}
    for kind in KINDS:
        for record in catalog.records[kind.name].values():
            for source in () if record.sample else record.sources:
                key = (source.url is not None, source.url or "", source.clause or "")
                found.setdefault(key, (source, []))[1].append(record)
    return tuple((source, tuple(records)) for _, (source, records) in sorted(found.items(), key=lambda item: item[0]))


def count_real(catalog: Catalog) -> int:
    """Return how many records there are, samples not counted."""
    return sum(not record.sample for records in catalog.records.values() for record in records.values())


def is_translated(record: Record, lang: str) -> bool:
    """Title, summary and body exist in `lang`; of an event, all words that its page shows."""
    if lang == "ja":
        return True
    texts = _texts(record) if isinstance(record, Event) else (record.title, record.summary, record.body)
    return all(text is None or text.has(lang) for text in texts)


def _texts(part: Model) -> Iterator[Text]:
    """Yield the words in a record or a part of it, those of its lists too."""
    for name in _worded(type(part)):
        value = getattr(part, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Text):
                yield item
            elif item is not None:
                yield from _texts(item)


@cache
def _worded(model: type[Model]) -> tuple[str, ...]:
    """Return the fields of a model that hold words, themselves or in a part of them."""
    return tuple(
        name
        for name, shape in shapes_of(model).items()
        if is_model(shape.type) and (issubclass(shape.type, Text) or _worded(shape.type))
    )
