"""Makes single records for tests, from the texts that an editor would type."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

import yaml

from build_tools.i18n.words import Words
from build_tools.model.actors import Organization
from build_tools.model.catalog import kind_of
from build_tools.model.matching import Need, Operation, Proposal
from build_tools.model.moment import Moment, parse_moment
from build_tools.model.occasions import Event, Notice
from build_tools.model.works import HistoryEntry, Project
from tests.project import ROOT

_FACTS = {"title": "防災講座", "sources": ["plan"], "updated": "2026-11-23"}
_ENTRY = {
    "themes": ["disaster"],
    "audience": ["citizens"],
    "received": "2026-11-01",
    "status": "open",
    "consent": "true",
}


def make_event(starts: str = "2026-12-05 14:00", **fields: Any) -> Event:
    return Event.model_validate({"id": "walk", "kind": "lecture", "starts": starts} | _FACTS | fields)


def make_notice(date: str, **fields: Any) -> Notice:
    return Notice.model_validate({"id": "news", "date": date} | _FACTS | fields)


def make_organization(**fields: Any) -> Organization:
    return Organization.model_validate({"id": "aoba", "fields": ["collaboration"]} | _FACTS | fields)


def make_project(id_: str, **fields: Any) -> Project:
    given = {"id": id_, "status": "running", "partners": []}
    return Project.model_validate(given | _FACTS | fields)


def make_history(id_: str, date: str, **fields: Any) -> HistoryEntry:
    return HistoryEntry.model_validate({"id": id_, "date": date} | _FACTS | fields)


def make_need(**fields: Any) -> Need:
    return Need.model_validate({"id": "help", "raised_by": "citizens"} | _FACTS | _ENTRY | fields)


def make_proposal(**fields: Any) -> Proposal:
    return Proposal.model_validate({"id": "walk", "organization": "aoba"} | _FACTS | _ENTRY | fields)


def make_operation(**fields: Any) -> Operation:
    return Operation.model_validate({"id": "sites", "organization": "machi"} | _FACTS | _ENTRY | fields)


at = datetime.fromisoformat
"""Wall-clock time in the zone of the site: `at("2026-12-05 14:00")`."""


def moment(text: str) -> Moment:
    return parse_moment(text)


@cache
def words(lang: str) -> Words:
    """Give the words of the interface, as they stand."""
    text = (ROOT / "content" / "strings" / f"{lang}.yml").read_text(encoding="utf-8")
    return Words(lang, yaml.load(text, Loader=yaml.CBaseLoader))  # noqa: S506 -- makes nothing but text


def with_entries(catalog, *entries):
    """Return a catalog whose needs, proposals and operations are these."""
    records = {kind: dict(found) for kind, found in catalog.records.items()}
    for kind in ("need", "proposal", "operation"):
        records[kind] = {entry.id: entry for entry in entries if kind_of(entry) == kind}
    return replace(catalog, records=records)


def with_events(catalog, *events):
    """Return a catalog whose events are these."""
    records = {kind: dict(found) for kind, found in catalog.records.items()}
    return replace(catalog, records={**records, "event": {event.id: event for event in events}})
