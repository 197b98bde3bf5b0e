"""Widths that are reckoned without a parser, held against a parser and Unicode's own table."""

from unicodedata import east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from build_tools.pages.widths import blocks_of, lines_of, split_blocks, texts_of, width_of

WORDS = st.text(
    st.sampled_from("abAあ漢、ー「」ＡÀé①ｱ🏠 \n\t")
    | st.characters(exclude_categories=["Cs"], exclude_characters="\r\0<>&"),
    max_size=20,
)
INLINE = st.one_of(
    WORDS,
    st.sampled_from(
        ["&amp;", "&lt;b&gt;", "&#39;", "&#34;", "&nbsp;", "<br>", "<code>x</code>", "<strong>急</strong>"]
    ),
    st.builds('<a href="{}" rel="noopener">{}</a>'.format, st.sampled_from(["../x/", "?a&amp;b"]), WORDS),
    st.builds("<span class='role'>{}</span>".format, WORDS),
)
TEXT = st.lists(INLINE, max_size=4).map("".join)
ITEMS = st.lists(TEXT, min_size=1, max_size=4)
BLOCKS = st.one_of(
    st.builds("<p>{}</p>".format, TEXT),
    st.builds('<h2 id="{}">{}</h2>'.format, st.sampled_from(["a", "内容"]), TEXT),
    ITEMS.map(lambda items: "<ul>\n" + "".join(f"<li>{item}</li>\n" for item in items) + "</ul>"),
    st.builds("<ul>\n<li>{}\n<ul>\n<li>{}</li>\n</ul>\n</li>\n</ul>".format, TEXT, TEXT),
    st.builds("<table><tr><td>{}</td><td>{}</td></tr></table>".format, TEXT, TEXT),
    st.builds("<blockquote>\n<p>{}</p>\n</blockquote>".format, TEXT),
    TEXT,
)
BODIES = st.lists(BLOCKS, max_size=4).map("\n".join)


def parse(html):
    """The blocks of a text, each with the widths of its texts, as the parser has them."""
    blocks = LexborHTMLParser(f"<!doctype html><body>{html}").body.iter()
    return tuple(
        (block.html, tuple(widths(part.text()) for part in block.css("li, tr") or [block])) for block in blocks
    )


def widths(text):
    return tuple(sum(2 if east_asian_width(char) in "WFA" else 1 for char in line) for line in lines(text))


def lines(text):
    return text.strip().split("\n") if text else []


@pytest.mark.parametrize(("text", "width"), [("", 0), ("ab c", 4), ("防災、講座", 10), ("Aあｱ①é", 1 + 2 + 1 + 2 + 2)])
def test_width_of(text, width):
    assert width_of(text) == width


@settings(deadline=None)
@given(st.text(max_size=60))
def test_widths_are_those_of_unicode(text):
    assert (lines_of(text), (width_of(text),) if text else ()) == (
        widths(text),
        (sum(2 if east_asian_width(char) in "WFA" else 1 for char in text),) if text else (),
    )


@settings(deadline=None)
@given(BODIES)
def test_blocks_are_those_of_the_parser(html):
    assert tuple(zip(split_blocks(html), blocks_of(html), strict=True)) == parse(html)


@settings(deadline=None)
@given(TEXT | ITEMS.map(lambda items: "<ul class='plain'><li>" + "</li><li>".join(items) + "</li></ul>") | BODIES)
def test_texts_are_those_of_the_parser(html):
    assert texts_of(html) == tuple(text for _, texts in parse(f"<div>{html}</div>") for text in texts)
