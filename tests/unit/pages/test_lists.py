"""Lists tell the last change of the records that they are drawn from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.pages import actors, upcoming, works
from build_tools.pages.desk import Desk
from tests.records import at

LISTS = {
    "event": ("events/", upcoming.build_pages),
    "project": ("projects/", works.build_pages),
    "organization": ("organizations/", actors.build_organizations),
    "place": ("places/", actors.build_places),
}
DATA = {"ja": "データとして使う（CSV・JSON）", "en": "Use it as data (CSV, JSON)"}
TOLD = {"ja": "最終更新: 2027年1月5日", "en": "Last changed: 5 January 2027"}


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("kind", LISTS)
def test_a_list_tells_the_last_change_of_its_records_and_leads_to_its_data(town, kind, lang):
    path, build = LISTS[kind]
    first, *others = town.records[kind].values()
    changed = first.model_copy(update={"updated": date(2027, 1, 5)})
    records = {**town.records, kind: {record.id: record for record in (changed, *others)}}
    desk = Desk.of(replace(town, records=records), lang, at("2027-01-06 09:00"))
    [page] = [page for page in build(desk) if page.path == path]

    [footer] = LexborHTMLParser(page.content).css("footer")
    assert [part.text().strip() for part in footer.css("p")] == [TOLD[lang], DATA[lang]]
    assert footer.css_first("a").attributes["href"] == f"../data/#{path.removesuffix('/')}"
