import pytest

from bench.figures import Row, Spread, percentile


def test_a_spread_tells_the_middle_and_both_ends():
    spread = Spread((3.0, 1.0, 2.0))

    assert (spread.median, spread.low, spread.high) == (2.0, 1.0, 3.0)


@pytest.mark.parametrize(
    ("ours", "met"), [((0.9, 1.2, 5.0), True), ((1.3, 1.3, 1.3), False)], ids=["below the goal", "above it"]
)
def test_the_ratio_of_the_medians_is_judged(ours, met):
    row = Row(
        case="clean-pages", what="pages", ours=Spread(ours), peer=Spread((2.0, 2.0, 9.0)), peer_name="H", goal=0.6
    )

    assert row.ratio == sorted(ours)[1] / 2
    assert row.met is met


def test_without_a_peer_the_figure_itself_is_judged():
    row = Row(case="serve", what="saves", unit="ms", ours=Spread((299.0,)), goal=300)

    assert (row.ratio, row.met) == (None, True)


def test_what_could_not_be_measured_does_not_meet_its_goal():
    row = Row(case="clean-pages", what="pages", ours=Spread((1.0,)), peer_name="H", goal=0.6, note="H is missing")

    assert (row.ratio, row.met) == (None, False)


def test_what_was_skipped_is_neither_met_nor_missed():
    assert Row(case="scale", what="size", peer_name="ours", goal=11, skipped="QUICK=1").met is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [(tuple(range(1, 21)), 19), (tuple(range(1, 101)), 95), ((7,), 7)],
    ids=["20 values", "100 values", "one value"],
)
def test_percentile_is_the_nearest_rank(values, expected):
    assert percentile(values, 0.95) == expected
