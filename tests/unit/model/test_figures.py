from decimal import Decimal
from time import process_time

import pytest

from build_tools.model.figures import MARK, Figure, figures_of
from build_tools.model.promises import Indicator, by_date

FACTS = {"id": "survey", "kind": "target", "title": "調査", "sources": ["plan"], "updated": "2026-11-23"}


def indicator(*values, **fields):
    observations = [{"date": date, "value": value} for date, value in values]
    return Indicator.model_validate(FACTS | {"unit": "people", "observations": observations} | fields)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        ((("2024-04", "9"), ("2010", "7"), ("FY2023", "8")), ["7", "8", "9"]),
        ((("2024-04", "9"), ("unknown", "7")), ["7", "9"]),
        ((("2024-04", "1"), ("2024-04", "2")), ["1", "2"]),
    ],
    ids=["as dated", "undated first", "as written"],
)
def test_the_newest_value_is_the_one_that_a_text_names(values, order):
    survey = indicator(*values)

    assert [str(value.value) for value in by_date(survey.observations)] == order
    assert figures_of(survey) == {"value": Figure(Decimal(order[-1]), "people")}


@pytest.mark.parametrize("text", ["{1" + " a" * 32_000, "{" + "一" * 64_000], ids=["letters", "numerals"])
def test_a_brace_without_its_partner_takes_no_long_time(text):
    began = process_time()

    assert MARK.sub("", text) == text
    assert process_time() - began < 1  # it took ten seconds


def test_marks_and_figures_that_are_nobodys_are_told_apart():
    text = "{a.b} {a} {約3,000円} {forty NPOs} {2 | 3} {{1 つ}} {協働} {1.5} {1 つ\n}"

    found = [(match["id"], match["part"], match["other"]) for match in MARK.finditer(text)]

    assert found == [
        ("a", "b", None),
        ("a", None, None),
        (None, None, "約3,000円"),
        (None, None, "forty NPOs"),
        ("1", "5", None),
    ]
