"""What all pages have in common, and what none has: the same order, ways to every page, no media, nothing to send."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborNode

from tests.site.tree import LANGS, Page, shown

MEDIA = "audio, video, track, source, object, embed, iframe, canvas, img[src$='.gif']"
ANSWERS = "input, select, textarea"
HARMLESS = {"search", "checkbox", "radio", "hidden"}
"""Types of input by which one searches, narrows a list and keeps a setting: none can be filled in wrongly."""
GESTURES = re.compile(
    r"touch(?:start|move|end)|pointer(?:move|down|up)|mousemove|drag(?:start|over|end)|\bdrop\b"
    r"|device(?:motion|orientation)|gesture"
)
PAPER = re.compile(r"events/[^/]+/flyer/|matching/forms/[^/]+/")
"""Sheets to print: each belongs to a page that leads to it and back, and has no menu of its own."""


def labelled(page: Page, node: LexborNode) -> str:
    return f"/{page.path}: {node.html[:120]}"


def is_sheet(page: Page) -> bool:
    return bool(PAPER.fullmatch(page.inner))


def unusual_fields(page: Page) -> Iterator[LexborNode]:
    """Yield what asks a visitor for something, other than for what to look for."""
    for form in page.dom.css("form"):
        if (form.attributes.get("method") or "get").lower() != "get":
            yield form
    for field in page.dom.css(ANSWERS):
        is_harmless = field.tag == "select" or field.attributes.get("type") in HARMLESS
        if not is_harmless or {"required", "pattern", "maxlength", "min", "max"} & field.attributes.keys():
            yield field


@pytest.mark.covers("media", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.4.2")
def test_no_page_has_sound_video_or_embedded_content(tree, record_property):
    record_property("pages", len(tree.pages))

    assert shown(labelled(page, node) for page in tree.pages.values() for node in page.dom.css(MEDIA)) == ""


@pytest.mark.covers("forms", "1.3.5", "3.3.1", "3.3.3", "3.3.4", "3.3.7", "3.3.8")
def test_there_is_nothing_to_fill_in_but_search_and_filters(tree, record_property):
    record_property("pages", len(tree.pages))

    assert shown(labelled(page, node) for page in tree.pages.values() for node in unusual_fields(page)) == ""


@pytest.mark.covers("gestures", "2.5.1", "2.5.4", "2.5.7")
def test_no_script_waits_for_gestures(tree, record_property):
    found = {file.name: GESTURES.findall(file.read_text(encoding="utf-8")) for file in tree.files(".js")}
    dragged = (labelled(page, node) for page in tree.pages.values() for node in page.dom.css("[draggable=true]"))
    record_property("pages", len(tree.pages))

    assert found
    assert {name: words for name, words in found.items() if words} == {}
    assert shown(dragged) == ""


@pytest.mark.covers("ways", "2.4.5")
def test_every_page_leads_to_search_and_site_map(tree, record_property):
    pages = [page for page in tree.pages.values() if not is_sheet(page)]
    found = {
        page.path: (
            len(page.dom.css("header form[role=search] input[type=search]")),
            len(page.dom.css(".site-footer a[href$='sitemap/']")),
        )
        for page in pages
    }
    record_property("pages", len(pages))

    assert shown(f"/{path}: {them}" for path, them in found.items() if them != (1, 1)) == ""


@pytest.mark.covers("order", "3.2.3", "3.2.6")
@pytest.mark.parametrize("part", ["header .menu a", ".site-footer a"], ids=["menu", "help"])
@pytest.mark.parametrize("lang", LANGS)
def test_menu_and_help_come_in_the_same_order_everywhere(tree, lang, part, record_property):
    pages = [page for page in tree.of(lang) if not is_sheet(page)]
    voices: dict[bool, Counter[tuple[str, ...]]] = {}
    for page in pages:  # pages in easy Japanese say the same in words of their own
        words = tuple(" ".join(node.text().split()) for node in page.dom.css(part))
        voices.setdefault(page.path.startswith("easy/"), Counter())[words] += 1
    targets = {
        tuple(node.attributes["href"].lstrip("./").removeprefix("en/") for node in page.dom.css(part))[1:]
        for page in pages
    }
    record_property("pages", len(pages))

    assert [len(orders) for orders in voices.values()] == [1] * len(voices)
    assert sum(sum(orders.values()) for orders in voices.values()) == len(pages)
    assert len(targets) == 1  # but for the first: the office has a page in easy Japanese
    assert len(targets.pop()) > 1
