"""The state of translations: what the table of a language has, and in which order."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from build_tools.model.base import Text
from build_tools.model.freshness import Freshness
from build_tools.pages.desk import Desk
from build_tools.pages.translations import STATES, KindRow, Tongue, build_pages
from tests.records import at, make_event

NOON = at("2026-11-23 12:00")


def row_of(name, **found):
    return KindRow(name, {state: found.get(state, ()) for state in STATES})


def test_a_table_has_what_is_done_beside_the_name_and_no_column_of_noughts():
    event = make_event(title=Text(ja="散歩", en="Walk", easy=None))
    rows = (row_of("event", missing=(event,), fresh=(event, event)), row_of("place", stale=(event,)))

    assert Tongue("en", rows).columns == (Freshness.FRESH, Freshness.STALE, "missing")
    assert Tongue("en", (row_of("event"),)).columns == ()


def test_head_rows_and_totals_have_the_same_columns(town):
    [page] = build_pages(Desk.of(town, "en", NOON))

    for table in LexborHTMLParser(page.content).css("table"):
        assert len({len(row.css("th, td")) for row in table.css("tr")}) == 1
