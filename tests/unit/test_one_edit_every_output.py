"""One field of one event is flipped, the whole site is built, and everything that a citizen may look at is read back.

`AS_PLANNED` is what each output says before the edit; a row of `EDITS` gives the edit and what each output says
after it. An output that a row does not name has to say exactly what it said before.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import feedparser
import icalendar
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from build_tools.model.announced import STATE_PATH
from build_tools.workflow.clean import make_site
from tests.project import ROOT, make_project, project  # noqa: F401 -- a fixture

TODAY = date(2026, 11, 23)
TOKYO = ZoneInfo("Asia/Tokyo")
WALK = {
    "title": "防災さんぽ",
    "kind": "lecture",
    "themes": ["disaster"],
    "starts": "2026-12-05 14:00",
    "ends": "2026-12-05 16:00",
    "place": "hiroba",
    "room": "会議室",
    "capacity": "30",
    "registration": {"deadline": "2026-12-03", "how": ["phone"]},
    "sources": ["plan"],
    "updated": "2026-11-22",
}
HALL = "---\ntitle: 北の会館\nsources:\n  - plan\nupdated: 2026-11-20\n---\n"
ENGLISH = {
    "title": "Disaster walk",
    "reason": "Because of heavy rain.",
    "changes": [{"text": "Please call for details."}],
}
WHY = "大雨のためです。"
TOLD = "くわしくはお電話で。"
URL = "https://town.example/commons/events/walk/"


def changed(*what):
    return [{"date": "2026-11-22", "what": list(what), "text": TOLD}]


# What each output says, read as its own readers read it.


def text(node):
    """Give what stands there for the eye or the ear, what is hidden left out."""
    if node is None:
        return None
    copy = LexborHTMLParser(node.html).body
    for hidden in copy.css("[hidden], [aria-hidden=true]"):
        hidden.decompose()
    return re.sub(r"\s+", " ", copy.text(separator="")).strip()


def all_text(page, selector):
    return [text(node) for node in page.css(selector)]


def fact(page, label):
    return next(
        (
            text(row.css_first("dd"))
            for row in page.css(".event-top .facts > div")
            if text(row.css_first("dt")) == label
        ),
        None,
    )


def read_page(files, lang):
    page = LexborHTMLParser(files[f"{lang}events/walk/index.html"])
    banner = page.css_first("div.change")
    return {
        "banner": all_text(page, "div.change > p:not(.more)") if banner else [],
        "banner rows": [re.sub(r"\s+", " ", text(row)) for row in page.css("div.change dl > div")],
        "struck": all_text(page, "div.change del, .event-top del"),
        "chips": [chip for chip in all_text(page, ".event-top .chip") if chip],
    }


def read_facts(files):
    page = LexborHTMLParser(files["events/walk/index.html"])
    return {label: fact(page, label) for label in ("日時", "当初の日時", "会場", "残り", "オンラインの参加先")}


def read_upcoming(files, lang):
    page = LexborHTMLParser(files[f"{lang}events/index.html"])
    (card,) = page.css("[data-coming] > [data-event=walk]")
    return {
        "when": text(card.css_first(".card-when")),
        "where": text(card.css_first(".card-where")),
        "chips": [chip for chip in all_text(card, ".chip") if chip],
    }


def read_past(files):
    return {"is named": "防災さんぽ" in files["events/past/index.html"].decode()}


def read_place(files):
    """Give what the page of the hall that was announced first says of its events."""
    page = LexborHTMLParser(files["places/hiroba/index.html"])
    return {"coming": all_text(page, "section[aria-labelledby=coming] li")}


def read_month(files):
    page = LexborHTMLParser(files["events/2026-12/index.html"])
    cells = [(node.css_first("time").text(), text(item)) for node in page.css("td") for item in node.css("li")]
    agenda = [
        (day.css_first("h3 time").attributes["datetime"], text(item))
        for day in page.css(".agenda > ol > li")
        for item in day.css("ul > li")
    ]
    return {"table": cells, "agenda": agenda}


def entry_of(data):
    (entry,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return {
        "uid": str(entry["uid"]),
        "sequence": entry["sequence"],
        "status": str(entry["status"]),
        "summary": str(entry["summary"]),
        "starts": entry.decoded("dtstart"),
        "ends": entry.decoded("dtend"),
        "location": str(entry["location"]),
        "url": str(entry["url"]),
    }


def read_structured(files):
    page = LexborHTMLParser(files["events/walk/index.html"])
    data = json.loads(page.css_first("script[type='application/ld+json']").text())
    place = data["location"]
    return {
        "status": data["eventStatus"].rpartition("/")[2],
        "mode": data["eventAttendanceMode"].rpartition("/")[2],
        "start": data["startDate"],
        "previous": data.get("previousStartDate"),
        "location": place.get("name", place.get("url")),
        "offer": "".join(o.get("availability", "").rpartition("/")[2] for o in data.get("offers", ())),
        "left": data.get("remainingAttendeeCapacity"),
        "url": data["url"],
    }


def read_news(files):
    feed = feedparser.parse(files["feeds/events.xml"])
    return {"entries": [(entry.id, entry.title, entry.link) for entry in feed.entries]}


def read_changes(files, lang):
    feed = feedparser.parse(files[f"{lang}feeds/changes.xml"])
    return {"entries": [(entry.id, entry.title, entry.link) for entry in feed.entries]}


def read_table(files):
    (row,) = csv.DictReader(io.StringIO(files["data/000000_event.csv"].decode("utf-8-sig")))
    names = ("開始日", "開始時間", "終了日", "終了時間", "場所名称", "方書", "定員", "URL")
    return {name: row[name] for name in names} | {"備考": row["備考"].partition("【種別】")[0]}


def read_gif(files):
    (event,) = json.loads(files["data/events.json"])
    names = ("id", "status", "dateOfStart", "startTime", "location", "webinarStatus", "webinarUrl", "eventUrl")
    return {name: event.get(name) for name in names}


def read_flyer(files):
    page = LexborHTMLParser(files["events/walk/flyer/index.html"])
    return {
        "banner": all_text(page, ".banner-word, .banner-text p"),
        "struck": all_text(page, "article del"),
        "day": all_text(page, ".when .face-day"),
        "clock": text(page.css_first(".when .clock")),
        "place": all_text(page, ".where .place, .where .room"),
        "url": text(page.css_first(".foot .url")),
    }


def read_card(files, lang):
    """Give what the card of the event says, which other sites show with a link to it."""
    page = LexborHTMLParser(files[f"{lang}events/walk/index.html"])
    told = {node.attributes["property"]: node.attributes["content"] for node in page.css("meta[property^=og]")}
    image = told["og:image"].removeprefix("https://town.example/commons/")
    return {"is there": image in files, "says": told["og:image:alt"].partition(": ")[2]}


def read_state(files):
    state = json.loads(files[STATE_PATH])["events"]["walk"]
    return {name: state.get(name) for name in ("starts", "place", "status", "attendance_mode", "sequence")}


OUTPUTS = {
    "page": lambda files: read_page(files, ""),
    "English page": lambda files: read_page(files, "en/"),
    "facts": read_facts,
    "upcoming": lambda files: read_upcoming(files, ""),
    "English upcoming": lambda files: read_upcoming(files, "en/"),
    "past": read_past,
    "place": read_place,
    "month": read_month,
    "calendar": lambda files: entry_of(files["calendar/all.ics"]),
    "English calendar": lambda files: entry_of(files["en/calendar/all.ics"]),
    "structured": read_structured,
    "news": read_news,
    "changes": lambda files: read_changes(files, ""),
    "English changes": lambda files: read_changes(files, "en/"),
    "table": read_table,
    "gif": read_gif,
    "flyer": read_flyer,
    "card": lambda files: read_card(files, ""),
    "English card": lambda files: read_card(files, "en/"),
    "state": read_state,
}


# What each output says before the edit, and what it says after it.


def at(clock, day=5):
    return datetime(2026, 12, day, clock, tzinfo=TOKYO)


NEWS = "tag:town.example,2026:ja/event/walk"
WHEN, WHEN_EN = "2026年12月5日(土) 14時から16時まで", "Saturday, 5 December 2026 14:00 to 16:00"
ENTRY = {
    "uid": "walk@town.example",
    "sequence": 0,
    "status": "CONFIRMED",
    "summary": "防災さんぽ",
    "starts": at(14),
    "ends": at(16),
    "location": "中央広場ホール、会議室、見本町中央1-2-3",
    "url": URL,
}
AS_PLANNED = {
    "page": {"banner": [], "banner rows": [], "struck": [], "chips": ["申込受付中"]},
    "English page": {"banner": [], "banner rows": [], "struck": [], "chips": ["Open for registration"]},
    "facts": {
        "日時": WHEN,
        "当初の日時": None,
        "会場": "中央広場ホール 会議室見本町中央1-2-3",
        "残り": None,
        "オンラインの参加先": None,
    },
    "upcoming": {"when": WHEN, "where": "中央広場ホール", "chips": ["申込受付中"]},
    "English upcoming": {"when": WHEN_EN, "where": "Central Square Hall", "chips": ["Open for registration"]},
    "past": {"is named": False},
    "place": {"coming": [f"{WHEN} 防災さんぽ"]},
    "month": {
        "table": [("5", "14:00 防災さんぽ")],
        "agenda": [("2026-12-05", "14時から16時まで 防災さんぽ 中央広場ホール")],
    },
    "calendar": ENTRY,
    "English calendar": {
        **ENTRY,
        "summary": "Disaster walk",
        "location": "Central Square Hall, 会議室, 1-2-3 Chuo, Sample Town",
        "url": "https://town.example/commons/en/events/walk/",
    },
    "structured": {
        "status": "EventScheduled",
        "mode": "OfflineEventAttendanceMode",
        "start": "2026-12-05T14:00+09:00",
        "previous": None,
        "location": "中央広場ホール 会議室",
        "offer": "InStock",
        "left": None,
        "url": URL,
    },
    "news": {"entries": [(NEWS, "防災さんぽ", URL)]},
    "changes": {"entries": []},
    "English changes": {"entries": []},
    "table": {
        "開始日": "2026-12-05",
        "開始時間": "14:00",
        "終了日": "2026-12-05",
        "終了時間": "16:00",
        "場所名称": "中央広場ホール",
        "方書": "会議室",
        "定員": "30",
        "URL": URL,
        "備考": "",
    },
    "gif": {
        "id": "walk",
        "status": None,
        "dateOfStart": "2026-12-05",
        "startTime": "14:00",
        "location": "中央広場ホール",
        "webinarStatus": "現地開催のみ",
        "webinarUrl": None,
        "eventUrl": URL,
    },
    "flyer": {
        "banner": [],
        "struck": [],
        "day": ["12月5日"],
        "clock": "14時から16時まで",
        "place": ["中央広場ホール", "会議室"],
        "url": URL,
    },
    "card": {"is there": True, "says": f"講演・講座、防災さんぽ、{WHEN}、中央広場ホール 会議室"},
    "English card": {"is there": True, "says": f"Lecture, Disaster walk, {WHEN_EN}, Central Square Hall 会議室"},
    "state": {
        "starts": "2026-12-05 14:00",
        "place": "hiroba",
        "status": "scheduled",
        "attendance_mode": "offline",
        "sequence": 0,
    },
}


def headed(title):
    """Give what the feed of events says."""
    return {"news": {"entries": [(NEWS, title, URL)]}}


def news(title, title_en):
    """Give what the feeds of changes say."""
    tag = "tag:town.example,2026:{}/event/walk/change-1"
    return {
        "changes": {"entries": [(tag.format("ja"), title, URL)]},
        "English changes": {"entries": [(tag.format("en"), title_en, AS_PLANNED["English calendar"]["url"])]},
    }


def on_cards(sign, sign_en, when=(WHEN, WHEN_EN), where=("中央広場ホール 会議室", "Central Square Hall 会議室")):
    """Give what the cards say."""
    return {
        "card": {"says": f"{sign}、講演・講座、防災さんぽ、{when[0]}、{where[0]}"},
        "English card": {"says": f"{sign_en}, Lecture, Disaster walk, {when[1]}, {where[1]}"},
    }


def on_pages(chips, chips_en):
    """Give the chips of the event's pages and of the lists."""
    return {
        "page": {"chips": chips},
        "English page": {"chips": chips_en},
        "upcoming": {"chips": chips},
        "English upcoming": {"chips": chips_en},
    }


def in_month(chip, place):
    """Give what the calendar of the month tells."""
    return {
        "table": [("5", f"14:00 防災さんぽ {chip}")],
        "agenda": [("2026-12-05", f"14時から16時まで 防災さんぽ {chip} {place}")],
    }


def without_places(chip, why, chip_en, why_en):
    """Give what pages tell of an event in which no place is free."""
    return {
        **on_pages([chip], [chip_en]),
        "page": {"chips": [chip], "banner": [f"{chip} {why}"]},
        "English page": {"chips": [chip_en], "banner": [f"{chip_en} {why_en}"]},
        "place": {"coming": [f"{WHEN} 防災さんぽ {chip}"]},
        "month": in_month(chip, "中央広場ホール"),
    }


def off(chip, chip_en):
    """Give what pages tell of an event that is off: its own page in a banner and in one struck date."""
    return {
        **on_pages([chip], [chip_en]),
        "page": {"chips": [], "struck": [WHEN]},
        "English page": {"chips": [], "struck": [WHEN_EN]},
        "facts": {"日時": None, "当初の日時": WHEN},
    }


def merged(*outputs):
    """Give the outputs of several dictionaries as one."""
    names = {name for part in outputs for name in part}
    return {name: {key: value for part in outputs for key, value in part.get(name, {}).items()} for name in names}


EDITS = {
    "cancelled": (
        {"status": "cancelled", "reason": WHY, "changes": changed("status")},
        merged(
            off("中止", "Cancelled"),
            on_cards("中止", "Cancelled"),
            headed("【中止】防災さんぽ"),
            news("【中止】防災さんぽ", "[Cancelled] Disaster walk"),
            {
                "page": {"banner": [f"中止 {WHY}"]},
                "English page": {"banner": ["Cancelled Because of heavy rain."]},
                "month": {
                    "table": [("5", "14:00 防災さんぽ 中止")],
                    "agenda": [("2026-12-05", "14時から16時まで 防災さんぽ 中止 中央広場ホール")],
                },
                "calendar": {"sequence": 1, "status": "CANCELLED", "summary": "【中止】防災さんぽ"},
                "English calendar": {"sequence": 1, "status": "CANCELLED", "summary": "[Cancelled] Disaster walk"},
                "structured": {"status": "EventCancelled", "offer": ""},
                "table": {"備考": f"【中止】{WHY}【変更】2026-11-22 状態: {TOLD}"},
                "gif": {"status": "中止"},
                "flyer": {"banner": ["中止", WHY, TOLD]},
                "place": {"coming": [f"{WHEN} 防災さんぽ 中止"]},
                "state": {"status": "cancelled", "sequence": 1},
            },
        ),
    ),
    "postponed": (
        {"status": "postponed", "reason": WHY, "changes": changed("status")},
        merged(
            off("延期", "Postponed"),
            on_cards("延期", "Postponed"),
            headed("【延期(日程調整中)】防災さんぽ"),
            news("【延期(日程調整中)】防災さんぽ", "[Postponed, no new date yet] Disaster walk"),
            {
                "page": {"banner": [f"延期(日程調整中) {WHY}"]},
                "English page": {"banner": ["Postponed, no new date yet Because of heavy rain."]},
                "month": {
                    "table": [("5", "14:00 防災さんぽ 延期")],
                    "agenda": [("2026-12-05", "14時から16時まで 防災さんぽ 延期 中央広場ホール")],
                },
                "calendar": {"sequence": 1, "status": "CANCELLED", "summary": "【延期】防災さんぽ"},
                "English calendar": {
                    "sequence": 1,
                    "status": "CANCELLED",
                    "summary": "[Postponed] Disaster walk",
                },
                "structured": {"status": "EventPostponed", "previous": "2026-12-05T14:00+09:00", "offer": ""},
                "table": {"備考": f"【延期(日程調整中)】{WHY}【変更】2026-11-22 状態: {TOLD}"},
                "gif": {"status": "延期(日程調整中)"},
                "flyer": {"banner": ["延期", WHY, TOLD]},
                "place": {"coming": [f"{WHEN} 防災さんぽ 延期"]},
                "state": {"status": "postponed", "sequence": 1},
            },
        ),
    ),
    "moved": (
        {
            "status": "rescheduled",
            "reason": WHY,
            "starts": "2026-12-12 10:00",
            "ends": "2026-12-12 12:00",
            "previous_starts": "2026-12-05 14:00",
            "changes": changed("date", "time"),
        },
        merged(
            on_pages(["申込受付中", "日程変更"], ["Open for registration", "New date"]),
            on_cards(
                "日程変更",
                "New date",
                when=("2026年12月12日(土) 10時から12時まで", "Saturday, 12 December 2026 10:00 to 12:00"),
            ),
            headed("【日程変更】防災さんぽ"),
            news("【日程変更】防災さんぽ", "[Moved to another day] Disaster walk"),
            {
                "page": {
                    "banner": [f"日程変更 {WHY}"],
                    "banner rows": [
                        "変更前の日時2026年12月5日(土) 14時",
                        "新しい日時2026年12月12日(土) 10時から12時まで",
                    ],
                    "struck": ["2026年12月5日(土) 14時"],
                },
                "English page": {
                    "banner": ["New date Because of heavy rain."],
                    "banner rows": [
                        "Old dateSaturday, 5 December 2026 14:00",
                        "New dateSaturday, 12 December 2026 10:00 to 12:00",
                    ],
                    "struck": ["Saturday, 5 December 2026 14:00"],
                },
                "facts": {"日時": "2026年12月12日(土) 10時から12時まで"},
                "upcoming": {
                    "when": "変更前の日時 2026年12月5日(土) 14時 新しい日時 2026年12月12日(土) 10時から12時まで"
                },
                "English upcoming": {
                    "when": "Old date Saturday, 5 December 2026 14:00"
                    " New date Saturday, 12 December 2026 10:00 to 12:00"
                },
                "month": {
                    "table": [("5", "14:00 防災さんぽ 2026年12月12日(土)に変更"), ("12", "10:00 防災さんぽ 日程変更")],
                    "agenda": [
                        ("2026-12-05", "14時 防災さんぽ 2026年12月12日(土)に変更"),
                        ("2026-12-12", "10時から12時まで 防災さんぽ 日程変更 中央広場ホール"),
                    ],
                },
                "calendar": {"sequence": 1, "starts": at(10, 12), "ends": at(12, 12)},
                "English calendar": {"sequence": 1, "starts": at(10, 12), "ends": at(12, 12)},
                "structured": {
                    "status": "EventRescheduled",
                    "start": "2026-12-12T10:00+09:00",
                    "previous": "2026-12-05T14:00+09:00",
                },
                "table": {
                    "開始日": "2026-12-12",
                    "開始時間": "10:00",
                    "終了日": "2026-12-12",
                    "終了時間": "12:00",
                    "備考": f"【日程変更】{WHY}【変更前の日時】2026-12-05 14:00【変更】2026-11-22 日付、時刻: {TOLD}",
                },
                "gif": {"status": "日程変更", "dateOfStart": "2026-12-12", "startTime": "10:00"},
                "flyer": {
                    "banner": ["日程変更", WHY, TOLD],
                    "struck": ["2026年12月5日(土) 14時"],
                    "day": ["12月12日"],
                    "clock": "10時から12時まで",
                },
                "place": {"coming": ["2026年12月12日(土) 10時から12時まで 防災さんぽ 日程変更"]},
                "state": {"starts": "2026-12-12 10:00", "status": "rescheduled", "sequence": 1},
            },
        ),
    ),
    "full": (
        {"full": "true"},
        merged(
            without_places("満員", "定員に達しました。", "Full", "Every place is taken."),
            on_cards("満員", "Full"),
            headed("【満員】防災さんぽ"),
            {
                "calendar": {"summary": "【満員】防災さんぽ"},
                "English calendar": {"summary": "[Full] Disaster walk"},
                "structured": {"offer": "SoldOut"},
                "table": {"備考": "【満員】"},
                "flyer": {"banner": ["満員"]},
            },
        ),
    ),
    "waiting list": (
        {"full": "true", "registration": {**WALK["registration"], "waiting_list": "true"}},
        merged(
            without_places(
                "キャンセル待ち",
                "定員に達しました。空きが出たときのための申し込みはできます。",
                "Waiting list",
                "Every place is taken. You can sign up for a place that becomes free.",
            ),
            on_cards("キャンセル待ち", "Waiting list"),
            headed("【満員】防災さんぽ"),
            {
                "calendar": {"summary": "【満員】防災さんぽ"},
                "English calendar": {"summary": "[Full] Disaster walk"},
                "structured": {"offer": "SoldOut"},
                "table": {"備考": "【満員】"},
                "flyer": {"banner": ["満員", "定員に達したあとも、空きが出たときのための申し込みができます。"]},
            },
        ),
    ),
    "another place": (
        {"place": "hall", "previous_place": "hiroba", "room": None, "changes": changed("place")},
        merged(
            on_pages(["申込受付中", "会場変更"], ["Open for registration", "New place"]),
            on_cards("会場変更", "New place", where=("北の会館", "North Hall")),
            headed("【会場変更】防災さんぽ"),
            news("【変更: 会場】防災さんぽ", "[Change: Place] Disaster walk"),
            {
                "page": {
                    "banner": [f"会場変更 {TOLD}"],
                    "banner rows": ["変更前の会場中央広場ホール", "新しい会場北の会館"],
                    "struck": ["中央広場ホール"],
                },
                "English page": {
                    "banner": ["New place Please call for details."],
                    "banner rows": ["Old placeCentral Square Hall", "New placeNorth Hall"],
                    "struck": ["Central Square Hall"],
                },
                "facts": {"会場": "北の会館"},
                "upcoming": {"where": "変更前の会場 中央広場ホール 新しい会場 北の会館"},
                "English upcoming": {"where": "Old place Central Square Hall New place North Hall"},
                "month": in_month("会場変更", "北の会館"),
                "calendar": {"sequence": 1, "location": "北の会館"},
                "English calendar": {"sequence": 1, "location": "North Hall"},
                "structured": {"location": "北の会館"},
                "table": {
                    "場所名称": "北の会館",
                    "方書": "",
                    "備考": f"【変更前の会場】中央広場ホール【変更】2026-11-22 会場: {TOLD}",
                },
                "gif": {"location": "北の会館"},
                "flyer": {"banner": ["会場変更", TOLD], "struck": ["中央広場ホール"], "place": ["北の会館"]},
                "place": {"coming": [f"{WHEN} 防災さんぽ 会場変更"]},
                "state": {"place": "hall", "sequence": 1},
            },
        ),
    ),
    "online instead": (
        {
            "status": "moved-online",
            "attendance_mode": "online",
            "online_url": "https://www.example.org/meet",
            "reason": WHY,
            "changes": changed("online"),
        },
        merged(
            on_pages(["申込受付中", "オンラインに変更"], ["Open for registration", "Moved online"]),
            on_cards("オンラインに変更", "Moved online", where=("オンライン", "Online")),
            headed("【オンライン開催に変更】防災さんぽ"),
            news("【オンライン開催に変更】防災さんぽ", "[Moved online] Disaster walk"),
            {
                "page": {
                    "banner": [f"オンラインに変更 {WHY}"],
                    "banner rows": ["変更前の会場中央広場ホール 会議室", "新しい会場オンライン"],
                    "struck": ["中央広場ホール 会議室"] * 2,
                },
                "English page": {
                    "banner": ["Moved online Because of heavy rain."],
                    "banner rows": ["Old placeCentral Square Hall 会議室", "New placeOnline"],
                    "struck": ["Central Square Hall 会議室"] * 2,
                },
                "facts": {
                    "会場": "中央広場ホール 会議室 オンライン",
                    "オンラインの参加先": "https://www.example.org/meet",
                },
                "upcoming": {"where": "オンライン"},
                "English upcoming": {"where": "Online"},
                "month": in_month("オンラインに変更", "オンライン"),
                "calendar": {"sequence": 1, "location": "オンライン"},
                "English calendar": {"sequence": 1, "location": "Online"},
                "structured": {
                    "status": "EventMovedOnline",
                    "mode": "OnlineEventAttendanceMode",
                    "location": "https://www.example.org/meet",
                },
                "table": {
                    "場所名称": "オンライン",
                    "方書": "",
                    "備考": f"【オンライン開催に変更】{WHY}【変更前の会場】中央広場ホール【変更前の方書】会議室"
                    f"【変更】2026-11-22 参加の方法: {TOLD}【参加の形】オンライン【オンライン会場】https://www.example.org/meet",
                },
                "gif": {
                    "status": "オンライン開催に変更",
                    "location": "オンライン",
                    "webinarStatus": "オンライン",
                    "webinarUrl": "https://www.example.org/meet",
                },
                "flyer": {"banner": ["オンラインに変更", WHY, TOLD], "place": ["オンライン"]},
                "place": {"coming": [f"{WHEN} 防災さんぽ オンラインに変更"]},
                "state": {"status": "moved-online", "attendance_mode": "online", "sequence": 1},
            },
        ),
    ),
    "seats left": (
        {"seats_left": "3"},
        {"facts": {"残り": "3人"}, "structured": {"left": 3}, "table": {"備考": "【残席】3"}},
    ),
}


# The site of each row.


def record(fields):
    return "---\n" + yaml.safe_dump(fields, allow_unicode=True, sort_keys=False).replace("'", "") + "---\n"


def write(config, fields):
    """Put the event into the content, with its English words."""
    given = {name: value for name, value in {**WALK, **fields}.items() if value is not None}
    folder = config.content / "events"
    (folder / "walk.md").write_text(record(given), encoding="utf-8")
    english = {name: words for name, words in ENGLISH.items() if name in given}
    (folder / "walk.en.md").write_text(record(english), encoding="utf-8")


@pytest.fixture(scope="module")
def config(project, tmp_path_factory):  # noqa: F811 -- a fixture
    """A town with two places and one event to come, as it was planned and published."""
    config = replace(make_project(tmp_path_factory.mktemp("one-edit") / "town"), cache=project.cache)
    shutil.copytree(ROOT / "content" / "vocabularies", config.content / "vocabularies", dirs_exist_ok=True)
    for name in ("events", "notices"):
        shutil.rmtree(config.content / name)
    (config.content / "events").mkdir()
    (config.content / "places" / "hall.md").write_text(HALL, encoding="utf-8")
    (config.content / "places" / "hall.en.md").write_text("---\ntitle: North Hall\n---\n", encoding="utf-8")
    write(config, {})
    made = make_site(config, TODAY)
    (config.out / STATE_PATH).parent.mkdir(parents=True)
    (config.out / STATE_PATH).write_bytes(made.files[STATE_PATH])
    return config


@pytest.fixture(scope="module")
def sites(config):
    """What a build makes of the event as planned, and of each edit."""
    made = {}
    for name, fields in {"as planned": {}, **{name: fields for name, (fields, _) in EDITS.items()}}.items():
        write(config, fields)
        made[name] = make_site(config, TODAY)
    write(config, {})
    return made


@pytest.mark.parametrize("output", OUTPUTS)
def test_before_the_edit(output, sites):
    assert OUTPUTS[output](sites["as planned"].files) == AS_PLANNED[output]


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("edit", EDITS)
def test_after_the_edit(edit, output, sites):
    _, says = EDITS[edit]

    assert OUTPUTS[output](sites[edit].files) == {**AS_PLANNED[output], **says.get(output, {})}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_with_its_entry_may_be_published(edit, sites):
    made = sites[edit]

    assert (made.problems, made.faults, made.is_good) == ((), (), True)


@pytest.mark.parametrize("edit", EDITS)
def test_no_address_is_lost(edit, sites):
    passed_over = ("/place-", "search/", "og/")  # a list of one place; files that are named by their content
    before, after = (
        {path for path in sites[name].files if not any(part in path for part in passed_over)}
        for name in ("as planned", edit)
    )

    assert before - after == set()


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("lang", ["", "en/"])
def test_the_file_of_the_event_holds_the_entry_of_the_calendar(edit, lang, sites):
    files = sites[edit].files

    assert entry_of(files[f"{lang}events/walk/walk.ics"]) == entry_of(files[f"{lang}calendar/all.ics"])


@pytest.mark.parametrize("edit", [name for name, (fields, _) in EDITS.items() if "changes" in fields])
def test_an_edit_without_its_entry_is_not_published(edit, config):
    fields, _ = EDITS[edit]
    write(config, {**fields, "changes": None, "previous_place": None})

    made = make_site(config, TODAY)

    assert ([problem.code for problem in made.problems], made.is_good) == (["change-not-recorded"], False)
