"""The site behind a real nginx, with every header: nothing of it is refused, and what is foreign is."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from build_tools.hosting.rules import Place
from tests.browser.conftest import BLOCKED
from tests.hosting.servers import copy_site, nginx
from tests.site.tree import Tree, shown

LISTEN = """
    window.refused = []
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
        refused.push(`${effectiveDirective} ${blockedURI}`))
"""
SINKS = {
    "TrustedHTML": "() => { document.body.insertAdjacentHTML('beforeend', '<b>x</b>') }",
    "TrustedScriptURL": "() => { document.createElement('script').src = 'https://elsewhere.example/x.js' }",
    "TrustedScript": "() => { setTimeout('document.title = 1') }",
}
"""What of Trusted Types is wanted, and how somebody would do without."""
STYLE = """() => new Promise(resolve => {
    addEventListener("securitypolicyviolation", event => resolve(event.effectiveDirective))
    document.head.append(Object.assign(document.createElement("link"),
        { rel: "stylesheet", href: "https://elsewhere.example/x.css" }))
})"""


@pytest.fixture(scope="module")
def real(site_folder, tree, tmp_path_factory) -> Iterator[str]:
    """The address of the real site behind nginx."""
    place = Place(tree.base)
    folder = site_folder if place.root == "/" else copy_site(site_folder, place, tmp_path_factory.mktemp("host"))
    with nginx(place, folder, tmp_path_factory.mktemp("nginx")) as host:
        yield host + place.root


def first_of_each(tree: Tree, lang: str) -> list[str]:
    """Give one page of every second section; `test_offsite.py` visits all kinds under the same policy."""
    return list({page.inner.partition("/")[0]: page.path for page in tree.kinds(lang)}.values())[::2]


def search(page: Page, root: str, words: str) -> Iterator[str]:
    """Find something with the box and with the page of results; yield what was refused on the way."""
    page.goto(f"{root}about/")
    page.locator("form[data-box] [name=q]").press_sequentially(words)
    page.locator("[role=option]").first.wait_for()
    yield from page.evaluate("refused")
    page.goto(f"{root}search/?q={words}")
    page.locator("main li a mark").first.wait_for()
    yield from page.evaluate("refused")


@pytest.mark.parametrize(("lang", "words"), [("ja", "ぼうさい"), ("en", "disaster")])
def test_nothing_of_the_site_is_refused(real, tree, window, lang, words):
    said, refused, failed = [], [], []
    with window(lang=lang) as page:
        page.add_init_script(LISTEN)
        page.on("console", lambda message: said.append(f"{message.type}: {message.text} ({page.url})"))
        page.on("pageerror", lambda error: said.append(f"error: {error.message} ({page.url})"))
        page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        for path in first_of_each(tree, lang):
            page.goto(real + path)
            refused += page.evaluate("refused")
        refused += search(page, real + ("" if lang == "ja" else "en/"), words)

    assert shown(line for line in said if line.startswith(("error", "warning")) and BLOCKED not in line) == ""
    assert (refused, failed) == ([], [])


@pytest.mark.parametrize("wanted", SINKS)
def test_a_script_cannot_make_markup_or_scripts_of_text(real, window, wanted):
    with window() as page:
        page.goto(real)

        with pytest.raises(Error, match=wanted):
            page.evaluate(SINKS[wanted])


def test_what_other_hosts_have_is_refused(real, window):
    with window() as page:
        page.goto(real)

        assert page.evaluate(STYLE) == "style-src-elem"


def test_no_other_page_may_frame_the_site(real, window, tmp_path):
    (tmp_path / "frame.html").write_text(f'<!doctype html><title>x</title><iframe src="{real}"></iframe>')
    with window() as page, without_headers(tmp_path) as elsewhere:
        failed = []
        page.on("requestfailed", lambda request: failed.append((request.url, request.failure)))
        page.goto(f"{elsewhere}/frame.html", wait_until="networkidle")

        assert failed == [(real, "net::ERR_BLOCKED_BY_RESPONSE")]


@contextlib.contextmanager
def without_headers(folder: Path) -> Iterator[str]:
    """Serve a folder as somebody else might, on another port."""
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
