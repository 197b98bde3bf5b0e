import gc
from dataclasses import replace
from datetime import date

import pytest
from jinja2.runtime import Context
from selectolax.lexbor import LexborHTMLParser

from build_tools.artifacts import Page
from build_tools.model.base import Text
from build_tools.model.catalog import Catalog
from build_tools.model.occasions import Event
from build_tools.pages.desk import Desk
from build_tools.pages.flyer import build_pages
from tests.records import at, make_event

NOON = at("2026-11-23 12:00")
SHOWN = (
    "kind", "stamp strong", "banner-word", "banner-text", "title", "original", "old", "days", "clock", "doors",
    "sessions", "where", "lead", "prose", "unsure", "scan", "url", "issuer",
)  # fmt: skip
"""Classes of the parts of a sheet."""


def flyers(town: Catalog, lang: str, now=NOON) -> dict[str, Page]:
    return {page.path.split("/")[1]: page for page in build_pages(Desk.of(town, lang, now))}


def flyer_of(town: Catalog, event: Event, lang: str = "ja") -> LexborHTMLParser:
    """Give the flyer of one more event of the town."""
    records = {**town.records, "event": {**town.records["event"], event.id: event}}
    paths = {**town.paths, ("event", event.id): f"content/events/{event.id}.md"}
    return LexborHTMLParser(flyers(replace(town, records=records, paths=paths), lang)[event.id].content)


def shown(dom: LexborHTMLParser) -> dict[str, str]:
    """Give the text of each part that is there, white space collapsed."""
    found = {name: dom.css_first(f".sheet .{name}") for name in SHOWN}
    return {name: " ".join(node.text().split()) for name, node in found.items() if node}


def facts(dom: LexborHTMLParser) -> list[tuple[str, str]]:
    """Give the lines of the list."""
    rows = dom.css(".facts > div")
    return [tuple(" ".join(row.css_first(tag).text(separator=" ").split()) for tag in ("dt", "dd")) for row in rows]


def test_the_page_stands_beside_its_event_and_out_of_search_engines(town):
    page = flyers(town, "en")["2026-kagu"]

    assert replace(page, content="") == Page(
        "events/2026-kagu/flyer/",
        "en",
        "events/_record/flyer/",
        "Securing furniture “first step” <practice> | part 1",
        "A lecture on how to secure furniture.",
        "",
        (("events/", "Events"), ("events/2026-kagu/", "Securing furniture “first step” <practice> | part 1")),
        "flyer, Saturday, 5 December 2026",
        "content/events/2026-kagu.md",
        date(2026, 11, 20),
        is_indexed=False,
        canonical="events/2026-kagu/",
    )


def test_every_event_has_a_flyer_in_both_languages(town):
    assert [set(flyers(town, lang)) for lang in ("ja", "en")] == [set(town.records["event"])] * 2


def test_the_day_of_the_build_changes_nothing(town):
    assert flyers(town, "ja", at("2001-01-01 00:00")) == flyers(town, "ja", at("2031-01-01 00:00"))


def test_a_flyer_tells_what_its_event_is(town):
    dom = LexborHTMLParser(flyers(town, "ja")["2026-kagu"].content)

    assert shown(dom) == {
        "kind": "講演・講座 防災講座シリーズ 第1回",
        "title": "家具の固定「はじめの一歩」 <実習> | 第1回",
        "days": "2026年(令和8年) 12月5日 土",
        "clock": "14時から16時30分まで",
        "where": "会場 中央広場ホール 会議室 見本町中央1-2-3 駅から歩いて5分",
        "lead": "家具の固定を学ぶ講座です。🏠",
        "prose": "内容 L字金具の取り付け方を会場で学びます。 内容 2026年12月5日(土)に集まります。"
        " <b> はそのまま見えます。 くわしくは 団体のページ へ。",
        "scan": "くわしい内容と最新のお知らせ",
        "url": "https://town.example/commons/events/2026-kagu/",
        "issuer": "見本のまち協働ひろば これは、公開された資料から作ったデモサイトです。"
        "国立市の公式サイトではありません。 最終更新: 2026年11月20日",
    }
    assert facts(dom) == [
        ("対象", "市民"),
        ("参加費", "無料"),
        ("定員", "30人"),
        ("申し込み", "電話、ウェブ https://www.example.org/form?a=1&b=2 042-000-0000 定員になりしだい締め切ります。"),
        ("受付開始", "2026年11月1日(日)"),
        ("締切", "2026年11月28日(土)"),
        ("配慮・支援", "要約筆記・字幕"),
        ("主催など", "あおば協働ネット 見本町 後援"),
    ]


def test_a_sample_that_has_moved_and_is_not_translated_says_so(town):
    dom = LexborHTMLParser(flyers(town, "en")["2026-yoru"].content)

    assert shown(dom) == {
        "kind": "Drill Lecture series on disaster preparedness",
        "stamp strong": "Sample",
        "banner-word": "New date",
        "banner-text": "会場の都合のため、日を改めました。",
        "title": "夜の避難訓練(見本)",
        "old": "Old date Monday, 23 November 2026 (public holiday)",
        "days": "2026 31 December Thursday",
        "clock": "22:00 to 1:00 the next day",
        "where": "Place Central Square Hall 1-2-3 Chuo, Sample Town Five minutes on foot from the station",
        "lead": "夜に行う訓練の見本です。",
        "prose": "この記録は訳していません。",
        "scan": "Details and the latest news",
        "url": "https://town.example/commons/en/events/2026-yoru/",
        "issuer": "Sample Town Commons This is a demonstration made from public sources."
        " It is not the official site of the City of Kunitachi. Last changed: 23 November 2026",
    }
    assert [node.text() for node in dom.css("del")] == ["Monday, 23 November 2026 (public holiday)"]
    assert [node.attributes["lang"] for node in dom.css(".title, .prose")] == ["ja", "ja"]


@pytest.mark.parametrize(
    ("fields", "classes", "word", "texts"),
    [
        ({}, "", None, []),
        ({"status": "cancelled", "reason": "工事のため。"}, "is-off", "中止", ["工事のため。"]),
        ({"status": "postponed", "reason": "台風のため。"}, "is-off", "延期", ["台風のため。"]),
        (
            {"status": "rescheduled", "reason": "会場の都合。", "previous_starts": "2026-12-01"},
            "",
            "日程変更",
            ["会場の都合。"],
        ),
        ({"status": "moved-online", "reason": "雪のため。"}, "", "オンラインに変更", ["雪のため。"]),
        ({"previous_place": "hiroba", "place": "hiroba"}, "", "会場変更", []),
        ({"full": "true"}, "", "満員", []),
        ({"seats_left": "0"}, "", "満員", []),
        (
            {"full": "true", "registration": {"waiting_list": "true"}},
            "",
            "満員",
            ["定員に達したあとも、空きが出たときのための申し込みができます。"],
        ),
        (
            {
                "changes": [
                    {"date": f"2026-11-{day}", "what": ["time"], "text": f"{day}日の変更。"} for day in (20, 21, 22)
                ]
            },
            "",
            "変更のお知らせ",
            ["21日の変更。", "22日の変更。"],
        ),
    ],
    ids=lambda value: next(iter(value), "scheduled") if isinstance(value, dict) else "",
)
def test_what_has_changed_stands_above_all(town, fields, classes, word, texts):
    dom = flyer_of(town, make_event(**fields))

    assert shown(dom).get("banner-word") == word
    assert [node.text() for node in dom.css(".banner-text p")] == texts
    assert ("is-off" in dom.css_first(".sheet").attributes["class"].split()) == bool(classes)


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_nobody_is_told_how_to_come_to_what_does_not_take_place(town, status):
    fields = {"free": "true", "audience": ["citizens"], "registration": {"phone": "042-000-0000"}, "reason": "雪。"}

    assert facts(flyer_of(town, make_event(status=status, **fields))) == [("対象", "市民")]


@pytest.mark.parametrize(
    ("fields", "label", "value"),
    [
        ({"fee": "実費"}, "参加費", "実費"),
        (
            {"fees": [{"group": "大人", "yen": "1,000"}, {"group": "子ども", "yen": "0"}]},
            "参加費",
            "大人 1,000円 子ども 0円",
        ),
        (
            {"registration": {"required": "false", "note": "直接会場へ。"}},
            "申し込み",
            "申し込みはいりません。 直接会場へ。",
        ),
        (
            {"registration": {"how": ["web"], "lottery": "true"}},
            "申し込み",
            "ウェブ 申し込みが定員を超えたときは、抽選で決めます。",
        ),
        (
            {"contact": {"organization": "aoba", "name": "協働係", "phone": "042-000-0000", "mail": "a@town.example"}},
            "問い合わせ",
            "あおば協働ネット 協働係 042-000-0000 a@town.example",
        ),
    ],
)
def test_the_list_answers_what_people_ask(town, fields, label, value):
    assert facts(flyer_of(town, make_event(**fields))) == [(label, value)]


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({}, "会場 会場は確認できていません。"),
        ({"room": "駅前"}, "会場 駅前"),
        ({"attendance_mode": "online"}, "会場 オンライン"),
        ({"attendance_mode": "mixed", "room": "駅前"}, "会場 駅前 会場とオンライン"),
    ],
)
def test_the_place_is_as_exact_as_it_is_known(town, fields, where):
    assert shown(flyer_of(town, make_event(**fields)))["where"] == where


def test_sessions_and_doors_are_listed_and_counted(town):
    sessions = [{"starts": f"2026-12-{day:02} 14:00", "title": f"その{day}"} for day in range(5, 13)]
    dom = flyer_of(
        town, make_event("2026-12-05 14:00", ends="2026-12-12 16:00", doors="2026-12-05 13:30", sessions=sessions)
    )

    assert [" ".join(node.text().split()) for node in dom.css(".row")] == [
        "2026年(令和8年) 12月5日 土から",
        "12月12日 土まで",
    ]
    assert [" ".join(node.text().split()) for node in dom.css(".sessions li")] == [
        "2026年12月5日(土) 14時 その5",
        "2026年12月6日(日) 14時 その6",
        "2026年12月7日(月) 14時 その7",
        "2026年12月8日(火) 14時 その8",
        "2026年12月9日(水) 14時 その9",
        "2026年12月10日(木) 14時 その10",
        "ほかに2回あります。",
    ]


def test_text_that_is_too_long_goes_on_on_the_page(town):
    body = Text(ja="\n\n".join(f"{number}{'あ' * 199}" for number in range(12)))
    dom = flyer_of(town, make_event().model_copy(update={"body": body}))

    assert [node.text()[0] for node in dom.css(".prose p")] == ["0", "1", "2", "3"]
    assert shown(dom)["scan"] == "続きと最新のお知らせ"


def test_words_of_a_record_are_words(town):
    dom = flyer_of(town, make_event(title='<script>"&', room="<b>", summary="{{ 7 * 7 }}"))

    assert (dom.css("script, .where b"), shown(dom)["title"]) == ([], '<script>"&')
    assert (shown(dom)["lead"], dom.css_first(".qr").attributes["aria-label"]) == (
        "{{ 7 * 7 }}",
        '「<script>"&」のページを開く二次元コード',
    )


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_nothing_in_a_flyer_needs_a_style_or_a_script_of_its_own(town, lang):
    dom = [LexborHTMLParser(page.content) for page in flyers(town, lang).values()]

    assert [node.html for each in dom for node in each.css("[style], style, script, img, link")] == []


def test_nothing_of_a_flyer_waits_for_the_garbage_collector(town):
    """A build runs without one, and makes thousands of flyers."""
    flyers(town, "ja")  # what is made once stays
    gc.collect()
    gc.disable()
    before = [item for item in gc.get_objects() if isinstance(item, Context)]

    try:
        flyers(town, "ja")
        after = [item for item in gc.get_objects() if isinstance(item, Context)]
    finally:
        gc.enable()

    assert len(after) == len(before)
