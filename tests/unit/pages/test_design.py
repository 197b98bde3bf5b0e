"""The page of the design: every state is there, nothing of it is a record, and it never changes by itself."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.pages.design import COLOURS, STEPS, build_pages
from build_tools.pages.desk import Desk
from build_tools.pages.icons import ICONS
from build_tools.views.lifecycle import State
from tests.records import at
from tests.site.tree import LANGS


def made(town, lang, now="2026-11-23 12:00"):
    [page] = build_pages(Desk.of(town, lang, at(now)))
    return page


@pytest.mark.parametrize("lang", LANGS)
def test_every_state_and_token_is_shown(town, lang):
    dom = LexborHTMLParser(made(town, lang).content)

    assert [node.attributes["data-state"] for node in dom.css("#chips ~ ul [data-state]")] == [*State]
    assert [node.text() for node in dom.css(".swatch > code")] == [f"--{colour}" for colour in COLOURS]
    assert [node.text() for node in dom.css(".step > code")] == [f"--step-{step}" for step in STEPS]
    assert [node.text() for node in dom.css("li:has(> .icon) > code")] == [f'icon("{name}")' for name in ICONS]


@pytest.mark.parametrize("lang", LANGS)
def test_samples_are_marked_and_lead_nowhere_else(town, lang):
    page = made(town, lang)
    dom = LexborHTMLParser(page.content)

    assert len(dom.css(".event-card")) == len(dom.css(".event-card .mark-sample")) == 4
    assert [
        link for link in dom.css("a[href]") if not link.attributes["href"].startswith(("#", "tel:", "mailto:"))
    ] == []
    assert (page.is_indexed, page.record) == (False, None)


@pytest.mark.parametrize("lang", LANGS)
def test_samples_stand_still(town, lang):
    assert made(town, lang) == made(town, lang, "2031-05-05 08:00")
