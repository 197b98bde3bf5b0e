"""What the first visit of an event page costs: few requests, few bytes, nothing for what is not asked for yet."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest

from build_tools.publish.compressing import TWINS, is_compressible
from tests.site.tree import LANGS

MOST_OCTETS = 16 * 1024
"""The goal is 50 KB; we stand below a third of that, and mean to stay there. Heads of answers are not counted."""
MOST_REQUESTS = 8
WANTED = {"index.html", "site.css", "events.css", "event.css", "site.js", "events.js", "icon.svg"}
"""What an event page that is still to come may ask for."""


def packed(url: str, body: bytes) -> int:
    """Give the octets of a file as `make site COMPRESS=1` has it sent with gzip."""
    path = urlsplit(url).path
    path += "index.html" if path.endswith("/") else ""
    return len(TWINS[".gz"](body)) if is_compressible(path, body) else len(body)


def plain(path: str) -> str:
    """Give the name of a file without the digest of its content."""
    name = path.rsplit("/", 1)[1] or "index.html"
    return ".".join(name.split(".")[:: len(name.split(".")) - 1])


def largest(tree, lang: str) -> str:
    """Give the event page with the most HTML."""
    events = [page for page in tree.pages.values() if page.lang == lang and page.dom.css_first(".event-top")]
    return max(events, key=lambda page: (page.file.stat().st_size, page.path)).path


@pytest.mark.parametrize("lang", LANGS)
def test_first_visit_of_an_event_is_light(tree, window, address, lang):
    files: dict[str, int] = {}
    with window(lang=lang) as page:
        page.on("response", lambda answer: files.update({answer.url: packed(answer.url, answer.body())}))
        page.goto(address(largest(tree, lang)), wait_until="networkidle")
        icon = urljoin(page.url, page.locator("link[rel=icon]").get_attribute("href"))
        # A browser with a window asks for it too.
        files[icon] = packed(icon, page.request.get(icon).body())

    assert {plain(urlsplit(url).path) for url in files} <= WANTED
    assert (len(files) <= MOST_REQUESTS, sum(files.values()) <= MOST_OCTETS) == (True, True), files


@pytest.mark.parametrize("lang", LANGS)
def test_the_search_box_fetches_its_parts_when_it_is_used(window, address, lang):
    asked: list[str] = []
    with window(lang=lang) as page:
        page.goto(address("" if lang == "ja" else "en/"), wait_until="networkidle")
        page.on("request", lambda request: asked.append(plain(urlsplit(request.url).path)))
        page.locator("#site-search").focus()
        page.wait_for_function("() => [...document.styleSheets].some(({href}) => href.includes('/search.'))")

    assert sorted(asked) == ["box.js", "search.css"]
