"""What the pages of accessibility claim, and what they say is still open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.model.accessibility import AccessibilityPolicy
from build_tools.pages.accessibility import build_pages
from build_tools.pages.desk import Desk
from build_tools.shells import SHELLS
from tests.records import at

NOW = at("2026-11-23 12:00")
NOTE = (
    "2 November 2026 Public relations: Some old photographs have no description. "
    "axe: No problem found in what was tested. In 1 place the machine could not tell."
)


def text_of(node):
    return " ".join(node.text().split())


def doms(catalog, lang, now=NOW):
    return {page.path: LexborHTMLParser(page.content) for page in build_pages(Desk.of(catalog, lang, now))}


def result(catalog, lang, now=NOW):
    return doms(catalog, lang, now)["accessibility/result/"]


def with_records(town, kind, **changes):
    """Give the town with the fields of the records of a kind changed; without them for no changes."""
    changed = {id_: record.model_copy(update=changes) for id_, record in town.records[kind].items()} if changes else {}
    return replace(town, records={**town.records, kind: changed})


def row(dom, number):
    [found] = [row for row in dom.css("table.criteria tr") if row.attributes.get("id") == f"sc-{number}"]
    return [text_of(cell) for cell in found.css("th, td")]


def test_links_lead_to_each_part_and_to_each_principle(town):
    dom = result(town, "en")
    parts, principles = (
        [(link.attributes["href"], link.text()) for link in nav.css("a")] for nav in dom.css("nav.jump")
    )
    ids = {f"#{node.attributes['id']}" for node in dom.css("[id]")}

    assert [href for href, _ in parts] == ["#statement", "#checklist", "#later", "#checks", "#addresses"]
    assert [words for _, words in parts] == [text_of(heading) for heading in dom.css("h2")]
    assert principles == [
        ("#sc-1.1.1", "1 Perceivable"),
        ("#sc-2.1.1", "2 Operable"),
        ("#sc-3.1.1", "3 Understandable"),
        ("#sc-4.1.1", "4 Robust"),
    ]
    assert {href for href, _ in (*parts, *principles)} <= ids


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_criterion_has_a_row(town, lang):
    tables = result(town, lang).css("table.criteria")

    assert [len(table.css("tbody tr")) for table in tables] == [38, 18]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (
            "1.1.1",
            [
                "1.1.1 Non-text Content",
                "A",
                "Person",
                "Not met",
                NOTE,
            ],
        ),
        (
            "1.2.1",
            [
                "1.2.1 Audio-only and Video-only (Prerecorded)",
                "A",
                "Machine",
                "Not applicable",
                "count of sound and video: No page has an element for sound, video or embedded content.",
            ],
        ),
        (
            "1.4.3",
            ["1.4.3 Contrast (Minimum)", "AA", "Machine", "Not met", "axe: 3 problems."],
        ),
        (
            "4.1.1",
            [
                "4.1.1 Parsing",
                "A",
                "Machine",
                "Met",
                "Nu HTML Checker: No problem found in what was tested.",
            ],
        ),
        (
            "1.3.1",
            [
                "1.3.1 Info and Relationships",
                "A",
                "Nobody yet",
                "Waiting for a person",
                "Not tested by machine.",
            ],
        ),
    ],
)
def test_a_row_says_who_judged_and_what_was_found(town, number, expected):
    assert row(result(town, "en"), number) == expected


def test_what_is_signed_is_claimed_with_who_signed_and_when(town):
    said = [text_of(node) for node in doms(town, "en")["accessibility/"].css("#claim ~ p")]

    assert said[:2] == [
        "JIS X 8341-3:2016, Level AA: Partly conforms",
        "Signed by Head of public relations on 10 November 2026.",
    ]


@pytest.mark.parametrize("missing", ["signed", "claim"])
def test_nothing_is_claimed_without_a_signature(town, missing):
    unsigned = with_records(town, "accessibility-policy", **{missing: None})

    for dom in doms(unsigned, "en").values():
        assert "Conformance is not claimed." in text_of(dom.body)
        assert "Partly conforms" not in text_of(dom.body)


def test_the_page_says_why_a_run_may_be_too_old(town):
    whole = with_records(town, "accessibility-test", shells=SHELLS)
    said = {
        name: [text_of(node) for node in result(catalog, "en", now).css(".note")]
        for name, catalog, now in (
            ("fresh", with_records(whole, "accessibility-test", date=NOW.date()), NOW),
            ("kinds", with_records(town, "accessibility-test", date=NOW.date(), shells=("events/",)), NOW),
            ("year", with_records(whole, "accessibility-test", date=NOW.date()), at("2027-11-24 00:00")),
        )
    }

    assert said == {
        "fresh": [],
        "kinds": ["New kinds of page have been added since that test. It says nothing of them."],
        "year": ["More than a year has passed since that test. The site may differ from it by now."],
    }


def test_without_a_run_the_page_says_so(town):
    dom = result(with_records(town, "accessibility-test"), "ja")

    assert "機械による試験の結果は、まだありません。" in text_of(dom.body)
    assert row(dom, "4.1.1")[2:] == ["未確認", "人の確認待ち", "機械では調べていません。"]


def test_without_a_policy_one_page_says_so(town):
    [(path, dom)] = doms(with_records(town, "accessibility-policy"), "en").items()

    assert (path, text_of(dom.body)) == ("accessibility/", "Accessibility There is no accessibility policy yet.")
    assert town.all(AccessibilityPolicy)
