"""Whether the office is open follows the clock of the visitor, by the time of Tokyo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from build_tools.workflow.clean import make_site
from tests.browser.test_accessibility import WINDOWS, violations
from tests.project import AS_OF, make_project, write_files
from tests.site.serving import serve


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The invented town, as of Labour Thanksgiving Day 2026."""
    folder: Path = tmp_path_factory.mktemp("opening")
    made = make_site(make_project(folder / "town"), AS_OF)
    assert made.files is not None, made.problems
    write_files(made.files, folder / "site")
    with serve(folder / "site") as address:
        yield address


@pytest.fixture
def tree() -> Any:
    return SimpleNamespace(prefix="/")


@pytest.fixture
def at(window: Callable[..., Any]) -> Iterator[Callable[..., Page]]:
    """Open a page at a moment in Tokyo, far away from there."""
    opened = []

    def go(moment: str, path: str, **options: Any) -> Page:
        context = window(timezone_id="America/Los_Angeles", **options)
        page = context.__enter__()
        opened.append(context)
        page.clock.set_fixed_time(moment.replace(" ", "T") + ":00+09:00")
        page.goto(path)
        return page

    yield go
    for context in opened:
        context.__exit__(None, None, None)


@pytest.mark.parametrize(
    ("moment", "ja", "en"),
    [
        ("2026-11-26 12:59", "今は閉まっている時間です。 次に開くのは、今日の13:00の予定です。",
         "Closed at this hour. It should next open at 13:00 today."),
        ("2026-11-26 13:00", "今は開いている時間です。 17:00まで", "Open at this hour. Until 17:00."),
        ("2026-11-26 17:00", "今は閉まっている時間です。 次に開くのは、2026年11月30日(月) 13:00の予定です。",
         "Closed at this hour. It should next open on Monday 30 November 2026 at 13:00."),
    ],
    ids=["before", "open", "after"],
)  # fmt: skip
def test_the_page_follows_the_clock(at, moment, ja, en):
    for path, words in (("/organizations/aoba/", ja), ("/en/organizations/aoba/", en)):
        page = at(moment, path)

        assert page.locator(".opening > .door").inner_text().replace(" on Monday,", " on Monday") == words
        expect(page.locator(".opening [data-built]")).to_be_hidden()


def test_without_scripts_it_says_as_of_when(at):
    page = at("2026-11-26 13:00", "/places/hiroba/", java_script_enabled=False)

    expect(page.locator(".opening [data-built]")).to_have_text("2026年11月23日現在")
    expect(page.locator(".opening > .door")).to_be_visible()


def test_past_the_holidays_it_knows_the_page_claims_nothing(at):
    page = at("2029-01-08 14:00", "/en/organizations/aoba/")

    expect(page.locator(".opening > .door")).to_have_text("No source says whether it is open today.")


@pytest.mark.parametrize(("root", "look"), [("/", WINDOWS[0]), ("/en/", WINDOWS[1])], ids=("ja", "en"))
def test_axe_finds_nothing(at, root, look):
    found: list[str] = []
    paths = ("organizations/aoba/", "places/hiroba/", "support-office/", "guideline/", "organizations/")
    for path in paths:
        page = at("2026-11-26 13:00", f"{root}{path}", bypass_csp=True, **look)
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        found += [f"{path}: {violation}" for violation in violations(page)]

    assert found == []


def test_a_citation_is_copied(at):
    page = at("2026-11-26 13:00", "/guideline/", permissions=["clipboard-read", "clipboard-write"])
    box = page.locator(".cite", has=page.locator("#cite-chapter-1-1"))

    box.locator("summary").click()
    box.get_by_role("button", name="コピーする").click()

    expect(box.get_by_role("status")).to_have_text("コピーしました。")
    assert page.evaluate("navigator.clipboard.readText()") == box.locator("p[id]").inner_text()
