"""What style sheets see to: targets large enough to hit, two lines for a name, edges in line."""

from __future__ import annotations

import pytest

from tests.site.tree import LANGS

LEAST = 24
"""Pixels that a target is high: WCAG 2.2, success criterion 2.5.8."""
SMALL = """least => [...document.querySelectorAll("a[href], button, summary, select")]
    .filter(target => target.checkVisibility() && !target.closest(".visually-hidden, .skip, svg"))
    .filter(target => Math.min(...[...target.getClientRects()].map(({height}) => height)) < least)
    .map(target => target.outerHTML)"""
LINES = """selector => {
    const words = document.querySelector(selector)
    return Math.round(words.getBoundingClientRect().height / parseFloat(getComputedStyle(words).lineHeight))
}"""
EDGES = """() => [...new Set(
    [...document.querySelectorAll("main > :is(.note, .change, .easy, section, nav, footer), .event-top > .facts")]
        .map(part => Math.round(part.getBoundingClientRect().right))
)]"""


def home(lang: str) -> str:
    return "" if lang == "ja" else "en/"


@pytest.mark.parametrize(("lang", "width"), [("ja", 390), ("en", 1280)])
def test_what_is_pressed_is_large_enough(tree, window, address, lang, width):
    found = {}
    with window(width=width, lang=lang) as page:
        for kind in tree.kinds(lang):
            page.goto(address(kind.path))
            found[kind.path] = page.evaluate(SMALL, LEAST)

    assert len(found) > 20
    assert {path: small for path, small in found.items() if small} == {}


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("lang", LANGS)
def test_the_name_of_the_site_takes_two_lines_at_most(window, address, lang, width):
    with window(width=width, lang=lang) as page:
        page.goto(address(home(lang)))

        assert page.evaluate(LINES, ".site-name span") <= 2


@pytest.mark.parametrize("lang", LANGS)
def test_parts_of_an_event_end_at_one_edge(tree, window, address, lang):
    path = min(page.path for page in tree.pages.values() if page.lang == lang and page.dom.css_first("main > .change"))
    with window(lang=lang) as page:
        page.goto(address(path))

        assert len(page.evaluate(EDGES)) == 1
