"""Addresses: every link leads somewhere, nothing is fetched from elsewhere, languages are paired.

Each test gathers all that is wrong as lines `page: what`, so that one run shows everything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import ROOT
from tests.site.tree import LANGS, Page, Tree, shown

FETCHED = {
    "a": ("href",),
    "area": ("href",),
    "audio": ("src",),
    "embed": ("src",),
    "form": ("action",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src", "formaction"),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
FOLLOWED_BY_CHOICE = ("a", "area")
NEVER_FETCHED_RELS = {"alternate", "author", "canonical", "help", "license", "me", "next", "prev", "privacy-policy"}
NAMESPACES = (
    "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/2000/xmlns/",
    "http://www.w3.org/XML/1998/namespace",
)
CSS_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s;]+)""", re.IGNORECASE)
JS_ADDRESS = re.compile(r"""["'`]((?:https?:|wss?:)?//[\w$.{[-][^"'`\s]*)""")
CONTENT = ROOT / "content"
SAMPLE = re.compile(r"^sample:\s*true\b", re.MULTILINE)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(page: Page) -> Iterator[tuple[str, str, bool]]:
    """Yield `(tag, address, is_fetched)` for each address in a page; not fetched are links that one follows."""
    for tag, names in FETCHED.items():
        for node in page.dom.css(tag):
            rels = set((node.attributes.get("rel") or "").lower().split())
            is_fetched = tag not in FOLLOWED_BY_CHOICE and not (tag == "link" and rels & NEVER_FETCHED_RELS)
            for name in names:
                value = node.attributes.get(name)
                if value is None:
                    continue
                parts = [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
                yield from ((tag, part, is_fetched) for part in parts)


def broken_links(tree: Tree, page: Page) -> Iterator[str]:
    """Yield each address in a page that leads to no file, or to a place that the page there lacks."""
    for tag, href, _ in addresses(page):
        target = tree.resolve(page, href)
        if target is None:
            continue
        path, fragment = target
        fragment = fragment.partition(":~:")[0]
        if not tree.has(path):
            slash = " (without its slash)" if tree.has(f"{path}/") else ""
            yield f"/{page.path}: <{tag}> {href} leads nowhere{slash}"
        elif fragment not in ("", "top") and path in tree.pages and fragment not in tree.pages[path].ids:
            yield f"/{page.path}: <{tag}> {href} names a place that /{path} lacks"


def is_elsewhere(tree: Tree, address: str) -> bool:
    """An address of another host, a scheme-relative one too."""
    there, here = urlsplit(urljoin(tree.base, address)), urlsplit(tree.base)
    return there.scheme in ("http", "https", "ws", "wss") and there.netloc != here.netloc


def fetched_elsewhere(tree: Tree, page: Page) -> Iterator[str]:
    """Yield each thing that a page would fetch from another host, or send to it."""
    for tag, href, is_fetched in addresses(page):
        if is_fetched and is_elsewhere(tree, href.strip()):
            yield f"/{page.path}: <{tag}> {href}"
    for node in page.dom.css("meta[http-equiv]"):
        if "url=" in (node.attributes.get("content") or "").lower().replace(" ", ""):
            yield f"/{page.path}: <meta http-equiv> {node.attributes.get('content')}"
    styles = [node.text() for node in page.dom.css("style")]
    styles += [node.attributes.get("style") or "" for node in page.dom.css("[style]")]
    yield from (f"/{page.path}: style {address}" for style in styles for address in CSS_ADDRESS.findall(style))
    scripts = [node.text() for node in page.dom.css("script") if "json" not in (node.attributes.get("type") or "")]
    yield from (f"/{page.path}: script {address}" for script in scripts for address in foreign(tree, script))


def foreign(tree: Tree, script: str) -> Iterator[str]:
    """Yield the addresses of other hosts that stand as literals in a script; names of XML vocabularies are none."""
    for address in JS_ADDRESS.findall(script):
        if is_elsewhere(tree, address) and not address.startswith(NAMESPACES):
            yield address


def alternates(tree: Tree, page: Page) -> dict[str, str]:
    """Give the paths that a page names for each language."""
    return {
        node.attributes["hreflang"] or "": (tree.resolve(page, node.attributes.get("href") or "") or ("?", ""))[0]
        for node in page.head_links("alternate")
        if "hreflang" in node.attributes
    }


def both_languages(page: Page) -> dict[str, str]:
    """Give the paths that a page has to name for each language."""
    return {"ja": page.inner, "en": f"en/{page.inner}", "x-default": page.inner}


def descriptions(page: Page) -> list[str]:
    """Give the descriptions in the head of a page, stripped."""
    return [(node.attributes.get("content") or "").strip() for node in page.dom.css("meta[name=description]")]


def listed_pages(tree: Tree, path: str) -> Iterator[str]:
    """Yield the addresses of a sitemap, those of the sitemaps that it lists too."""
    document = ET.parse(tree.root / path).getroot()  # noqa: S314 -- we wrote it ourselves
    for place in document.iter(f"{SITEMAP}loc"):
        address = (place.text or "").strip()
        if document.tag == f"{SITEMAP}sitemapindex":
            yield from listed_pages(tree, address.removeprefix(tree.base))
        else:
            yield address


def test_site_has_pages(tree):
    assert {"", "404.html", "en/"} <= set(tree.pages)


def test_links_lead_somewhere(tree):
    assert shown(line for page in tree.pages.values() for line in broken_links(tree, page)) == ""


def test_pages_fetch_nothing_from_elsewhere(tree):
    assert shown(line for page in tree.pages.values() for line in fetched_elsewhere(tree, page)) == ""


def test_styles_fetch_nothing_from_elsewhere(tree):
    assert (
        shown(
            f"{file.relative_to(tree.root)}: {address}"
            for file in tree.files(".css")
            for address in CSS_ADDRESS.findall(file.read_text(encoding="utf-8"))
        )
        == ""
    )


def test_scripts_know_no_other_host(tree):
    assert (
        shown(
            f"{file.relative_to(tree.root)}: {address}"
            for file in tree.files(".js", ".mjs")
            for address in foreign(tree, file.read_text(encoding="utf-8"))
        )
        == ""
    )


def is_easy(page: Page) -> bool:
    """The page is in easy Japanese: it names no other language, as two pages cannot both be the Japanese one."""
    return page.inner.startswith("easy/")


def test_pages_exist_in_both_languages(tree):
    japanese, english = ({page.inner for page in tree.of(lang) if not is_easy(page)} for lang in LANGS)

    assert shown(f"/{inner} stands in one language only" for inner in sorted(japanese ^ english)) == ""


@pytest.mark.covers("language", "3.1.1")
def test_pages_name_their_language(tree, record_property):
    record_property("pages", len(tree.pages))
    named = {page: page.dom.css_first("html").attributes.get("lang") for page in tree.pages.values()}

    assert shown(f"/{page.path}: {lang}" for page, lang in named.items() if lang != page.lang) == ""


def test_pages_name_each_language(tree):
    named = {page: alternates(tree, page) for page in tree.pages.values() if not page.is_missing_page}
    expected = {page: {} if is_easy(page) else both_languages(page) for page in named}

    assert shown(f"/{page.path}: {them}" for page, them in named.items() if them != expected[page]) == ""


def test_voices_lead_to_each_other_without_scripts(tree):
    """From every page one click leads to easy Japanese, and from there to the page that says the same."""
    event = "events/sample-2026-12-05-disaster-lecture-1/"
    pages = {page.path: page for page in tree.pages.values()}

    assert {
        path: [node.attributes["href"] for node in pages[path].dom.css(".voices a")]
        for path in (event, f"en/{event}", f"easy/{event}", "participate/", "en/places/", "easy/")
    } == {
        event: [f"../../en/{event}", f"../../easy/{event}"],
        f"en/{event}": [f"../../../{event}", f"../../../easy/{event}"],
        f"easy/{event}": [f"../../../{event}", f"../../../en/{event}"],
        "participate/": ["../en/participate/", "../easy/participate/"],
        "en/places/": ["../../places/", "../../easy/"],
        "easy/": ["../", "../en/"],
    }


def test_pages_name_their_own_address(tree):
    named = {page: page.head_links("canonical") for page in tree.pages.values() if not page.is_missing_page}
    addresses = {page: [node.attributes.get("href") for node in nodes] for page, nodes in named.items()}

    expected = {
        page: [tree.base + page.path.removesuffix("flyer/")] for page in addresses
    }  # paper stands for its event
    assert shown(f"/{page.path}: {them}" for page, them in addresses.items() if them != expected[page]) == ""


@pytest.mark.covers("titles", "2.4.6")
def test_pages_have_one_first_heading(tree, record_property):
    record_property("pages", len(tree.pages))
    counted = {page.path: len(page.dom.css("h1")) for page in tree.pages.values()}

    assert shown(f"/{path}: {number}" for path, number in counted.items() if number != 1) == ""


@pytest.mark.covers("titles", "2.4.2")
@pytest.mark.parametrize("lang", LANGS)
def test_titles_are_unique(tree, lang, record_property):
    record_property("pages", len(tree.pages))
    titles = Counter(page.text("head > title") for page in tree.of(lang))

    assert shown(f"{title!r}: {number} pages" for title, number in titles.items() if number > 1 or not title) == ""


def test_pages_have_a_description(tree):
    described = {page.path: descriptions(page) for page in tree.pages.values() if page.is_indexed}

    assert shown(f"/{path}: {texts}" for path, texts in described.items() if len(texts) != 1 or not texts[0]) == ""


def test_sitemap_lists_exactly_the_pages_that_may_be_found(tree):
    listed = Counter(listed_pages(tree, "sitemap.xml"))
    indexed = Counter(tree.base + page.path for page in tree.pages.values() if page.is_indexed)

    assert shown(f"{address} should not be listed" for address in sorted((listed - indexed).elements())) == ""
    assert shown(f"{address} is not listed" for address in sorted((indexed - listed).elements())) == ""


def test_samples_are_not_to_be_found(tree):
    marked = {file.stem for file in CONTENT.rglob("*.*") if SAMPLE.search(file.read_text(encoding="utf-8"))}
    pages = [page for page in tree.pages.values() if page.path.rstrip("/").rpartition("/")[2] in marked]

    assert shown(f"/{page.path} is a sample, and is indexed" for page in pages if page.is_indexed) == ""
