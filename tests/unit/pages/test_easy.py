"""What a page in easy Japanese says of an event, and where the voices lead to each other."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.model.base import Body
from build_tools.model.site import Term
from build_tools.pages.all import RECORD_PAGES
from build_tools.pages.desk import Desk
from build_tools.pages.easy import build_pages, build_record
from build_tools.urls import has_easy_page
from tests.records import at, make_event, make_need, make_notice, make_project

NOON = at("2026-11-23 12:00")
WHEN = "2026年(ねん)12月(がつ)5日(いつか) 土曜日(どようび) 午後(ごご)2時(じ)から"
BODY = {"ja": "本文です。", "easy": "{話|はなし}をします。"}


def easy_page(town, lang="ja", **fields):
    event = make_event(**{"body": BODY} | fields)
    paths = MappingProxyType({**town.paths, ("event", event.id): "content/events/walk.md"})
    pages = tuple(build_record(Desk.of(replace(town, paths=paths), lang, NOON), event))
    return pages[0] if pages else None


def facts(page):
    """Give the lines of the facts; readings in brackets behind their words."""
    lines = LexborHTMLParser(page.content).css("dl.facts > div")
    return {
        line.css_first("dt").text().translate({0xFF08: "(", 0xFF09: ")"}): line.css_first("dd")
        .text()
        .translate({0xFF08: "(", 0xFF09: ")"})
        for line in lines
    }


STATE, WHEN_KEY, WHERE, FEE, SIGN_UP = "今(いま)のようす", "いつ", "どこ", "お金(かね)", "申(もう)し込(こ)み"
NO_PLACE = "場所(ばしょ)は、まだわかりません。"
NO_FEE = "いくらかは、わかりません。"
NEEDED = "申(もう)し込(こ)みがいります。"
COMING = {
    STATE: "これからあります。",
    WHEN_KEY: WHEN,
    WHERE: NO_PLACE,
    FEE: NO_FEE,
    SIGN_UP: "申(もう)し込(こ)みがいるかは、わかりません。",
}
FULL = "もう申(もう)し込(こ)むことはできません。"
BOOKED = "予約(よやく)がいっぱいです。"
WAIT = "空(あ)いたときのために、名前(なまえ)を書(か)いてもらうことができます。"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {}),
        (
            {"registration": {"deadline": "2026-12-03"}},
            {
                STATE: "申(もう)し込(こ)むことができます。",
                SIGN_UP: f"{NEEDED}2026年(ねん)12月(がつ)3日(みっか) 木曜日(もくようび)"
                "までに申(もう)し込(こ)んでください。",
            },
        ),
        (
            {"registration": {"opens": "2026-11-24"}},
            {
                STATE: "申(もう)し込(こ)みは、まだです。",
                SIGN_UP: f"{NEEDED}2026年(ねん)11月(がつ)24日(にじゅうよっか) 火曜日(かようび)"
                "から申(もう)し込(こ)むことができます。",
            },
        ),
        (
            {
                "organizers": [{"organization": "machi"}, {"organization": "aoba"}],
                "registration": {"how": ["phone", "counter"], "url": "https://example.org/form"},
            },
            {
                STATE: "申(もう)し込(こ)むことができます。",
                "イベントをする人(ひと)": "見本町(みほんまち)、あおば協働ネット(あおばきょうどうねっと)",
                SIGN_UP: NEEDED,
                "申(もう)し込(こ)み方(かた)": "電話(でんわ)、受付(うけつけ)に行(い)く",
                "申(もう)し込(こ)むページ": "https://example.org/form",
            },
        ),
        ({"registration": {"required": "false"}}, {SIGN_UP: "申(もう)し込(こ)みはいりません。"}),
        ({"full": "true"}, {STATE: f"{BOOKED}{FULL}", SIGN_UP: FULL}),
        (
            {"full": "true", "registration": {"waiting_list": "true"}},
            {STATE: f"{BOOKED}空(あ)くのを待(ま)つことができます。", SIGN_UP: WAIT},
        ),
        ({"free": "true"}, {FEE: "お金(かね)はいりません。"}),
        (
            {"fees": [{"group": "おとな", "yen": "1500"}, {"group": "こども", "yen": "0"}]},
            {FEE: "おとなは1,500円(えん)です。こどもは、お金(かね)がいりません。"},
        ),
        ({"attendance_mode": "online"}, {WHERE: "インターネット"}),
        (
            {"starts": "2026-12-05", "ends": "2026-12-06"},
            {
                WHEN_KEY: "2026年(ねん)12月(がつ)5日(いつか) 土曜日(どようび)から"
                "2026年(ねん)12月(がつ)6日(むいか) 日曜日(にちようび)まで"
            },
        ),
        ({"starts": "unknown"}, {WHEN_KEY: "いつかは、まだわかりません。"}),
        (
            {"status": "rescheduled", "reason": "雨", "previous_starts": "2026-12-01"},
            {
                STATE: "日(ひ)にちが変(か)わりました。これからあります。",
                "前(まえ)の日(ひ)": "2026年(ねん)12月(がつ)1日(ついたち) 火曜日(かようび)",
            },
        ),
    ],
    ids=[
        "planned",
        "open",
        "not-yet",
        "ways",
        "no-sign-up",
        "full",
        "waiting",
        "free",
        "fee",
        "online",
        "days",
        "unknown",
        "moved",
    ],
)
def test_the_facts_of_an_event_ahead_are_said_in_easy_words(town, fields, expected):
    assert facts(easy_page(town, **fields)) == COMING | expected


def test_a_way_to_sign_up_that_a_city_has_added_is_told_in_its_own_words(town):
    ways = {**town.vocabularies.get("registration-ways", {}), "chat": Term(ja="チャット", en="Chat")}
    town = replace(town, vocabularies={**town.vocabularies, "registration-ways": ways})

    page = easy_page(town, registration={"how": ["chat", "mail"]})

    assert facts(page)["申(もう)し込(こ)み方(かた)"] == "チャット、メール"


def test_of_an_event_that_is_off_nobody_is_told_how_to_come(town):
    page = easy_page(town, status="cancelled", reason="雨", free="true", registration={"deadline": "2026-12-03"})

    assert facts(page) == {
        STATE: "中止(ちゅうし)になりました。このイベントはありません。",
        WHEN_KEY: WHEN,
        WHERE: NO_PLACE,
    }
    assert LexborHTMLParser(page.content).css_first("dd del") is not None


def test_the_page_is_on_the_japanese_site_and_tells_which_one_it_retells(town):
    page = easy_page(
        town, title={"ja": "防災講座", "easy": "{地震|じしん}のはなし"}, summary={"ja": "要約", "easy": "{話|はなし}"}
    )

    assert (page.path, page.shell, page.retells) == ("easy/events/walk/", "easy/_record/_record/", "events/walk/")
    assert (page.title, page.description) == ("地震のはなし", "話（はなし）")
    assert easy_page(town, "en") is None
    assert easy_page(town, body="本文だけです。") is None


def test_a_city_without_the_words_of_the_voice_has_none_of_its_pages(town):
    silent = replace(town, strings={**town.strings, "easy": {}})

    assert easy_page(silent) is None
    assert tuple(build_pages(Desk.of(silent, "ja", NOON))) == ()
    assert [page.path for page in build_pages(Desk.of(town, "ja", NOON))] == [
        "easy/",
        "easy/participate/",
        "easy/support-office/",
    ]


def test_figures_are_said_in_text_lead_and_description(town):
    text = {"ja": "x", "easy": "{目標|もくひょう}は、{participation.target}です。"}
    page = easy_page(town, summary=text, body=text)

    link = '<a class="figure-link" href="../../../targets/#participation">20%以上</a>'
    said = f"<ruby>目標<rp>（</rp><rt>もくひょう</rt><rp>）</rp></ruby>は、{link}です。"
    dom = LexborHTMLParser(page.content)
    assert dom.css_first(".lead").html == f'<p class="lead">{said}</p>'
    assert dom.css_first(".prose").html == f'<div class="prose">\n<p>{said}</p>\n\n</div>'
    assert page.description == "目標（もくひょう）は、20%以上です。"


def test_the_home_page_lists_every_easy_page_and_what_is_over_last(town):
    events = (("a", "2026-01-05"), ("b", "2026-12-05"), ("c", "unknown"), ("d", "2026-11-01"))
    records = {kind: {} for kind in town.records}
    records |= {
        "event": {id_: make_event(day, id=id_, body=BODY) for id_, day in events},
        "notice": {"news": make_notice("2026-11-01", body=BODY), "old": make_notice("2026-11-01", id="old")},
        "project": {"flowers": make_project("flowers", body=BODY)},
        "need": {"help": make_need(body=BODY)},
    }
    desk = Desk.of(replace(town, records=records, known_backlinks=None), "ja", NOON)

    home = LexborHTMLParser(next(build_pages(desk)).content)

    assert [link.attributes["href"] for link in home.css(".card a, .lines a")] == [
        "../easy/events/b/",
        "../easy/events/c/",
        "../easy/projects/flowers/",
        "../easy/notices/news/",
        "../easy/matching/need-help/",
        "../easy/events/d/",
        "../easy/events/a/",
    ]


def test_marks_are_set_with_their_readings(town):
    mark = ' <span class="mark mark-{}"><ruby>{}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>{}</span>'
    sample, unsure = (
        mark.format("sample", "見本", "みほん", ""),
        mark.format("unconfirmed", "確", "たし", "かめていません"),
    )
    event = {"sample": "true", "certain": "false", "body": BODY}
    records = {kind: {} for kind in town.records} | {
        "event": {"walk": make_event(**event)},
        "notice": {"news": make_notice("2026-11-01", body=BODY, sample="true")},
    }
    desk = Desk.of(replace(town, records=records, known_backlinks=None), "ja", NOON)

    home = next(build_pages(desk)).content

    assert [node.html for node in LexborHTMLParser(home).css(".mark")] == [
        sample.strip(),
        unsure.strip(),
        sample.strip(),
    ]
    page = LexborHTMLParser(easy_page(town, **event).content)
    assert [node.html for node in page.css("h1 .mark")] == [sample.strip(), unsure.strip()]


@pytest.mark.parametrize(("kind", "has_page"), [("need", True), ("place", True), ("history", False)])
def test_records_with_a_page_of_their_own_have_one_in_easy_japanese(town, kind, has_page):
    record = next(iter(town.records[kind].values())).model_copy(update={"body": Body.model_validate(BODY)})

    assert has_easy_page(record) is has_page
    assert (f"easy-{kind}" in RECORD_PAGES) is has_page
