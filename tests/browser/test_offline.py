"""After one visit the pages that matter are there without a signal, and nothing old stays longer than it may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from build_tools.workflow.cached import build_site
from build_tools.workflow.made import Wish
from tests.project import AS_OF, make_project
from tests.site.serving import serve
from tests.site.tree import LANGS

ROOM = 600_000
PREFIX = "/commons/"
CONTROLLED = """async () => {
    await navigator.serviceWorker.ready
    return Boolean(navigator.serviceWorker.controller) || new Promise(done =>
        navigator.serviceWorker.addEventListener("controllerchange", () => done(true)))
}"""
KEPT = """async () => {
    let octets = 0, paths = []
    for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) {
            octets += (await (await cache.match(request)).blob()).size
            paths.push(new URL(request.url).pathname)
        }
    }
    return {octets, paths}
}"""
UPDATE = "() => navigator.serviceWorker.getRegistration().then(one => one.update())"
NAMES = "() => caches.keys()"
GONE = """async name => {
    while ((await caches.keys()).includes(name)) await new Promise(requestAnimationFrame)
}"""
NOTE = {"ja": "いまは新しい内容を読み込めないため、", "en": "The newest version cannot be loaded at the moment."}
TITLES = {
    "ja": {
        "": "くにたち協働ひろば",
        "events/": "これからの催し",
        "places/": "場所",
        "offline/": "このページは保存されていません",
    },
    "en": {
        "": "Kunitachi Collaboration Commons",
        "events/": "Upcoming events",
        "places/": "Places",
        "offline/": "There is no copy of this page",
    },
}
DRILL = "active: true\nsample: true\nheadline: 避難の訓練をしています。\n"


@contextmanager
def visitor(browser: Browser, lang: str = "ja") -> Iterator[Page]:
    """Give the page of a browser that may keep things, and say what its console said."""
    context = browser.new_context(locale={"ja": "ja-JP", "en": "en-GB"}[lang], viewport={"width": 390, "height": 800})
    context.set_default_timeout(60_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def visit(page: Page, address: str) -> None:
    """Open a page, and wait until the worker has all that it keeps."""
    page.goto(address)
    assert page.evaluate(CONTROLLED)


@pytest.mark.parametrize("lang", LANGS)
def test_one_visit_is_enough_for_days_without_a_signal(site_folder, tree, browser, lang):
    root = f"{tree.prefix}{'en/' if lang == 'en' else ''}"
    with visitor(browser, lang) as page:
        refused = []
        page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
        with serve(site_folder, prefix=tree.prefix) as address:
            visit(page, f"{address}{root}events/past/")
            kept = page.evaluate(KEPT)
        shown = {}
        for path in TITLES[lang]:
            page.goto(f"{address}{root}{path}")
            shown[path] = page.locator("h1").inner_text()
            expect(page.locator(".kept")).to_contain_text([] if path == "offline/" else [NOTE[lang]])
            expect(page.locator("[data-live]:visible")).to_have_count(0)
            expect(page.locator("body")).not_to_have_css("font-family", "Times New Roman")
        page.goto(f"{address}{root}search/?q={'防災' if lang == 'ja' else 'disaster'}")
        page.locator("[data-part=hits] > li a").first.click()
        found = page.locator("h1").inner_text()
        page.go_back()
        page.goto(f"{address}{root}guideline/")
        missing = page.locator("h1").inner_text()
        expect(page.locator(".kept")).to_have_count(0)
        page.get_by_role("main").get_by_role("link", name=TITLES[lang]["events/"]).click()

        assert kept["octets"] <= ROOM
        assert shown == TITLES[lang]
        assert found not in ("", TITLES[lang]["offline/"])
        assert missing == TITLES[lang]["offline/"]
        expect(page).to_have_url(f"{address}{root}events/")
        assert refused == []


def test_what_is_kept_is_what_matters_and_nothing_before_the_page_has_loaded(site_folder, tree, browser):
    with visitor(browser) as page, serve(site_folder, prefix=tree.prefix) as address:
        page.goto(f"{address}{tree.prefix}events/", wait_until="load")
        asked = page.evaluate("() => performance.getEntriesByType('resource').map(one => new URL(one.name).pathname)")
        assert page.evaluate(CONTROLLED)
        kept = set(page.evaluate(KEPT)["paths"])

    assert [path for path in asked if "/offline/" in path or path.endswith("sw.js")] == []
    wanted = ("", "events/", "places/", "search/", "notices/", "offline/", "events/theme-disaster/")
    assert {f"{tree.prefix}{root}{path}" for path in wanted for root in ("", "en/")} - kept == set()
    assert {path for path in kept if re.search(r"offline/search/(ja|en)/index\.json$", path)} == {
        f"{tree.prefix}offline/search/{lang}/index.json" for lang in LANGS
    }


@pytest.fixture
def town(tmp_path):
    """The invented town in the hour of a drill, published."""
    config = make_project(tmp_path / "town")
    (config.content / "emergency.yml").write_text(DRILL, encoding="utf-8")
    assert build_site(config, Wish(as_of=AS_OF), out=config.out).is_good
    return config


def publish(config):
    assert build_site(config, Wish(as_of=AS_OF), out=config.out).is_good


def test_a_new_version_leaves_nothing_of_the_old_one(town, browser):
    with visitor(browser) as page:
        with serve(town.out, prefix=PREFIX) as address:
            visit(page, f"{address}{PREFIX}places/")
            names, before = page.evaluate(NAMES), page.evaluate(KEPT)["paths"]
            (town.content / "emergency.yml").unlink()
            publish(town)
            page.goto(f"{address}{PREFIX}")
            fresh = page.locator(".alert, .urgent-drill, .kept").count()
            page.evaluate(UPDATE)
            page.evaluate(GONE, names[0])
            later, after = page.evaluate(NAMES), page.evaluate(KEPT)["paths"]
        page.goto(f"{address}{PREFIX}")

        assert (len(names), len(later), names == later) == (1, 1, False)
        assert (f"{PREFIX}home/" in before, f"{PREFIX}home/" in after) == (True, False)
        assert fresh == 0
        assert page.locator(".kept").count() == 1
        assert page.locator(".alert, .urgent-drill").count() == 0


def test_a_front_page_without_scripts_is_kept_too(town, browser):
    with visitor(browser) as page:
        with serve(town.out, prefix=PREFIX) as address:
            visit(page, f"{address}{PREFIX}places/")
        page.goto(f"{address}{PREFIX}")

        assert page.locator("h1").inner_text().split() == ["訓練", "避難の訓練をしています。"]
        assert page.locator(".kept").count() == 1
        assert page.locator("script").count() == 0


def test_a_site_that_keeps_no_copies_takes_back_those_that_are_there(town, browser):
    with visitor(browser) as page, serve(town.out, prefix=PREFIX) as address:
        visit(page, f"{address}{PREFIX}places/")
        names = page.evaluate(NAMES)
        file = town.content / "site.yml"
        file.write_text(file.read_text(encoding="utf-8") + "offline: false\n", encoding="utf-8")
        publish(town)
        page.evaluate(UPDATE)
        page.evaluate(GONE, names[0])
        page.goto(f"{address}{PREFIX}places/")

        assert page.evaluate(NAMES) == []
        assert page.locator("script[data-worker]").count() == 0
        assert page.evaluate("() => navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
