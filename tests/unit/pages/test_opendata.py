from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from build_tools.pages.desk import Desk
from build_tools.pages.opendata import build_pages
from tests.project import AS_OF
from tests.records import words


def page_of(town, lang):
    [page] = build_pages(Desk(town, lang, AS_OF, words(lang)))
    return page


def links(html):
    return [node.attributes["href"] for node in LexborHTMLParser(html).css("a[href]")]


def names():
    stems = ("organizations", "projects", "places")
    own = [f"data/{stem}.{ending}" for stem in stems for ending in ("csv", "json")]
    own.insert(2, "data/organizations.vcf")
    return ["data/000000_event.csv", "data/events.json", *own]


def test_the_page_links_every_file_from_both_languages(town):
    licence = "https://creativecommons.org/licenses/by/4.0/"

    assert links(page_of(town, "ja").content) == [
        *(f"../{name}" for name in names()),
        licence,
        "../data/catalog.jsonld",
    ]
    assert links(page_of(town, "en").content) == [
        *(f"../../{name}" for name in names()),
        licence,
        "../../data/catalog.jsonld",
    ]


def test_the_page_counts_records_without_samples(town):
    text = LexborHTMLParser(page_of(town, "en").content).body.text()

    assert [line.strip() for line in text.splitlines() if line.strip().startswith("Records:")] == [
        "Records: 2",
        "Records: 2",
        "Records: 1",
        "Records: 1",
    ]


def test_the_page_claims_no_conformance(town):
    assert words("ja")("data.standards.text") in page_of(town, "ja").content
    assert words("en")("data.standards.text") in page_of(town, "en").content


def test_the_head_names_the_catalogue(town):
    assert type(page_of(town, "en").head) is str  # markup would escape what is put behind it
    assert page_of(town, "en").head == (
        '\n  <link rel="alternate" type="application/ld+json" title="Data catalogue" href="../../data/catalog.jsonld">'
    )
