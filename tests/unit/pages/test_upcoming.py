from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.model.base import LANGUAGES
from build_tools.model.occasions import Event
from build_tools.pages.desk import Desk
from build_tools.pages.overview import build_home
from build_tools.pages.upcoming import build_pages
from build_tools.urls import month_address
from build_tools.views.months import months_of
from tests.artifacts import build_artifacts
from tests.records import at, make_event, with_events
from tests.unit.builder.test_artifacts import EVENT, problems, with_file

NOON = at("2026-11-23 12:00")


@pytest.fixture(scope="module")
def pages(town):
    return {(page.lang, page.path): page for page in build_artifacts(town, NOON).pages}


@pytest.mark.parametrize("id_", ["2026-12", "theme-disaster", "place-hiroba", "free"])
def test_an_event_may_not_take_the_address_of_a_calendar_or_a_narrowed_list(tmp_path, id_):
    catalog = with_file(tmp_path / "town", f"events/{id_}.md", EVENT.format(alias="events/nowhere/"))

    assert problems(catalog) == [(f"content/events/{id_}.md", "path-taken", f"events/{id_}/", f"events/{id_}/")]


def test_every_month_with_events_has_a_page_and_leads_to_its_neighbours(town, pages):
    paths = [month_address(month.first) for month in months_of(town.all(Event))]

    for lang in LANGUAGES:
        for before, path, after in zip([None, *paths], paths, [*paths[1:], None], strict=False):
            dom = LexborHTMLParser(pages[(lang, path)].content)
            found = {node.attributes["rel"]: node.attributes["href"] for node in dom.css("a[rel]")}
            near = {"prev": before, "next": after}
            assert found == {rel: f"../../{target}" for rel, target in near.items() if target}


def test_narrowed_lists_are_not_for_search_engines_and_lead_back(pages):
    narrowed = [page for (_, path), page in pages.items() if path.startswith("events/theme-")]

    assert narrowed != []
    for page in narrowed:
        dom = LexborHTMLParser(page.content)
        assert not page.is_indexed
        assert dom.css_first(".lead a").attributes["href"] == "../../events/"
        assert [node.attributes["data-choice"] for node in dom.css("[aria-current]")] == [page.path.split("/")[1]]


def test_the_number_of_events_leaves_samples_out_and_names_them(town):
    events = (make_event(), make_event(id="tour", sample="true"), make_event(id="fair", sample="true"))

    shown = {}
    for lang in LANGUAGES:
        desk = Desk.of(town, lang, NOON)
        page = next(iter(build_pages(replace(desk, catalog=with_events(desk.catalog, *events)))))
        shown[lang] = LexborHTMLParser(page.content).css_first("[data-total]").text().strip()

    assert shown == {
        "ja": "催しは1件です。見本を2件載せています。",
        "en": "There is 1 event to come. 2 samples are shown.",
    }


@pytest.mark.parametrize("is_sample", [True, False])
def test_where_a_sample_is_listed_the_page_says_what_a_sample_is(town, is_sample):
    events = (make_event(), make_event(id="tour", sample=str(is_sample).lower()))
    desk = Desk.of(town, "ja", NOON)
    desk = replace(desk, catalog=with_events(desk.catalog, *events))

    for build in (build_pages, build_home):
        notes = LexborHTMLParser(next(iter(build(desk))).content).css("p.line-summary")
        said = "「見本」の印があるものは、サイトの働きを見せるための架空の記録です。実際のものではありません。"
        assert [note.text() for note in notes if "架空" in note.text()] == [said] * is_sample


def test_a_list_tells_its_day_once_with_scripts_and_once_without(pages):
    dom = LexborHTMLParser(pages[("ja", "events/")].content)

    assert [node.text() for node in dom.css(".page-head .as-of > *")] == [
        "2026年11月23日現在",
        "2026年11月23日までの情報をもとにした、今の状況です。",
    ]
    assert [list(node.attributes) for node in dom.css(".page-head .as-of > *")] == [
        ["data-built"],
        ["data-live", "hidden"],
    ]


def test_what_can_change_with_the_clock_is_loaded_where_it_is_shown(pages):
    live = {path for (lang, path), page in pages.items() if lang == "ja" and "events.js" in page.scripts}

    assert {"", "events/", "events/theme-disaster/", "events/2026-12/", "events/2026-kagu/", "series/koza/"} <= live
    assert "events/2008-kondan/" not in live
