"""Scores are whole, the same in any order, and between 0 and 1."""

from __future__ import annotations

import time
from itertools import combinations, permutations, product

import pytest

from build_tools.matching.parts import Agreement, How
from build_tools.matching.scoring import LEAST, PARTS, Found, Matches, Pool, find_matches
from build_tools.matching.texts import read_text
from build_tools.model.matching import ENTRY_KINDS
from build_tools.tracing import listening
from tests.records import make_need, make_operation, make_proposal, with_entries

NEED = make_need(
    title="避難の付き添いがほしい",
    themes=["disaster", "learning"],
    places=["hiroba"],
    starts="2027-01",
    ends="2027-02",
)
PROPOSAL = make_proposal(
    title="避難の練習とガイドブック", audience=["foreign-residents"], starts="2027-02", ends="2027-12"
)
OPERATION = make_operation(
    title="避難所のガイドブックづくり", themes=["greenery"], audience=["foreign-residents"], places=["station"]
)
MOST_SECONDS = 1
"""Of the processor; looking through all triples for each pair takes eighteen."""
POOL = Pool((NEED, PROPOSAL, OPERATION))


def parts(*entries):
    return dict(POOL.score(*entries).agreements)


def test_a_pair_agrees_part_by_part():
    assert parts(NEED, PROPOSAL) == {
        "themes": Agreement(0.5, How.ALL, ("disaster",)),
        "words": Agreement(1000 / 5500 / 0.2, How.ALL, ("避難",)),
        "audience": Agreement(1.0, How.ALL, ("foreign-residents",)),
        "places": Agreement(0.5, How.UNSAID),
        "period": Agreement(28 / 59, How.ALL),
    }
    assert POOL.score(NEED, PROPOSAL).score == 0.6997


def test_a_triple_agrees_part_by_part():
    assert parts(NEED, PROPOSAL, OPERATION) == {
        "themes": Agreement(1 / 6, How.SOME, ("disaster",)),
        "words": Agreement(1.0, How.ALL, ("避難",)),
        "audience": Agreement(1.0, How.ALL, ("foreign-residents",)),
        "places": Agreement(0.0, How.NONE),
        "period": Agreement(28 / 59, How.ALL),
    }
    assert POOL.score(NEED, PROPOSAL, OPERATION).score == 0.5558


def test_what_differs_in_all_gives_nothing():
    need = make_need(audience=["npos"], title="花", starts="2026", ends="2026", places=["hiroba"])
    proposal = make_proposal(
        audience=["children"], title="歌", themes=["music"], starts="2027", ends="2027", places=["station"]
    )

    found = Pool((need, proposal)).score(need, proposal)

    assert found.score == 0.0
    assert {agreement for _, agreement in found.agreements} == {Agreement(0.0, How.NONE)}


def test_what_says_the_same_has_the_whole_score():
    same = {"title": "避難の練習", "places": ["hiroba"], "starts": "2027-01", "ends": "2027-02"}
    entries = (make_need(**same), make_proposal(**same), make_operation(**same))

    assert Pool(entries).score(*entries).score == 1.0


@pytest.mark.parametrize("order", list(permutations((NEED, PROPOSAL, OPERATION))))
def test_order_makes_no_difference(order):
    first, second, third = order
    pool = Pool(order)

    assert pool.score(first, second) == POOL.score(second, first)
    assert pool.score(first, second, third) == POOL.score(NEED, PROPOSAL, OPERATION)
    assert pool.pairs() == POOL.pairs()


def test_points_add_up_to_a_hundred():
    assert sum(part.points for part in PARTS.values()) == 100


@pytest.mark.parametrize(
    "entries", [(NEED,), (NEED, NEED), (NEED, PROPOSAL, NEED)], ids=["one", "twice", "two-of-three"]
)
def test_a_match_is_of_two_kinds(entries):
    with pytest.raises(ValueError, match="not two or three kinds"):
        POOL.score(*entries)


def test_matches_of_the_town_are_a_triple_and_its_pairs(town):
    matches = find_matches(town)

    assert [(found.key, found.score) for found in matches.triples] == [
        ((("need", "summer"), ("proposal", "lessons"), ("operation", "beds")), 0.65)
    ]
    assert [(found.key, found.score) for found in matches.pairs] == [
        ((("need", "summer"), ("operation", "beds")), 0.95),
        ((("proposal", "lessons"), ("operation", "beds")), 0.5837),
        ((("need", "summer"), ("proposal", "lessons")), 0.5612),
    ]
    assert matches.shown == matches.triples


def every_triple(entries):
    """Give the keys of the triples in which each two could go together, found by trying all."""
    pool = Pool(entries)
    pairs = {pair.key for pair in pool.pairs()}
    kinds = [[entry for entry in entries if isinstance(entry, kind)] for kind in ENTRY_KINDS]
    found = [pool.score(*three) for three in product(*kinds)]
    return {f.key for f in found if f.score >= LEAST and {*combinations(f.key, 2)} <= pairs}


def crowd(count):
    """Give as many entries of each kind, of which some go together."""
    topics, wishes = ("disaster", "learning", "greenery"), ("避難の練習", "花の手入れ", "避難の地図", "読書の会")
    return tuple(
        make(id=f"e{number:02}", themes=[topics[number * step % 3]], title=wishes[number % 4])
        for make, step in ((make_need, 1), (make_proposal, 2), (make_operation, 1))
        for number in range(count)
    )


def test_triples_are_those_of_which_each_two_go_together():
    song = {"id": "song", "themes": ["music"], "title": "合唱"}
    entries = (*crowd(7), make_need(**song), make_operation(**song))
    pool = Pool(entries)
    pairs, triples = pool.pairs(), pool.triples(pool.pairs())

    assert {triple.key for triple in triples} == every_triple(entries)
    left = [found.key for found in Matches(triples, pairs).shown[len(triples) :]]
    assert left == [(("need", "song"), ("operation", "song"))]


def test_a_crowded_board_is_shown_in_no_time():
    entries = crowd(30)
    kinds = [[entry for entry in entries if isinstance(entry, kind)] for kind in ENTRY_KINDS]
    triples = tuple(Found(three, ()) for three in product(*kinds))
    pairs = tuple(Found(two, ()) for some, others in combinations(kinds, 2) for two in product(some, others))
    begun = time.process_time()

    shown = Matches(triples, pairs).shown

    assert (len(shown), len(triples), len(pairs)) == (27_000, 27_000, 2_700)
    assert time.process_time() - begun < MOST_SECONDS


def test_matches_are_looked_for_once_and_asked_for_each_time(town):
    need = make_need(body="避難の練習")
    need.body.belong("need", "help")
    catalog = with_entries(town, need, make_proposal())

    with listening() as first:
        found = find_matches(catalog)
    with listening() as second:
        again = find_matches(catalog)

    assert again is found
    assert first.questions == second.questions == {"all need", "all proposal", "all operation", "body need/help"}


def test_samples_go_with_samples_and_settled_entries_with_nothing(town):
    entries = (
        make_need(),
        make_proposal(sample="true"),
        make_operation(sample="true"),
        make_proposal(id="old", status="closed"),
    )

    matches = find_matches(with_entries(town, *entries))

    assert [found.key for found in matches.shown] == [(("proposal", "walk"), ("operation", "sites"))]


def test_time_and_place_alone_bring_nothing_together(town):
    together = {"places": ["hiroba"], "starts": "2027", "ends": "2027"}
    need = make_need(title="花", themes=["greenery"], **together)
    proposal = make_proposal(title="歌", themes=["learning"], **together)

    assert find_matches(with_entries(town, need, proposal)).shown == ()


def test_words_are_pairs_of_kanji_loan_words_and_latin_words():
    reading = read_text("避難所のガイドブックをNPOと作る会")

    assert reading.terms == {"避難", "難所", "がいどぶっく", "npo"}
    assert list(reading.spell(frozenset({"避難", "がいどぶっく", "npo"}))) == ["避難", "ガイドブック", "npo"]
