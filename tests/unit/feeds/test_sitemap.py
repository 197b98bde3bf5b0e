from datetime import date
from xml.etree import ElementTree as ET

from build_tools.feeds.sitemap import Entry, build_robots, build_sitemap

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
BASE = "https://town.example/a&b/"


def read(text):
    """Every page as `(address, last change, {language: address})`."""
    return [
        (
            url.findtext("s:loc", None, NAMES),
            url.findtext("s:lastmod", None, NAMES),
            {link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("x:link[@rel='alternate']", NAMES)},
        )
        for url in ET.fromstring(text).findall("s:url", NAMES)  # noqa: S314 -- our own text
    ]


def test_sitemap():
    entries = [
        Entry("events/walk/", "en"),
        Entry("events/walk/", "ja", date(2026, 11, 23)),
        Entry("", "ja"),
        Entry("ja-only/", "ja"),
    ]

    assert read(build_sitemap(entries, base_url=BASE)) == [
        (BASE, None, {"ja": BASE}),
        (
            f"{BASE}events/walk/",
            "2026-11-23",
            {"ja": f"{BASE}events/walk/", "en": f"{BASE}en/events/walk/"},
        ),
        (f"{BASE}ja-only/", None, {"ja": f"{BASE}ja-only/"}),
        (
            f"{BASE}en/events/walk/",
            None,
            {"ja": f"{BASE}events/walk/", "en": f"{BASE}en/events/walk/"},
        ),
    ]


def test_an_empty_sitemap_is_xml():
    assert read(build_sitemap([], base_url=BASE)) == []


def test_the_order_of_entries_does_not_matter():
    entries = [Entry("b/", "ja"), Entry("a/", "en"), Entry("a/", "ja")]

    assert build_sitemap(reversed(entries), base_url=BASE) == build_sitemap(entries, base_url=BASE)


def test_the_sitemap_of_the_town_names_the_pages_that_may_be_shown(made):
    found = [address.removeprefix("https://town.example/commons/") for address, _, _ in read(made.files["sitemap.xml"])]
    shown = {
        path.removesuffix("index.html")
        for path, data in made.files.items()
        if path.endswith("index.html") and b'content="noindex"' not in data
    }

    assert set(found) == shown
    assert len(found) == len(shown)
    assert {"events/2026-yoru/", "en/organizations/aoba-network/"} & shown == set()


def test_robots():
    assert (
        build_robots(base_url="https://town.example")
        == "User-agent: *\nAllow: /\nSitemap: https://town.example/sitemap.xml\n"
    )
