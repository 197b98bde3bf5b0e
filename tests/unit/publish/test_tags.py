"""The pattern that reads our pages, held against a parser of all HTML."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools.publish.tags import Found, parse_tags, read_tags

NAMES = st.sampled_from(
    re.split(
        " ",
        "a a a p div span li ul h2 main section link script img source iframe object embed video audio br svg path "
        "b em code table tr td th caption col template title style textarea select option form button noscript nobr "
        "math article details summary meta html head body frame image input A Script x-y",
    )
)
WORDS = st.sampled_from(
    ["", "x", "a b", "../x/", "#a", "&amp;", "&lt;", "&copy=1", "&#39;", "漢字", "http://x.example/"]
)
VALUES = st.builds("{}{}".format, WORDS, WORDS)
ATTRIBUTES = st.one_of(
    st.builds(
        ' {}="{}"'.format,
        st.sampled_from(
            re.split(" ", "id id href href src data rel class lang hreflang type alt viewBox x1 aria-label data-id")
        ),
        st.one_of(
            VALUES, st.sampled_from(["stylesheet", "icon", "STYLESHEET", "canonical", "x>y", "x<y", "'", "a\nb"])
        ),
    ),
    st.builds(" {}='{}'".format, st.sampled_from(["id", "href", "class"]), st.one_of(VALUES, st.just('"'))),
    st.sampled_from(
        [" id", " href", " hidden", " id=x", " href = 'x'", ' HREF="x"', ' Id="x"', '\nid="n"', ' class="a"id="b"']
    ),
)
STARTS = st.builds(
    "<{}{}{}>".format,
    NAMES,
    st.lists(ATTRIBUTES, max_size=3).map("".join),
    st.sampled_from(["", "", "", "/", " /", " "]),
)
ENDS = st.builds("</{}>".format, NAMES)
PIECES = st.one_of(
    STARTS,
    STARTS,
    ENDS,
    WORDS,
    st.sampled_from(
        [
            "\n",
            "text",
            ' id="t" ',
            "<",
            ">",
            '"',
            "'",
            "<!-- ",
            " -->",
            "<!doctype html>",
            "<p",
            "</",
            "\r",
            "\0",
            "</p id='x'>",
            '<script src="x.js"></script>',
            '<script type="application/ld+json">{"a":"b"}</script>',
            "<template><a href=x id=y></a></template>",
            "<title>x</title>",
            "<![CDATA[",
            "<?x",
        ]
    ),
)
SOUPS = st.lists(PIECES, max_size=25).map("".join)


@settings(max_examples=400, deadline=None)
@given(SOUPS)
@example('<td id="x"><a id="y" href="z"></td>')
@example('<textarea><a href="x"></a></textarea>')
@example('<script><a href="x"></a></script>')
@example('<svg><title><a href="x"></a></title></svg>')
@example('<template><template></template><a href="x"></a></template>')
@example('<template id="x"><a href="y"></a></template>')
@example('<template Id="x"></template>')
def test_pattern_and_parser_agree(html):
    data = html.encode()

    assert plain(read_tags(data)) == plain(parse_tags(data))


def plain(found):
    return sorted(found.ids), set(found.links), set(found.loaded)


def test_they_agree_on_every_page_of_the_town(made):
    pages = [data for path, data in made.files.items() if path.endswith(".html")]

    assert [read_tags(data) for data in pages] == [parse_tags(data) for data in pages]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a class="x" href="../a/">x</a>', Found([], ["../a/"], [])),
        ('<h2 id="内容">x</h2><p id="a&amp;b">', Found(["内容", "a&b"], [], [])),
        ('<link rel="stylesheet" href="x.css"><link rel="canonical" href="y">', Found([], [], ["x.css"])),
        ('<script src="x.js"></script><img src="y.png" alt="">', Found([], [], ["x.js", "y.png"])),
        ("", Found([], [], [])),
    ],
)
def test_what_is_found(html, found):
    assert read_tags(html.encode()) == found
