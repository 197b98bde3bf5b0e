"""The page of the support office."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.model.opening import Opening
from build_tools.pages.desk import Desk
from build_tools.pages.support import build_pages
from tests.records import at

HOURS = Opening.model_validate({"weekly": [{"days": ["monday"], "opens": "09:00", "closes": "12:00"}]})


def with_hours(town, kind, hours):
    """Return a catalog in which the records of one kind have these hours, and all others none."""
    records = {name: dict(found) for name, found in town.records.items()}
    for name in ("organization", "service"):
        for id_, record in records[name].items():
            records[name][id_] = record.model_copy(update={"opening": hours if name == kind else None})
    return replace(town, records=records)


@pytest.mark.parametrize(
    ("kind", "scripts"), [("organization", ("opening.js",)), ("service", ("opening.js",)), ("", ())]
)
def test_the_script_of_hours_comes_with_hours(town, kind, scripts):
    catalog = with_hours(town, kind, HOURS)

    [page] = build_pages(Desk.of(catalog, "ja", at("2026-11-24 12:00")))

    assert page.scripts == scripts
    assert ("data-opening" in page.content) == bool(scripts)
