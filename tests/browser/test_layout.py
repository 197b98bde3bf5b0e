"""What style sheets see to: targets large enough to hit, two lines for a name, edges in line, colours of the device."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

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
PAINT = """selector => {
    const {color, backgroundColor, forcedColorAdjust} = getComputedStyle(document.querySelector(selector))
    return [color, backgroundColor, forcedColorAdjust]
}"""
LINE_BELOW = "selector => getComputedStyle(document.querySelector(selector)).borderBottomColor"
FILLS = "() => [...new Set([...document.querySelectorAll('.scene [class]')].map(part => getComputedStyle(part).fill))]"


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


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("lang", LANGS)
def test_the_menu_of_a_phone_closes_where_it_was_opened(window, address, lang, width):
    with window(width=width, lang=lang) as page:
        page.goto(address(home(lang)))
        button, menu = page.locator(".menu summary"), page.locator(".menu nav")
        before = button.bounding_box()
        spot = {"x": before["x"] + before["width"] / 2, "y": before["y"] + before["height"] / 2}
        page.mouse.click(**spot)
        opened = (button.bounding_box(), menu.bounding_box()["y"] > before["y"] + before["height"])
        page.mouse.click(**spot)

        assert opened == (before, True)
        expect(menu).to_be_hidden()


def test_forced_colours_leave_no_plate_behind_words(window, address):
    ink, ground = "rgb(255, 255, 255)", "rgb(0, 0, 0)"
    with window(color_scheme="dark", forced_colors="active") as page:
        page.goto(address(""))
        filled = [page.evaluate(PAINT, part) for part in (".search button", ".date-month")]
        fills = page.evaluate(FILLS)
        page.goto(address("events/"))
        lines = [page.evaluate(LINE_BELOW, f".menu a{state}") for state in (".is-current", ":not(.is-current)")]

    assert filled == [[ground, ink, "none"], [ground, ink, "none"]]
    assert set(fills) == {ink, ground}
    assert lines == [ink, ground]


@pytest.mark.parametrize("lang", LANGS)
def test_with_letters_twice_as_large_one_still_sees_what_one_searches_for(window, address, lang):
    with window(width=390, lang=lang) as page:
        page.goto(address(home(lang)))
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        field = page.locator("#site-search").bounding_box()

    assert field["width"] > 390 / 2
    assert field["x"] + field["width"] <= 390


@pytest.mark.parametrize("lang", LANGS)
def test_the_sessions_of_a_series_stand_below_each_other_on_phones(tree, window, address, lang):
    path = min(page.path for page in tree.of(lang) if page.dom.css_first("table.sessions.stacked"))
    with window(width=320, lang=lang) as page:
        page.goto(address(path))
        cells = page.locator("table.sessions tbody tr").first.locator("th, td")
        boxes = [cell.bounding_box() for cell in cells.all()]

    assert [box["x"] for box in boxes] == [boxes[0]["x"]] * len(boxes)
    assert all(box["x"] + box["width"] <= 320 for box in boxes)
