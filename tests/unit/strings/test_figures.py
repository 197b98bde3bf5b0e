from decimal import Decimal

import pytest

from build_tools.strings.figures import find_figures

WRITTEN = [
    ("約１６％から", "約１６％", "16", "share"),
    ("16パーセント", "16パーセント", "16", "share"),
    ("四ポイントの差", "四ポイント", "4", "share"),
    ("about 20 % or more by", "about 20 % or more", "20", "share"),
    ("by 4 percentage points", "4 percentage points", "4", "share"),
    ("市民３，０００人に", "３，０００人", "3000", "people"),
    ("3千人と三千人", "3千人", "3000", "people"),
    ("3,000 randomly chosen residents", "3,000 randomly chosen residents", "3000", "people"),
    ("15の新しい協働事業", "15の新しい協働事業", "15", "projects"),
    ("十五事業", "十五事業", "15", "projects"),
    ("Fifteen new projects", "Fifteen new projects", "15", "projects"),
    ("40以上のNPOが", "40以上のNPO", "40", "groups"),
    ("四十団体以上", "四十団体以上", "40", "groups"),
    ("at least 40 NPOs took part", "at least 40 NPOs", "40", "groups"),
]
OTHERS = [
    "3,000円",
    "来場者3,000人",
    "20%引き",
    "20% off",
    "第15事業所",
    "15事業年度",
    "{3,000人}",
    "NPO法人40",
    "2011-15 projects",
]


@pytest.mark.parametrize(("text", "found", "value", "family"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_a_figure_is_found_as_people_write_it(text, found, value, family):
    typed = next(find_figures(text))

    assert (text[typed.start : typed.end], typed.value, typed.family) == (found, Decimal(value), family)


@pytest.mark.parametrize("text", OTHERS)
def test_what_counts_something_else_is_no_figure(text):
    assert list(find_figures(text)) == []
