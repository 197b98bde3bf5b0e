"""Turns entries of the matching board that go together into the draft of a project, and says what changes in theirs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from build_tools.editing.scaffold import Draft, Refused, decode_draft
from build_tools.editing.targets import UnknownFolder, parse_target
from build_tools.model.catalog import Catalog, kind_of
from build_tools.model.matching import ENTRY_KINDS, Entry, EntryStatus, Need
from build_tools.model.works import ProjectStatus

ROUTE = "r-04"
"""The plan's route by matching."""
_GOING_ON = (EntryStatus.OPEN, EntryStatus.MATCHED)


def find_entries(ids: Iterable[str], catalog: Catalog) -> tuple[Entry, ...]:
    """Return the entries with these ids, in the order of the kinds, whatever the order of the ids.

    Raises:
        Refused: for an id of no entry or of several, two entries of a kind, fewer than two, one that is settled
            already or brought together with another one, or a sample beside one that is none.
    """
    entries = sorted((_entry(id_, catalog) for id_ in ids), key=lambda entry: ENTRY_KINDS.index(type(entry)))
    kinds = {type(entry) for entry in entries}
    if len(kinds) < len(entries) or len(kinds) < 2:  # noqa: PLR2004 -- one alone is no match
        raise Refused("match-kinds")
    for entry in entries:
        if entry.status not in _GOING_ON:
            raise Refused("match-settled", id=entry.id, status=entry.status.value)
    named = {(kind_of(entry), entry.id) for entry in entries}
    for entry in entries:
        for kind, other in entry.partners.items():
            if (kind, other) not in named:
                raise Refused("match-other", id=entry.id, other=f"{kind}/{other}")
    if len({entry.sample for entry in entries}) > 1:
        raise Refused("match-samples")
    return tuple(entries)


def _entry(id_: str, catalog: Catalog) -> Entry:
    try:
        target = parse_target(id_)
    except UnknownFolder:
        raise Refused("match-no-entry", id=id_) from None
    kinds = {kind.name for kind in target.kinds}
    found = [e for model in ENTRY_KINDS for e in catalog.all(model) if e.id == target.id and kind_of(e) in kinds]
    if len(found) != 1:
        raise Refused("match-several" if found else "match-no-entry", id=id_)
    return found[0]


def draft_project(
    entries: Sequence[Entry], id_: str, *, updated: date, titles: Mapping[str, str] | None = None
) -> Draft:
    """Return the draft of the project that entries become, with all that they say of it.

    Args:
        entries: Of `find_entries`.
        id_: Of the project.
        updated: The day it is started on.
        titles: Language to title, where it has one already.

    Raises:
        Refused: as `decode_draft`.
    """
    draft = decode_draft("project", id_, updated=updated, titles=titles, is_sample=any(e.sample for e in entries))
    origin = "need" if any(isinstance(entry, Need) for entry in entries) else "proposal"
    organizations = _every(getattr(entry, "organization", None) for entry in entries)
    lists = {
        "partners": [f"organization: {organization}" for organization in organizations],
        "themes": _every(theme for entry in entries for theme in entry.themes),
        "places": _every(place for entry in entries for place in entry.places),
        "sources": _every(str(source) for entry in entries for source in entry.sources),
    }
    given = {name: "".join(f"\n  - {value}" for value in values) for name, values in lists.items() if values}
    facts = {"status": ProjectStatus.PLANNED.value, "route": ROUTE, "origin": origin}
    return Draft(
        kind=draft.kind,
        id=draft.id,
        updated=draft.updated,
        titles=draft.titles,
        is_sample=draft.is_sample,
        given=facts | given,
    )


def changes_for(entries: Sequence[Entry], project: str) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """Yield each entry with the lines that its file has to say from now on, instead of those of the same names."""
    for entry in entries:
        others = (f"  {kind_of(other)}: {other.id}" for other in entries if other is not entry)
        yield entry, ("status: project", "matched_with:", *others, f"project: {project}")


def _every(values: Iterable[str | None]) -> list[str]:
    """Return each value once, in the order of its first place."""
    return list(dict.fromkeys(value for value in values if value))
