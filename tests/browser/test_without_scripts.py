"""Every kind of page does its work without scripts, and none is wider than a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.site.tree import LANGS, shown

OVERFLOW = """() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return null
    const wide = [...document.body.querySelectorAll("*")].find(element => {
        for (let parent = element; parent !== document.body; parent = parent.parentElement)
            if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(parent).overflowX)) return false
        return element.getBoundingClientRect().right > width + 1
    })
    return `${document.documentElement.scrollWidth} px: ` + (wide ? wide.outerHTML.slice(0, 120) : "?")
}"""
LINKS_IN_VIEW = """() => [...document.querySelectorAll("header a, nav a, dialog a, [popover] a")].filter(link => {
    const box = link.getBoundingClientRect()
    return link.checkVisibility({visibilityProperty: true, opacityProperty: true})
        && box.width > 0 && box.right > 0 && box.left < innerWidth
}).length"""
OPENERS = "header summary, header label[for]:not([for=site-search]), header [popovertarget], header a[href^='#']"
FEWEST_LINKS = 4
SHORTEST_TEXT = 20


def wide(page: Page, path: str) -> Iterator[str]:
    """Yield what makes the open page scroll sideways."""
    overflow = page.evaluate(OVERFLOW)
    if overflow:
        yield f"/{path}: {overflow}"


def unreadable(page: Page, path: str) -> Iterator[str]:
    """Yield what the open page hides from a visitor without scripts."""
    if not page.locator("h1").first.is_visible():
        yield f"/{path}: no h1 to see"
    if len(page.locator("main").first.inner_text().strip()) < SHORTEST_TEXT:
        yield f"/{path}: no main text to see"
    if not opens_menu(page):
        yield f"/{path}: no menu within reach"


def opens_menu(page: Page) -> bool:
    """The links of the menu are in view, or come into view with one press."""
    if page.evaluate(LINKS_IN_VIEW) >= FEWEST_LINKS:
        return True
    for opener in page.locator(OPENERS).all():
        if opener.is_visible():
            opener.click()
            if page.evaluate(LINKS_IN_VIEW) >= FEWEST_LINKS:
                return True
    return False


@pytest.mark.covers("reflow", "1.4.10")
@pytest.mark.parametrize("lang", LANGS)
def test_pages_work_without_scripts(tree, window, address, lang, record_property):
    record_property("pages", len(tree.kinds(lang)))
    found = []
    with window(width=320, lang=lang, java_script_enabled=False) as page:
        for kind in tree.kinds(lang):
            page.goto(address(kind.path))
            found += wide(page, kind.path)
            found += unreadable(page, kind.path)

    assert shown(found) == ""


@pytest.mark.covers("reflow", "1.4.10")
@pytest.mark.parametrize("lang", LANGS)
def test_pages_with_scripts_are_no_wider_than_a_phone(tree, window, address, lang, record_property):
    record_property("pages", len(tree.kinds(lang)))
    found = []
    with window(width=320, lang=lang) as page:
        for kind in tree.kinds(lang):
            page.goto(address(kind.path))
            found += wide(page, kind.path)

    assert shown(found) == ""
