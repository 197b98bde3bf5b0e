from datetime import date, timedelta

import pytest

from build_tools.views.months import Month, months_of
from tests.records import make_event


def named(id_, starts, **fields):
    return make_event(starts, id=id_, **fields)


def ids(entries):
    return [entry.event.id for entry in entries]


def test_only_months_with_events_are_there_in_order():
    events = (
        named("spring", "2027-03-14"),
        named("autumn", "2026-10-01 10:00"),
        named("rough", "2026-11"),
        named("year", "FY2026"),
        named("none", "unknown"),
    )

    assert [month.first for month in months_of(events)] == [date(2026, 10, 1), date(2027, 3, 1)]


def test_an_event_over_the_turn_of_the_year_is_in_every_month_that_it_touches():
    months = months_of((named("fair", "2026-11-30", ends="2027-01-02"),))

    assert [(month.first, len(month.entries)) for month in months] == [
        (date(2026, 11, 1), 1),
        (date(2026, 12, 1), 1),
        (date(2027, 1, 1), 1),
    ]


def test_an_event_stands_on_each_of_its_days_and_once_in_the_agenda():
    [month] = months_of((named("fair", "2026-12-05", ends="2026-12-07"), named("talk", "2026-12-06 14:00")))

    assert {day.day: ids(entries) for day, entries in month.by_day.items()} == {
        5: ["fair"],
        6: ["fair", "talk"],
        7: ["fair"],
    }
    assert [(day.day, ids(entries)) for day, entries in month.agenda] == [(5, ["fair"]), (6, ["talk"])]


def test_an_event_from_the_month_before_heads_the_agenda():
    november, december = months_of((named("fair", "2026-11-30", ends="2026-12-02"),))

    assert [list(month.by_day) for month in (november, december)] == [
        [date(2026, 11, 30)],
        [date(2026, 12, 1), date(2026, 12, 2)],
    ]
    assert [(day, ids(entries)) for day, entries in december.agenda] == [(date(2026, 12, 1), ["fair"])]


def test_a_moved_event_stands_on_both_days():
    december, january = months_of((named("talk", "2027-01-23 13:30", previous_starts="2026-12-12"),))

    assert [(entry.days.first, entry.days.is_former) for entry in december.entries] == [(date(2026, 12, 12), True)]
    assert [(entry.days.first, entry.days.is_former) for entry in january.entries] == [(date(2027, 1, 23), False)]
    assert (december.events, [event.id for event in january.events]) == ((), ["talk"])


def test_entries_of_one_day_stand_by_time_then_id():
    events = (named("b", "2026-12-05 14:00"), named("a", "2026-12-05 14:00"), named("c", "2026-12-05"))

    [month] = months_of(events)

    assert ids(month.by_day[date(2026, 12, 5)]) == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("first", "weeks"),
    [(date(2026, 2, 1), 4), (date(2026, 12, 1), 5), (date(2026, 8, 1), 6), (date(2024, 2, 1), 5)],
)
def test_weeks_begin_on_sunday_and_hold_the_month(first, weeks):
    month = Month(first, ())

    days = [day for week in month.weeks for day in week]

    assert len(month.weeks) == weeks
    assert days == [days[0] + timedelta(days=number) for number in range(7 * weeks)]
    assert days[0].isoweekday() == 7
    assert [day for day in days if month.holds(day)] == [
        first + timedelta(days=number) for number in range(month.last.day)
    ]
