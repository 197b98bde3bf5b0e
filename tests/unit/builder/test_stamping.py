from datetime import date

import pytest

from build_tools.artifacts import Page
from build_tools.builder.stamping import Stamp, Stamper
from build_tools.shells import MARKS, NAMES, mark
from tests.records import at

NOON = at("2026-11-23 12:00")
ASSETS = {
    "search.js": "assets/search.0a1b.js",
    "lists.css": "assets/lists.0a1b.css",
    "search.css": "assets/search.0a1b.css",
}
EVIL = "\"'><script>alert(1)</script>&amp;" + mark("content")
ESCAPED = "&quot;&#x27;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;" + mark("content")


def make_page(**fields):
    defaults = {
        "path": "events/walk/", "lang": "ja", "shell": "events/_record/", "title": "散歩", "description": "歩く。",
        "content": "<p>本文</p>",
    }  # fmt: skip
    return Page(**(defaults | fields))


def stamp(town, shell, **fields):
    page = make_page(**fields)
    return Stamper(town, NOON, {(page.lang, page.shell): shell}, ASSETS).page(page)


@pytest.mark.parametrize(
    ("name", "fields", "value"),
    [
        ("title", {"title": EVIL}, f"{ESCAPED} - 見本のまち協働ひろば"),
        ("title", {"title": "散歩"}, "散歩 - 見本のまち協働ひろば"),
        ("title", {"title": "見本のまち協働ひろば"}, "見本のまち協働ひろば"),
        ("title", {"lang": "en", "title": "Walk"}, "Walk - Sample Town Commons"),
        ("description", {"description": EVIL}, ESCAPED),
        ("content", {"content": f"<p>{mark('title')}</p>"}, f"<p>{mark('title')}</p>"),
        ("canonical", {}, "https://town.example/commons/events/walk/"),
        ("canonical", {"lang": "en"}, "https://town.example/commons/en/events/walk/"),
        ("ja", {"lang": "en"}, "https://town.example/commons/events/walk/"),
        ("en", {}, "https://town.example/commons/en/events/walk/"),
        ("twin", {}, "../../en/events/walk/"),
        ("twin", {"lang": "en"}, "../../../events/walk/"),
        ("robots", {}, ""),
        ("robots", {"is_indexed": False}, '\n  <meta name="robots" content="noindex">'),
        ("built", {}, '<time datetime="2026-11-23">2026年11月23日</time>'),
        ("built", {"lang": "en"}, '<time datetime="2026-11-23">23 November 2026</time>'),
        ("head", {}, ""),
        (
            "head",
            {"head": "<meta>", "scripts": ("search.js",)},
            '<meta>\n  <script type="module" src="../../assets/search.0a1b.js"></script>',
        ),
        (
            "head",
            {"head": "<meta>", "styles": ("lists.css", "search.css")},
            (
                '\n  <link rel="stylesheet" href="../../assets/lists.0a1b.css">'
                '\n  <link rel="stylesheet" href="../../assets/search.0a1b.css"><meta>'
            ),
        ),
        (
            "head",
            {"lang": "en", "scripts": ("search.js",)},
            '\n  <script type="module" src="../../../assets/search.0a1b.js"></script>',
        ),
        ("title", {"qualifier": "<英語>"}, "散歩 (&lt;英語&gt;) - 見本のまち協働ひろば"),
        ("trail", {"path": ""}, ""),
        (
            "trail",
            {"trail": (("events/", "<催し>"),), "title": EVIL},
            (
                '\n    <nav class="trail" aria-label="現在の位置"><ol><li><a href="../../">ホーム</a></li>'
                f'<li><a href="../../events/">&lt;催し&gt;</a></li><li aria-current="page">{ESCAPED}</li></ol></nav>'
            ),
        ),
    ],
)
def test_a_value_is_escaped_for_its_place_and_not_searched_again(town, name, fields, value):
    assert stamp(town, f"<{mark(name)}|{mark(name)}>", **fields) == f"<{value}|{value}>"


def test_text_around_the_marks_stays():
    assert Stamp.of(f"前{mark('title')}後").fill({"title": "中"}) == "前中後"
    assert Stamp.of("何もない").fill({}) == "何もない"


def test_what_a_page_adds_are_the_marks_with_the_tags_they_stand_in():
    shell = f'<a href="x">{mark("title")}</a><a class="t" href="{mark("twin")}">英語</a><p id="a">本文{mark("content")}'

    own = Stamp.own(shell).fill({"title": "散歩", "twin": "en/", "content": "<p id='b'>"})

    assert own == '散歩\n<a class="t" href="en/">\n<p id=\'b\'>'


def test_a_mark_without_a_value_is_our_mistake():
    with pytest.raises(KeyError):
        Stamp.of(mark("nothing")).fill({})


def test_a_page_without_its_shell_is_our_mistake(town):
    with pytest.raises(KeyError):
        Stamper(town, NOON, {}, ASSETS).page(make_page(updated=date(2026, 11, 23)))


def test_a_hand_written_page_has_the_day_only(town):
    html = Stamper(town, NOON, {}, ASSETS).hand_written(f"<p>{mark('built')}{mark('alert')}</p>", "en", "about/")

    assert html == '<p><time datetime="2026-11-23">23 November 2026</time></p>'


def test_every_mark_has_a_value(town):
    assert mark("title") not in stamp(town, "|".join(MARKS[name] for name in NAMES if name != "content"))


def test_no_mark_is_left_on_any_page(made):
    assert [path for path, data in made.files.items() if mark("")[:-4].encode() in data] == []
