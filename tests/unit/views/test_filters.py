from dataclasses import replace

import pytest

from build_tools.model.actors import Place
from build_tools.views.filters import choices_of, is_free, is_online, offered
from tests.records import make_event


@pytest.mark.parametrize(
    ("fields", "keys"),
    [
        ({}, []),
        ({"themes": ["learning", "disaster"]}, ["theme-learning", "theme-disaster"]),
        ({"audience": ["citizens"]}, ["audience-citizens"]),
        ({"place": "hiroba"}, ["place-hiroba"]),
        ({"support": ["wheelchair"]}, ["barrier-free"]),
        ({"free": "true", "attendance_mode": "mixed"}, ["free", "online"]),
    ],
)
def test_choices_of_an_event(town, fields, keys):
    assert [choice.key for choice in choices_of(make_event(**fields), town)] == keys


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, False),
        ({"free": "true"}, True),
        ({"free": "false", "fees": [{"group": "members", "yen": "0"}]}, False),
        ({"fees": [{"group": "members", "yen": "0"}]}, True),
        ({"fees": [{"group": "members", "yen": "0"}, {"group": "others", "yen": "500"}]}, False),
    ],
)
def test_free(fields, expected):
    assert is_free(make_event(**fields)) is expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, False),
        ({"attendance_mode": "online"}, True),
        ({"attendance_mode": "mixed"}, True),
        ({"status": "moved-online"}, True),
    ],
)
def test_online(fields, expected):
    assert is_online(make_event(**fields)) is expected


@pytest.mark.parametrize(("available", "keys"), [("yes", ["barrier-free"]), ("partly", []), ("no", [])])
def test_a_place_with_wheelchair_access_makes_its_events_barrier_free(town, available, keys):
    features = [{"item": "wheelchair", "available": available}]
    facts = {"id": "hiroba", "title": "広場", "sources": ["plan"], "updated": "2026-11-23"}
    place = Place.model_validate(facts | {"features": features})
    catalog = replace(town, records={**town.records, "place": {"hiroba": place}})

    found = choices_of(make_event(place="hiroba"), catalog)

    assert [choice.key for choice in found if not choice.value] == keys


def test_only_what_events_answer_is_offered_in_the_order_of_the_vocabularies(town):
    walk = make_event(id="walk", themes=["learning"], audience=["citizens"], free="true")
    talk = make_event(id="talk", themes=["disaster", "learning"], place="hiroba")

    found = [(choice.key, [event.id for event in events]) for choice, events in offered((walk, talk), town)]

    assert found == [
        ("free", ["walk"]),
        ("theme-disaster", ["talk"]),
        ("theme-learning", ["walk", "talk"]),
        ("audience-citizens", ["walk"]),
        ("place-hiroba", ["talk"]),
    ]
