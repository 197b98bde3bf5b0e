from datetime import date, datetime

import pytest

from build_tools.views.slots import is_off, slots_of
from tests.records import make_event

at = datetime.fromisoformat


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (
            "2026-12-05 14:00",
            "2026-12-05 16:00",
            (at("2026-12-05T14:00"), at("2026-12-05T16:00"), date(2026, 12, 5)),
        ),
        ("2026-12-05 14:00", None, (at("2026-12-05T14:00"), None, date(2026, 12, 5))),
        ("2026-12-05 14:00", "2026-12-05", (at("2026-12-05T14:00"), None, date(2026, 12, 5))),
        ("2026-12-05 14:00", "2026-12-06", (date(2026, 12, 5), date(2026, 12, 7), date(2026, 12, 6))),
        ("2026-12-05", "2026-12-06 16:00", (date(2026, 12, 5), date(2026, 12, 7), date(2026, 12, 6))),
        (
            "2026-12-05 10:00",
            "2026-12-06 16:00",
            (at("2026-12-05T10:00"), at("2026-12-06T16:00"), date(2026, 12, 6)),
        ),
        ("2026-12-05", None, (date(2026, 12, 5), date(2026, 12, 6), date(2026, 12, 5))),
        ("2026-12-05", "2026-12", (date(2026, 12, 5), date(2026, 12, 6), date(2026, 12, 5))),
        (
            "2026-12-31 22:00",
            "2026-12-31 25:00",
            (at("2026-12-31T22:00"), at("2027-01-01T01:00"), date(2027, 1, 1)),
        ),
        (
            "2026-12-31 22:00",
            "2026-12-31 24:00",
            (at("2026-12-31T22:00"), at("2027-01-01T00:00"), date(2026, 12, 31)),
        ),
        ("2026-12-31 25:00", None, (at("2027-01-01T01:00"), None, date(2027, 1, 1))),
    ],
    ids=[
        "clocks",
        "no end",
        "end without clock, same day",
        "end without clock",
        "start without clock",
        "clocks on two days",
        "a day",
        "end in some month",
        "past midnight",
        "until midnight",
        "begins past midnight",
    ],
)
def test_a_slot(starts, ends, expected):
    [slot] = slots_of(make_event(starts, ends=ends))

    assert (slot.begin, slot.end, slot.last_day) == expected


@pytest.mark.parametrize("starts", ["2026-12", "2026", "FY2026", "unknown"])
def test_no_known_day_fills_no_calendar(starts):
    assert slots_of(make_event(starts)) == ()


def test_sessions_keep_their_numbers():
    event = make_event(
        "2026-12-05", ends="2026-12-12", sessions=[{"starts": "2026-12"}, {"starts": "2026-12-12 14:00"}]
    )

    [slot] = slots_of(event)

    assert (slot.number, slot.total, slot.begin) == (2, 2, at("2026-12-12T14:00"))


def test_an_event_whose_sessions_have_no_day_stands_for_itself():
    [slot] = slots_of(make_event("2026-12-05", sessions=[{"starts": "2026-12"}]))

    assert (slot.number, slot.total, slot.begin) == (0, 0, date(2026, 12, 5))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, (False, False)),
        ({"status": "moved-online"}, (False, False)),
        ({"status": "cancelled"}, (False, True)),
        ({"status": "postponed"}, (False, True)),
        ({"status": "rescheduled", "previous_starts": "2026-11-30"}, (False, False)),
        ({"starts": "unknown", "status": "postponed", "previous_starts": "2026-11-30"}, (True, True)),
    ],
    ids=["scheduled", "online", "cancelled", "postponed", "rescheduled", "without a day"],
)
def test_a_slot_is_given_up(fields, expected):
    event = make_event(**{"starts": "2026-12-05"} | fields)

    [slot] = slots_of(event)

    assert (slot.is_old, is_off(event, slot)) == expected
