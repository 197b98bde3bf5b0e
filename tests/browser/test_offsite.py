"""A visit stays between the visitor and the site: no other host is asked, no policy broken, the console is quiet."""

from __future__ import annotations

import pytest

from tests.browser.conftest import BLOCKED, HEIGHTS
from tests.browser.states import open_all, open_menu, open_search
from tests.site.tree import LANGS, shown

WATCH = """document.addEventListener("securitypolicyviolation", ({effectiveDirective, blockedURI, sample}) =>
    console.error(`policy: ${effectiveDirective} ${blockedURI} ${sample}`))"""
"""Tells of what the Content Security Policy stops, also where the browser says nothing of it."""
INLINE = """() => {
    document.body.setAttribute("style", "color: red")
    document.body.append(Object.assign(new Image(), {src: "https://elsewhere.example/x.png"}))
}"""
OFTEN = 6
"""Menu and search are the same on all pages: on so many of each language they are opened."""


def use(page, lang: str, *, all_of_it: bool) -> None:
    """Do on a page what a visitor may do: open what there is, print it; with `all_of_it` use menu and search too."""
    open_all(page)
    page.emulate_media(media="print")
    page.emulate_media(media="screen")
    if all_of_it:
        page.set_viewport_size({"width": 320, "height": HEIGHTS[320]})
        open_menu(page)
        open_search(page, lang)
        page.set_viewport_size({"width": 1280, "height": HEIGHTS[1280]})


@pytest.mark.parametrize("lang", LANGS)
def test_visit_asks_no_other_host_and_raises_no_error(tree, window, address, server, lang):
    asked, said, failed = [], [], []
    with window(lang=lang) as page:
        page.add_init_script(WATCH)
        page.on("request", lambda request: asked.append(f"{page.url}: {request.url}"))
        page.on("console", lambda message: said.append(f"{page.url}: {message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url}: error: {error.message}"))
        page.on(
            "response", lambda answer: failed.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
        )
        with_box = [kind for kind in tree.kinds(lang) if kind.dom.css_first("#site-search")]
        for kind in tree.kinds(lang):
            is_used = kind in with_box[:OFTEN]
            page.goto(address(kind.path), wait_until="networkidle" if is_used else "load")
            use(page, lang, all_of_it=is_used)

    elsewhere = [line for line in asked if not line.split(": ", 1)[1].startswith((f"{server}/", "data:", "blob:"))]
    errors = [line for line in said if (": error: " in line or ": warning: " in line) and BLOCKED not in line]
    assert shown(elsewhere) == ""
    assert shown(errors) == ""
    assert shown(failed) == ""


def test_what_the_policy_stops_is_noticed(window, address):
    said = []
    with window(lang="ja") as page:
        page.add_init_script(WATCH)
        page.on("console", lambda message: said.append(message.text))
        page.goto(address(""))
        page.evaluate(INLINE)

        assert page.locator("body").evaluate("body => getComputedStyle(body).color") != "rgb(255, 0, 0)"
    assert sorted({line.strip() for line in said if line.startswith("policy: ")}) == [
        "policy: img-src https://elsewhere.example/x.png",
        "policy: style-src-attr inline",
    ]  # each twice, from the header and from the page


SHOWN = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@pytest.mark.parametrize("lang", LANGS)
def test_page_is_shown_whole_while_every_other_host_hangs(window, address, server, lang):
    asked = []

    def hang(route):
        """Answer what is ours, and leave all else without an answer for ever."""
        asked.append(route.request.url)
        if route.request.url.startswith(f"{server}/"):
            route.continue_()

    with window(lang=lang) as page:
        page.context.route("**/*", hang)
        page.goto(address(f"{'' if lang == 'ja' else 'en/'}events/"), wait_until="load")
        page.wait_for_function(f"() => {SHOWN} > 0")
        cards = page.locator("main .event-card").count()

    assert [url for url in asked if not url.startswith((f"{server}/", "data:"))] == []
    assert cards > 0


@pytest.mark.parametrize(("lang", "path"), [("ja", "no-such-page/"), ("en", "en/no-such-page/")])
def test_missing_page_speaks_the_language_of_its_address(window, address, lang, path):
    with window(lang=lang) as page:
        answer = page.goto(address(path))

        assert answer.status == 404
        assert page.locator("html").get_attribute("lang") == lang
        assert page.locator("main a:visible").count() > 0
