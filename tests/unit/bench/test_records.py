from datetime import date

import pytest

from bench.ours import format_record, write_project
from bench.records import AS_OF, make_records
from build_tools.content.loader import load_content


@pytest.fixture(scope="module")
def records():
    return make_records(20)


def test_the_same_seed_gives_the_same_records(records):
    assert make_records(20) == records


def test_another_seed_gives_other_texts(records):
    other = make_records(20, seed=2)

    assert {event.body for event in other.events}.isdisjoint({event.body for event in records.events})


def test_half_are_events_and_half_are_projects(records):
    assert {kind: len(items) for kind, items in records.by_folder.items()} == {
        "events": 10,
        "projects": 10,
        "organizations": 10,
        "places": 10,
        "series": 10,
    }


def test_texts_differ_from_record_to_record(records):
    bodies = [item.body.ja for item in (*records.events, *records.projects)]

    assert len(set(bodies)) == 20


def test_texts_are_as_long_as_those_of_a_real_site(records):
    sizes = [len(event.body.ja.encode()) for event in records.events]

    assert 1200 < sum(sizes) / len(sizes) < 2000


def test_events_reach_from_the_first_year_to_the_coming_months():
    days = [event.starts.date() for event in make_records(2000).events]

    assert (days[0], days[-1]) == (date(2016, 4, 1), date(2027, 3, 31))
    assert sum(day > AS_OF for day in days) == 89


def test_no_record_was_changed_after_the_day_of_the_site(records):
    assert all(item.updated < AS_OF for items in records.by_folder.values() for item in items)


def test_our_checker_finds_nothing_wrong(tmp_path):
    write_project(make_records(10), tmp_path)

    loaded = load_content(tmp_path / "content", root=tmp_path)

    assert [problem.code for problem in loaded.problems if problem.is_error] == []
    assert loaded.catalog is not None
    assert len(loaded.catalog.records["event"]) == 5
    assert loaded.catalog.site.posters is False  # the peers draw no pictures


def test_the_english_file_holds_words_alone(records):
    event = next(event for event in records.events if event.room and not event.changes and not event.registration)

    front = format_record(event, "en").split("---\n")[1]

    assert [line.partition(":")[0] for line in front.splitlines()][:2] == ["title", "summary"]
    assert "starts" not in front
