from datetime import date

import pytest

from build_tools.views.days import days_of, stretches_of
from tests.records import make_event

FIFTH, SIXTH, TWELFTH = date(2026, 12, 5), date(2026, 12, 6), date(2026, 12, 12)


@pytest.mark.parametrize(
    ("starts", "fields", "days"),
    [
        ("2026-12-05 14:00", {}, [(FIFTH, FIFTH)]),
        ("2026-12-05", {"ends": "2026-12-06"}, [(FIFTH, SIXTH)]),
        ("2026-12-05", {"ends": "2026-12"}, [(FIFTH, FIFTH)]),
        ("2026-12-05 22:00", {"ends": "2026-12-05 25:00"}, [(FIFTH, FIFTH)]),
        ("2026-12-05 25:00", {}, [(FIFTH, FIFTH)]),
        ("2026-12", {}, []),
        ("FY2026", {}, []),
        ("unknown", {}, []),
        (
            "2026-12-05",
            {"ends": "2026-12-12", "sessions": [{"starts": "2026-12-12 14:00"}, {"starts": "2026-12-05 14:00"}]},
            [(FIFTH, FIFTH), (TWELFTH, TWELFTH)],
        ),
    ],
)
def test_days(starts, fields, days):
    assert [(stretch.first, stretch.last) for stretch in days_of(make_event(starts, **fields))] == days


@pytest.mark.parametrize(
    ("before", "former"),
    [("2026-12-05 10:00", [FIFTH]), ("2026-12", []), ("2026-12-12 14:00", [])],
    ids=["another day", "a month", "the same moment"],
)
def test_the_day_that_an_event_moved_away_from_is_kept(before, former):
    event = make_event("2026-12-12 14:00", previous_starts=before)

    assert [stretch.first for stretch in stretches_of(event) if stretch.is_former] == former
    assert [stretch.first for stretch in days_of(event)] == [TWELFTH]
