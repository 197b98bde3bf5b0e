from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from urllib.parse import parse_qs, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.content.loader import load_content
from build_tools.model.catalog import Catalog
from build_tools.pages import calendars
from build_tools.pages.calendar_links import calendar_links
from build_tools.pages.desk import Desk
from tests.project import make_project
from tests.records import make_event

NOW = datetime.fromisoformat("2026-11-23T12:00")
PAGE = "https://town.example/commons/events/walk/"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory) -> Catalog:
    """The invented town, without shells."""
    config = make_project(tmp_path_factory.mktemp("calendars") / "town")
    return load_content(config.content, root=config.root).catalog


def with_events(catalog, *events):
    records = {**catalog.records, "event": MappingProxyType({event.id: event for event in events})}
    return replace(catalog, records=MappingProxyType(records))


def dom_of(catalog, lang):
    [page] = calendars.build_pages(Desk.of(catalog, lang, NOW))
    assert (page.path, page.shell, page.lang) == ("calendar/", "calendar/", lang)
    return LexborHTMLParser(page.content)


def ways(dom):
    """The three links of every calendar: subscribe, Google, address."""
    return [tuple(link.attributes["href"] for link in block.css("a")) for block in dom.css("ul.ways-in")]


def expected(name, root=""):
    file = f"town.example/commons/{root}calendar/{name}.ics"
    google = f"https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2F{file.replace('/', '%2F')}"
    return f"webcal://{file}", google, f"../calendar/{name}.ics"


@pytest.mark.parametrize(("lang", "root"), [("ja", ""), ("en", "en/")])
def test_the_page_offers_every_calendar_in_three_ways(catalog, lang, root):
    names = ["all", "archive", "theme-disaster", "theme-learning", "series-koza"]
    machi = ["organizer-aoba", "organizer-machi"]

    assert ways(dom_of(catalog, lang)) == [expected(name, root) for name in [*names, *machi]]


def test_each_link_says_which_calendar_it_is_of(catalog):
    dom = dom_of(catalog, "ja")

    texts = [link.text().strip() for link in dom.css("ul.ways-in a")]

    assert texts[:4] == [
        "アプリで登録 これからの催し",
        "Google カレンダーに登録 これからの催し",
        "アドレス(.ics) これからの催し",
        "アプリで登録 過去の分も含めたすべて",
    ]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("samples", "said"), [((), 1), (("true",), 1), (("false",), 0), (("true", "false"), 0)], ids=str
)
def test_a_calendar_without_a_real_event_to_come_says_that_it_is_empty(catalog, samples, said):
    events = (make_event(id=f"walk-{number}", sample=sample) for number, sample in enumerate(samples))

    dom = dom_of(with_events(catalog, *events), "ja")

    notes = [note.text() for note in dom.css(".card strong")]
    assert (
        notes
        == ["いまは、これからの催しが登録されていないため、このカレンダーは空です。見本の催しは入りません。"] * said
    )


def test_the_page_without_events_offers_the_two_that_always_are(catalog):
    dom = dom_of(with_events(catalog), "ja")

    assert ways(dom) == [expected("all"), expected("archive")]
    assert [heading.text() for heading in dom.css("h2")] == ["すべての催し", "登録するとどうなりますか"]


def links_of(catalog, event, now=NOW, lang="ja"):
    desk = Desk.of(with_events(catalog, event), lang, now)
    return calendar_links(desk.context(f"events/{event.id}/"), event)


def query(url):
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "calendar.google.com", "/calendar/render")
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


@pytest.mark.parametrize(
    ("fields", "dates"),
    [
        ({"starts": "2026-12-05 14:00", "ends": "2026-12-05 16:30"}, "20261205T140000/20261205T163000"),
        ({"starts": "2026-12-05 14:00"}, "20261205T140000/20261205T140000"),
        ({"starts": "2026-12-05", "ends": "2026-12-06"}, "20261205/20261207"),
        ({"starts": "2026-12-31 22:00", "ends": "2026-12-31 25:00"}, "20261231T220000/20270101T010000"),
    ],
    ids=["clocks", "no end", "whole days", "past midnight"],
)
def test_google_is_told_when_an_event_is(catalog, fields, dates):
    [(when, url)] = links_of(catalog, make_event(**fields)).google

    assert when == ""
    assert query(url) == {
        "action": "TEMPLATE",
        "text": "防災講座",
        "dates": dates,
        "details": PAGE,
        "ctz": "Asia/Tokyo",
    }


def test_google_is_told_where_and_what_an_event_is(catalog):
    event = make_event(title="a&b=c #1 + 🏠", summary="家具を止めます。", place="hiroba")

    links = links_of(catalog, event)

    assert links.file == "../../events/walk/walk.ics"
    assert query(links.google[0][1]) == {
        "action": "TEMPLATE",
        "text": "a&b=c #1 + 🏠",
        "dates": "20261205T140000/20261205T140000",
        "details": f"家具を止めます。\n\n{PAGE}",
        "location": "中央広場ホール、見本町中央1-2-3",
        "ctz": "Asia/Tokyo",
    }


def test_each_session_to_come_has_its_link(catalog):
    sessions = [{"starts": "2026-11-22 10:00"}, {"starts": "2026-11-23 10:00"}, {"starts": "2026-12-05 14:00"}]
    event = make_event("2026-11-22", ends="2026-12-05", sessions=sessions)

    found = [(when, query(url)["dates"]) for when, url in links_of(catalog, event).google]

    assert found == [
        ("2026年11月23日(月・祝) 10時", "20261123T100000/20261123T100000"),
        ("2026年12月5日(土) 14時", "20261205T140000/20261205T140000"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"sample": "true"},
        {"starts": "2026-12"},
        {"starts": "unknown"},
        {"starts": "2026-11-22"},
        {"status": "cancelled", "reason": "雨"},
        {"status": "postponed", "reason": "雨"},
        {"starts": "2027-03", "status": "rescheduled", "reason": "改修", "previous_starts": "2026-12-05"},
    ],
    ids=["sample", "month", "unknown", "over", "cancelled", "postponed", "moved to a month"],
)
def test_an_event_that_nobody_can_go_to_has_no_links(catalog, fields):
    assert links_of(catalog, make_event(**{"starts": "2026-12-05"} | fields)) is None
