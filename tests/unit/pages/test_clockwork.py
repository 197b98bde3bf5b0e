"""The page's script and `views.lifecycle` say the same of every event at every moment."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from build_tools.pages.clockwork import clock_attributes, facts_of
from build_tools.views.lifecycle import is_over, standing_of
from tests.project import ROOT
from tests.records import at, make_event

SCRIPT = ROOT / "build_tools/theme/assets/events.js"
TOKYO = ZoneInfo("Asia/Tokyo")
MOST_OCTETS = 4096
SESSIONS = [
    {"starts": "2026-12-05 14:00", "ends": "2026-12-05 16:00"},
    {"starts": "2026-12-12 22:00", "ends": "2026-12-12 25:00"},
]
WHENS = (
    {},
    {"ends": "2026-12-05 16:00"},
    {"starts": "2026-12-05"},
    {"starts": "2026-12-05", "ends": "2026-12-07"},
    {"starts": "2026-12-05 22:00", "ends": "2026-12-05 25:00"},
    {"starts": "2026-12-05", "ends": "2026-12-12", "sessions": SESSIONS},
    {"ends": "unknown"},
    {"starts": "2026-12"},
    {"starts": "FY2026"},
    {"starts": "unknown"},
)
STANDS = (
    {},
    {"status": "cancelled", "reason": "雨"},
    {"status": "postponed", "reason": "雨"},
    {"status": "rescheduled", "previous_starts": "2026-11-28"},
    {"status": "unconfirmed"},
    {"full": "true"},
    {"seats_left": "0", "registration": {"waiting_list": "true"}},
    {"registration": {}},
    {"registration": {"required": "false"}},
    {"registration": {"opens": "2026-11-24 09:00", "deadline": "2026-12-03"}},
    {"registration": {"opens": "unknown", "deadline": "unknown"}},
    {"registration": {"deadline": "2026-12-03 17:00"}},
)
EVENTS = tuple(make_event(**when, **stand) for when in WHENS for stand in STANDS)
EDGES = (
    "2026-11-24 09:00", "2026-11-26 17:00", "2026-11-27 00:00", "2026-12-01 00:00", "2026-12-03 17:00",
    "2026-12-04 00:00", "2026-12-05 00:00", "2026-12-05 14:00", "2026-12-05 16:00", "2026-12-06 00:00",
    "2026-12-06 01:00", "2026-12-08 00:00", "2026-12-12 22:00", "2026-12-13 01:00", "2027-01-01 00:00",
    "2027-04-01 00:00",
)  # fmt: skip
CLOCKS = tuple(datetime.fromisoformat(edge) + timedelta(minutes=shift) for edge in EDGES for shift in (-1, 0))
RUN = """
import { readFileSync } from "node:fs"
const { script, events, clocks } = JSON.parse(readFileSync(0, "utf8"))
const { stateOf, isOver, isToday } = await import("data:text/javascript," + encodeURIComponent(script))
const answer = (data, [now, today]) => [stateOf(data, now), isOver(data, now), isToday(data, now, today)]
console.log(JSON.stringify(events.map(data => clocks.map(clock => answer(data, clock)))))
"""


def test_script_and_lifecycle_agree():
    node = shutil.which("node")
    if node is None:
        pytest.fail("There is no Node here: run `make test`, which installs it.", pytrace=False)
    asked = {
        "script": SCRIPT.read_text(encoding="utf-8"),
        "events": [facts_of(event, TOKYO) for event in EVENTS],
        "clocks": [(int(now.replace(tzinfo=TOKYO).timestamp() * 1000), str(now.date())) for now in CLOCKS],
    }

    run = subprocess.run(  # noqa: S603 -- our own script
        [node, "--input-type=module", "-e", RUN], input=json.dumps(asked), capture_output=True, text=True, check=True
    )

    expected = [
        [[str((s := standing_of(event, now)).state), is_over(event, now), s.is_today] for now in CLOCKS]
        for event in EVENTS
    ]
    assert json.loads(run.stdout) == expected


def test_the_script_is_small():
    assert len(SCRIPT.read_bytes()) <= MOST_OCTETS


def test_attributes_are_machine_dates_of_the_zone(town):
    event = make_event(
        ends="2026-12-05 25:00", free="true", registration={"opens": "2026-11-24 09:00", "deadline": "2026-12-03"}
    )

    assert clock_attributes(event, town, at("2026-11-23 12:00")) == (
        ' data-event="walk" data-starts="2026-12-05T14:00+09:00" data-days="2026-12-05/9999-12-31"'
        ' data-ends="2026-12-06T01:00+09:00" data-signup="" data-opens="2026-11-24T09:00+09:00"'
        ' data-deadline="2026-12-04T00:00+09:00" data-facets="free"'
    )


def test_an_event_that_is_over_has_no_attributes(town):
    assert clock_attributes(make_event(), town, at("2026-12-06 00:00")) == ""
