"""The search box of every page and the page of results, as people use them: keys, kana, screen readers, bad luck."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_accessibility import WINDOWS, violations
from tests.browser.test_without_scripts import wide
from tests.site.tree import LANGS

HOME = {"ja": "", "en": "en/"}
QUERY = {"ja": "防災", "en": "disaster"}
OTHER_QUERY = {"ja": "国立市", "en": "Kunitachi"}
"""Many pages fit it."""
NOTHING = "qqxxzzvv"
LABEL = {"ja": "サイト内を検索", "en": "Search this site"}
MISSING = {"ja": "何をお探しですか", "en": "What are you looking for?"}
FAILED = {
    "ja": "いまは検索を使えません。サイトマップから探してください。",
    "en": "The search does not work at the moment. Please use the site map.",
}
TO_MAP = {"ja": "サイトマップから探す", "en": "Look in the site map"}
NONE = {
    "ja": f"「{NOTHING}」に合うページは見つかりませんでした。",
    "en": f"No page fits “{NOTHING}”.",
}
SHOWN = 5
PAGE = 10
INDEX = re.compile(r"/search/(?:ja|en)/")
SMALLEST = 44
LATER = 1000
"""Milliseconds: longer than any pause of the box."""
KEYDOWN = """(element, init) => {
    const event = new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true, ...init})
    if (init.keyCode) Object.defineProperty(event, "keyCode", {value: init.keyCode})
    return element.dispatchEvent(event)
}"""
HREFS = "links => links.map(link => link.href)"
ASK_ANEW = """async query => {
    const {engine, index} = document.querySelector("form[data-box]").dataset
    const {open} = await import(new URL(engine, location))
    await (await open(new URL(index, location).href)).find(query)
    await new Promise(done => setTimeout(done))
}"""
"""Asks an engine of its own, which has more to fetch than one that is at it already: what that one gives is there."""
each_language = pytest.mark.parametrize("lang", LANGS)


def field(page: Page) -> Any:
    return page.locator("#site-search")


def options(page: Page) -> Any:
    return page.get_by_role("option")


def active(page: Page) -> str:
    """Give the id of the option that a screen reader is on; empty for the text itself."""
    return field(page).get_attribute("aria-activedescendant") or ""


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def search(page: Page, query: str) -> None:
    """Type words into the box and wait for what it offers."""
    field(page).focus()
    expect(field(page)).to_have_attribute("role", "combobox")
    page.keyboard.type(query)
    expect(options(page).first).to_be_visible()


def compose(page: Page, text: str) -> Callable[[str, dict[str, Any]], Any]:
    """Have the browser's own input method compose a text in the box, and give what talks to it."""
    devtools = page.context.new_cdp_session(page)
    for end in range(1, len(text) + 1):
        devtools.send("Input.imeSetComposition", {"text": text[:end], "selectionStart": end, "selectionEnd": end})
    return devtools.send


@pytest.fixture
def opened(window, address) -> Iterator[Callable[..., Page]]:
    """Open a page: `opened("ja", "events/", width=320)`, the home page by default."""
    contexts = []

    def go(lang: str, path: str = "", **options: Any) -> Page:
        context = window(lang=lang, **options)
        page = context.__enter__()
        contexts.append(context)
        page.goto(address(HOME[lang] + path))
        return page

    yield go
    for context in contexts:
        context.__exit__(None, None, None)


@each_language
def test_nothing_is_fetched_before_the_box_has_the_focus(window, address, server, lang):
    fetched: list[str] = []
    with window(lang=lang) as page:
        page.on("request", lambda request: fetched.append(request.url))
        page.goto(address(HOME[lang]), wait_until="networkidle")
        before = [url for url in fetched if re.search(r"/(?:box|search)\.\w+\.js|/search/", url)]
        fetched.clear()
        search(page, QUERY[lang])

    assert before == []
    assert any(INDEX.search(url) for url in fetched)
    assert [url for url in fetched if not url.startswith(f"{server}/")] == []


@each_language
def test_typing_offers_the_best_pages_and_the_way_to_all(opened, address, tree, lang):
    page = opened(lang)

    search(page, QUERY[lang])
    expect(options(page)).to_have_count(SHOWN + 1)
    expect(page.get_by_role("listbox")).to_have_count(1)
    expect(page.get_by_role("combobox", name=LABEL[lang], expanded=True)).to_have_count(1)
    expect(page.get_by_role("search").get_by_role("status")).to_have_text(re.compile(r"\d+"))
    expect(options(page).locator("mark").first).to_be_visible()

    links = options(page).evaluate_all(HREFS)
    assert links[-1] == address(f"{HOME[lang]}search/?") + urlsplit(links[-1]).query
    for link in links[:-1]:
        path, fragment = tree.resolve(tree.pages[HOME[lang]], link.replace(address(""), tree.base))
        assert path in tree.pages
        assert fragment in {"", *tree.pages[path].ids}
        assert tree.pages[path].lang == lang


@each_language
def test_arrow_keys_go_through_the_options_and_back_into_the_text(opened, lang):
    page = opened(lang)
    search(page, QUERY[lang])
    ids = options(page).evaluate_all("links => links.map(link => link.id)")

    way = []
    for key in ["ArrowDown"] * (SHOWN + 2) + ["ArrowUp", "ArrowUp", "Home"]:
        page.keyboard.press(key)
        way.append(active(page))
        selected = page.locator("[role=option][aria-selected=true]").evaluate_all("links => links.map(link => link.id)")
        assert selected == [way[-1]] * bool(way[-1])

    assert way == [*ids, "", ids[-1], ids[-2], ""]
    assert field(page).evaluate("box => [box.selectionStart, document.activeElement === box]") == [0, True]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    assert active(page) == ""


@each_language
def test_enter_opens_the_option_that_is_chosen(opened, lang):
    page = opened(lang)
    search(page, QUERY[lang])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    link = options(page).nth(1).evaluate("link => link.href")

    page.keyboard.press("Enter")

    page.wait_for_url(link)


@each_language
def test_a_click_opens_an_option(opened, lang):
    page = opened(lang)
    search(page, QUERY[lang])
    link = options(page).first.evaluate("link => link.href")

    options(page).first.click()

    page.wait_for_url(link)


@each_language
def test_enter_without_a_choice_opens_the_page_of_results(opened, address, lang):
    page = opened(lang)
    search(page, QUERY[lang])

    page.keyboard.press("Enter")

    page.wait_for_url(address(f"{HOME[lang]}search/?**"))
    assert asked(page) == {"q": [QUERY[lang]]}
    expect(page.locator("h1")).to_contain_text(QUERY[lang])
    expect(page.locator(".hits > li").first).to_be_visible()
    expect(page.locator("[role=listbox]:visible")).to_have_count(0)


@pytest.mark.covers("shortcut", "2.1.4", pages=1)
def test_slash_leads_to_the_box_but_not_while_one_types(opened):
    page = opened("ja")

    page.keyboard.press("Control+/")
    expect(field(page)).not_to_be_focused()
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("")
    page.keyboard.type("1/2")
    expect(field(page)).to_have_value("1/2")


@pytest.mark.covers("shortcut", "2.1.4", pages=1)
def test_slash_can_be_turned_off(opened, address):
    page = opened("ja", "search/")
    page.get_by_label("「/」キーで検索欄に移動する").uncheck()

    page.goto(address(""))
    page.keyboard.press("/")
    expect(field(page)).not_to_be_focused()

    page.goto(address("search/"))
    page.get_by_label("「/」キーで検索欄に移動する").check()
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()


@each_language
def test_escape_closes_the_list_and_then_empties_the_box(opened, lang):
    page = opened(lang)
    search(page, QUERY[lang])

    page.keyboard.press("Escape")
    expect(page.locator(".search-panel")).to_be_hidden()
    expect(field(page)).to_have_value(QUERY[lang])
    expect(field(page)).to_have_attribute("aria-expanded", "false")

    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")
    expect(field(page)).to_be_focused()


def test_leaving_the_box_closes_the_list(opened):
    page = opened("ja")
    search(page, QUERY["ja"])

    page.keyboard.press("Tab")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".search-panel")).to_be_hidden()


def test_kana_finds_pages_while_it_is_composed(opened):
    page = opened("ja")
    field(page).focus()
    expect(field(page)).to_have_attribute("role", "combobox")

    tell = compose(page, "ぼうさい")
    expect(options(page)).to_have_count(SHOWN + 1)
    expect(options(page).filter(has_text="防災").first).to_be_visible()
    here = page.url
    enter = {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Process", "code": "Enter"}
    tell("Input.dispatchKeyEvent", enter)
    tell("Input.insertText", {"text": "防災"})
    expect(field(page)).to_have_value("防災")
    expect(options(page).filter(has_text="防災").first).to_be_visible()
    assert page.url == here


def test_a_letter_on_its_way_to_kana_changes_nothing(opened):
    page = opened("ja")
    search(page, "ぼうさい")
    before = options(page).all_text_contents()
    field(page).fill("")
    expect(options(page)).to_have_count(0)

    compose(page, "ぼうさいk")

    expect(options(page)).to_have_text(before)


@pytest.mark.parametrize("key", [{"isComposing": True}, {"keyCode": 229}], ids=["composing", "229"])
@pytest.mark.parametrize("name", ["Enter", "ArrowDown", "Escape"])
def test_keys_of_the_input_method_do_nothing(opened, key, name):
    page = opened("ja")
    search(page, QUERY["ja"])
    page.keyboard.press("ArrowDown")
    here, before = page.url, active(page)

    is_left_alone = field(page).evaluate(KEYDOWN, {"key": name, **key})

    assert is_left_alone
    assert (page.url, active(page)) == (here, before)
    expect(options(page).first).to_be_visible()


@each_language
def test_a_late_answer_never_replaces_a_newer_one(opened, lang):
    page = opened(lang)
    search(page, OTHER_QUERY[lang])
    expected = options(page).all_text_contents()
    field(page).fill("")
    expect(options(page)).to_have_count(0)
    held: list[Route] = []
    page.route(INDEX, lambda route: held.append(route))  # noqa: PLW0108 -- Playwright marks what it is given
    with page.expect_request(INDEX):
        field(page).fill(QUERY[lang])

    field(page).fill(OTHER_QUERY[lang])
    expect(options(page)).to_have_text(expected)
    assert held != []
    with page.expect_event("requestfinished"):
        page.unroute(INDEX)  # lets go what was held
    page.evaluate(ASK_ANEW, QUERY[lang])

    expect(options(page)).to_have_text(expected)


@each_language
def test_where_nothing_fits_the_box_says_so_and_offers_the_site_map(opened, address, lang):
    page = opened(lang)

    search(page, NOTHING)
    expect(page.locator(".search-note")).to_have_text(NONE[lang])
    expect(page.get_by_role("search").get_by_role("status")).to_have_text(NONE[lang])
    expect(options(page)).to_have_text([TO_MAP[lang]])

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(address(f"{HOME[lang]}sitemap/"))


@each_language
@pytest.mark.parametrize("body", [None, "", "<!doctype html>", "[1, 2"], ids=["missing", "empty", "page", "cut"])
def test_without_an_index_a_sentence_and_the_site_map_stand_there(window, address, lang, body):
    answer = {"status": 404} if body is None else {"body": body}
    with window(lang=lang) as page:
        page.route(INDEX, lambda route: route.fulfill(**answer))
        page.goto(address(HOME[lang]))
        search(page, QUERY[lang])
        expect(page.locator(".search-note")).to_have_text(FAILED[lang])
        expect(options(page)).to_have_text([TO_MAP[lang]])

        page.keyboard.press("Enter")
        page.wait_for_url(address(f"{HOME[lang]}search/?**"))
        expect(page.locator("main").get_by_role("status")).to_have_text(FAILED[lang])
        page.locator("main").get_by_role("link", name=TO_MAP[lang]).click()
        page.wait_for_url(address(f"{HOME[lang]}sitemap/"))


def test_the_box_recovers_when_the_index_is_back(opened):
    page = opened("ja")
    page.route(INDEX, lambda route: route.abort())
    search(page, QUERY["ja"])
    expect(page.locator(".search-note")).to_have_text(FAILED["ja"])
    page.unroute(INDEX)

    field(page).fill(OTHER_QUERY["ja"])

    expect(options(page)).to_have_count(SHOWN + 1)


@each_language
def test_what_was_fetched_once_is_searched_offline(opened, lang):
    page = opened(lang)
    search(page, QUERY[lang])
    expected = options(page).all_text_contents()
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")

    page.keyboard.type(QUERY[lang])
    expect(options(page)).to_have_text(expected)


def test_an_option_keeps_its_choice_when_kana_is_confirmed(window, address):
    with window() as page:
        page.clock.install()
        page.goto(address(""))
        field(page).focus()
        expect(field(page)).to_have_attribute("role", "combobox")
        tell = compose(page, "ぼうさい")
        expect(options(page).first).to_be_visible()

        tell("Input.insertText", {"text": "ぼうさい"})
        page.keyboard.press("ArrowDown")
        page.clock.run_for(LATER)

        assert active(page) == options(page).first.get_attribute("id")


@each_language
def test_results_show_what_was_found_ten_at_a_time(opened, lang):
    page = opened(lang, f"search/?q={OTHER_QUERY[lang]}")
    hits = page.locator(".hits > li")

    expect(hits).to_have_count(PAGE)
    expect(page).to_have_title(re.compile(OTHER_QUERY[lang]))
    expect(page.locator("main").get_by_role("status")).to_have_text(re.compile(r"\d+"))
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    expect(field(page)).to_have_value(OTHER_QUERY[lang])
    expect(hits.first.locator("mark").first).to_be_visible()
    expect(hits.first.locator(".hit-kind")).not_to_be_empty()
    assert page.locator(".hit-snippet").count() > 0

    page.locator("main .more button").click()
    expect(hits.nth(PAGE).get_by_role("link")).to_be_focused()
    assert PAGE < hits.count() <= 2 * PAGE
    expect(page.locator("main").get_by_role("status")).to_contain_text(str(hits.count()))


@each_language
def test_going_back_to_results_shows_as_many_as_before(opened, lang):
    page = opened(lang, f"search/?q={OTHER_QUERY[lang]}")
    page.locator("main .more button").click()
    hits = page.locator(".hits > li")
    expect(hits.nth(PAGE)).to_be_visible()
    before = hits.get_by_role("link").evaluate_all(HREFS)

    hits.last.get_by_role("link").click()
    page.wait_for_url(lambda url: "/search/" not in url)
    page.go_back()

    expect(hits.nth(PAGE)).to_be_visible()
    assert hits.get_by_role("link").evaluate_all(HREFS) == before


@each_language
def test_results_are_narrowed_by_their_address_and_the_back_button_works(opened, lang):
    page = opened(lang, f"search/?q={OTHER_QUERY[lang]}")
    status, kind = page.locator("main").get_by_role("status"), page.locator("select[name=kind]")
    expect(status).not_to_be_empty()
    whole = status.inner_text()
    value, label = kind.locator("option").nth(1).evaluate("option => [option.value, option.textContent]")
    number = re.search(r"(\d+)\)$", label)[1]

    kind.focus()
    kind.select_option(value)
    expect(status).not_to_have_text(whole)
    expect(status).to_have_text(re.compile(rf"^{number}\D"))
    assert asked(page) == {"q": [OTHER_QUERY[lang]], "kind": [value]}
    expect(kind).to_be_focused()

    page.reload()
    expect(kind).to_have_value(value)
    expect(status).to_have_text(re.compile(rf"^{number}\D"))

    page.go_back()
    expect(status).to_have_text(whole)
    expect(kind).to_have_value("")
    assert asked(page) == {"q": [OTHER_QUERY[lang]]}


@each_language
def test_choices_that_leave_nothing_can_be_taken_back(opened, lang):
    page = opened(lang, f"search/?q={OTHER_QUERY[lang]}&kind=no-such-kind")
    expect(page.locator(".hits > li")).to_have_count(0)
    expect(page.locator("main").get_by_role("status")).to_contain_text(OTHER_QUERY[lang])

    page.locator("[data-part=clear]").click()

    expect(page.locator(".hits > li")).to_have_count(PAGE)
    expect(page.locator("[data-part=clear]")).to_be_hidden()
    expect(page.locator("select[name=kind]")).to_be_focused()


def test_language_switch_keeps_the_query(opened, address):
    page = opened("ja", "search/?q=seminar&when=past")
    expect(page.locator("h1")).to_contain_text("seminar")

    page.locator("a.switch").first.click()
    page.wait_for_url(address("en/search/?q=seminar&when=past"))
    expect(page.locator("h1")).to_contain_text("seminar")
    expect(page.locator(".hits > li").first).to_be_visible()

    page.locator("a.switch").first.click()
    page.wait_for_url(address("search/?q=seminar&when=past"))


def test_words_of_the_other_language_find_pages_and_the_box_says_so(opened):
    page = opened("ja")

    search(page, "furniture")

    expect(page.locator(".search-note")).to_contain_text("英語のページの言葉で見つけました。")
    expect(options(page).first).to_contain_text("家具")


@each_language
def test_without_scripts_the_box_leads_to_the_site_map_and_the_index_of_names(opened, address, lang):
    page = opened(lang, java_script_enabled=False)

    field(page).fill(QUERY[lang])
    field(page).press("Enter")
    page.wait_for_url(address(f"{HOME[lang]}search/?**"))
    expect(page.locator("noscript p")).to_be_visible()
    for target in ("sitemap/", "organizations/kana/"):
        page.locator(f"main a[href$='{target}']:visible").first.click()
        page.wait_for_url(address(HOME[lang] + target))
        page.go_back()


@each_language
@pytest.mark.parametrize("look", WINDOWS, ids=lambda look: f"{look['color_scheme']}-{look['width']}")
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(opened, lang, look):
    page = opened(lang, bypass_csp=True, **look)
    search(page, QUERY[lang])
    page.keyboard.press("ArrowDown")
    found = [*violations(page), *wide(page, "open")]
    field(page).fill(NOTHING)
    expect(options(page)).to_have_count(1)
    found += [*violations(page), *wide(page, "nothing")]
    field(page).fill(OTHER_QUERY[lang])
    page.keyboard.press("Enter")
    expect(page.locator(".hits > li").first).to_be_visible()
    found += [*violations(page), *wide(page, "results")]

    assert found == []


@each_language
@pytest.mark.parametrize("width", [320, 1280])
def test_targets_are_large_enough(opened, lang, width):
    page = opened(lang, width=width)
    search(page, QUERY[lang])

    targets = [field(page), page.get_by_role("search").get_by_role("button"), *options(page).all()]
    assert [box for box in (target.bounding_box() for target in targets) if box["height"] < SMALLEST] == []
    assert field(page).bounding_box()["width"] > 2 * SMALLEST


@pytest.mark.parametrize("path", ["", "events/", "events/2026-12/", "about/", "404.html", "search/"])
@each_language
def test_every_page_has_one_box_that_is_not_printed(opened, lang, path):
    page = opened(lang, path)

    expect(page.locator("header").get_by_role("search")).to_have_count(1)
    expect(page.get_by_role("searchbox", name=LABEL[lang])).to_be_visible()
    page.emulate_media(media="print")
    expect(field(page)).to_be_hidden()


@pytest.mark.parametrize("has_scripts", [True, False])
@each_language
def test_a_missing_page_asks_what_was_looked_for(window, address, lang, has_scripts):
    home = HOME[lang]
    with window(width=320, lang=lang, java_script_enabled=has_scripts) as page:
        page.goto(address(f"{home}404.html"))
        box = page.locator("main").get_by_role("searchbox", name=MISSING[lang])
        box.fill(QUERY[lang])
        box.press("Enter")
        page.wait_for_url(address(f"{home}search/?**"))

        assert parse_qs(urlsplit(page.url).query) == {"q": [QUERY[lang]]}


def test_paper_has_no_box(tree):
    sheets = [page for page in tree.pages.values() if page.path.endswith("/flyer/")]

    assert sheets != []
    assert [page.path for page in sheets if page.dom.css_first("form, script[src]")] == []


def test_searches_are_kept_only_when_the_reader_asks(opened, address):
    page = opened("ja", f"search/?q={QUERY['ja']}")
    expect(page.locator(".hits > li").first).to_be_visible()
    keep = page.get_by_label("検索した言葉をこの端末に残す")
    assert page.evaluate("localStorage.length") == 0

    keep.check()
    page.goto(address(""))
    field(page).focus()
    expect(options(page).first).to_have_text(QUERY["ja"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(address("search/?q=**"))
    assert asked(page) == {"q": [QUERY["ja"]]}

    page.get_by_role("button", name="残した言葉を消す").click()
    expect(keep).to_be_focused()
    expect(page.locator("[data-part=kept] li")).to_have_count(0)
    keep.uncheck()
    assert page.evaluate("localStorage.length") == 0


def test_a_browser_that_refuses_storage_can_search(window, address):
    with window() as page:
        page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})")
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(error.message))
        page.goto(address("search/?q=" + QUERY["ja"]))
        page.keyboard.press("/")
        expect(field(page)).to_be_focused()
        expect(page.locator(".hits > li").first).to_be_visible()
        page.get_by_label("検索した言葉をこの端末に残す").click()

    assert problems == []
