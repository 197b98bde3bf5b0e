"""Whether something is open: in Python and, with the same answers, in the browser's script."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date, datetime, timedelta

import pytest

from build_tools.i18n.public_holidays import is_holiday
from build_tools.model.opening import Clock, Opening, format_opening, parse_clock
from build_tools.pages.openings import facts_of
from build_tools.views.opening import Access, Door, access_at
from tests.project import ROOT
from tests.records import at

SCRIPT = ROOT / "build_tools/theme/assets/opening.js"
MOST_OCTETS = 4096
WEEKDAYS = {"days": ["monday", "tuesday", "thursday", "friday"], "opens": "13:00", "closes": "17:00"}
NIGHT = {"days": ["saturday", "sunday"], "opens": "22:00", "closes": "25:00"}
MORNING = {"days": ["public-holidays"], "opens": "09:00", "closes": "12:00"}
BREAK = (
    {"days": ["tuesday"], "opens": "13:00", "closes": "17:00"},
    {"days": ["tuesday"], "opens": "09:00", "closes": "12:00"},
)
TOUCHING = (
    {"days": ["tuesday"], "opens": "12:00", "closes": "17:00"},
    {"days": ["tuesday"], "opens": "17:00", "closes": "18:00"},
    {"days": ["tuesday"], "opens": "09:00", "closes": "12:00"},
    {"days": ["tuesday"], "opens": "19:00", "closes": "20:00"},
)
OFFICE = {"weekly": [WEEKDAYS]}
OPENINGS = {
    "unknown-holidays": OFFICE,
    "closed-holidays": {**OFFICE, "holidays": "closed", "year_end": "closed"},
    "usual-holidays": {**OFFICE, "holidays": "as-usual", "year_end": "as-usual"},
    "usual-year-end": {**OFFICE, "year_end": "as-usual"},
    "own-holidays": {"weekly": [WEEKDAYS, MORNING], "year_end": "as-usual"},
    "own-holidays-unknown-year-end": {"weekly": [WEEKDAYS, MORNING]},
    "night": {"weekly": [NIGHT], "holidays": "as-usual", "year_end": "as-usual"},
    "break": {"weekly": BREAK, "closures": [{"first": "2026-12-08", "last": "2026-12-15"}, {"first": "2026-11-24"}]},
    "touching": {"weekly": TOUCHING},
    "from": {**OFFICE, "valid_from": "2026-12-01"},
    "through": {**OFFICE, "valid_from": "2026-04", "valid_through": "2026-11"},
}
CASES = [
    ("unknown-holidays", "2026-11-24 12:59", Door.CLOSED, "2026-11-24 13:00"),
    ("unknown-holidays", "2026-11-24 13:00", Door.OPEN, "2026-11-24 17:00"),
    ("unknown-holidays", "2026-11-24 16:59", Door.OPEN, "2026-11-24 17:00"),
    ("unknown-holidays", "2026-11-24 17:00", Door.CLOSED, "2026-11-26 13:00"),
    ("unknown-holidays", "2026-11-28 13:00", Door.CLOSED, "2026-11-30 13:00"),
    ("unknown-holidays", "2026-11-23 14:00", Door.HOLIDAY, "2026-11-24 13:00"),
    ("unknown-holidays", "2026-12-29 14:00", Door.YEAR_END, "2027-01-04 13:00"),
    ("unknown-holidays", "2026-12-30 14:00", Door.CLOSED, "2027-01-04 13:00"),
    ("unknown-holidays", "2027-01-01 14:00", Door.YEAR_END, "2027-01-04 13:00"),
    ("closed-holidays", "2026-11-23 14:00", Door.CLOSED, "2026-11-24 13:00"),
    ("closed-holidays", "2027-01-01 14:00", Door.CLOSED, "2027-01-04 13:00"),
    ("usual-holidays", "2026-11-23 14:00", Door.OPEN, "2026-11-23 17:00"),
    ("usual-holidays", "2027-01-01 14:00", Door.OPEN, "2027-01-01 17:00"),
    ("usual-year-end", "2026-12-29 14:00", Door.OPEN, "2026-12-29 17:00"),
    ("usual-year-end", "2027-01-01 14:00", Door.HOLIDAY, "2027-01-04 13:00"),
    ("own-holidays", "2026-11-23 11:59", Door.OPEN, "2026-11-23 12:00"),
    ("own-holidays", "2026-11-23 14:00", Door.CLOSED, "2026-11-24 13:00"),
    ("own-holidays-unknown-year-end", "2027-01-01 10:00", Door.YEAR_END, "2027-01-04 13:00"),
    ("night", "2026-12-06 00:59", Door.OPEN, "2026-12-06 01:00"),
    ("night", "2026-12-06 01:00", Door.CLOSED, "2026-12-06 22:00"),
    ("night", "2026-12-07 00:30", Door.OPEN, "2026-12-07 01:00"),
    ("break", "2026-12-01 12:30", Door.CLOSED, "2026-12-01 13:00"),
    ("break", "2026-12-01 09:00", Door.OPEN, "2026-12-01 12:00"),
    ("break", "2026-11-24 14:00", Door.CLOSED, "2026-12-01 09:00"),
    ("break", "2026-12-08 14:00", Door.CLOSED, None),
    ("touching", "2026-12-01 09:00", Door.OPEN, "2026-12-01 18:00"),
    ("touching", "2026-12-01 12:00", Door.OPEN, "2026-12-01 18:00"),
    ("touching", "2026-12-01 18:00", Door.CLOSED, "2026-12-01 19:00"),
    ("touching", "2026-11-30 12:00", Door.CLOSED, "2026-12-01 09:00"),
    ("from", "2026-11-30 14:00", Door.UNKNOWN, "2026-12-01 13:00"),
    ("from", "2026-12-01 13:00", Door.OPEN, "2026-12-01 17:00"),
    ("through", "2026-11-30 14:00", Door.OPEN, "2026-11-30 17:00"),
    ("through", "2026-12-01 14:00", Door.UNKNOWN, None),
]
CLOCKS = tuple(
    sorted({at(now) + timedelta(minutes=shift) for _, now, _, _ in CASES for shift in (-1, 0, 1)})
    + [datetime.fromisoformat("2026-12-05T00:00") + timedelta(hours=5 * number) for number in range(200)]
)
RUN = """
import { readFileSync } from "node:fs"
const { script, facts, clocks } = JSON.parse(readFileSync(0, "utf8"))
const { accessAt } = await import("data:text/javascript," + encodeURIComponent(script))
console.log(JSON.stringify(facts.map(each => clocks.map(now => accessAt(each, now)))))
"""


def opening(name: str) -> Opening:
    return Opening.model_validate(OPENINGS[name])


@pytest.mark.parametrize(("name", "now", "door", "changes"), CASES)
def test_the_door(name, now, door, changes):
    expected = Access(door, at(changes) if changes else None)

    assert access_at(opening(name), at(now), is_holiday) == expected


def milliseconds(wall: datetime) -> int:
    return int((wall - datetime.fromisoformat("1970-01-01")) / timedelta(milliseconds=1))


def test_the_script_gives_the_same_answers():
    node = shutil.which("node")
    if node is None:
        pytest.fail("There is no Node here: run `make test`, which installs it.", pytrace=False)
    every = [opening(name) for name in OPENINGS]
    asked = {
        "script": SCRIPT.read_text(encoding="utf-8"),
        "facts": [facts_of(each, date(2026, 11, 23)) for each in every],
        "clocks": [milliseconds(now) for now in CLOCKS],
    }

    run = subprocess.run(  # noqa: S603 -- our own script
        [node, "--input-type=module", "-e", RUN], input=json.dumps(asked), capture_output=True, text=True, check=True
    )

    answers = [[access_at(each, now, is_holiday) for now in CLOCKS] for each in every]
    expected = [[[a.door, milliseconds(a.changes) if a.changes else None] for a in row] for row in answers]
    assert json.loads(run.stdout) == expected


def test_the_script_claims_nothing_past_the_holidays_it_knows():
    assert facts_of(opening("from"), date(2026, 11, 23)) | {"dates": []} == {
        "week": [((780, 1020),), ((780, 1020),), (), ((780, 1020),), ((780, 1020),), (), ()],
        "special": (),
        "holidays": "unknown",
        "yearEnd": "unknown",
        "closures": [],
        "from": "2026-12-01",
        "through": "2027-12-31",
        "dates": [],
    }
    assert facts_of(opening("from"), date(2026, 11, 23))["dates"][:2] == ["2026-01-01", "2026-01-12"]


def test_the_script_is_small():
    assert len(SCRIPT.read_bytes()) <= MOST_OCTETS


@pytest.mark.parametrize(("text", "minutes"), [("00:00", 0), ("9:30", 570), ("13:00", 780), ("29:59", 1799)])
def test_a_time_of_day_is_read_and_written(text, minutes):
    assert parse_clock(text) == Clock(minutes)
    assert parse_clock(str(Clock(minutes))) == Clock(minutes)


@pytest.mark.parametrize("text", ["30:00", "13:60", "13", "13時", "１３:００", "-1:00"])
def test_what_is_no_time_of_day_is_refused(text):
    with pytest.raises(ValueError, match=r"^bad-clock$"):
        parse_clock(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("unknown-holidays", "Mo,Tu,Th,Fr 13:00-17:00"),
        ("closed-holidays", "Mo,Tu,Th,Fr 13:00-17:00; PH off"),
        ("own-holidays", "Mo,Tu,Th,Fr 13:00-17:00; PH 09:00-12:00"),
        ("night", "Sa,Su 22:00-25:00"),
    ],
)
def test_hours_for_programs(name, expected):
    assert format_opening(opening(name)) == expected
