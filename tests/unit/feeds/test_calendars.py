from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from build_tools.content.loader import load_content
from build_tools.feeds.calendars.entries import build_timezone
from build_tools.feeds.calendars.lines import clean, text_line, write_lines
from build_tools.model.catalog import Catalog
from build_tools.views.subscriptions import subscriptions
from tests.artifacts import build_calendars
from tests.project import make_project
from tests.records import make_event

NOW = datetime.fromisoformat("2026-11-23T12:00")
READER = Path(__file__).parent / "read_calendars.mjs"
BASE = "https://town.example/commons"
COMMON = {
    "categories": [],
    "dtstamp": "2026-11-23T00:00:00Z",
    "last-modified": "2026-11-23T00:00:00Z",
    "sequence": "0",
    "status": "CONFIRMED",
    "summary": "防災講座",
    "transp": "TRANSPARENT",
    "uid": "walk@town.example",
    "url": f"{BASE}/events/walk/",
}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PAGE = f"くわしい内容と最新の情報:{BASE}/events/walk/\nライセンス:クリエイティブ・コモンズ 表示 4.0 国際 {LICENCE}"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory) -> Catalog:
    """The invented town, without shells."""
    config = make_project(tmp_path_factory.mktemp("calendars") / "town")
    return load_content(config.content, root=config.root).catalog


def with_events(catalog, *events):
    """The town with these events alone."""
    records = {**catalog.records, "event": MappingProxyType({event.id: event for event in events})}
    return replace(catalog, records=MappingProxyType(records))


def build(catalog, *events, now=NOW):
    return {file.path: file.data for file in build_calendars(with_events(catalog, *events), now)}


def plain(component):
    """A component of jCal as `{property: value}`: parameters before the value, several values as a list."""
    found = {}
    for name, parameters, _, *values in component[1]:
        words = [f"{key}={value}" for key, value in sorted(parameters.items())]
        found.setdefault(name, []).extend(" ".join([*words, str(value)]) for value in values)
    return {name: values[0] if len(values) == 1 and name != "categories" else values for name, values in found.items()}


def entries(jcal):
    return [{"categories": []} | plain(component) for component in jcal[2] if component[0] == "vevent"]


def read_with_ical_js(*texts):
    given = json.dumps([text.decode() for text in texts]).encode()
    run = subprocess.run(["node", READER], input=given, capture_output=True, check=True)  # noqa: S603, S607 -- our own script
    return json.loads(run.stdout)


def read(data):
    """The entries of a calendar, on which both readers agree."""
    ours, theirs = Calendar.from_ical(data).to_jcal(), read_with_ical_js(data)[0]["jcal"]
    assert entries(ours) == entries(theirs)
    return entries(theirs)


def text(*lines):
    return "\n".join(lines)


CASES = {
    "scheduled": (
        {
            "ends": "2026-12-05 16:30",
            "summary": "家具の固定を学びます。",
            "themes": ["disaster"],
            "place": "hiroba",
            "room": "会議室",
            "organizers": ["aoba"],
            "series": "koza",
            "capacity": "30",
            "free": "true",
            "doors": "2026-12-05 13:30",
            "support": ["captions"],
            "contact": {"organization": "aoba", "phone": "042-000-0000"},
            "registration": {
                "opens": "2026-11-01",
                "deadline": "2026-11-28",
                "how": ["phone"],
                "phone": "042-000-0000",
                "lottery": "true",
            },
        },
        [
            {
                "categories": ["防災"],
                "contact": "あおば協働ネット、042-000-0000",
                "description": text(
                    "家具の固定を学びます。",
                    "日時:2026年12月5日(土) 14時から16時30分まで",
                    "開場:2026年12月5日(土) 13時30分",
                    "参加費:無料",
                    "定員:30人",
                    "受付開始:2026年11月1日(日)",
                    "締切:2026年11月28日(土)",
                    "申し込み:電話、042-000-0000",
                    "申し込みが多いときは抽選です。",
                    "配慮・支援:要約筆記・字幕",
                    "主催など:あおば協働ネット",
                    "連絡先:あおば協働ネット、042-000-0000",
                    "",
                    PAGE,
                ),
                "dtend": "tzid=Asia/Tokyo 2026-12-05T16:30:00",
                "dtstart": "tzid=Asia/Tokyo 2026-12-05T14:00:00",
                "location": "中央広場ホール、会議室、見本町中央1-2-3",
                "related-to": "reltype=PARENT koza.series@town.example",
            }
        ],
    ),
    "no end known": (
        {},
        [
            {
                "description": text("日時:2026年12月5日(土) 14時", "", PAGE),
                "dtstart": "tzid=Asia/Tokyo 2026-12-05T14:00:00",
            }
        ],
    ),
    "cancelled": (
        {
            "ends": "2026-12-05 16:00",
            "status": "cancelled",
            "reason": "講師の都合のためです。",
            "full": "true",
            "registration": {"deadline": "2026-11-28", "how": ["phone"], "phone": "042-000-0000"},
            "changes": [{"date": "2026-11-20", "what": ["status"], "text": "中止を決めました。"}],
        },
        [
            {
                "description": text(
                    "この催しは中止になりました。",
                    "理由:講師の都合のためです。",
                    "2026年11月20日(金)の変更:中止を決めました。",
                    "",
                    "日時:2026年12月5日(土) 14時から16時まで",
                    "",
                    PAGE,
                ),
                "dtend": "tzid=Asia/Tokyo 2026-12-05T16:00:00",
                "dtstart": "tzid=Asia/Tokyo 2026-12-05T14:00:00",
                "sequence": "1",
                "status": "CANCELLED",
                "summary": "【中止】防災講座",
            }
        ],
    ),
    "postponed in its old slot": (
        {"status": "postponed", "reason": "台風のためです。"},
        [
            {
                "description": text(
                    "この催しは延期になりました。新しい日程は調整中です。",
                    "理由:台風のためです。",
                    "",
                    "変更前の日時:2026年12月5日(土) 14時",
                    "",
                    PAGE,
                ),
                "dtstart": "tzid=Asia/Tokyo 2026-12-05T14:00:00",
                "status": "CANCELLED",
                "summary": "【延期】防災講座",
            }
        ],
    ),
    "moved to a month that has no day yet": (
        {"starts": "2027-03", "status": "rescheduled", "reason": "改修のためです。", "previous_starts": "2026-12-05"},
        [
            {
                "description": text(
                    "この催しは延期になりました。新しい日程は調整中です。",
                    "理由:改修のためです。",
                    "",
                    "変更前の日時:2026年12月5日(土)",
                    "",
                    PAGE,
                ),
                "dtend": "2026-12-06",
                "dtstart": "2026-12-05",
                "status": "CANCELLED",
                "summary": "【延期】防災講座",
            }
        ],
    ),
    "cancelled without a day": (
        {"starts": "unknown", "status": "cancelled", "reason": "中止です。", "previous_starts": "2026-12-05"},
        [
            {
                "description": text(
                    "この催しは中止になりました。",
                    "理由:中止です。",
                    "",
                    "変更前の日時:2026年12月5日(土)",
                    "",
                    PAGE,
                ),
                "dtend": "2026-12-06",
                "dtstart": "2026-12-05",
                "status": "CANCELLED",
                "summary": "【中止】防災講座",
            }
        ],
    ),
    "rescheduled": (
        {
            "starts": "2026-12-12 14:00",
            "ends": "2026-12-12 16:00",
            "status": "rescheduled",
            "reason": "会場の都合のためです。",
            "previous_starts": "2026-12-05 14:00",
            "changes": [
                {"date": "2026-11-20", "what": ["date", "capacity"], "text": "12月12日に変えました。"},
                {"date": "2026-11-21", "what": ["capacity"], "text": "定員を増やしました。"},
            ],
        },
        [
            {
                "description": text(
                    "日程が変わりました。",
                    "理由:会場の都合のためです。",
                    "変更前の日時:2026年12月5日(土) 14時",
                    "2026年11月20日(金)の変更:12月12日に変えました。",
                    "2026年11月21日(土)の変更:定員を増やしました。",
                    "",
                    "日時:2026年12月12日(土) 14時から16時まで",
                    "",
                    PAGE,
                ),
                "dtend": "tzid=Asia/Tokyo 2026-12-12T16:00:00",
                "dtstart": "tzid=Asia/Tokyo 2026-12-12T14:00:00",
                "sequence": "1",
            }
        ],
    ),
    "moved to another day without a status": (
        {
            "previous_starts": "2026-11-28",
            "changes": [{"date": "2026-11-20", "what": ["date"], "text": "改めました。"}],
        },
        [
            {
                "description": text(
                    "日程が変わりました。",
                    "変更前の日時:2026年11月28日(土)",
                    "2026年11月20日(金)の変更:改めました。",
                    "",
                    "日時:2026年12月5日(土) 14時",
                    "",
                    PAGE,
                ),
                "dtstart": "tzid=Asia/Tokyo 2026-12-05T14:00:00",
                "sequence": "1",
            }
        ],
    ),
    "planned, and perhaps never held": (
        {"status": "unconfirmed"},
        [
            {
                "description": text(
                    "予定されていましたが、開かれたかどうかは確かめられていません。",
                    "",
                    "日時:2026年12月5日(土) 14時",
                    "",
                    PAGE,
                ),
                "dtstart": "tzid=Asia/Tokyo 2026-12-05T14:00:00",
                "status": "TENTATIVE",
            }
        ],
    ),
    "place changed": (
        {
            "previous_place": "hiroba",
            "room": "駅前",
            "changes": [{"date": "2026-11-20", "what": ["place"], "text": "駅前に変えました。"}],
        },
        [
            {
                "description": text(
                    "会場が変わりました。",
                    "変更前の会場:中央広場ホール",
                    "2026年11月20日(金)の変更:駅前に変えました。",
                    "",
                    "日時:2026年12月5日(土) 14時",
                    "",
                    PAGE,
                ),
                "dtstart": "tzid=Asia/Tokyo 2026-12-05T14:00:00",
                "location": "駅前",
                "sequence": "1",
            }
        ],
    ),
    "online": (
        {
            "status": "moved-online",
            "reason": "大雪のためです。",
            "attendance_mode": "online",
            "place": "hiroba",
            "online_url": "https://www.example.org/meet?a=1,2;b&c=3",
        },
        [
            {
                "conference": "feature=VIDEO https://www.example.org/meet?a=1,2;b&c=3",
                "description": text(
                    "オンライン開催に変更になりました。",
                    "理由:大雪のためです。",
                    "",
                    "日時:2026年12月5日(土) 14時",
                    "オンラインの会場:https://www.example.org/meet?a=1,2;b&c=3",
                    "",
                    PAGE,
                ),
                "dtstart": "tzid=Asia/Tokyo 2026-12-05T14:00:00",
                "location": "オンライン",
            }
        ],
    ),
    "in both ways": (
        {
            "attendance_mode": "mixed",
            "place": "hiroba",
            "fees": [{"group": "大人", "yen": "1000"}, {"group": "子ども", "yen": "0"}],
        },
        [
            {
                "description": text("日時:2026年12月5日(土) 14時", "参加費:大人1,000円、子ども0円", "", PAGE),
                "dtstart": "tzid=Asia/Tokyo 2026-12-05T14:00:00",
                "location": "中央広場ホール、見本町中央1-2-3、オンライン",
            }
        ],
    ),
    "full": (
        {"full": "true"},
        [
            {
                "description": text("満員です。", "", "日時:2026年12月5日(土) 14時", "", PAGE),
                "dtstart": "tzid=Asia/Tokyo 2026-12-05T14:00:00",
                "summary": "【満員】防災講座",
            }
        ],
    ),
    "waiting list": (
        {"seats_left": "0", "registration": {"waiting_list": "true", "required": "false"}},
        [
            {
                "description": text(
                    "満員です。キャンセル待ちを受け付けています。",
                    "",
                    "日時:2026年12月5日(土) 14時",
                    "申し込みはいりません。",
                    "",
                    PAGE,
                ),
                "dtstart": "tzid=Asia/Tokyo 2026-12-05T14:00:00",
                "summary": "【満員】防災講座",
            }
        ],
    ),
    "unconfirmed": (
        {"certain": "false", "note": "日は推定です。"},
        [
            {
                "description": text("日は推定です。", "", "日時:2026年12月5日(土) 14時", "", PAGE),
                "dtstart": "tzid=Asia/Tokyo 2026-12-05T14:00:00",
                "status": "TENTATIVE",
                "summary": "防災講座(要確認)",
            }
        ],
    ),
    "whole days": (
        {"starts": "2026-12-30", "ends": "2027-01-02"},
        [
            {
                "description": text("日時:2026年12月30日(水)から2027年1月2日(土)まで", "", PAGE),
                "dtend": "2027-01-03",
                "dtstart": "2026-12-30",
            }
        ],
    ),
    "a clock at one end of several days": (
        {"starts": "2026-12-05 10:00", "ends": "2026-12-06"},
        [
            {
                "description": text("日時:2026年12月5日(土) 10時から2026年12月6日(日)まで", "", PAGE),
                "dtend": "2026-12-07",
                "dtstart": "2026-12-05",
            }
        ],
    ),
    "two sessions, and one whose day is not known": (
        {
            "ends": "2026-12-31",
            "sessions": [
                {"starts": "2026-12-05 14:00", "ends": "2026-12-05 16:00", "title": "入門"},
                {"starts": "2026-12-12 14:00", "doors": "2026-12-12 13:30"},
                {"starts": "2026-12"},
            ],
        },
        [
            {
                "description": text("日時:2026年12月5日(土) 14時から16時まで", "", PAGE),
                "dtend": "tzid=Asia/Tokyo 2026-12-05T16:00:00",
                "dtstart": "tzid=Asia/Tokyo 2026-12-05T14:00:00",
                "related-to": "reltype=PARENT walk@town.example",
                "summary": "防災講座(1/3回)入門",
                "uid": "walk.session1@town.example",
            },
            {
                "description": text("日時:2026年12月12日(土) 14時", "開場:2026年12月12日(土) 13時30分", "", PAGE),
                "dtstart": "tzid=Asia/Tokyo 2026-12-12T14:00:00",
                "related-to": "reltype=PARENT walk@town.example",
                "summary": "防災講座(2/3回)",
                "uid": "walk.session2@town.example",
            },
        ],
    ),
    "past midnight": (
        {"starts": "2026-12-31 22:00", "ends": "2026-12-31 25:00"},
        [
            {
                "description": text("日時:2026年12月31日(木) 22時から翌日1時まで", "", PAGE),
                "dtend": "tzid=Asia/Tokyo 2027-01-01T01:00:00",
                "dtstart": "tzid=Asia/Tokyo 2026-12-31T22:00:00",
            }
        ],
    ),
    "signs that the format uses": (
        {
            "title": 'a,b;c\\d\\Ne\\nf:g"h" 🏠👨‍👩‍👧',
            "summary": "一行目,\n二行目;\\N\u2028三行目",
            "room": "2階,A;B\n奥",
        },
        [
            {
                "description": text("一行目,", "二行目;\\N", "三行目", "日時:2026年12月5日(土) 14時", "", PAGE),
                "dtstart": "tzid=Asia/Tokyo 2026-12-05T14:00:00",
                "location": "2階,A;B 奥",
                "summary": 'a,b;c\\d\\Ne\\nf:g"h" 🏠👨‍👩‍👧',
            }
        ],
    ),
}


@pytest.mark.parametrize(("fields", "expected"), CASES.values(), ids=CASES)
def test_entries_of_an_event(catalog, fields, expected):
    event = make_event(**{"starts": "2026-12-05 14:00"} | fields)

    assert read(build(catalog, event)["events/walk/walk.ics"]) == [COMMON | entry for entry in expected]


def test_a_calendar_in_english(catalog):
    event = make_event(
        title={"ja": "防災講座", "en": "Lecture"}, status="cancelled", reason={"ja": "雨", "en": "Rain."}
    )

    assert read(build(catalog, event)["en/events/walk/walk.ics"]) == [
        COMMON
        | {
            "description": text(
                "This event has been cancelled.",
                "Reason: Rain.",
                "",
                "When: Saturday, 5 December 2026 14:00",
                "",
                f"Details and latest news: {BASE}/en/events/walk/",
                f"Licence: Creative Commons Attribution 4.0 International {LICENCE}",
            ),
            "dtstart": "tzid=Asia/Tokyo 2026-12-05T14:00:00",
            "status": "CANCELLED",
            "summary": "[Cancelled] Lecture",
            "url": f"{BASE}/en/events/walk/",
        }
    ]


def test_times_hold_by_the_zone_of_the_file(catalog):
    event = make_event("2026-12-31 22:00", ends="2026-12-31 25:00")

    assert read_with_ical_js(build(catalog, event)["calendar/all.ics"])[0]["times"] == [
        ["2026-12-31T13:00:00Z", "2026-12-31T16:00:00Z"]
    ]


def test_the_zone_has_one_standard_time():
    assert build_timezone("Asia/Tokyo").decode().split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Tokyo",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZNAME:JST",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0900",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


HEAD = {
    "prodid": "-//town.example//kyodo-site//JA",
    "version": "2.0",
    "calscale": "GREGORIAN",
    "refresh-interval": "PT12H",
    "color": "seagreen",
    "x-wr-timezone": "Asia/Tokyo",
    "x-published-ttl": "PT12H",
}


def about(kind, path, name, description, page="calendar/"):
    front = {"name": name, "description": description, "url": f"{BASE}/{page}", "source": f"{BASE}/{path}"}
    return pytest.param(path, HEAD | front | ({"x-wr-calname": name} if kind != "event" else {}), id=kind)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        about(
            "all",
            "calendar/all.ics",
            "見本のまち協働ひろばの催し",
            "これからの催しと、終わってから30日までの催しです。変更や中止も反映されます。",
        ),
        about(
            "archive",
            "calendar/archive.ics",
            "見本のまち協働ひろばの催し(過去の分も)",
            "日にちの分かるすべての催しです。終わったものも入っています。",
        ),
        about(
            "theme",
            "calendar/theme-disaster.ics",
            "防災の催し(見本のまち協働ひろば)",
            "「防災」についての催しです。終わってから30日までの催しも入っています。",
        ),
        about(
            "series",
            "calendar/series-koza.ics",
            "防災講座シリーズ(見本のまち協働ひろば)",
            "連続の催し「防災講座シリーズ」の各回です。終わってから30日までの催しも入っています。",
            "series/koza/",
        ),
        about(
            "project",
            "calendar/project-flowers.ics",
            "花と緑の協働事業の催し(見本のまち協働ひろば)",
            "協働事業「花と緑の協働事業」の催しです。終わってから30日までの催しも入っています。",
            "projects/flowers/",
        ),
        about(
            "organizer",
            "calendar/organizer-aoba.ics",
            "あおば協働ネットの催し(見本のまち協働ひろば)",
            "「あおば協働ネット」が関わる催しです。終わってから30日までの催しも入っています。",
            "organizations/aoba/",
        ),
        about("event", "events/walk/walk.ics", "防災講座", "一つの催しだけの予定です。", "events/walk/"),
    ],
)
def test_what_a_calendar_says_of_itself(catalog, path, expected):
    event = make_event(themes=["disaster"], series="koza", project="flowers", organizers=["aoba"])

    data = build(catalog, event)[path]

    assert plain(Calendar.from_ical(data).to_jcal()) == plain(read_with_ical_js(data)[0]["jcal"]) == expected


def test_files_of_the_town(catalog):
    """Its meeting of February 2008 has no day, and its drill at night is a sample."""
    names = [
        "calendar/all.ics",
        "calendar/archive.ics",
        "calendar/organizer-aoba.ics",
        "calendar/organizer-machi.ics",
        "calendar/series-koza.ics",
        "calendar/theme-disaster.ics",
        "calendar/theme-learning.ics",
        "events/2026-kagu/2026-kagu.ics",
    ]

    files = {file.path: file.data for file in build_calendars(catalog, NOW)}

    assert sorted(files) == sorted([*names, *(f"en/{name}" for name in names)])
    assert {name: uids(data) for name, data in files.items()} == {name: ["2026-kagu@town.example"] for name in files}


def uids(data):
    return [str(entry["uid"]) for entry in Calendar.from_ical(data).events]


@pytest.mark.parametrize(
    ("starts", "ends", "is_kept"),
    [
        pytest.param("2026-10-24", None, True, id="the 30th day"),
        pytest.param("2026-10-23", None, False, id="the 31st day"),
        pytest.param("2026-10-23 10:00", None, False, id="a clock on the 31st day"),
        pytest.param("2026-10-01", "2026-10-24", True, id="the last of many days"),
        pytest.param("2026-10-23 22:00", "2026-10-23 25:00", True, id="past midnight"),
        pytest.param("2026-10-23 22:00", "2026-10-23 24:00", False, id="until midnight"),
        pytest.param("2027-10-23", None, True, id="to come"),
    ],
)
@pytest.mark.parametrize(
    "clock",
    [datetime.fromisoformat("2026-11-23T00:00"), datetime.fromisoformat("2026-11-23T23:59")],
    ids=["morning", "night"],
)
def test_events_that_are_over_stay_for_thirty_days(catalog, starts, ends, is_kept, clock):
    event = make_event(starts, ends=ends, themes=["disaster"])

    files = build(catalog, event, now=clock)

    assert {path: uids(data) for path, data in files.items() if not path.startswith("en/")} == {
        "calendar/all.ics": ["walk@town.example"] * is_kept,
        "calendar/archive.ics": ["walk@town.example"],
        "calendar/theme-disaster.ics": ["walk@town.example"] * is_kept,
        "events/walk/walk.ics": ["walk@town.example"],
    }


def test_sessions_stay_together_until_the_last_is_over(catalog):
    event = make_event("2026-09-01", ends="2026-12-01", sessions=[{"starts": "2026-09-01"}, {"starts": "2026-12-01"}])

    assert uids(build(catalog, event)["calendar/all.ics"]) == [
        "walk.session1@town.example",
        "walk.session2@town.example",
    ]


def test_an_empty_calendar_can_be_read(catalog):
    files = build(catalog)

    assert [entries(found["jcal"]) for found in read_with_ical_js(*files.values())] == [[], [], [], []]
    assert list(files) == ["calendar/all.ics", "calendar/archive.ics", "en/calendar/all.ics", "en/calendar/archive.ics"]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "別の題"},
        {"starts": "2027-01-05 10:00"},
        {"place": "hiroba"},
        {"status": "cancelled", "reason": "雨"},
        {"updated": "2026-11-30"},
        {"aliases": ["events/old/"]},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_an_event_keeps_its_uid_in_both_languages(catalog, fields):
    files = build(catalog, make_event(**fields))

    assert uids(files["calendar/archive.ics"]) == uids(files["en/calendar/archive.ics"]) == ["walk@town.example"]


def test_bytes_do_not_depend_on_the_day(catalog):
    event = make_event(registration={"deadline": "2026-11-28"})

    assert build(catalog, event, now=datetime.fromisoformat("2026-11-01T00:00")) == build(
        catalog, event, now=datetime.fromisoformat("2026-12-04T00:00")
    )


WHAT = st.lists(
    st.sampled_from(["date", "time", "place", "status", "online", "capacity", "content", "registration"]),
    min_size=1,
    max_size=3,
)


@settings(deadline=None)  # a busy machine is no fault of the text
@given(kinds=st.lists(WHAT, max_size=6))
def test_sequence_rises_with_each_change_that_people_must_act_on(catalog, kinds):
    changes = [{"date": "2026-11-20", "what": what, "text": "変更"} for what in kinds]
    weighty = [bool({"date", "time", "place", "status", "online"} & set(what)) for what in kinds]

    found = [sequence(build(catalog, make_event(changes=changes[:count]))) for count in range(len(kinds) + 1)]

    assert found == [sum(weighty[:count]) for count in range(len(kinds) + 1)]


def sequence(files):
    [entry] = Calendar.from_ical(files["calendar/archive.ics"]).events
    return int(entry["sequence"])


def assert_well_folded(data):
    assert data.endswith(b"\r\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert not any(set(line) & set(b"\r\n\x0b\x0c") for line in lines)
    assert [line.decode() for line in lines if len(line.decode().splitlines()) != 1] == []


VISIBLE = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Co", "Cs"]) | st.sampled_from('\n,;:\\"🏠漢'),
    min_size=1,
    max_size=300,
).map(lambda text: f"題{text}")  # a lone hyphen would be a placeholder


@settings(deadline=None)
@given(title=VISIBLE, summary=VISIBLE, reason=VISIBLE)
def test_every_line_is_short_and_whole(catalog, title, summary, reason):
    event = make_event(title=title, summary=summary, status="cancelled", reason=reason, room=title)

    for data in build(catalog, event).values():
        assert_well_folded(data)


@pytest.mark.parametrize("start", range(60, 80))
@pytest.mark.parametrize(
    "sign", ["a", "é", "漢", "🏠", "\\", ",", "\n"], ids=["1 octet", "2", "3", "4", "backslash", "comma", "newline"]
)
def test_a_fold_at_any_octet_keeps_the_text(start, sign):
    title = "x" * start + sign * 30

    data = one_text(title)

    assert_well_folded(data)
    assert str(Calendar.from_ical(data)["description"]) == title


def one_text(text):
    return write_lines(("BEGIN:VCALENDAR", text_line("DESCRIPTION", text), "END:VCALENDAR"))


@settings(deadline=None)
@given(
    st.text(
        st.characters(exclude_characters="\\", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=300
    )
)
def test_a_line_is_the_one_that_the_library_writes(text):
    calendar = Calendar()
    calendar.add("description", text)

    assert one_text(text) == calendar.to_ical()


@settings(deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_any_text_comes_back_without_control_characters(text):
    data = one_text(text)

    assert_well_folded(data)
    assert str(Calendar.from_ical(data).get("description", "")) == clean(text)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Europe/Vienna", "UTC", "GMT"])
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"starts": "2026-12-05", "ends": "2026-12-06", "status": "cancelled", "reason": "雨; 風, 雪" * 30},
        {"sessions": [{"starts": "2026-12-05 14:00", "ends": "2026-12-05 25:00"}, {"starts": "2026-12-06"}]},
        {"themes": ["disaster", "learning"], "online_url": "https://www.example.org/?a=1,2;b", "series": "koza"},
        {"organizers": ["aoba"], "contact": {"name": "窓口", "phone": "042-000-0000"}, "certain": "false"},
    ],
    ids=lambda fields: next(iter(fields), "plain"),
)
def test_the_library_writes_every_file_in_the_same_way(catalog, fields, zone):
    town = replace(catalog, site=catalog.site.model_copy(update={"timezone": zone}))

    for data in build(town, make_event(**fields)).values():
        assert Calendar.from_ical(data).to_ical() == data


def test_calendars_about_records_hold_what_the_list_of_calendars_says(catalog):
    events = [
        make_event("2026-12-05", id="walk", series="koza", organizers=["aoba", "machi"]),
        make_event("2026-12-04", id="talk", project="flowers", organizers=["aoba"], contact={"organization": "machi"}),
        make_event("2020-12-04", id="past", project="flowers", series="koza"),
        make_event("2026-12", id="rough", series="koza"),
    ]
    town = with_events(catalog, *events)
    listed = {f"calendar/{each.name}.ics": each for each in subscriptions(town, NOW)}

    files = {file.path: uids(file.data) for file in build_calendars(town, NOW) if file.path.startswith("calendar/")}

    assert files == {path: [f"{event.id}@town.example" for event in each.events] for path, each in listed.items()}


def test_long_texts_come_back_from_the_other_reader():
    texts = ["漢字🏠" * 40, "x" * 74 + "🏠" * 40, "\\N" * 60, ",;\\\n" * 40, "👨‍👩‍👧" * 20]

    found = read_with_ical_js(*(one_text(text) for text in texts))

    assert [plain(each["jcal"])["description"] for each in found] == texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x0bb\x0cc\x85d", "abcd"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("a\tb\x00\x1f\x7f\x9fc", "a bc"),
        ("👨‍👩‍👧 漢", "👨‍👩‍👧 漢"),
    ],
)
def test_clean(text, expected):
    assert clean(text) == expected
