"""Icons are drawn in the page itself and passed over by screen readers; see `test_design.py` for all of them."""

from __future__ import annotations

import pytest

from build_tools.pages.blocks import web
from build_tools.pages.desk import Desk
from build_tools.pages.icons import icon
from tests.records import at


def test_an_icon_is_hidden_from_those_who_hear_the_word_beside_it():
    assert icon("menu") == (
        '<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">'
        '<path d="M4 6h16M4 12h16M4 18h16"/></svg>'
    )


def test_a_name_that_nobody_drew_is_an_error():
    with pytest.raises(KeyError, match="cloud"):
        icon("cloud")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (
            "https://kunitachi.example.jp/npo/index.html?id=1&x=2",
            "https://kunitachi.<wbr>example.<wbr>jp/<wbr>npo/<wbr>index.<wbr>html?<wbr>id=<wbr>1&amp;<wbr>x=<wbr>2",
        ),
        ("https://example.jp/%E6%A1%9C/", "https://example.<wbr>jp/<wbr>桜/"),
    ],
    ids=["parts", "Japanese"],
)
def test_a_long_address_breaks_between_its_parts(town, url, shown):
    context = Desk.of(town, "en", at("2026-11-23 12:00")).context("events/")

    assert web(context, url) == (
        f'<a href="{url.replace("&", "&amp;")}" rel="noopener" class="spelled">{shown}{icon("external")}</a>'
    )
