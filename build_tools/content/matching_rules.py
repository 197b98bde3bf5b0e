"""What must hold for an entry of the matching board, and between those that were brought together."""

from collections.abc import Iterator, Mapping

from build_tools.content.decoded import Decoded
from build_tools.content.order import check_order
from build_tools.diagnostics import Diagnostic
from build_tools.model.actors import Organization
from build_tools.model.base import Record
from build_tools.model.catalog import kind_of
from build_tools.model.matching import Entry, EntryStatus, Operation

Records = Mapping[str, Mapping[str, Decoded[Record]]]


def check_entry(decoded: Decoded[Entry]) -> Iterator[Diagnostic]:
    """An entry may be published, runs forward, and says how far it has come."""
    entry = decoded.value
    if not entry.consent:
        yield decoded.diagnose(("consent",), "consent-missing")
    yield from check_order(decoded, entry.starts, entry.ends, ("ends",))
    yield from _check_status(decoded)


def _check_status(decoded: Decoded[Entry]) -> Iterator[Diagnostic]:
    entry, kind = decoded.value, kind_of(decoded.value)
    partners = entry.partners
    if kind in partners:
        yield decoded.diagnose(("matched_with", kind), "matched-with-own-kind")
    if entry.status is EntryStatus.MATCHED and not partners:
        yield decoded.diagnose(("status",), "match-missing")
    if entry.status is EntryStatus.OPEN and partners:
        yield decoded.diagnose(("status",), "open-with-match")
    if entry.status is EntryStatus.PROJECT and not entry.project:
        yield decoded.diagnose(("status",), "project-missing")
    if entry.project and entry.status is not EntryStatus.PROJECT:
        yield decoded.diagnose(("project",), "project-without-status", status=entry.status.value)


def check_partners(decoded: Decoded[Record], records: Records) -> Iterator[Diagnostic]:
    """Those that were brought together name each other, and an operation is one of the city.

    Args:
        decoded: A record; any but an entry of the board is passed over.
        records: Kind to id to what could be decoded.
    """
    entry = decoded.value
    if not isinstance(entry, Entry):
        return
    kind = kind_of(entry)
    for other_kind, id_ in entry.partners.items():
        other = records[other_kind].get(id_) if other_kind != kind else None
        if other and isinstance(other.value, Entry) and other.value.partners.get(kind) != entry.id:
            details = {"other": other.path, "kind": kind, "id": entry.id}
            yield decoded.diagnose(("matched_with", other_kind), "one-sided-match", **details)
    body = records["organization"].get(entry.organization) if isinstance(entry, Operation) else None
    if body and isinstance(body.value, Organization) and not body.value.is_city:
        yield decoded.diagnose(("organization",), "operation-not-of-the-city", value=body.value.id)
