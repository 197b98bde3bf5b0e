"""A visit by keyboard alone, in thirty steps: at every stop one sees where one is (WCAG 2.2: 2.4.7, 2.4.11, 2.4.13)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.browser.test_keyboard import FOCUSED
from tests.site.tree import LANGS

MOST_TABS = 120
STEPS = 30

# The ring of the element with the focus: how wide, and its contrast with what lies behind it (WCAG 2.2, section 6).
RING = """() => {
    const element = document.activeElement
    const style = getComputedStyle(element)
    const parts = colour => colour.match(/[\\d.]+/g).map(Number)
    const luminance = ([r, g, b]) => [r, g, b].map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0)
    const isClear = node => parts(getComputedStyle(node).backgroundColor)[3] === 0
    let behind = element.parentElement
    while (behind.parentElement && isClear(behind)) behind = behind.parentElement
    const [dark, light] = [style.outlineColor, getComputedStyle(behind).backgroundColor]
        .map(colour => luminance(parts(colour))).sort((a, b) => a - b)
    return {
        width: style.outlineStyle === "none" || parts(style.outlineColor)[3] === 0 ? 0 : parseFloat(style.outlineWidth),
        contrast: (light + 0.05) / (dark + 0.05),
    }
}"""


@dataclass(frozen=True)
class Step:
    """One thing that the visitor does."""

    name: str
    key: str
    """What is pressed: once, or with `until` as often as it takes."""
    until: str = ""
    """Selector of the element that is to have the focus then."""
    then: str = ""
    """Expression that becomes true."""


def tab(name: str, until: str) -> Step:
    return Step(name, "Tab", until=until)


def enter(name: str, then: str) -> Step:
    return Step(name, "Enter", then=then)


def script(lang: str, *, is_narrow: bool) -> tuple[Step, ...]:
    """Give the visit: from the front page by search, menu and filters to an event, its month and its twin."""
    other = next(each for each in LANGS if each != lang)
    in_main = "document.activeElement.id === 'main'"
    option = "document.querySelector('[role=option][aria-selected=true]')"
    return (
        tab("the skip link comes first", ".skip"),
        enter("it leads to the main part", in_main),
        tab("from there to the first link in it", "main a"),
        Step("a key leads to the search box", "/", then="document.activeElement.type === 'search'"),
        Step("typing opens the list", "2", then="document.querySelectorAll('[role=option]').length > 0"),
        Step("down into the list", "ArrowDown", then=f"{option}?.getBoundingClientRect().bottom <= innerHeight"),
        Step("further down", "ArrowDown", then=f"{option} !== document.querySelector('[role=option]')"),
        Step("back up", "ArrowUp", then=f"{option} === document.querySelector('[role=option]')"),
        Step("away with the list", "Escape", then="document.querySelector('.search-panel').hidden"),
        tab("on to the button of the search", ".search button"),
        tab("on to the menu", ".menu summary" if is_narrow else ".menu nav a"),
        *(
            (enter("it opens", "document.querySelector('.menu').open"), tab("into it", ".menu nav a"))
            if is_narrow
            else (tab("on in it", ".menu nav li:nth-child(2) a"), Step("and back", "Shift+Tab", until=".menu nav li a"))
        ),
        enter("to the events", "location.pathname.endsWith('/events/')"),
        tab("the skip link once more", ".skip"),
        enter("past the menu", in_main),
        tab("to the first choice", "[data-narrow] .choices a"),
        enter("it is chosen", "location.search.startsWith('?show=')"),
        enter("and not any more", "location.search === ''"),
        tab("to a group of choices", ".facets summary"),
        enter("it opens", "document.querySelector('.facets details').open"),
        tab("into the group", ".facets details a"),
        tab("to the first event", "[data-coming] li:not([hidden]) .card-title a"),
        enter("to its page", "document.querySelector('.event-top') !== null"),
        tab("to its month", "main nav.related li:nth-child(2) a"),
        enter("to the calendar", "document.querySelector('.month') !== null"),
        tab("to the month beside it", ".month .pager a"),
        enter("it opens", "document.querySelector('.month') !== null"),
        tab("to the other language", f".switch[lang={other}]"),
        enter("the page in it", f"document.documentElement.lang === '{other}'"),
    )


def faults(page: Page, name: str) -> Iterator[str]:
    """Yield what is wrong with the place of the focus; after a change of page nothing has it, and that is right."""
    place = page.evaluate(FOCUSED)
    if place is None or page.evaluate("document.activeElement.matches('main')"):
        return
    ring = page.evaluate(RING)
    for is_wrong, fault in (
        (not place["isInView"], "off screen"),
        (not place["isUncovered"], "covered"),
        (ring["width"] < 2, f"a ring of {ring['width']} px"),
        (ring["contrast"] < 3, f"a ring with a contrast of {ring['contrast']:.2f}"),
    ):
        if is_wrong:
            yield f"{name}: {place['name']}: {fault}"


def take(page: Page, step: Step) -> Iterator[str]:
    """Take one step; yield what a visitor would not see on the way."""
    if step.then:
        page.keyboard.press(step.key)
        page.wait_for_function(f"() => document.readyState === 'complete' && ({step.then})")
        yield from faults(page, step.name)
        return
    for _ in range(MOST_TABS):
        page.keyboard.press(step.key)
        yield from faults(page, step.name)
        if page.evaluate("selector => document.activeElement.matches(selector)", step.until):
            return
    yield f"{step.name}: {step.until} is never reached"


def test_a_stop_that_is_not_seen_is_a_fault(window, address):
    with window(bypass_csp=True) as page:
        page.goto(address(""))
        page.add_style_tag(content=":focus-visible { outline: 1px solid #fbfaf6 !important } .skip { left: -99rem }")
        page.keyboard.press("Tab")
        said = [fault.rsplit(": ", 1)[1] for fault in faults(page, "skip")]

    assert said == ["off screen", "covered", "a ring of 1 px", "a ring with a contrast of 1.00"]


@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("ja", 1280, "light"), ("en", 1280, "dark"), ("ja", 390, "dark"), ("en", 390, "light")],
)
def test_thirty_steps_by_keyboard(window, address, lang, width, scheme):
    steps = script(lang, is_narrow=width < 900)
    found: list[str] = []
    with window(width=width, lang=lang, color_scheme=scheme) as page:
        page.goto(address("" if lang == "ja" else "en/"))
        for step in steps:
            found += take(page, step)
        page.go_back()
        page.wait_for_function(f"() => document.documentElement.lang === '{lang}'")

    assert len(steps) == STEPS
    assert found == []
