from datetime import timedelta

import pytest

from build_tools.views.lifecycle import State, Twist, is_over, is_upcoming, limit_of, standing_of, state_of
from tests.records import at, make_event

MINUTE = timedelta(minutes=1)
NOON = at("2026-11-23 12:00")


@pytest.mark.parametrize(
    ("now", "fields", "state"),
    [
        ("2026-12-05 13:59", {}, State.ANNOUNCED),
        ("2026-12-05 14:00", {"ends": "2026-12-05 16:00"}, State.RUNNING),
        ("2026-12-05 15:59", {"ends": "2026-12-05 16:00"}, State.RUNNING),
        ("2026-12-05 16:00", {"ends": "2026-12-05 16:00"}, State.HELD),
        ("2026-12-05 23:59", {}, State.RUNNING),
        ("2026-12-06 00:00", {}, State.HELD),
        (
            "2026-12-12 23:59",
            {"sessions": [{"starts": "2026-12-05 14:00"}, {"starts": "2026-12-12 14:00"}]},
            State.RUNNING,
        ),
        (
            "2026-12-13 00:00",
            {"sessions": [{"starts": "2026-12-05 14:00"}, {"starts": "2026-12-12 14:00"}]},
            State.HELD,
        ),
        ("2026-12-05 23:59", {"starts": "2026-12-05"}, State.RUNNING),
        ("2026-12-06 00:00", {"starts": "2026-12-05"}, State.HELD),
        ("2026-12-06 23:59", {"starts": "2026-12-05", "ends": "2026-12-06"}, State.RUNNING),
        ("2027-01-01 00:59", {"starts": "2026-12-31 22:00", "ends": "2026-12-31 25:00"}, State.RUNNING),
        ("2027-01-01 01:00", {"starts": "2026-12-31 22:00", "ends": "2026-12-31 25:00"}, State.HELD),
        ("2026-12-31 23:59", {"starts": "2026-12"}, State.PLANNED),
        ("2027-01-01 00:00", {"starts": "2026-12"}, State.PAST),
        ("2027-03-31 23:59", {"starts": "FY2026"}, State.PLANNED),
        ("2027-04-01 00:00", {"starts": "FY2026"}, State.PAST),
        ("2099-01-01 00:00", {"starts": "unknown"}, State.PLANNED),
        ("2026-11-23 12:00", {"full": "true"}, State.FULL),
        ("2026-11-23 12:00", {"seats_left": "0"}, State.FULL),
        ("2026-11-23 12:00", {"seats_left": "1"}, State.ANNOUNCED),
        ("2026-11-23 12:00", {"full": "true", "registration": {"waiting_list": "true"}}, State.WAITING_LIST),
        ("2026-12-05 14:00", {"full": "true", "ends": "2026-12-05 16:00"}, State.RUNNING),
        ("2026-12-06 12:00", {"full": "true"}, State.HELD),
        ("2026-11-23 12:00", {"status": "cancelled"}, State.CANCELLED),
        ("2099-01-01 00:00", {"status": "cancelled"}, State.CANCELLED),
        ("2099-01-01 00:00", {"status": "postponed"}, State.POSTPONED),
        ("2026-12-05 13:59", {"status": "unconfirmed"}, State.ANNOUNCED),
        ("2026-12-05 14:00", {"status": "unconfirmed"}, State.RUNNING),
        ("2026-12-06 00:00", {"status": "unconfirmed"}, State.UNCONFIRMED),
        ("2027-01-01 00:00", {"starts": "2026-12", "status": "unconfirmed"}, State.UNCONFIRMED),
        ("2026-11-23 12:00", {"status": "rescheduled"}, State.ANNOUNCED),
        ("2026-11-23 12:00", {"status": "moved-online"}, State.ANNOUNCED),
    ],
)
def test_state(now, fields, state):
    assert state_of(make_event(**fields), at(now)) is state


@pytest.mark.parametrize(
    ("now", "registration", "state"),
    [
        ("2026-11-23 12:00", {"required": "false"}, State.ANNOUNCED),
        ("2026-11-23 12:00", {}, State.OPEN),
        ("2026-10-31 23:59", {"opens": "2026-11-01"}, State.NOT_YET_OPEN),
        ("2026-11-01 00:00", {"opens": "2026-11-01"}, State.OPEN),
        ("2026-11-01 08:59", {"opens": "2026-11-01 09:00"}, State.NOT_YET_OPEN),
        ("2026-11-01 09:00", {"opens": "2026-11-01 09:00"}, State.OPEN),
        ("2026-11-21 23:59", {"deadline": "2026-11-28"}, State.OPEN),
        ("2026-11-22 00:00", {"deadline": "2026-11-28"}, State.CLOSING_SOON),
        ("2026-11-28 23:59", {"deadline": "2026-11-28"}, State.CLOSING_SOON),
        ("2026-11-29 00:00", {"deadline": "2026-11-28"}, State.CLOSED),
        ("2026-11-28 16:59", {"deadline": "2026-11-28 17:00"}, State.CLOSING_SOON),
        ("2026-11-28 17:00", {"deadline": "2026-11-28 17:00"}, State.CLOSED),
        ("2026-11-23 12:00", {"deadline": "unknown"}, State.OPEN),
        ("2026-12-05 13:59", {"deadline": "2026-12-05"}, State.CLOSING_SOON),
        ("2026-12-05 14:00", {"deadline": "2026-12-05"}, State.RUNNING),
        ("2026-12-06 00:00", {"deadline": "2026-12-05"}, State.HELD),
    ],
)
def test_state_with_registration(now, registration, state):
    assert state_of(make_event(registration=registration), at(now)) is state


@pytest.mark.parametrize("starts", ["2026-12-05", "2026-12-05 14:00", "2026-12", "2026", "FY2026"])
def test_an_event_is_over_or_upcoming_never_both(starts):
    event = make_event(starts)
    moments = [limit_of(event) - MINUTE, limit_of(event), limit_of(event) + MINUTE]

    assert [is_over(event, now) for now in moments] == [False, True, True]
    assert [is_upcoming(event, now) for now in moments] == [True, False, False]


def test_an_unknown_day_is_never_over():
    assert not is_over(make_event("unknown"), at("9999-12-30"))


def test_an_unknown_end_keeps_an_event_running():
    assert state_of(make_event(ends="unknown"), at("2099-01-01")) is State.RUNNING


@pytest.mark.parametrize(
    ("starts", "fields", "limit"),
    [
        ("2026-12-05 14:00", {}, "2026-12-06 00:00"),
        ("2026-12-31 25:00", {}, "2027-01-02 00:00"),
        ("2026-12-05 14:00", {"ends": "2026-12-05 16:00"}, "2026-12-05 16:00"),
        ("2026-12-05", {"ends": "2026-12"}, "2027-01-01 00:00"),
        ("2026-12-05", {"sessions": [{"starts": "2026-12-05 14:00", "ends": "2026-12-05 16:00"}]}, "2026-12-05 16:00"),
        ("2026-12-05", {"ends": "2026-12-20", "sessions": [{"starts": "2026-12-05 14:00"}]}, "2026-12-21 00:00"),
    ],
)
def test_limit(starts, fields, limit):
    assert limit_of(make_event(starts, **fields)) == at(limit)


@pytest.mark.parametrize(
    ("fields", "twists"),
    [
        ({}, ()),
        ({"previous_starts": "2026-12-01"}, (Twist.RESCHEDULED,)),
        ({"previous_place": "hiroba"}, (Twist.PLACE_CHANGED,)),
        ({"status": "moved-online"}, (Twist.MOVED_ONLINE,)),
        (
            {"previous_starts": "2026-12-01", "previous_place": "hiroba", "status": "moved-online"},
            (Twist.RESCHEDULED, Twist.PLACE_CHANGED, Twist.MOVED_ONLINE),
        ),
    ],
)
def test_twists(fields, twists):
    assert standing_of(make_event(**fields), NOON).twists == twists


@pytest.mark.parametrize(
    ("now", "fields", "is_today"),
    [
        ("2026-12-04 23:59", {}, False),
        ("2026-12-05 00:00", {}, True),
        ("2026-12-05 23:59", {}, True),
        ("2026-12-05 16:00", {"ends": "2026-12-05 16:00"}, False),
        ("2026-12-06 00:00", {"ends": "2026-12-07"}, True),
        ("2026-12-05 00:00", {"status": "cancelled"}, False),
        ("2026-12-05 00:00", {"status": "postponed"}, False),
        ("2026-12-05 00:00", {"status": "unconfirmed"}, True),
        ("2026-12-05 16:00", {"status": "unconfirmed", "ends": "2026-12-05 16:00"}, False),
        ("2026-12-05 00:00", {"starts": "2026-12"}, False),
    ],
)
def test_is_today(now, fields, is_today):
    assert standing_of(make_event(**fields), at(now)).is_today is is_today
