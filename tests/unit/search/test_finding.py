"""Which pages a query finds, and which come first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from build_tools.search.entries import ASIDE, Entry, Facets, Section, read_sections
from build_tools.search.finding import Found, Hit, find, sort_hits
from build_tools.search.indexed import Indexed
from build_tools.search.indexing import Head, Labels, number_pages
from build_tools.search.lookup import FileIndex
from build_tools.search.relative import relative_words
from build_tools.search.updating import build

TODAY = date(2026, 12, 1)
PAGES = {
    "old": ("2019-05-01", "防災講座", "Disaster lecture"),
    "soon": ("2026-12-05", "防災講座 その一", "Disaster lecture, part one"),
    "later": ("2027-02-13", "防災講座 その三", "Disaster lecture, part three"),
    "walk": ("2019-05-02", "散歩", "Disaster walk"),
    "guide": ("", "編集の手引き(lecture と書く)", "Editors"),
    "library": ("", "図書館", "Library 図書館"),
    "mochi": ("2026-12-20", "餅つき 12月20日", "Rice cakes, 20 December"),
    "no-mochi": ("2026-12-26", "餅つき 12月26日", "Rice cakes, 26 December"),
    "old-mochi": ("2018-12-20", "餅つき 12月20日", "Rice cakes, 20 December"),
    "off": ("2026-12-19", "防災講座 その二", "Disaster lecture, part two"),
}
"""Id to the last day, empty for a page that is no event, and the titles in Japanese and English."""
KIND = {"guide": ASIDE}
OFF = {"off", "no-mochi"}
Search = Callable[[str, str], tuple[list[str], Found]]


@pytest.fixture(scope="module")
def search() -> Search:
    """Ask in a language: the ids that are found, best first, and all that is told of them."""
    facets = {
        id_: Facets(kind="event" if ends else KIND.get(id_, ""), starts=ends, ends=ends, is_off=id_ in OFF)
        for id_, (ends, *_) in PAGES.items()
    }
    heads = number_pages((Head.of(id_, facets[id_]) for id_ in PAGES), ("event", "", ASIDE))
    indexes = {}
    for at, lang in enumerate(("ja", "en"), 1):
        labels = Labels(lang, {"event": "", "": "", ASIDE: ""}, {}, {}, "", "")
        entries = [
            Entry(path=path, lang=lang, title=PAGES[path][at], sections=(Section("", "", ""),), facets=facets[path])
            for path in (head.path for head in heads)
        ]
        files: dict[str, str] = {}
        kept = build(map(Indexed.of, entries), labels, files.__setitem__)
        path, files[path] = kept.index(heads, labels, [["lecture", "course"], ["図書館", "library"]], TODAY)
        indexes[lang] = FileIndex(lambda path, files=files: files[path].encode(), TODAY)

    def ask(query: str, lang: str) -> tuple[list[str], Found]:
        found = find(query, indexes[lang], indexes[lang].synonyms, indexes["en" if lang == "ja" else "ja"])
        return [heads[hit.page].path for hit in found.hits], found

    return ask


def test_what_is_to_come_stands_first_and_the_next_before_the_later(search):
    assert search("防災", "ja")[0] == ["soon", "later", "off", "old"]
    assert search("disaster", "en")[0] == ["soon", "later", "off", "walk", "old"]


def test_the_very_title_stands_before_what_is_to_come(search):
    assert search("防災講座", "ja")[0] == ["old", "soon", "later", "off"]


def test_words_of_the_other_language_find_its_pages_beside_those_that_hold_them(search):
    ids, found = search("lecture", "ja")
    assert ids == ["soon", "later", "off", "old", "guide"]
    assert not found.is_other


def test_words_that_no_page_of_this_language_has_are_looked_up_in_the_other(search):
    ids, found = search("walk", "ja")
    assert (ids, found.is_other) == (["walk"], True)


def test_a_title_in_the_other_language_is_found(search):
    ids, found = search("図書館", "en")
    assert (ids, found.is_other) == (["library"], False)


@pytest.mark.parametrize("query", ["", "、。", "qqxxzz", "鯨", "__proto__", "constructor"])
def test_nothing_is_found_where_nothing_fits(search, query):
    assert search(query, "ja")[0] == []


def test_a_mistyped_word_is_read_as_a_near_one(search):
    ids, found = search("lectrue", "en")
    assert ids[:2] == ["soon", "later"]
    assert found.hits[0].ways[0].how == "typo"


def test_a_word_whose_ending_is_mistyped_is_read_as_its_beginning(search):
    ids, found = search("disasteres", "en")
    assert (ids[0], found.hits[0].ways[0].text) == ("soon", "disast")


def test_a_word_for_the_same_is_known_by_its_reading(search):
    assert search("としょかん", "en")[0] == ["library"]


@pytest.mark.parametrize(
    ("query", "lang", "ids"),
    [
        ("今月", "ja", ["mochi", "no-mochi"]),
        ("今月の餅つき", "ja", ["mochi", "no-mochi"]),
        ("this month", "en", ["mochi", "no-mochi"]),
        ("来月", "ja", []),
        ("next month", "en", []),
        ("今日", "ja", []),
        ("今週", "ja", []),
    ],
)
def test_words_for_days_find_what_is_to_come_then(search, query, lang, ids):
    assert search(query, lang)[0] == ids


def test_words_for_days_stand_for_days_as_they_are_written():
    words = dict(relative_words(date(2026, 12, 31)))
    chosen = ("今日", "明後日", "週末", "来週末", "next month", "再来月")

    assert {word: words[word] for word in chosen} == {
        "今日": ("12月31日",),
        "明後日": ("1月2日",),
        "週末": ("1月2日", "1月3日"),
        "来週末": ("1月9日", "1月10日"),
        "next month": ("1月",),
        "再来月": ("2月",),
    }
    assert words["今週"] == ("12月28日", "12月29日", "12月30日", "12月31日", "1月1日", "1月2日", "1月3日")


def test_latin_letters_that_few_pages_hold_are_kana_too(search):
    assert search("bosai", "ja")[0] == ["soon", "later", "off", "old"]


def test_another_word_of_like_sound_is_no_title(search):
    assert [hit.score < 100 for hit in search("さんほ", "ja")[1].hits] == [True]
    assert [hit.score > 100 for hit in search("さんぽ", "ja")[1].hits] == [True]


def test_a_result_begins_with_what_the_page_is_about():
    page = (
        '<header><p class="kicker">Lecture</p><h1>Storm</h1><p class="original-title"><span lang="ja">嵐</span></p>'
        '<p class="lead">What to do.</p></header><p>More</p><h2 id="when">When</h2><p>Soon</p>'
    )

    assert read_sections(page) == (
        Section("", "", "What to do.\nMore\nLecture\n嵐"),
        Section("when", "When", "Soon"),
    )


def test_labels_and_buttons_are_no_part_of_what_a_page_says():
    page = (
        '<p class="lead">公民館です。</p><p class="as-of"><span data-built>2026年11月23日現在</span>'
        '<span data-live hidden><time datetime="2026-11-23">11月23日</time>までの状況</span></p>'
        '<span class="chip" data-today hidden>今日</span>'
        '<div class="note note-sample"><p>これは架空の見本です。</p></div>'
        '<dl><div class="reading"><dt>読み</dt><dd>こうみんかん</dd></div>'
        "<div><dt>電話</dt><dd>042-000-0000</dd></div></dl>"
        '<p class="more"><a href="card.vcf" download>連絡先を保存する</a></p>'
        '<section class="calendar-links" aria-labelledby="add-to-calendar"><h2 id="add-to-calendar">予定に入れる</h2>'
        '<ul><li><a class="button" href="x.ics">ファイル</a></li></ul></section>'
        '<section aria-labelledby="rooms"><h2 id="rooms">部屋</h2>'
        '<p>和室 <a class="button" href="#b">予約する</a></p></section>'
        '<p class="edit-link"><a href="edit">誤りを直す</a> <code>content/x.md</code></p>'
        '<section class="contact-card" aria-labelledby="correct"><h2 id="correct">直すには</h2><p>窓口へ</p></section>'
    )

    assert read_sections(page) == (
        Section("", "", "公民館です。\n電話\n042-000-0000\nこうみんかん"),
        Section("rooms", "部屋", "和室"),
    )


@pytest.mark.parametrize(
    ("score", "order"), [(0.8, ["next", "later", "past"]), (0.7, ["later", "past", "next"])], ids=["alike", "far"]
)
def test_of_coming_events_nearly_alike_the_next_is_first(score, order):
    hits = {
        "later": Hit(page=1, score=1.0, coverage=1.0, ways=(), turn=-2),
        "next": Hit(page=2, score=score, coverage=1.0, ways=(), turn=-3),
        "past": Hit(page=3, score=0.9, coverage=1.0, ways=(), turn=3),
    }

    names = {hit.page: name for name, hit in hits.items()}
    assert [names[hit.page] for hit in sort_hits(tuple(hits.values()))] == order
