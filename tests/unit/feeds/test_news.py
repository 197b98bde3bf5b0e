import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from time import struct_time
from xml.etree import ElementTree as ET

import feedparser
import pytest

from build_tools.feeds.atom import format_atom
from build_tools.feeds.feed import Entry
from build_tools.feeds.json_feed import format_json_feed
from build_tools.feeds.news import build_news_files, news_feed
from build_tools.model.site import Term
from tests.records import make_event, make_notice, words

NOW = datetime(2026, 11, 23, 12)
JST = timezone(timedelta(hours=9))
BASE = "https://town.example/commons/"
TAG = "tag:town.example,2026:"
KINDS = {
    "date": ("日付", "Date"),
    "place": ("会場", "Place"),
    "status": ("状態", "Status"),
    "content": ("内容", "Programme"),
}
TITLE = {"ja": "防災講座", "en": "Lecture"}


def news(town, *events, notices=()):
    """The town with other events and notices, by id as the loader has them."""
    records = {
        **town.records,
        "event": {event.id: event for event in sorted(events, key=lambda event: event.id)},
        "notice": {notice.id: notice for notice in notices},
    }
    kinds = {id_: Term(ja=ja, en=en) for id_, (ja, en) in KINDS.items()}
    statuses = {**town.vocabularies["event-statuses"], "unconfirmed": Term(ja="未確認", en="Not known")}
    return replace(
        town, records=records, vocabularies={**town.vocabularies, "change-kinds": kinds, "event-statuses": statuses}
    )


def entries(name, catalog, lang="ja", now=NOW):
    return news_feed(name, catalog, lang, now).entries


def brief(name, catalog, lang="ja", now=NOW):
    """Each entry as `(end of its id, title, text)`."""
    return [
        (entry.id.removeprefix(f"{TAG}{lang}/"), entry.title, entry.text) for entry in entries(name, catalog, lang, now)
    ]


def change(date, what, text):
    return {"date": date, "what": what, "text": text}


def test_a_new_event(town):
    event = make_event(
        ends="2026-12-05 16:00", place="hiroba", room="会議室", summary="家を守ります。", updated="2026-11-20"
    )

    assert entries("events", news(town, event)) == (
        Entry(
            id=f"{TAG}ja/event/walk",
            url=f"{BASE}events/walk/",
            lang="ja",
            title="防災講座",
            text="日時: 2026年12月5日(土) 14時から16時まで\n会場: 中央広場ホール 会議室\n家を守ります。",
            updated=datetime(2026, 11, 20, tzinfo=JST),
        ),
    )


def test_a_new_event_in_english(town):
    event = make_event(title=TITLE, summary={"ja": "家を守ります。", "en": "How to keep a house safe."}, place="hiroba")

    assert entries("events", news(town, event), "en") == (
        Entry(
            id=f"{TAG}en/event/walk",
            url=f"{BASE}en/events/walk/",
            lang="en",
            title="Lecture",
            text="When: Saturday, 5 December 2026 14:00\nPlace: Central Square Hall\nHow to keep a house safe.",
            updated=datetime(2026, 11, 23, tzinfo=JST),
        ),
    )


def test_an_entry_that_is_not_translated_is_japanese_throughout(town):
    event = make_event(title=TITLE, summary="家を守ります。", status="cancelled", reason="大雨のため。")
    entry = entries("events", news(town, event), "en")[0]

    assert (entry.id, entry.url, entry.lang, entry.title) == (
        f"{TAG}en/event/walk",
        f"{BASE}en/events/walk/",
        "ja",
        "【中止】防災講座",
    )


OLD = "はじめに予定した日: 2026年11月28日(土) 10時"
WHEN = "日時: 2026年12月5日(土) 14時"


@pytest.mark.parametrize(
    ("fields", "title", "text"),
    [
        pytest.param({"status": "cancelled"}, "【中止】防災講座", f"状況: 中止\n大雨のため。\n{WHEN}", id="cancelled"),
        pytest.param(
            {"status": "postponed", "starts": "unknown", "previous_starts": "2026-11-28 10:00"},
            "【延期(日程調整中)】防災講座",
            f"状況: 延期(日程調整中)\n大雨のため。\n{OLD}",
            id="postponed",
        ),
        pytest.param(
            {"status": "rescheduled", "previous_starts": "2026-11-28 10:00"},
            "【日程変更】防災講座",
            f"状況: 日程変更\n大雨のため。\n{OLD}\n{WHEN}",
            id="rescheduled",
        ),
        pytest.param(
            {"status": "moved-online", "attendance_mode": "online", "previous_starts": "2026-11-28 10:00"},
            "【オンライン開催に変更、日程変更】防災講座",
            f"状況: オンライン開催に変更、日程変更\n大雨のため。\n{OLD}\n{WHEN}\n会場: オンライン",
            id="moved online and to another day",
        ),
        pytest.param(
            {"place": "hiroba", "previous_place": "hiroba"},
            "【会場変更】防災講座",
            f"状況: 会場変更\n{WHEN}\n変更前の会場: 中央広場ホール\n会場: 中央広場ホール",
            id="place changed",
        ),
        pytest.param({"full": "true"}, "【満員】防災講座", f"状況: 満員\n{WHEN}", id="full"),
        pytest.param({"seats_left": "0"}, "【満員】防災講座", f"状況: 満員\n{WHEN}", id="no seat left"),
        pytest.param(
            {"attendance_mode": "mixed", "place": "hiroba"},
            "防災講座",
            f"{WHEN}\n会場: 中央広場ホール、オンライン",
            id="on the spot and online",
        ),
        pytest.param(
            {"certain": "false", "summary": "歩きます。"},
            "【要確認】防災講座",
            f"状況: 要確認\n{WHEN}\n【要確認】歩きます。",
            id="unconfirmed",
        ),
    ],
)
def test_a_new_event_says_how_it_stands(town, fields, title, text):
    event = make_event(**{"reason": "大雨のため。"} | fields)

    assert brief("events", news(town, event)) == [("event/walk", title, text)]


@pytest.mark.parametrize(
    ("starts", "now", "expected"),
    [
        ("2026-12-05 14:00", NOW, 1),
        ("2026-10-25", NOW, 1),
        ("2026-10-23", NOW, 0),
        ("2026-10-25", datetime(2026, 11, 25), 0),
        ("FY2026", NOW, 1),
        ("unknown", NOW, 1),
    ],
)
def test_an_event_is_new_until_thirty_days_after_it(town, starts, now, expected):
    assert len(entries("events", news(town, make_event(starts)), now=now)) == expected


@pytest.mark.parametrize(
    ("status", "fields", "title"),
    [
        ("cancelled", {}, "【中止】防災講座"),
        ("postponed", {}, "【延期(日程調整中)】防災講座"),
        ("rescheduled", {"previous_starts": "2026-11-28 10:00"}, "【日程変更】防災講座"),
        ("moved-online", {"attendance_mode": "online"}, "【オンライン開催に変更】防災講座"),
    ],
)
def test_a_status_that_no_change_tells_of_is_a_change(town, status, fields, title):
    event = make_event(
        "2020-05-23",
        status=status,
        reason="大雨のため。",
        changes=[change("2020-05-01", ["content"], "訂正。")],
        **fields,
    )
    found = entries("changes", news(town, event))

    assert [(entry.id, entry.title, entry.updated) for entry in found] == [
        (f"{TAG}ja/event/walk/{status}", title, datetime(2026, 11, 23, tzinfo=JST)),
        (f"{TAG}ja/event/walk/change-1", "【変更: 内容】防災講座", datetime(2020, 5, 1, tzinfo=JST)),
    ]


@pytest.mark.parametrize("fields", [{}, {"full": "true"}, {"status": "unconfirmed"}])
def test_what_is_no_change(town, fields):
    assert entries("changes", news(town, make_event(**fields))) == ()


def test_every_change_is_an_entry_of_its_own_day(town):
    event = make_event(
        title=TITLE,
        status="cancelled",
        reason={"ja": "大雨のため。", "en": "Heavy rain."},
        previous_starts="2026-11-28 10:00",
        changes=[
            change("2026-11-01", ["date", "place"], {"ja": "日を改めます。", "en": "A new day."}),
            change("2026-11-01", ["status"], {"ja": "開けるか調整しています。", "en": "We are not sure."}),
            change("2026-11-20 09:30", ["status"], {"ja": "中止します。", "en": "It is off."}),
            change("unknown", ["content"], "講師が替わりました。"),
        ],
    )

    assert [(entry.updated, entry.lang) for entry in entries("changes", news(town, event), "en")] == [
        (datetime(2026, 11, 23, tzinfo=JST), "ja"),
        (datetime(2026, 11, 20, 9, 30, tzinfo=JST), "en"),
        (datetime(2026, 11, 1, tzinfo=JST), "en"),
        (datetime(2026, 11, 1, tzinfo=JST), "en"),
    ]
    facts = (
        "Status: Cancelled\nFirst planned for: Saturday, 28 November 2026 10:00\nWhen: Saturday, 5 December 2026 14:00"
    )
    assert brief("changes", news(town, event), "en") == [
        ("event/walk/change-4", "【変更: 内容】防災講座", f"講師が替わりました。\n状況: 中止\n{OLD}\n{WHEN}"),
        ("event/walk/change-3", "[Cancelled] Lecture", f"It is off.\n{facts}"),
        ("event/walk/change-2", "[Change: Status] Lecture", f"We are not sure.\n{facts}"),
        ("event/walk/change-1", "[Change: Date, Place] Lecture", f"A new day.\n{facts}"),
    ]


def test_notices_that_have_been_given_out(town):
    notices = (
        make_notice("2026-11-20", id="a", summary="休みます。", updated="2026-11-21"),
        make_notice("2026-11", id="b", certain="false"),
        make_notice("2026-11-24", id="c"),
        make_notice("2026-11-20", id="d", sample="true"),
    )

    assert entries("notices", news(town, notices=notices)) == (
        Entry(
            id=f"{TAG}ja/notice/b",
            url=f"{BASE}notices/b/",
            lang="ja",
            title="【要確認】防災講座",
            text=words("ja")("unconfirmed.notice"),
            updated=datetime(2026, 11, 23, tzinfo=JST),
        ),
        Entry(
            id=f"{TAG}ja/notice/a",
            url=f"{BASE}notices/a/",
            lang="ja",
            title="防災講座",
            text="休みます。",
            updated=datetime(2026, 11, 21, tzinfo=JST),
            published=datetime(2026, 11, 20, tzinfo=JST),
        ),
    )


def test_samples_are_no_news(town):
    sample = make_event(
        id="b", sample="true", status="cancelled", changes=[change("2026-11-01", ["status"], "中止します。")]
    )
    real = make_event(id="a", status="cancelled")
    catalog = news(town, real, sample)

    assert [[entry.url for entry in entries(name, catalog)] for name in ("events", "changes")] == [
        [f"{BASE}events/a/"]
    ] * 2


def test_ids_stay_when_title_date_and_place_change(town):
    changes = [change("2026-11-01", ["date"], "日を改めます。")]
    before = news(town, make_event(changes=changes))
    after = news(
        town,
        make_event(
            "2027-01-01",
            title="まったく別の題",
            place="hiroba",
            changes=[*changes, change("2026-11-02", ["place"], "移ります。")],
        ),
    )

    assert [entry.id for entry in entries("events", after)] == [entry.id for entry in entries("events", before)]
    assert [entry.id for entry in entries("changes", after)][1:] == [entry.id for entry in entries("changes", before)]


def test_the_newest_come_first_and_at_most_fifty(town):
    events = [make_event(id=f"e{number:02}", updated=f"2026-{10 + number % 2}-01") for number in range(60)]

    assert [entry.id.removeprefix(f"{TAG}ja/event/") for entry in entries("events", news(town, *events))] == [
        *(f"e{number:02}" for number in range(1, 60, 2)),
        *(f"e{number:02}" for number in range(0, 40, 2)),
    ]


def test_a_feed_is_as_new_as_its_newest_entry(town):
    catalog = news(town, make_event(updated="2026-11-01"), make_event(id="b", updated="2026-11-02"))

    assert news_feed("events", catalog, "ja", NOW).updated == datetime(2026, 11, 2, tzinfo=JST)


def test_the_moment_of_the_build_is_in_no_feed(town):
    event = make_event(status="cancelled", reason="大雨のため。", registration={"deadline": "2026-11-25"})
    catalog = news(town, event, notices=[make_notice("2026-11-20")])

    assert list(build_news_files(catalog, NOW)) == list(build_news_files(catalog, NOW + timedelta(days=5)))


def test_where_the_files_are(town):
    assert [file.path for file in build_news_files(news(town), NOW)] == [
        f"{root}feeds/{name}.{ending}"
        for root in ("", "en/")
        for name in ("events", "changes", "notices")
        for ending in ("xml", "json")
    ]


def parse(data):
    parsed = feedparser.parse(data)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def utc(*parts):
    return struct_time((*datetime(*parts).timetuple()[:8], 0))


@pytest.mark.parametrize("name", ["events", "changes", "notices"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_feed_without_entries_is_valid(town, name, lang):
    feed = news_feed(name, news(town), lang, NOW)
    read = parse(format_atom(feed))

    assert (read.entries, read.feed.id, read.feed.title, read.feed.language, read.feed.author) == (
        [],
        f"{TAG}{lang}/{name}",
        feed.title,
        lang,
        town.site.title.get(lang),
    )
    assert read.feed.updated_parsed == utc(2026, 11, 22, 15)  # midnight in Tokyo, of the newest record
    assert json.loads(format_json_feed(feed))["items"] == []


def test_feedparser_reads_atom_back(town):
    text = "]]></summary><script>alert(1)</script> & \x01😀"
    event = make_event(changes=[change("2026-11-20 09:30", ["date"], "日を改めます。")])
    feed = news_feed("changes", news(town, event), "en", NOW)
    feed = replace(feed, entries=(replace(feed.entries[0], title=text, published=datetime(2026, 11, 1, tzinfo=JST)),))
    read = parse(format_atom(feed))
    entry = read.entries[0]

    assert {link.rel + " " + link.type: link.href for link in read.feed.links} == {
        "self application/atom+xml": f"{BASE}en/feeds/changes.xml",
        "alternate text/html": f"{BASE}en/events/",
        "alternate application/feed+json": f"{BASE}en/feeds/changes.json",
    }
    assert (read.feed.subtitle, read.feed.rights, read.feed.author_detail) == (
        town.strings["en"]["feed.changes.about"],
        "Creative Commons Attribution 4.0 International https://creativecommons.org/licenses/by/4.0/",
        {"name": town.site.title.en, "href": f"{BASE}en/"},
    )
    assert (entry.id, entry.link, entry.title, entry.title_detail.type) == (
        f"{TAG}en/event/walk/change-1",
        f"{BASE}en/events/walk/",
        text.replace("\x01", ""),
        "text/plain",
    )
    assert entry.title_detail.language == entry.summary_detail.language == "ja"
    assert (entry.updated_parsed, entry.published_parsed) == (utc(2026, 11, 20, 0, 30), utc(2026, 10, 31, 15))
    assert entry.summary == f"日を改めます。\n{WHEN}"


def test_atom_has_what_rfc_4287_asks_for(town):
    catalog = news(town, make_event(status="cancelled"), notices=[make_notice("2026-11-20")])
    roots = [ET.fromstring(file.data) for file in build_news_files(catalog, NOW) if file.path.endswith(".xml")]  # noqa: S314 -- our own text
    names = [[child.tag.removeprefix("{http://www.w3.org/2005/Atom}") for child in root] for root in roots]
    own = ["id", "title", "subtitle", "link", "link", "link", "updated", "author", "rights", "entry"]

    assert names == [own] * 6


def test_json_feed_reads_back(town):
    event = make_event(
        title={"ja": "題", "en": "Title <b> & 😀"},
        changes=[change("2026-11-20", ["date"], {"ja": "改めます。", "en": "A new day."})],
    )
    feed = news_feed("changes", news(town, event), "en", NOW)
    feed = replace(feed, entries=(replace(feed.entries[0], published=datetime(2026, 11, 1, tzinfo=JST)),))

    assert json.loads(format_json_feed(feed)) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"Changed and cancelled events - {town.site.title.en}",
        "home_page_url": f"{BASE}en/events/",
        "feed_url": f"{BASE}en/feeds/changes.json",
        "description": town.strings["en"]["feed.changes.about"],
        "language": "en",
        "authors": [{"name": town.site.title.en, "url": f"{BASE}en/"}],
        "_license": {
            "name": "Creative Commons Attribution 4.0 International",
            "url": "https://creativecommons.org/licenses/by/4.0/",
        },
        "items": [
            {
                "id": f"{TAG}en/event/walk/change-1",
                "url": f"{BASE}en/events/walk/",
                "title": "[Change: Date] Title <b> & 😀",
                "content_text": "A new day.\nWhen: Saturday, 5 December 2026 14:00",
                "date_published": "2026-11-01T00:00:00+09:00",
                "date_modified": "2026-11-20T00:00:00+09:00",
                "language": "en",
            }
        ],
    }


def test_the_files_of_the_town_are_read_back(town):
    files = {file.path: file.data for file in build_news_files(town, NOW)}
    items = {
        path: [(item["id"], item["title"]) for item in json.loads(data)["items"]]
        for path, data in files.items()
        if path.endswith(".json")
    }

    assert items == {
        path.replace(".xml", ".json"): [(entry.id, entry.title) for entry in parse(data).entries]
        for path, data in files.items()
        if path.endswith(".xml")
    }
