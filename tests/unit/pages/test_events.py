from dataclasses import replace
from types import MappingProxyType

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.model.base import Text
from build_tools.model.site import Term
from build_tools.pages.actors import build_place
from build_tools.pages.desk import Desk
from build_tools.pages.events import build_record
from build_tools.pages.months import build_pages as build_months
from tests.records import at, make_event, with_events

NOON = at("2026-11-23 12:00")
ENGLISH = {"title": {"ja": "まち歩き", "en": "Town walk"}, "summary": {"ja": "歩きます。", "en": "A walk."}}
VENUE = {"place": "hiroba", "room": {"ja": "和室", "en": "Tatami room"}}


def page_of(town, lang="ja", **fields):
    event = make_event(**fields)
    paths = MappingProxyType({**town.paths, ("event", event.id): "content/events/walk.md"})
    [page] = build_record(Desk.of(replace(town, paths=paths), lang, NOON), event)
    return page, LexborHTMLParser(page.content)


def words(dom, css):
    return [" ".join(node.text().split()) for node in dom.css(css)]


def test_hall_and_room_are_struck_together_where_an_event_has_moved_online(town):
    _, dom = page_of(town, status="moved-online", attendance_mode="online", reason="雪", **VENUE)

    assert words(dom, ".change dt") == ["変更前の会場", "新しい会場"]
    assert [text.endswith("和室") for text in words(dom, "del")] == [True, True]
    assert words(dom, ".change dd")[-1] == "オンライン"


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("cancelled", "中止のため、申し込みは受け付けていません。"),
        ("postponed", "延期のため、いまは申し込みを受け付けていません。"),
    ],
)
def test_nobody_is_told_how_to_sign_up_for_what_is_off(town, status, told):
    _, dom = page_of(town, status=status, reason="雨", registration={"phone": "042-000-0000"}, seats_left="3")

    assert words(dom, "section[aria-labelledby=registration] p") == [told]
    assert dom.css_first("a[href^=tel]") is None
    assert "残り" not in words(dom, "dt")


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("cancelled", "中止 大雨のためです。"),
        ("postponed", "延期(日程調整中) 大雨のためです。"),
    ],
)
def test_what_is_off_is_told_once_above_the_facts_and_its_date_once_in_them(town, status, told):
    _, dom = page_of(town, status=status, reason="大雨のためです。", place="hiroba")

    assert words(dom, '.change[role="note"] p') == [told]
    assert words(dom, ".change dl, .states") == []
    assert words(dom, ".event-top dt") == ["当初の日時", "会場"]
    assert words(dom, ".event-top dd del") == ["2026年12月5日(土) 14時"]


def test_an_event_that_is_off_after_it_has_moved_still_tells_its_first_day(town):
    _, dom = page_of(town, status="cancelled", reason="雨", previous_starts="2026-12-01")

    assert words(dom, ".change dl > div") == ["変更前の日時2026年12月1日(火)"]


KINDS = {
    "date": {"ja": "日付", "en": "Date"},
    "time": {"ja": "時刻", "en": "Time"},
    "place": {"ja": "会場", "en": "Place"},
    "status": {"ja": "状態", "en": "Status"},
    "capacity": {"ja": "定員", "en": "Places"},
}


@pytest.fixture(scope="module")
def city(town):
    """The invented town with kinds of changes, and a second place."""
    kinds = {id_: Term.model_validate(labels) for id_, labels in KINDS.items()}
    hall = town.records["place"]["hiroba"]
    places = {"hiroba": hall, "annex": hall.model_copy(update={"id": "annex", "title": Text(ja="別館", en="Annex")})}
    return replace(
        town,
        vocabularies={**town.vocabularies, "change-kinds": kinds},
        records={**town.records, "place": places},
    )


OLD, NEW = "Tuesday, 1 December 2026", "Saturday, 5 December 2026 14:00"


@pytest.mark.parametrize(
    ("lang", "fields", "whats", "told"),
    [
        ("ja", {"status": "cancelled"}, ["status"], ["状態が「予定どおり」から「中止」に変わりました。"]),
        ("en", {"status": "cancelled"}, ["status"], ["Status changed from “As planned” to “Cancelled”."]),
        ("ja", {}, ["status"], ["状態が変わりました。"]),
        ("ja", {"status": "cancelled"}, ["status", "status"], ["状態が変わりました。", "状態が変わりました。"]),
        ("en", {"previous_starts": "2026-12-01"}, ["date"], [f"Date changed from “{OLD}” to “{NEW}”."]),
        (
            "ja",
            {"previous_place": "hiroba", "place": "annex"},
            ["place"],
            ["会場が「中央広場ホール」から「別館」に変わりました。"],
        ),
        ("ja", {}, ["time", "capacity"], ["定員が変わりました。", "時刻が変わりました。"]),
    ],
    ids=["status", "status-en", "on-again", "twice", "date", "place", "rest"],
)
def test_a_change_says_from_what_to_what_where_the_record_tells(city, lang, fields, whats, told):
    changes = [{"date": f"2026-11-{20 + day}", "what": [what], "text": "変更。"} for day, what in enumerate(whats)]

    _, dom = page_of(city, lang, reason="雨", changes=changes, **fields)

    assert words(dom, ".changes .timeline-note") == told


def test_a_change_of_several_things_names_what_is_not_known_last_and_together(city):
    change = {"date": "2026-11-20", "what": ["time", "status", "capacity"], "text": "変更。"}

    _, dom = page_of(city, status="cancelled", reason="雨", changes=[change])

    assert words(dom, ".changes .timeline-note") == [
        "状態が「予定どおり」から「中止」に変わりました。 時刻、定員が変わりました。"
    ]


@pytest.mark.parametrize(("reason", "is_whole"), [({"ja": "雨", "en": "Rain"}, True), ("雨", False)])
def test_a_page_with_a_reason_in_japanese_alone_says_so_and_is_not_indexed(town, reason, is_whole):
    page, dom = page_of(town, "en", status="cancelled", reason=reason, **ENGLISH)

    assert page.is_indexed is is_whole
    assert (dom.css_first(".untranslated") is None) is is_whole


@pytest.mark.parametrize(
    ("status", "deadline", "told"),
    [
        ("scheduled", "2026-12-01", ["締切 2026年12月1日(火)"]),
        ("scheduled", "2026-11-22", []),
        ("cancelled", "2026-12-01", []),
    ],
    ids=["open", "closed", "off"],
)
def test_the_closing_date_stands_beside_the_status_while_one_can_sign_up(town, status, deadline, told):
    _, dom = page_of(town, status=status, reason="雨", registration={"deadline": deadline})

    assert words(dom, '.states a[href="#registration"]') == told


@pytest.mark.parametrize(
    ("lang", "built", "live"),
    [
        ("ja", "2026年11月23日現在", "2026年11月23日までの情報をもとにした、今の状況です。"),
        (
            "en",
            "As of 23 November 2026",
            "The status now, based on information up to 23 November 2026.",
        ),
    ],
)
def test_a_status_says_from_what_and_for_when_it_was_worked_out(town, lang, built, live):
    _, dom = page_of(town, lang, **ENGLISH)

    assert words(dom, ".states [data-built]") == [built]
    assert words(dom, ".states [data-live][hidden]") == [live]


@pytest.mark.parametrize(
    ("lang", "labels", "known", "unknown"),
    [
        (
            "ja",
            ("催しでの配慮・支援", "会場のバリアフリー"),
            ["会場への行き方: 駅から歩いて5分", "くわしくは会場のページへ: 中央広場ホール"],
            [
                "バリアフリーについては確認できていません。施設か主催者にお尋ねください。",
                "会場への行き方: 駅から歩いて5分",
                "会場のページ: 中央広場ホール",
            ],
        ),
        (
            "en",
            ("Support at the event", "Accessibility of the place"),
            [
                "How to get to the place: Five minutes on foot from the station",
                "More on the page of the place: Central Square Hall",
            ],
            [
                "We have no accessibility information for this place. Please ask the place or the organizer.",
                "How to get to the place: Five minutes on foot from the station",
                "About the place: Central Square Hall",
            ],
        ),
    ],
)
def test_what_the_event_offers_and_what_its_place_has_are_told_apart(town, lang, labels, known, unknown):
    hall = town.records["place"]["hiroba"]
    bare = replace(
        town,
        records={**town.records, "place": {"hiroba": hall.model_copy(update={"features": ()})}},
    )

    _, dom = page_of(town, lang, support=["captions"], place="hiroba")
    _, poorer = page_of(bare, lang, place="hiroba")

    told = (words(dom, ".event-top dt:has(+ dd .supports)")[0], words(dom, "#accessibility")[0])
    assert told == labels
    assert words(dom, "section[aria-labelledby=accessibility] > p") == known
    assert words(poorer, "section[aria-labelledby=accessibility] > p") == unknown


@pytest.mark.parametrize(
    ("lang", "known", "unknown"),
    [
        ("ja", "見本町中央1-2-3", "（番地は確認できていません）"),
        ("en", "1-2-3 Chuo, Sample Town", " (the block number is not confirmed)"),
    ],
)
def test_an_address_that_is_known_in_part_says_so(town, lang, known, unknown):
    hall = town.records["place"]["hiroba"].model_copy(update={"address_partial": True})
    partial = replace(town, records={**town.records, "place": {"hiroba": hall}})

    _, dom = page_of(partial, lang, place="hiroba")
    _, whole = page_of(town, lang, place="hiroba")
    [place] = build_place(Desk.of(partial, lang, NOON), hall)

    assert words(whole, ".event-top .address") == [known]
    assert words(dom, ".event-top .address") == [known + unknown]
    assert words(LexborHTMLParser(place.content), ".facts dd")[0] == known + unknown


@pytest.mark.parametrize(
    ("waits", "banner", "told"),
    [
        (False, "満員 定員に達しました。", ["定員に達したため、申し込みの受け付けは終わりました。"]),
        (True, "キャンセル待ち 定員に達しました。空きが出たときのための申し込みはできます。", ["042-000-0000"]),
    ],
    ids=["full", "waiting list"],
)
def test_an_event_without_a_free_place_says_so_above_all_and_invites_nobody_in_vain(town, waits, banner, told):
    registration = {"phone": "042-000-0000"} | ({"waiting_list": "true"} if waits else {})
    _, dom = page_of(town, full="true", registration=registration)

    assert words(dom, '.change[role="note"]') == [banner]
    assert words(dom, "section[aria-labelledby=registration] :is(p, dd)")[: len(told)] == told


@pytest.mark.parametrize(
    ("fields", "now", "told"),
    [
        ({"full": "true"}, NOON, ["満員"]),
        ({"full": "true", "registration": {"waiting_list": "true"}}, NOON, ["キャンセル待ち"]),
        ({"full": "true", "previous_starts": "2026-11-01"}, NOON, ["満員", "日程変更"]),
        ({}, NOON, []),
        ({"full": "true"}, at("2026-12-06 09:00"), []),
    ],
    ids=["full", "waiting list", "full and moved", "free places", "over"],
)
def test_lists_and_calendars_tell_what_keeps_one_from_coming_as_announced(town, fields, now, told):
    event = make_event(place="hiroba", **fields)
    with_event = with_events(town, event)
    [place] = build_place(Desk.of(with_event, "ja", now), town.get("place", "hiroba"))
    months = {page.path: page for page in build_months(Desk.of(with_event, "ja", now))}
    month = LexborHTMLParser(months["events/2026-12/"].content)

    assert words(LexborHTMLParser(place.content), ".lines .chip") == told
    assert words(month, ".calendar .chip") == told
    assert words(month, ".agenda .chip") == told


def test_a_sample_does_not_invite_to_sign_up(town):
    page, dom = page_of(town, sample="true", registration={})

    assert words(dom, ".states .chip:not([hidden])") == ["申込受付中"]
    assert 'class="why"' not in page.content


@pytest.mark.parametrize(
    ("starts", "lang", "told"),
    [
        ("2026-12-12 14:00", "ja", "2026年12月12日(土)に変更"),
        ("2026-12-12 14:00", "en", "Moved to Saturday, 12 December 2026"),
        ("2026-12-05 15:00", "ja", "2026年12月5日(土) 15時に変更"),
        ("2027-01", "ja", "2027年1月に変更"),
    ],
)
def test_a_month_says_where_an_event_has_moved_to(town, starts, lang, told):
    event = make_event(starts, status="rescheduled", previous_starts="2026-12-05 14:00", reason="雨")
    page = next(iter(build_months(Desk.of(with_events(town, event), lang, NOON))))

    assert told in words(LexborHTMLParser(page.content), ".calendar .chip-moved")


def test_easy_japanese_is_told_in_a_sentence_that_leads_to_its_page(town):
    body = {"ja": "歩く。", "easy": "{歩|ある}きます。"}

    _, dom = page_of(town, body=body, summary={"ja": "散歩。", "easy": "{散歩|さんぽ}です。"})

    assert [node.html for node in dom.css(".easy > p")] == [
        "<p><ruby>散歩<rp>（</rp><rt>さんぽ</rt><rp>）</rp></ruby>です。</p>",
        '<p><a href="../../easy/events/walk/">やさしい日本語のページで読む</a></p>',
    ]


def test_text_and_easy_text_have_no_heading_of_the_same_id(town):
    town = replace(town, strings={**town.strings, "easy": {}})  # no page of its own, so the whole text stands here
    body = {"ja": "## 持ち物\n\n## 申し込み", "easy": "## 持ち物\n\n## {場所|ばしょ}\n\n## easy"}

    _, dom = page_of(town, body=body, summary={"ja": "歩く。", "easy": "{歩|ある}きます。"})

    assert [(node.attributes["id"], node.text()) for node in dom.css(".prose [id]")] == [
        ("持ち物", "持ち物"),
        ("申し込み", "申し込み"),
        ("easy", "やさしい日本語"),
        ("持ち物-2", "持ち物"),
        ("場所", "場所（ばしょ）"),
        ("easy-2", "easy"),
    ]
    assert dom.css_first(".easy > p").html == ("<p><ruby>歩<rp>（</rp><rt>ある</rt><rp>）</rp></ruby>きます。</p>")
