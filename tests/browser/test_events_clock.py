"""Pages of events are right at view time: the clock of the browser set, lists narrowed with and without scripts."""

from __future__ import annotations

import re
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

EVENT = """\
---
title: {title}
summary: 試しの催しです。
kind: lecture
starts: {starts}
{fields}sources:
  - plan
updated: 2026-11-23
---
"""
TALK = """\
ends: 2026-12-05 16:00
place: hiroba
free: true
themes:
  - disaster
registration:
  opens: 2026-11-25 09:00
  deadline: 2026-12-03
"""
WALK = """\
status: cancelled
reason: 道の工事のためです。
themes:
  - learning
"""
FAIR = """\
ends: 2027-01-02
themes:
  - learning
audience:
  - citizens
"""
MOVED = """\
status: rescheduled
reason: 講師の都合です。
previous_starts: 2026-12-12
"""
EASY = """\
---
title: '{備|そな}えの{話|はなし}'
summary: '{話|はなし}をします。'
---

{話|はなし}をします。
"""
RECORDS = {
    "talk": ("備えの話", "2026-12-05 14:00", TALK),
    "walk": ("まち歩き", "2026-12-20 10:00", WALK),
    "fair": ("年越しの市", "2026-12-30", FAIR),
    "chat": ("遠くの集い", "2027-01-16 10:00", "attendance_mode: online\n"),
    "moved": ("移った会", "2027-01-23 10:00", MOVED),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented town with events of its own, as of Labour Thanksgiving Day 2026."""
    folder = tmp_path_factory.mktemp("clock")
    config = make_project(folder / "town")
    for file in (config.content / "events").glob("*.md"):
        file.unlink()
    for file in (config.content / "notices").glob("*.md"):
        file.unlink()
    for id_, (title, starts, fields) in RECORDS.items():
        text = EVENT.format(title=title, starts=starts, fields=fields) + "\n話をします。\n"
        (config.content / "events" / f"{id_}.md").write_text(text, encoding="utf-8")
    (config.content / "events" / "talk.easy.md").write_text(EASY, encoding="utf-8")
    made = make_site(config, AS_OF)
    assert made.files is not None, made.problems
    write_files(made.files, folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    with serve(site) as address:
        yield address


@pytest.fixture
def tree() -> Any:
    return SimpleNamespace(prefix="/")


@pytest.fixture
def at(window: Callable[..., Any]) -> Iterator[Callable[..., Page]]:
    """Open a page of the site at a moment in Tokyo: `at("2026-12-05 15:00", "/events/")`."""
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


def titles(page: Page, where: str) -> list[str]:
    return page.locator(f"{where} .card:visible .card-title").all_inner_texts()


@pytest.mark.parametrize(
    ("moment", "ja", "en", "is_today"),
    [
        ("2026-11-24 23:59", "受付前", "Registration not open yet", False),
        ("2026-11-25 09:00", "申込受付中", "Open for registration", False),
        ("2026-11-27 00:00", "まもなく締切", "Closing soon", False),
        ("2026-12-04 00:00", "受付終了", "Registration closed", False),
        ("2026-12-05 00:00", "受付終了", "Registration closed", True),
        ("2026-12-05 14:00", "開催中", "On now", True),
        ("2026-12-05 16:00", "終了", "Over", False),
    ],
)
def test_the_page_of_an_event_follows_the_clock(at, moment, ja, en, is_today):
    for path, word, today in (("/events/talk/", ja, "今日"), ("/en/events/talk/", en, "Today")):
        page = at(moment, path)
        expect(page.locator(".states [data-state] .chip")).to_have_text(word)
        expect(page.locator("[data-built]")).to_be_hidden()
        assert page.get_by_text(today, exact=True).locator("visible=true").count() == int(is_today)


@pytest.mark.parametrize(
    ("moment", "says"),
    [("2026-11-27 00:00", "もうすぐ"), ("2026-12-05 14:00", "しています。"), ("2026-12-05 16:00", "わりました。")],
)
def test_pages_in_easy_japanese_follow_the_clock(at, moment, says):
    for path in ("/easy/events/talk/", "/easy/"):
        expect(at(moment, path).locator("[data-event] [data-state]")).to_contain_text(says)


def test_without_scripts_the_page_says_as_of_when_it_is(at):
    page = at("2027-06-01 12:00", "/events/talk/", java_script_enabled=False)

    expect(page.locator(".states [data-state] .chip")).to_have_text("受付前")
    expect(page.locator("[data-built]")).to_have_text("2026年11月23日現在")


@pytest.mark.parametrize(
    ("moment", "over", "number"),
    [
        ("2026-12-05 15:59", [], "催しは5件です。"),
        ("2026-12-05 16:00", ["備えの話"], "催しは4件です。"),
        ("2027-01-03 00:00", ["備えの話", "まち歩き", "年越しの市"], "催しは2件です。"),
    ],
)
def test_events_that_are_over_leave_the_list(at, moment, over, number):
    page = at(moment, "/events/")

    assert titles(page, "[data-over]") == over
    expect(page.locator("#just-over")).to_be_visible(visible=bool(over))
    expect(page.locator("[data-total]")).to_have_text(number)
    assert len(titles(page, "[data-coming]")) + len(over) == len(RECORDS)


def test_when_all_is_over_the_list_says_so(at):
    page = at("2027-02-01 12:00", "/en/events/")

    expect(page.locator("[data-none]")).to_be_visible()
    expect(page.locator("[data-total]")).to_have_text("There are no events to come.")
    assert page.locator("[data-coming]:visible").count() == 0


@pytest.mark.parametrize(
    ("moment", "shown"),
    [("2026-11-26 23:59", False), ("2026-11-27 00:00", True), ("2026-12-03 23:59", True), ("2026-12-04 00:00", False)],
)
def test_closing_soon_is_shown_in_its_last_week(at, moment, shown):
    page = at(moment, "/events/")

    expect(page.locator("#closing")).to_be_visible(visible=shown)
    assert page.locator("[data-closing] li:visible").count() == int(shown)


def test_home_shows_the_next_three(at):
    before = titles(at("2026-11-23 12:00", "/"), "[data-shown]")
    after = titles(at("2026-12-05 16:00", "/"), "[data-shown]")

    assert before == ["備えの話", "年越しの市", "遠くの集い"]
    assert after == ["年越しの市", "遠くの集い", "移った会"]


@pytest.mark.parametrize(("moment", "is_empty"), [("2026-11-23 12:00", False), ("2027-02-01 12:00", True)])
def test_home_says_so_when_the_clock_has_emptied_its_list(at, moment, is_empty):
    page = at(moment, "/")

    assert (titles(page, "[data-shown]") == []) is is_empty
    expect(page.locator(".when-empty")).to_be_visible(visible=is_empty)


def test_lists_are_narrowed_without_scripts(at):
    page = at("2026-11-23 12:00", "/events/", java_script_enabled=False)

    page.get_by_role("link", name="無料").click()
    assert page.url.endswith("/events/free/")
    assert titles(page, "main") == ["備えの話"]
    expect(page.locator(".lead")).to_contain_text("「無料」で絞り込んでいます。")
    expect(page.locator("[data-choice=free]")).to_have_attribute("aria-current", "page")

    page.locator(".lead").get_by_role("link").click()
    assert page.url.endswith("/events/")
    assert len(titles(page, "main")) == len(RECORDS)


def test_lists_are_narrowed_in_place_and_the_back_button_works(at):
    page = at("2026-11-23 12:00", "/events/")

    page.locator("summary", has_text="テーマ").click()
    page.locator("[data-choice=theme-learning]").click()
    assert page.url.endswith("/events/?show=theme-learning")
    assert titles(page, "main") == ["まち歩き", "年越しの市"]
    expect(page.locator("[data-total]")).to_have_text("催しは2件です。")
    expect(page.locator("[data-choice=theme-learning]")).to_have_attribute("aria-current", "true")

    page.locator("summary", has_text="対象").click()
    page.locator("[data-choice=audience-citizens]").click()
    assert page.url.endswith("/events/?show=theme-learning+audience-citizens")
    assert titles(page, "main") == ["年越しの市"]

    page.locator("[data-choice=theme-disaster]").click()
    assert page.url.endswith("/events/?show=audience-citizens+theme-disaster")
    expect(page.locator("[data-none]")).to_be_visible()

    page.go_back()
    page.go_back()
    expect(page.locator("[data-total]")).to_have_text("催しは2件です。")
    page.go_back()
    expect(page.locator("[data-total]")).to_have_text("催しは5件です。")
    assert page.url.endswith("/events/")


def test_a_choice_in_the_address_is_kept_and_an_unknown_one_ignored(at):
    page = at("2026-11-23 12:00", "/events/?show=gone+theme-disaster")

    assert titles(page, "main") == ["備えの話"]
    expect(page.locator("[data-choice=theme-disaster]")).to_be_visible()


def test_narrowing_works_with_the_keyboard_and_keeps_the_focus(at):
    page = at("2026-11-23 12:00", "/events/")

    page.locator("[data-choice=online]").focus()
    page.keyboard.press("Enter")
    assert titles(page, "main") == ["遠くの集い"]
    assert page.evaluate("document.activeElement.dataset.choice") == "online"

    page.locator("[data-choice='']").focus()
    page.keyboard.press("Enter")
    assert len(titles(page, "main")) == len(RECORDS)
    assert page.evaluate("document.activeElement.dataset.choice") == "free"


def test_a_month_shows_every_day_of_an_event_and_what_was_called_off(at):
    page = at("2026-12-05 12:00", "/events/2026-12/")

    assert page.locator(".calendar td", has_text="年越しの市").locator("time").first.inner_text() == "30"
    assert page.locator(".calendar td", has_text="年越しの市").count() == 2
    expect(page.locator(".calendar s", has_text="まち歩き")).to_be_visible()
    expect(page.locator(".calendar li", has_text="まち歩き")).to_contain_text("中止")
    expect(page.locator(".calendar li", has_text="移った会")).to_contain_text("2027年1月23日(土)に変更")
    assert page.locator("[aria-current=date]").all_inner_texts() == ["5"]


def test_months_lead_to_one_another_and_name_holidays(at):
    page = at("2026-12-05 12:00", "/en/events/2026-12/")

    page.get_by_role("link", name="Later month with events: January 2027").click()
    assert page.url.endswith("/en/events/2027-01/")
    eleventh = page.locator(".calendar td", has=page.locator("time[datetime='2027-01-11']"))
    expect(eleventh).to_contain_text("Coming of Age Day")
    assert page.locator("[aria-current=date]").count() == 0
    assert page.get_by_role("link", name=re.compile("^Later month")).count() == 0


@pytest.mark.parametrize("look", WINDOWS, ids=lambda look: f"{look['color_scheme']}-{look['width']}")
def test_axe_finds_nothing(at, look):
    found: list[str] = []
    for path in ("/events/2026-12/", "/en/events/2027-01/", "/events/", "/events/theme-learning/", "/events/moved/"):
        page = at("2026-12-05 12:00", path, bypass_csp=True, **look)
        found += [f"{path}: {violation}" for violation in violations(page)]

    assert found == []


@pytest.mark.parametrize("path", ["/events/2026-12/", "/en/events/2027-01/"])
def test_a_month_is_printed_on_one_sheet_lying_down(at, path):
    pdf = at("2026-12-05 12:00", path).pdf(prefer_css_page_size=True)

    assert re.findall(rb"/MediaBox \[([^\]]*)\]", pdf) == [b"0 0 841.91998 594.95996"]


def test_no_script_fails(at):
    problems: list[str] = []
    page = at("2026-12-05 12:00", "/events/")
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)

    for path in ("/", "/events/", "/events/free/", "/events/talk/", "/events/2026-12/", "/en/events/?show=free"):
        page.goto(path)

    assert problems == []


@pytest.mark.parametrize(("width", "is_shown"), [(320, False), (1280, True)])
def test_on_phones_the_date_stands_in_words_alone(at, width, is_shown):
    ja, en = "2026年12月5日(土) 14時から16時まで", "Saturday, 5 December 2026 14:00 to 16:00"
    for path, when in (("/", ja), ("/events/", ja), ("/en/events/talk/", en)):
        page = at("2026-11-23 12:00", path, width=width)

        sheet, words = page.locator(".date-block").first, page.locator(".card-when, .event-top dd").first
        expect(sheet).to_be_visible(visible=is_shown)
        expect(words).to_have_text(when)
        page.emulate_media(media="print")
        expect(sheet).to_be_visible()
