"""Each part of a score is told in a sentence, in both languages, the same for any order."""

from __future__ import annotations

import pytest

from build_tools.matching.explaining import explain, format_points
from build_tools.matching.scoring import Pool, find_matches
from build_tools.model.base import LANGUAGES
from tests.records import make_need, make_operation, make_proposal, words

TRIPLE = {
    "ja": [
        "三つともテーマが同じです: 花と緑(35点中18点)",
        "三つに同じ言葉が使われています: 花壇(25点中13点)",
        "三つとも対象が同じです: 市民(20点中20点)",
        "場所を挙げたものは、すべて同じ場所です: 中央広場ホール(10点中10点)",
        "時期は、これから決められます(10点中5点)",
    ],
    "en": [
        "All three are about: Flowers and greenery (18 of 35 points)",
        'All three share words in their Japanese text: <span lang="ja">花壇</span> (13 of 25 points)',
        "All three are for: Residents (20 of 20 points)",
        "Those that name a place name the same: Central Square Hall (10 of 10 points)",
        "The time can still be chosen (5 of 10 points)",
    ],
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_triple_is_explained(town, lang):
    [found] = find_matches(town).triples

    assert [str(sentence) for sentence in explain(found, town, words(lang))] == TRIPLE[lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_order_makes_no_difference(town, lang):
    [found] = find_matches(town).triples
    need, proposal, operation = found.entries
    again = Pool((operation, proposal, need)).score(operation, need, proposal)

    assert explain(again, town, words(lang)) == explain(found, town, words(lang))


def test_what_does_not_fit_is_said_too(town):
    need = make_need(title="花", audience=["npos"], places=["hiroba"], starts="2026", ends="2026")
    operation = make_operation(
        title="歌", themes=["greenery"], audience=["foreign-residents"], places=["station"], starts="2027"
    )

    found = Pool((need, operation)).score(need, operation)

    assert [str(sentence) for sentence in explain(found, town, words("en"))] == [
        "Their themes differ (0 of 35 points)",
        "They have no words in common (0 of 25 points)",
        "They are for different people (0 of 20 points)",
        "Their places differ (0 of 10 points)",
        "Their times do not overlap (0 of 10 points)",
    ]


def test_two_of_three_are_told_as_such(town):
    entries = (make_need(themes=["greenery"]), make_proposal(), make_operation())

    first = explain(Pool(entries).score(*entries), town, words("en"))[0]

    assert str(first) == "Two of them are about: Disaster preparedness (9 of 35 points)"


@pytest.mark.parametrize(("points", "text"), [(0.0, "0"), (0.5, "1"), (17.5, "18"), (99.99, "100")])
def test_points_are_rounded_half_up(points, text):
    assert format_points(points) == text
