"""All is reached with Tab, and one sees where one is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.site.tree import LANGS, shown

WATCHED = 30
WALKED = 4
"""So many pages of each language are walked through."""
LONGEST_WAY = 150

# Waits until the element with the focus has come to rest, then tells what a visitor sees of it.
FOCUSED = """async () => {
    const element = document.activeElement
    if (!element || element === document.body) return null
    const place = () => JSON.stringify(element.getBoundingClientRect())
    for (let before = "", frames = 0; before !== place() && frames < 60; frames++) {
        before = place()
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    }
    const boxes = [...element.getClientRects()].filter(({width, height}) => width > 0 && height > 0)
    const inView = boxes.filter(box =>
        box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight)
    const isUncovered = inView.some(box => [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].some(([x, y]) => {
        const there = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)
        return there && (element.contains(there) || there.contains(element))
    }))
    const isMarked = node => {
        const style = getComputedStyle(node)
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none"
    }
    const header = element.closest("header, [role=banner]")
    const target = (element.getAttribute("href") || "").startsWith("#")
        ? document.getElementById(decodeURIComponent(element.getAttribute("href").slice(1))) : null
    return {
        name: `<${element.localName}> ` + (element.ariaLabel || element.textContent).trim().slice(0, 40),
        isMarked: isMarked(element) || (element.matches("input") && element.labels?.length > 0
            && [...element.labels].some(isMarked)),
        isInView: inView.length > 0,
        isUncovered,
        isSkipLink: Boolean(target && (target.matches("main, main *") || target.querySelector("main, h1"))),
        isSwitch: element.matches("a[hreflang]"),
        isInMain: Boolean(element.closest("main")),
        isMenu: Boolean(header) && element.matches("summary, [aria-expanded], [aria-controls], [popovertarget]")
            && !element.matches("[role=combobox]"),
    }
}"""
MENU_LINKS = """() => [...document.querySelectorAll("header a, nav a, dialog a, [popover] a")].filter(link =>
    link.checkVisibility({visibilityProperty: true, opacityProperty: true})
        && link.getBoundingClientRect().right > 0 && link.getBoundingClientRect().width > 0
        && link.getBoundingClientRect().left < innerWidth).length"""


def stops(page: Page) -> Iterator[dict[str, object]]:
    """Press Tab until the way round is done; yield each stop."""
    for _ in range(LONGEST_WAY):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            return
        yield stop


def way_to_main(page: Page) -> list[dict[str, object]]:
    """Give the stops from the top to the first in the main part, and at least those that are watched."""
    way: list[dict[str, object]] = []
    for stop in stops(page):
        way.append(stop)
        if len(way) >= WATCHED and any(each["isInMain"] for each in way):
            break
    return way


def has(way: list[dict[str, object]], trait: str) -> bool:
    return any(stop[trait] for stop in way)


def faults(path: str, way: list[dict[str, object]]) -> Iterator[str]:
    """Yield each of the first stops that a visitor would not see."""
    for number, stop in enumerate(way[:WATCHED], start=1):
        for trait, fault in (
            ("isMarked", "shows no outline"),
            ("isInView", "is off screen"),
            ("isUncovered", "is covered"),
        ):
            if not stop[trait]:
                yield f"/{path}: stop {number}, {stop['name']}, {fault}"


def walked(tree, lang: str) -> list[str]:
    """Give the pages to walk: the home, and the kinds of page with the longest ways."""
    pages = sorted(
        tree.kinds(lang), key=lambda page: (-len(page.dom.css("a, button, input, select, summary")), page.path)
    )
    home = "" if lang == "ja" else "en/"
    return [home, *(page.path for page in pages if page.path != home and not page.is_missing_page)][:WALKED]


@pytest.mark.covers("keyboard", "2.1.1", "2.4.1", "2.4.7", "2.4.11", pages=WALKED)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [1280, 320])
def test_tab_reaches_all_and_shows_where_it_is(tree, window, address, lang, width):
    found = []
    with window(width=width, lang=lang) as page:
        for path in walked(tree, lang):
            page.goto(address(path))
            way = way_to_main(page)
            found += faults(path, way)
            found += [f"/{path}: the first stop is no skip link"] if not way or not way[0]["isSkipLink"] else []
            found += [f"/{path}: no stop is the language switch"] if not has(way, "isSwitch") else []
            found += [f"/{path}: no stop is in the main part"] if not has(way, "isInMain") else []

    assert shown(found) == ""


@pytest.mark.covers("keyboard", "2.4.1", pages=1)
@pytest.mark.parametrize("lang", LANGS)
def test_skip_link_leads_past_the_menu(window, address, lang):
    with window(width=1280, lang=lang) as page:
        page.goto(address("" if lang == "ja" else "en/"))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

        assert page.evaluate(FOCUSED)["isInMain"]


@pytest.mark.covers("keyboard", "2.1.1", pages=1)
@pytest.mark.parametrize("lang", LANGS)
def test_enter_opens_the_menu_of_a_phone(window, address, lang):
    with window(width=320, lang=lang) as page:
        page.goto(address("" if lang == "ja" else "en/"))
        before = page.evaluate(MENU_LINKS)
        is_found = any(stop["isMenu"] for stop in stops(page))
        page.keyboard.press("Enter")

        assert is_found, "No stop in the header opens a menu (summary, aria-expanded, aria-controls, popovertarget)."
        page.wait_for_function(f"() => ({MENU_LINKS})() >= {before + 3}", timeout=3000)


@pytest.mark.covers("keyboard", "2.1.2", pages=1)
@pytest.mark.parametrize("lang", LANGS)
def test_focus_is_never_trapped(window, address, lang):
    with window(width=1280, lang=lang) as page:
        page.goto(address("404.html" if lang == "ja" else "en/404.html"))
        way = list(stops(page))

        assert 0 < len(way) < LONGEST_WAY
