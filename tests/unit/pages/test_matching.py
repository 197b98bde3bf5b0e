"""The matching board, the pages of its entries and its forms, from the town's records."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.model.base import LANGUAGES
from build_tools.pages.desk import Desk
from build_tools.pages.matching import build_board, build_forms, build_record, format_age
from build_tools.views.elapsed import Elapsed
from tests.records import make_need, make_operation, make_proposal, with_entries, words

NOW = datetime(2026, 11, 23, 9, 0)
MATCHED = {"proposal": "walk", "operation": "sites"}


def desk_of(catalog, lang="en"):
    return Desk.of(catalog, lang, NOW)


def board_of(catalog, lang="en"):
    [page] = build_board(desk_of(catalog, lang))
    return page


def texts(html, selector):
    return [" ".join(node.text().split()) for node in LexborHTMLParser(html).css(selector)]


def test_the_board_shows_three_columns_with_ages(town):
    content = board_of(town).content

    assert texts(content, ".board h2") == ["Needs of residents 1 open", "Proposals by groups 1 open",
                                           "Operations of the city 1 open"]  # fmt: skip
    assert texts(content, ".board .card-where") == ["Open for 3 months", "Open for 22 days", "Open for 1 month"]
    assert texts(content, ".board .chip") == ["Flowers and greenery", "Flowers and greenery", "Learning",
                                              "Flowers and greenery"]  # fmt: skip
    assert texts(content, ".note-sample") == []


def test_suggestions_come_with_their_reasons(town):
    content = board_of(town).content

    assert texts(content, ".suggestion-score") == ["65 of 100 points"]
    assert texts(content, "#suggestions ~ ol .together a") == [
        "Help with watering in summer",
        "Lessons in watering flower beds",
        "Care of the flower beds by the station",
    ]
    assert texts(content, ".reasons li") == [
        "All three are about: Flowers and greenery (18 of 35 points)",
        "All three share words in their Japanese text: 花壇 (13 of 25 points)",
        "All three are for: Residents (20 of 20 points)",
        "Those that name a place name the same: Central Square Hall (10 of 10 points)",
        "The time can still be chosen (5 of 10 points)",
    ]


def test_samples_are_marked_and_not_counted(town):
    content = board_of(with_entries(town, make_need(sample="true"))).content

    assert texts(content, ".board h2")[0] == "Needs of residents 1 sample"
    assert texts(content, ".board .mark-sample") == ["Sample"]
    assert texts(content, ".note-sample") == [
        "No real need, proposal or operation has been published yet. Everything below is a sample."
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_board_says_so_and_how_to_hand_one_in(town, lang):
    t, content = words(lang), board_of(with_entries(town), lang).content

    assert texts(content, ".note-sample") == [t("matching.empty")]
    assert texts(content, "section > p:last-child") == [
        t("matching.need.none"), t("matching.proposal.none"), t("matching.operation.none"),
        t("matching.suggestions.none"), t("matching.matched.none"), t("matching.projects.none"),
    ]  # fmt: skip
    links = [node.attributes["href"] for node in LexborHTMLParser(content).css(".board-forms a")]
    assert links == [f"../matching/forms/{kind}/" for kind in ("need", "proposal", "operation")]


def test_matches_and_projects_stand_below(town):
    entries = (
        make_need(status="matched", matched_with=MATCHED),
        make_proposal(status="matched", matched_with={"need": "help", "operation": "sites"}),
        make_operation(status="matched", matched_with={"need": "help", "proposal": "walk"}),
        make_need(id="old", title="花壇", status="project", project="flowers"),
    )

    content = board_of(with_entries(town, *entries), "ja").content

    assert texts(content, "#matched ~ ul .together li") == [
        "市民のニーズ 防災講座",
        "団体からの提案 防災講座",
        "市の業務 防災講座",
    ]
    assert texts(content, "#projects ~ ul h3") == ["花と緑の協働事業"]
    assert texts(content, "#projects ~ ul .together li") == ["市民のニーズ 花壇"]


def test_the_page_of_an_entry_tells_its_facts(town):
    [page] = build_record(desk_of(town), town.get("need", "summer"))

    assert (page.path, page.shell, page.is_indexed) == ("matching/need-summer/", "matching/_record/", True)
    assert dict(zip(texts(page.content, ".facts dt"), texts(page.content, ".facts dd"), strict=True)) == {
        "Status": "Open",
        "Received": "20 August 2026",
        "Open for": "3 months",
        "Whose need": "Residents",
        "For": "Residents",
        "Themes": "Flowers and greenery",
        "Places": "Central Square Hall",
        "When": "Not fixed",
    }


def test_a_sample_is_kept_from_search_engines(town):
    sample = make_need(id="summer", sample="true", title={"ja": "見本", "en": "Sample"})

    [page] = build_record(desk_of(with_entries(town, sample)), sample)

    assert page.is_indexed is False
    assert texts(page.content, ".note-sample") == ["This is an invented example. Nobody really sent it in."]


def forms_of(catalog, lang):
    _, *forms = build_forms(desk_of(catalog, lang))
    return forms


def test_the_forms_stand_in_a_list_below_the_board(town):
    page, *forms = build_forms(desk_of(town))
    links = LexborHTMLParser(page.content).css(".choices a")

    assert (page.path, page.shell) == ("matching/forms/", "matching/_record/")
    assert page.trail == (("projects/", "Projects"), ("matching/", "Matching board"))
    assert [(node.attributes["href"], node.text()) for node in links] == [
        (f"../../{form.path}", form.title) for form in forms
    ]
    assert {form.trail for form in forms} == {(*page.trail, ("matching/forms/", "Forms"))}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_form_asks_warns_and_says_where_to_go(town, lang):
    t = words(lang)

    for page in forms_of(town, lang):
        assert texts(page.content, ".form-care strong") == [t("form.care")]
        assert texts(page.content, ".form-consent h2") == [t("form.consent")]
        assert len(texts(page.content, ".question .label")) == 7
        assert texts(page.content, ".form-foot p")[1] == t("office.later")


def test_a_form_of_a_demonstration_says_first_that_nobody_accepts_it(town):
    for page in forms_of(town, "ja"):
        sheet = LexborHTMLParser(page.content).css_first(".sheet")
        assert " ".join(next(sheet.iter()).text().split()) == (
            "これは見本の用紙です。見本町の協働の窓口も見本町も、この用紙を受け付けていません。記入して渡さないでください。"
        )


def test_a_form_of_an_official_site_names_the_office(town):
    official = replace(town, site=town.site.model_copy(update={"official": True}))

    for page in forms_of(official, "en"):
        assert texts(page.content, ".form-sample") == []
        assert texts(page.content, ".form-foot p")[:3] == [
            "Where to hand it in",
            "Collaboration desk of Sample Town",
            f"Phone {town.site.contact.phone}",
        ]


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (Elapsed(0, 0, 0), "Received today"),
        (Elapsed(0, 0, 1), "Open for 1 day"),
        (Elapsed(0, 2, 5), "Open for 2 months"),
        (Elapsed(2, 0, 0), "Open for 2 years"),
        (Elapsed(1, 11, 3), "Open for 1 year and 11 months"),
    ],
)
def test_ages_in_words(age, text):
    assert format_age(age, words("en")) == text
