import json
from dataclasses import replace
from types import MappingProxyType

from build_tools.content.published import parse_state
from build_tools.feeds.state import build_state
from build_tools.model.announced import State, announced
from tests.records import at, make_event

NOON = at("2026-11-23 12:00")
FULL = {
    "starts": "2026-12-05 14:00",
    "ends": "2026-12-12 25:00",
    "sessions": [{"starts": "2026-12-05 14:00", "ends": "2026-12-05 16:00"}, {"starts": "2026-12-12 22:00"}],
    "status": "rescheduled",
    "attendance_mode": "mixed",
    "place": "hiroba",
    "room": {"ja": "会議室🏠", "en": "Room"},
    "changes": [
        {"date": "2026-11-01", "what": ["content"], "text": "増えました。"},
        {"date": "2026-11-20", "what": ["date", "time"], "text": "変わりました。"},
    ],
}

OTHERS = {
    "initiatives/n-1/": "initiatives/n-1",
    "projects/flowers/": "projects/flowers",
    "organizations/aoba/": "organizations/aoba",
    "organizations/machi/": "organizations/machi",
    "places/hiroba/": "places/hiroba",
    "series/koza/": "series/koza",
    "notices/nittei/": "notices/nittei",
    "matching/need-summer/": "matching/needs/summer",
    "matching/proposal-lessons/": "matching/proposals/lessons",
    "matching/operation-beds/": "matching/operations/beds",
}
"""The pages of the town beside those of events."""


def holding(town, *events):
    return replace(town, records=MappingProxyType({**town.records, "event": {event.id: event for event in events}}))


def test_state_of_an_event(town):
    (file,) = build_state(holding(town, make_event(id="walk", **FULL)), NOON)

    assert file.path == "data/state.json"
    assert json.loads(file.data) == {
        "events": {
            "walk": {
                "starts": "2026-12-05 14:00",
                "ends": "2026-12-12 25:00",
                "sessions": [
                    {"starts": "2026-12-05 14:00", "ends": "2026-12-05 16:00"},
                    {"starts": "2026-12-12 22:00"},
                ],
                "place": "hiroba",
                "room": "会議室🏠",
                "status": "rescheduled",
                "attendance_mode": "mixed",
                "changes": 2,
                "sequence": 1,
                "updated": "2026-11-23",
                "sample": False,
            }
        },
        "pages": OTHERS | {"events/walk/": "events/walk"},
    }


def test_what_is_written_is_read_back(town):
    events = [
        make_event(id="walk", **FULL),
        make_event("unknown", id="zoo", sample="true"),
        make_event("FY2007", id="old"),
    ]

    (file,) = build_state(holding(town, *events), NOON)

    pages = OTHERS | {"events/walk/": "events/walk", "events/old/": "events/old"}
    assert parse_state(file.data) == State(events={event.id: announced(event) for event in events}, pages=pages)


def test_the_day_plays_no_part(town):
    assert list(build_state(town, NOON)) == list(build_state(town, at("2030-01-01 12:00")))


def test_a_site_without_events(town):
    (file,) = build_state(holding(town), NOON)

    assert json.loads(file.data) == {"events": {}, "pages": OTHERS}
