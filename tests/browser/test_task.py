"""A newcomer's way: to the next seminar, into the plan, and to the other language and back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page as Window

from tests.conftest import AS_OF, ROOT
from tests.site.tree import LANGS, Page, Tree

STARTS = re.compile(r"^starts:\s*['\"]?(\d{4}-\d{2}-\d{2}[ T]?[\d:]*)", re.MULTILINE)
SEMINAR = re.compile(r"^kind:\s*seminar\b", re.MULTILINE)
CANCELLED = re.compile(r"^status:\s*cancelled\b", re.MULTILINE)
CLICKS = 2


def next_seminar() -> str:
    """Give the id of the first seminar on or after the day that the site speaks for."""
    coming: list[tuple[str, str]] = []
    for file in sorted(Path(ROOT / "content/events").glob("*.md")):
        text = file.read_text(encoding="utf-8")
        starts = STARTS.search(text)
        if starts and starts[1] >= AS_OF and SEMINAR.search(text) and not CANCELLED.search(text):
            coming.append((starts[1], file.stem))
    return min(coming)[1]


def page_named(tree: Tree, lang: str, name: str) -> Page:
    """Give the page of a record, not that in easy Japanese."""
    pages = (page for page in tree.of(lang) if not page.path.startswith("easy/"))
    return next(page for page in pages if page.path.rstrip("/").rpartition("/")[2] == name)


def offered(window: Window, server: str) -> list[str]:
    """Give the addresses of the links that a visitor sees, without fragments, in order."""
    seen = window.locator("a[href]:visible").evaluate_all("links => links.map(link => link.href.split('#')[0])")
    return [link for link in dict.fromkeys(seen) if link.startswith(server)]


def click(window: Window, link: str) -> None:
    """Follow a link that is in sight."""
    index = window.locator("a[href]").evaluate_all(
        "(links, link) => links.findIndex(each => each.href.split('#')[0] === link && each.checkVisibility())", link
    )
    window.locator("a[href]").nth(index).click()
    window.wait_for_url(lambda url: url.split("#")[0] == link)


def clicks_to(window: Window, server: str, goal: str) -> int:
    """Click the shortest way from the open page to an address, of one or two links; give its length, or 99."""
    start, links = window.url, offered(window, server)
    if goal in links:
        click(window, goal)
        return 1
    for link in links:
        if link.rsplit("/", 1)[1] == "":
            window.goto(link)
            if goal in offered(window, server):
                window.goto(start)
                click(window, link)
                click(window, goal)
                return 2
    return 99


@pytest.mark.parametrize("lang", LANGS)
def test_next_seminar_is_two_clicks_away(tree, window, address, server, lang):
    goal = address(page_named(tree, lang, next_seminar()).path)

    with window(lang=lang) as page:
        page.goto(address("" if lang == "ja" else "en/"))

        assert clicks_to(page, server, goal) <= CLICKS
        assert page.locator("main h1").is_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_plan_is_one_click_away_and_can_be_read(window, address, lang):
    home = address("" if lang == "ja" else "en/")

    with window(lang=lang) as page:
        page.goto(home)
        click(page, f"{home}plan/")

        assert page.locator("main h1").is_visible()
        length = len(page.locator("main").inner_text())
        assert length > 200


def test_language_switch_leads_to_the_same_record_and_back(tree, window, address):
    record = page_named(tree, "ja", next_seminar()).path

    with window() as page:
        page.goto(address(record))
        page.locator("a[hreflang=en]:visible").first.click()
        page.wait_for_url(address(f"en/{record}"))
        assert page.locator("html").get_attribute("lang") == "en"

        page.locator("a[hreflang=ja]:visible").first.click()
        page.wait_for_url(address(record))
        assert page.locator("html").get_attribute("lang") == "ja"
