"""The light page in the place of the front page, and the banner of every other one."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.config import PACKAGE
from build_tools.feeds.news import news_feed
from build_tools.model.emergency import Emergency
from build_tools.pages.desk import Desk
from build_tools.pages.emergency import build_banner, build_pages
from tests.records import at, words

NOON = at("2026-11-23 12:00")
LIMIT = 14_000
HEADLINE = {
    "ja": "大雨です。川から離れてください。",
    "en": "Heavy rain. Keep away from the river.",
    "easy": "{雨|あめ}です。",
}
GIVEN = {
    "active": "true",
    "since": "2026-11-23 08:15",
    "headline": HEADLINE,
    "notices": [
        {"at": "2026-11-23 09:05", "text": {"ja": "広場を避難所として開きました。", "en": "The square is open."}},
        {"at": "2026-11-23 10:30", "text": "<水>を配っています。"},
    ],
    "shelters": [{"place": "hiroba", "state": "open"}],
    "contacts": [{"name": {"ja": "消防", "en": "Fire brigade"}, "phone": "119"}],
}


def make_emergency(**fields):
    return Emergency.model_validate(GIVEN | fields)


def catalog_with(town, **fields):
    return replace(town, emergency=make_emergency(**fields))


def front(town, lang, number=0, **fields):
    return tuple(build_pages(Desk.of(catalog_with(town, **fields), lang, NOON)))[number]


def texts(page, selector):
    return [" ".join(node.text().split()) for node in LexborHTMLParser(page.content).css(selector)]


def test_nothing_is_made_on_other_days(town):
    assert tuple(build_pages(Desk.of(town, "ja", NOON))) == ()


def test_each_voice_has_a_page_in_the_place_of_its_front_page(town):
    pages = [page for lang in ("ja", "en") for page in build_pages(Desk.of(catalog_with(town), lang, NOON))]

    assert [(page.lang, page.path, page.is_whole) for page in pages] == [
        ("ja", "", True),
        ("ja", "easy/", True),
        ("en", "", True),
    ]


def test_the_newest_notice_comes_first_and_what_is_not_translated_says_so(town):
    page = front(town, "en")

    assert texts(page, "ol > li") == [
        "Monday, 23 November 2026 (public holiday) 10:30<水>を配っています。",
        "Monday, 23 November 2026 (public holiday) 9:05The square is open.",
    ]
    assert texts(page, "main [lang=ja]") == [
        "大雨です。川から離れてください。",
        "雨（あめ）です。",
        "<水>を配っています。",
    ]
    assert texts(page, ".urgent-note") == ["What stands here in Japanese has not been translated yet."]
    assert texts(page, "dd") == [
        "Monday, 23 November 2026 (public holiday) 8:15",
        "Monday, 23 November 2026 (public holiday) 10:30",
    ]


def test_a_shelter_says_what_is_known_and_what_is_not(town):
    shown = texts(front(town, "ja"), "#shelters + ul > li > *")
    unknown = texts(front(town, "ja", shelters=[{"place": "hiroba"}]), ".state-unknown")

    assert shown[:2] == ["中央広場ホール", "開いています"]
    assert unknown == ["開いているかどうかは、確認できていません"]
    assert texts(front(town, "ja", shelters=[]), "#shelters + p") == [
        "開いている避難所は、このページではまだ確認できていません。市の発表を確かめてください。"
    ]


def test_the_page_needs_no_script_and_calls_with_one_touch(town):
    page = LexborHTMLParser(front(town, "ja").content)

    assert page.css("script, style, [style], img, iframe") == []
    assert [link.attributes["href"] for link in page.css("[href^='tel:']")] == ["tel:119"]


@pytest.mark.parametrize(("lang", "number"), [("ja", 0), ("ja", 1), ("en", 0)], ids=["ja", "easy", "en"])
def test_the_page_stays_small_whatever_happens_for_the_oldest_notices_make_way(town, lang, number):
    long = {
        "ja": "川の水が増えています。川の近くの人は、高い所に移ってください。" * 2,
        "en": "The river is rising. If you are near it, please move to higher ground. " * 2,
        "easy": "{川|かわ}の{水|みず}が{多|おお}いです。{高|たか}い{所|ところ}に{行|い}ってください。" * 2,
    }
    notices = [{"at": f"2026-11-23 {hour:02}:00", "text": long} for hour in range(24)]
    page = front(town, lang, number, notices=notices, shelters=GIVEN["shelters"] * 6)
    style = (PACKAGE / "theme" / "assets" / "emergency.css").stat().st_size

    shown = [node.attributes["datetime"][:10] for node in LexborHTMLParser(page.content).css("ol > li time")]

    assert len(page.content.encode()) + style < LIMIT
    assert 3 <= len(shown) < len(notices)
    assert len(texts(page, "ol + p")) == 1


def test_a_drill_is_told_loudly(town):
    assert texts(front(town, "en", sample="true"), ".urgent-drill") == [
        "Drill This is a drill. There is no real emergency."
    ]
    assert texts(front(town, "en", sample="true"), ".urgent-mark") == ["Drill"]
    assert texts(front(town, "en"), ".urgent-mark") == ["Emergency"]


@pytest.mark.parametrize(
    ("lang", "voice", "fields", "banner"),
    [
        (
            "ja",
            "ja",
            {"headline": "<火事>です。"},
            (
                '<section class="alert" aria-label="緊急"><p><strong>緊急</strong> &lt;火事&gt;です。 '
                '<a href="../">緊急のページを見る</a></p></section>'
            ),
        ),
        (
            "en",
            "en",
            {"headline": "火事です。", "sample": "true"},
            (
                '<section class="alert is-drill" aria-label="Drill"><p><strong>Drill</strong> <span lang="ja">'
                '火事です。</span> <a href="../">See the emergency page</a></p></section>'
            ),
        ),
    ],
)
def test_the_banner(lang, voice, fields, banner):
    assert build_banner(make_emergency(**fields), words(lang), voice, home="../") == banner


def test_notices_are_news_but_not_those_of_a_drill(town):
    quiet = replace(town, records=MappingProxyType({**town.records, "notice": {}, "event": {}}))

    entries = news_feed("notices", replace(quiet, emergency=make_emergency()), "en", NOON).entries

    assert [
        (entry.id, entry.url, entry.lang, entry.title, entry.text, entry.updated.isoformat()) for entry in entries
    ] == [
        (
            "tag:town.example,2026:en/emergency/2026-11-23T10:30/1",
            "https://town.example/commons/en/",
            "ja",
            "【緊急】大雨です。川から離れてください。",
            "<水>を配っています。",
            "2026-11-23T10:30:00+09:00",
        ),
        (
            "tag:town.example,2026:en/emergency/2026-11-23T09:05/1",
            "https://town.example/commons/en/",
            "en",
            "[Emergency] Heavy rain. Keep away from the river.",
            "The square is open.",
            "2026-11-23T09:05:00+09:00",
        ),
    ]
    drill = replace(quiet, emergency=make_emergency(sample="true"))
    assert news_feed("notices", drill, "en", NOON).entries == ()
