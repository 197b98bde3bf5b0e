from dataclasses import replace
from decimal import Decimal

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.model.base import LANGUAGES
from build_tools.model.promises import Observation
from build_tools.pages.charts import Bar, build_chart, scale_of
from build_tools.pages.desk import Desk
from build_tools.pages.elapsed import format_elapsed
from build_tools.pages.evaluation import build_pages as build_evaluation
from build_tools.pages.targets import build_pages
from build_tools.views.elapsed import Elapsed
from tests.records import at, words

NOON = at("2026-11-23 12:00")


def page_of(catalog, lang="ja"):
    (page,) = build_pages(Desk.of(catalog, lang, NOON))
    return LexborHTMLParser(page.content)


def with_record(catalog, kind, id_, **fields):
    records = {name: dict(found) for name, found in catalog.records.items()}
    records[kind][id_] = records[kind][id_].model_copy(update=fields)
    return replace(catalog, records=records)


def article(page, id_):
    return next(node for node in page.css("article") if node.css_first(f"#{id_}"))


def sentence(page, id_):
    return article(page, id_).css_first(".target-sentence").text()


def test_a_target_is_told_in_a_sentence_a_chart_and_a_table(town):
    told = article(page_of(town, "en"), "participation")

    assert told.css_first(".target-sentence").text() == (
        "The aim was to go from about 16.5% in fiscal year 2005 to 20% or more by Thursday, 31 March 2011, a "
        "difference of about 3.5 points. No data on the result have been published as far as we know, so "
        "whether it was met is not known."
    )
    assert [[cell.text() for cell in row.css("th, td")] for row in told.css("tbody tr")] == [
        ["Baseline", "fiscal year 2005", "about 16.5%"],
        ["Result", "no date", "no data published"],
        ["Target", "Thursday, 31 March 2011", "20% or more"],
    ]
    assert [node.text() for node in told.css(".chart-tick")] == ["0%", "5%", "10%", "15%", "20%", "25%"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_say_what_their_tables_say(town, lang):
    charts = page_of(town, lang).css("article:has(svg)")

    assert charts != []
    for node in charts:
        shown = [
            (label.text(), value.text())
            for label, value in zip(node.css(".chart-label"), node.css(".chart-value"), strict=True)
        ]
        rows = [(row.css_first("th").text(), row.css("td")[1].text()) for row in node.css("tbody tr")]
        title, desc = node.css_first("title"), node.css_first("desc")
        assert shown == rows
        assert node.css_first("svg").attributes["aria-labelledby"].split() == [title.id, desc.id]
        assert desc.text() == node.css_first(".target-sentence").text()
        assert not node.css("[style]")


def test_bars_are_as_long_as_their_values(town):
    told = article(page_of(town), "participation")
    width = {node.attributes["class"].split("-")[-1]: Decimal(node.attributes["width"]) for node in told.css("rect")}

    assert width == {"baseline": Decimal("192.7"), "target": Decimal("233.6")}  # 16.5 and 20 of 25, on 292 units


def test_the_second_target_is_counted_from_the_projects(town):
    old = with_record(town, "project", "flowers", new_in_plan=None)
    sample = with_record(town, "project", "flowers", sample=True)
    none = "計画の期間に新しく始まったと資料から分かる事業は記録にまだありません。公表された結果も見つかっていません。"
    goal = "2011年3月31日(木)までに3事業をめざしました。"

    assert sentence(page_of(town), "creation") == goal + "計画の期間に新しく始まったと資料から分かるのは、1事業です。"
    assert sentence(page_of(old), "creation") == sentence(page_of(sample), "creation") == goal + none


@pytest.mark.parametrize(
    ("lang", "number", "rows", "fact"),
    [
        (
            "ja",
            0,
            [
                ["記録から数えた事業", "2026年11月23日現在の記録", "0事業"],
                ["公表された結果", "日付なし", "データの公表なし"],
            ],
            "0件（2026年11月23日現在の記録）",
        ),
        (
            "en",
            1,
            [
                ["Counted from records", "records as of 23 November 2026", "1 project"],
                ["Published result", "no date", "no data published"],
            ],
            "1 project (records as of 23 November 2026)",
        ),
    ],
)
def test_our_own_count_stands_apart_from_a_published_result(town, lang, number, rows, fact):
    catalog = town if number else with_record(town, "project", "flowers", new_in_plan=None)
    told = article(page_of(catalog, lang), "creation")

    assert [[cell.text() for cell in row.css("th, td")] for row in told.css("tbody tr")][:2] == rows
    assert [float(node.attributes["width"]) > 0 for node in told.css("rect.is-result")] == [bool(number)]
    facts = {row.css_first("dt").text(): row.css_first("dd").text() for row in told.css_first("dl").css("div")}
    none = {"ja": "公表された結果は見つかっていません", "en": "No published result has been found"}
    assert (facts[rows[0][0]], facts[rows[1][0]]) == (fact, none[lang])


def test_projects_that_do_not_count_are_told_with_the_reason(town):
    old = with_record(town, "project", "flowers", new_in_plan=None)
    rows = article(page_of(old, "en"), "creation").css("dl.facts")[-1].css("dl > div")

    assert [(row.css_first("dt").text(), row.css_first("dd").text().partition("Which")[0]) for row in rows] == [
        ("Counted", "0 projects"),
        ("Not counted: may have begun in the period, but no source says that it was newly set up", "1 project"),
        ("Not counted: no source says when it began", "0 projects"),
        ("Began before or after the period", "0 projects"),
        ("Not one of the new projects that the plan counts", "0 projects"),
    ]


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ((), ("2", "1")),
        (("16", "20"), ("25", "5")),
        (("0", "15"), ("20", "5")),
        (("536", "71"), ("600", "100")),
        (("3",), ("4", "1")),
        (("76762",), ("80000", "20000")),
    ],
)
def test_an_axis_ends_behind_its_longest_bar_at_a_round_number(values, scale):
    assert tuple(map(str, map(int, scale_of([Decimal(value) for value in values])))) == scale


@pytest.mark.parametrize(("value", "charts"), [("-0.5", 0), ("0", 1)])
def test_what_lies_below_zero_is_told_without_a_picture(town, value, charts):
    observation = Observation.model_validate({"date": "2012-04", "value": value})
    seen = with_record(town, "indicator", "participation", observations=(observation,))

    told = article(page_of(seen, "en"), "participation")

    assert len(told.css("svg")) == len(told.css(".chart-table")) == charts
    assert [" ".join(node.text().split()) for node in told.css("dl li")][:1] == [f"{value}% (April 2012 (Heisei 24))"]


def test_a_bar_without_a_value_has_no_length():
    chart = build_chart("c", "t", "d", [Bar("結果", "", None, "なし", "result")], unit="")

    assert [row.width for row in chart.rows] == [None]


@pytest.mark.parametrize(
    ("time", "ja", "en"),
    [
        (Elapsed(15, 7, 28), "15年7か月", "15 years and 7 months"),
        (Elapsed(1, 0, 3), "1年", "1 year"),
        (Elapsed(0, 1, 3), "1か月", "1 month"),
        (Elapsed(0, 0, 1), "1日", "1 day"),
    ],
)
def test_how_long_ago_is_said_in_words(time, ja, en):
    assert (format_elapsed(time, words("ja")), format_elapsed(time, words("en"))) == (ja, en)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2012-03-31 23:59", []),
        (
            "2012-05-01 00:00",
            [
                (
                    "Overdue. By the plan the city was to evaluate how far the targets were met when the plan’s period "
                    "ended (fiscal year 2011), and to publish the result; no date is given for that. The period ended "
                    "1 month ago, and no published result has been found. This does not mean that it was never "
                    "evaluated or published."
                )
            ],
        ),
    ],
)
def test_an_evaluation_that_is_overdue_says_so(town, now, said):
    old = town.get("evaluation", "hyoka")
    unpublished = tuple(stage for stage in old.stages if not stage.document)
    catalog = with_record(town, "evaluation", "hyoka", stages=unpublished)
    (page,) = build_evaluation(Desk.of(catalog, "en", at(now)))

    notes = LexborHTMLParser(page.content).css(".note-overdue")
    assert [" ".join(note.text().split()) for note in notes] == said
