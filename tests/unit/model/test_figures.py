from decimal import Decimal

import pytest

from build_tools.model.figures import Figure, figures_of
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
