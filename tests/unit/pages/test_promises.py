"""The page of the plan: how one finds a part of it."""

from __future__ import annotations

from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from build_tools.model.base import Text
from build_tools.pages.desk import Desk
from build_tools.pages.promises import build_pages
from tests.records import at


def plan_page(town, body):
    plans = {id_: plan.model_copy(update={"body": body}) for id_, plan in town.records["plan"].items()}
    catalog = replace(town, records={**town.records, "plan": plans})
    [page] = [page for page in build_pages(Desk.of(catalog, "ja", at("2026-11-23 12:00"))) if page.path == "plan/"]
    return LexborHTMLParser(page.content)


def test_links_below_the_head_lead_to_every_part_of_the_plan(town):
    dom = plan_page(town, Text(ja="## 道すじ\n\n中身\n\n## 目標\n\n中身"))
    links = [(link.attributes["href"], link.text()) for link in dom.css(".page-head + nav a")]

    assert links == [
        ("#道すじ", "道すじ"),
        ("#目標", "目標"),
        ("#initiatives", "計画の事業"),
        ("#clauses", "計画の内容"),
        ("#sources", "出典"),
    ]
    assert links == [(f"#{heading.attributes['id']}", heading.text()) for heading in dom.css("h2")]
