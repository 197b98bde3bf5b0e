"""Events that come in from a table: what is said of each row, what is written, and that nothing is lost on the way."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from build_tools.cli import cli
from build_tools.content.loader import load_content
from build_tools.diagnostics import format_message, format_text
from build_tools.editing.importing import plan_import, read_event_ids, write_import
from build_tools.editing.record_writing import format_value
from build_tools.editing.table_reading import MAX_BYTES
from build_tools.feeds.opendata.events import build_events_csv
from build_tools.feeds.opendata.writing import write_csv
from build_tools.model.tables.maps import read_map
from build_tools.strings.romaji import romanise
from tests.project import make_project
from tests.records import make_event

HEADER = read_map("recommended-events").names
DAY = date(2026, 11, 23)
PLAIN = {
    "都道府県コード又は市区町村コード": "000000",
    "NO": "12",
    "イベント名": "防災講座",
    "開始日": "2026-12-05",
    "開始時間": "14:00",
    "終了時間": "16:00",
    "URL": "https://www.example.org/bosai",
}


@pytest.fixture
def town(tmp_path):
    """The invented town, without its events and what names them."""
    config = make_project(tmp_path / "town")
    for folder in ("events", "notices", "history"):
        for file in (config.content / folder).glob("*"):
            file.unlink()
    return config


@pytest.fixture(scope="module")
def catalog(tmp_path_factory):
    config = make_project(tmp_path_factory.mktemp("import") / "town")
    return load_content(config.content, root=config.root).catalog


def table(*rows, header=HEADER, encoding="utf-8-sig"):
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([row.get(column, "") for column in HEADER] for row in rows)
    return text.getvalue().encode(encoding)


def plan(town, data, *, source="", today=DAY):
    catalog = load_content(town.content, root=town.root).catalog
    taken = read_event_ids(town.content)
    return plan_import(data, "events.csv", catalog, taken=taken, today=today, source=source)


def fates(found):
    return [(outcome.row, str(outcome.fate), outcome.id) for outcome in found.outcomes]


def lines(found):
    """Give the problems but for the kind of event, which most rows here do not name."""
    told = (problem for problem in found.problems if problem.code != "kind-assumed")
    problems = sorted(told, key=lambda problem: problem.sort_key)
    return [f"{item.spot.path}:{item.spot.line}:{item.spot.column} {item.code}" for item in problems]


def write(town, found):
    return {path.name: path.read_text(encoding="utf-8") for path in write_import(town.content, found.outcomes)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_new_row_becomes_a_record(town, encoding):
    row = PLAIN | {
        "イベント名_カナ": "ボウサイコウザ",
        "イベント名_英語": "Disaster lecture",
        "説明": "家具の固定を学びます。",
        "料金(基本)": "500",
        "料金(詳細)": "高校生以下は無料",
        "連絡先名称": "あおば",
        "連絡先電話番号": "042-000-0000",
        "主催者": "あおば協働ネット、見本町(後援)",
        "場所名称": "中央広場ホール",
        "方書": "会議室",
        "定員": "30",
        "参加申込終了日": "2026-12-01",
        "参加申込終了時間": "17:00",
        "参加申込方法": "電話でお申し込みください。",
        "備考": "雨天中止",
    }

    found = plan(town, table(row, encoding=encoding))

    assert (lines(found), fates(found)) == ([], [(2, "new", "2026-12-05-disaster-lecture-0000000012")])
    assert write(town, found) == {
        "2026-12-05-disaster-lecture-0000000012.md": """---
title: 防災講座
reading: ぼうさいこうざ
summary: 家具の固定を学びます。
note: 雨天中止
kind: forum
starts: 2026-12-05 14:00
ends: 2026-12-05 16:00
place: hiroba
room: 会議室
organizers:
  - organization: aoba
  - organization: machi
    role: support
capacity: 30
fee: 高校生以下は無料
fees:
  - group: 基本
    yen: 500
registration:
  deadline: 2026-12-01 17:00
  note: 電話でお申し込みください。
contact:
  organization: aoba
  phone: 042-000-0000
sources:
  - https://www.example.org/bosai
updated: 2026-11-23
---
""",
        "2026-12-05-disaster-lecture-0000000012.en.md": "---\ntitle: Disaster lecture\n---\n",
    }
    assert load_content(town.content, root=town.root).problems == []


def test_a_second_run_writes_nothing(town):
    data = table(PLAIN, PLAIN | {"NO": "", "イベント名": "防災訓練"})
    write(town, plan(town, data))

    again = plan(town, data, today=date(2026, 12, 1))

    assert fates(again) == [(2, "same", "2026-12-05-event-0000000012"), (3, "same", "2026-12-05-event")]
    assert write(town, again) == {}


def test_a_changed_row_is_told_and_not_written(town):
    write(town, plan(town, table(PLAIN)))
    before = {file: file.read_bytes() for file in sorted((town.content / "events").iterdir())}

    found = plan(town, table(PLAIN | {"イベント名": "防災講座(変更)", "開始時間": "15:00"}))

    assert [(o.fate, o.id, o.changed, o.files) for o in found.outcomes] == [
        ("changed", "2026-12-05-event-0000000012", ("イベント名", "開始時間"), {})
    ]
    assert write(town, found) == {}
    assert {file: file.read_bytes() for file in sorted((town.content / "events").iterdir())} == before


def test_an_edited_record_is_never_written_over(town):
    write(town, plan(town, table(PLAIN)))
    record = town.content / "events" / "2026-12-05-event-0000000012.md"
    record.write_text(record.read_text(encoding="utf-8").replace("14:00", "13:00"), encoding="utf-8")

    found = plan(town, table(PLAIN))

    assert [(o.fate, o.changed) for o in found.outcomes] == [("changed", ("開始時間",))]


def test_a_row_without_a_number_is_known_by_title_and_start(town):
    write(town, plan(town, table(PLAIN | {"NO": ""})))

    found = plan(town, table(PLAIN | {"NO": "77"}))

    assert fates(found) == [(2, "same", "2026-12-05-event")]


def test_what_spreadsheets_make_of_dates_and_times_is_understood(town):
    row = PLAIN | {
        "開始日": "2026/12/5",
        "開始時間": "9:30",
        "終了日": "2026年12月6日",
        "終了時間": "１７：００",
        "料金(基本)": "無料",
    }

    [outcome] = plan(town, table(row)).outcomes

    [text] = outcome.files.values()
    assert "starts: 2026-12-05 09:30\nends: 2026-12-06 17:00\nfree: true\n" in text


def test_full_width_signs_in_the_header_are_taken(town):
    header = [name.replace("(", "（").replace(")", "）") for name in HEADER]

    assert fates(plan(town, table(PLAIN, header=header))) == [(2, "new", "2026-12-05-event-0000000012")]


def test_neutralised_cells_come_in_as_they_were(town):
    [outcome] = plan(town, table(PLAIN | {"イベント名": "'=1+1", "説明": "''@a", "備考": "'24年から"})).outcomes

    [text] = outcome.files.values()
    assert text.splitlines()[1:4] == ["title: =1+1", "summary: '''@a'", "note: '''24年から'"]


def test_unknown_names_go_into_room_and_note(town):
    found = plan(
        town,
        table(PLAIN | {"場所名称": "どこかの会館", "方書": "2階", "主催者": "だれかの会、あおば", "備考": "雨天中止"}),
    )

    assert lines(found) == ["events.csv:2:19 unknown-organizer-name", "events.csv:2:20 unknown-place-name"]
    [text] = found.outcomes[0].files.values()
    assert "note: '雨天中止 / 主催者: だれかの会'\n" in text
    assert "room: どこかの会館 2階\norganizers:\n  - organization: aoba\n" in text
    assert "place:" not in text


def test_what_no_field_is_for_is_told(town):
    row = PLAIN | {
        "連絡先内線番号": "123",
        "駐車場情報": "なし",
        "場所名称": "中央広場ホール",
        "住所": "よその住所",
        "NO": "A-1",
    }

    found = plan(town, table(row))

    assert lines(found) == [
        "events.csv:2:2 cell-not-kept",
        "events.csv:2:18 cell-not-kept",
        "events.csv:2:21 cell-not-kept",
        "events.csv:2:26 cell-not-kept",
    ]
    assert not found.has_errors


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"開始日": "2026-02-30"}, ["events.csv:2:8 impossible-date"]),
        ({"開始日": "あした"}, ["events.csv:2:8 bad-date"]),
        ({"参加申込終了日": "あした", "参加申込終了時間": "17:00"}, ["events.csv:2:28 bad-date"]),
        ({"参加申込終了日": "2026-12-01", "参加申込終了時間": "30:00"}, ["events.csv:2:29 impossible-date"]),
        ({"開始日": "2026-02-30", "開始時間": "", "終了時間": ""}, ["events.csv:2:8 impossible-date"]),
        ({"開始時間": "30:00"}, ["events.csv:2:10 impossible-date"]),
        ({"開始日": "あした", "開始時間": "", "終了時間": ""}, ["events.csv:2:8 bad-date"]),
        ({"開始日": "", "開始時間": "", "終了時間": ""}, ["events.csv:2:8 empty-cell"]),
        ({"イベント名": ""}, ["events.csv:2:5 empty-cell"]),
        ({"終了時間": "13:00"}, ["events.csv:2:11 ends-before-start"]),
        ({"終了日": "2026-12-04"}, ["events.csv:2:9 ends-before-start"]),
        ({"参加申込終了日": "2026-12-08"}, ["events.csv:2:28 deadline-after-event"]),
        ({"定員": "-5"}, ["events.csv:2:27 negative-number"]),
        ({"料金(基本)": "五百円"}, ["events.csv:2:14 bad-number"]),
        ({"連絡先電話番号": "0312345678"}, ["events.csv:2:17 bad-phone"]),
        ({"URL": "javascript:alert(1)"}, ["events.csv:2:31 bad-source"]),
        ({"URL": ""}, ["events.csv:2:31 row-without-source"]),
        ({"イベント名_カナ": "防災"}, ["events.csv:2:6 bad-reading"]),
        ({"イベント名": "防災\u200b講座"}, ["events.csv:2:5 hidden-character"]),
        ({"イベント名_英語": "a\u200bb"}, ["events.csv:2:7 hidden-character"]),
        ({"説明": "12月5日(日)に集まります。"}, ["events.csv:2:13 wrong-weekday"]),
        ({"都道府県コード又は市区町村コード": "131016"}, ["events.csv:2:1 row-of-other-city"]),
        ({"備考": "【中止】"}, ["events.csv:2:32 reason-missing"]),
        ({"説明": "長い" * 20000}, ["events.csv:2:5 row-too-large"]),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(town, changes, expected):
    found = plan(town, table(PLAIN | changes))

    assert lines(found) == expected
    assert [(o.fate, o.files) for o in found.outcomes] == [("wrong", {})]


def test_a_kind_that_no_cell_names_is_said_to_be_assumed(town):
    named = PLAIN | {"NO": "13", "開始日": "2026-12-06", "備考": "【種別】講演・講座"}

    found = plan(town, table(PLAIN, named))

    kinds = [(p.spot.line, p.details["kind"], p.is_error) for p in found.problems if p.code == "kind-assumed"]
    assert kinds == [(2, "forum", False)]


def test_an_empty_cell_is_spoken_of_as_a_cell(town):
    found = plan(town, table(PLAIN | {"イベント名": ""}))

    assert format_text(found.problems, "en") == (
        "events.csv:2:5: error: The cell is empty, but an event needs its `title`. [empty-cell]\n"
        "    イベント名:\n    hint: Write a text into the cell.\n"
    )


def test_a_source_for_all_rows_without_one(town):
    [outcome] = plan(town, table(PLAIN | {"URL": ""}), source="https://www.example.org/list").outcomes

    [text] = outcome.files.values()
    assert "sources:\n  - https://www.example.org/list\n" in text


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ({"イベント名": "別の講座"}, ["events.csv:3:2 row-repeated"]),
        ({"NO": "13"}, ["events.csv:3:5 row-repeated"]),
        ({"NO": "13", "開始日": "2026-12-06"}, []),
    ],
)
def test_a_row_that_stands_twice(town, second, expected):
    assert lines(plan(town, table(PLAIN, PLAIN | second))) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (table(PLAIN, header=HEADER[:-1]), ["events.csv:1:32 wrong-header"]),
        (table(PLAIN, header=(*HEADER, "余分")), ["events.csv:1:33 wrong-header"]),
        (table(PLAIN, header=(*HEADER[:7], "終了日", "開始日", *HEADER[9:])), ["events.csv:1:8 wrong-header"]),
        (b"", ["events.csv:1:1 wrong-header"]),
        (table() + b"a,b\r\n", ["events.csv:2:3 row-length"]),
        (table() + b'"a\r\n', ["events.csv:2:1 table-syntax"]),
        ("見出し".encode("utf-16"), ["events.csv:1:1 table-encoding"]),
        (b"a" * (MAX_BYTES + 1), ["events.csv:1:1 table-too-large"]),
        (table() + b"a\r\n" * 10_001, ["events.csv:10002:1 table-too-long"]),
    ],
    ids=["short", "long", "order", "empty", "row", "quote", "utf-16", "bytes", "rows"],
)
def test_a_wrong_file(town, data, expected):
    found = plan(town, data)

    assert (lines(found), found.outcomes) == (expected, ())


def test_blank_rows_count_but_are_skipped(town):
    data = table({}, PLAIN, {}, PLAIN | {"NO": "13", "イベント名": "次"})

    assert [outcome.row for outcome in plan(town, data).outcomes] == [3, 5]


def test_messages_show_the_cell(town):
    found = plan(town, table(PLAIN | {"終了時間": "13:00"}))

    [problem] = found.problems
    first, cell, *_ = format_text([problem], "ja").splitlines()
    assert (first, cell) == (
        f"events.csv:2:11: エラー: {format_message(problem, 'ja')} [ends-before-start]",
        "    終了時間: 13:00",
    )


def exported(catalog, *events):
    records = {**catalog.records, "event": MappingProxyType({event.id: event for event in events})}
    return build_events_csv(replace(catalog, records=MappingProxyType(records)))


EVENTS = (
    make_event(
        "2026-12-31 22:00",
        id="night",
        ends="2026-12-31 25:00",
        title={"ja": "=夜の「訓練」", "en": "Night drill: “one” #2"},
        reading="よるのくんれん",
        summary="夜に行います。\n雨でも行います。",
        note="未定の点があります。",
        certain="false",
        doors="2026-12-31 21:30",
        status="rescheduled",
        reason="会場の都合",
        previous_starts="2026-11",
        place="hiroba",
        room="会議室: A",
        organizers=["aoba", {"organization": "machi", "role": "co-host"}],
        themes=["disaster", "learning"],
        audience=["citizens"],
        support=["captions"],
        capacity="30",
        seats_left="3",
        fees=[{"group": "大人、学生", "yen": "1000"}, {"group": "会員", "yen": "0"}],
        fee="当日払い",
        contact={"name": "訓練の係", "phone": "042-000-0000"},
        registration={
            "opens": "2026-11-01", "deadline": "2026-12-01 24:00", "how": ["phone", "web"], "lottery": "true",
            "url": "https://www.example.org/f?a=1", "waiting_list": "true", "note": "先着順",
        },
    ),
    make_event("FY2008", id="rough", title="年度だけ", free="true"),
    make_event(
        "2008-02", id="span", title="月から月", ends="2008-06",
        attendance_mode="online", online_url="https://meet.example.org/a",
    ),
    make_event("unknown", id="unknown", title="日付不明", room="民間の会場", registration={"required": "false"}),
    make_event(
        "2026-04-01", id="sessions", title="連続", ends="2026-06",
        sessions=[
            {"starts": "2026-04-01 14:00", "ends": "2026-04-01 16:00", "title": "前編"}, {"starts": "2026-06-01"},
        ],
    ),
    make_event("2026-04-02", id="cancelled", title="中止", status="cancelled", reason="台風", fee="500円くらい"),
    make_event(
        "2026-04-03 10:00", id="went-online", title="会場から", status="moved-online", reason="台風",
        attendance_mode="online", place="hiroba", room="会議室",
    ),
    make_event(
        "2026-04-04 10:00", id="went-online-from-a-room", title="民間の会場から", status="moved-online", reason="台風",
        attendance_mode="online", room="民間の会場",
    ),
)  # fmt: skip


def test_export_import_export_gives_the_same_bytes(town, catalog):
    data = exported(catalog, *EVENTS)

    found = plan(town, data)
    write(town, found)

    assert not found.has_errors
    loaded = load_content(town.content, root=town.root)
    assert loaded.problems == []
    assert build_events_csv(loaded.catalog) == data
    assert fates(plan(town, data)) == [(o.row, "same", o.id) for o in found.outcomes]


WORDS = (
    st.text(st.sampled_from("防災あア漢字aZ09 #:'\"-=+@、。!?[]{}|&*%~🏠"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: text not in ("", "-") and not re.search(r"\{.*[|}]", text))  # nor a mark
)
CLOCKS = st.times().map(lambda time: f"{time:%H:%M}")
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1)).map(str)


@st.composite
def random_events(draw):
    starts = draw(
        st.one_of(DAYS, st.builds("{} {}".format, DAYS, CLOCKS), DAYS.map(lambda d: d[:7]), st.just("unknown"))
    )
    fields = {
        "title": {"ja": draw(WORDS), **draw(st.fixed_dictionaries({}, optional={"en": WORDS}))},
        "certain": draw(st.sampled_from(["true", "false"])),
    }
    optional = {
        "summary": WORDS,
        "note": WORDS,
        "room": WORDS,
        "place": st.just("hiroba"),
        "capacity": st.integers(0, 10**6).map(str),
        "free": st.just("true"),
        "full": st.just("true"),
        "organizers": st.just(["aoba", {"organization": "machi", "role": "support"}]),
        "themes": st.lists(st.sampled_from(["disaster", "greenery"]), unique=True),
        "contact": st.fixed_dictionaries({}, optional={"name": WORDS, "phone": st.just("042-000-0000")}).filter(bool),
        "registration": st.fixed_dictionaries(
            {"how": st.lists(st.sampled_from(["web", "phone"]), unique=True)}, optional={"note": WORDS}
        ),
    }
    return make_event(starts, id="event", **fields, **draw(st.fixed_dictionaries({}, optional=optional)))


def test_the_place_that_an_event_left_for_the_net_comes_back(town, catalog):
    found = plan(town, exported(catalog, *EVENTS[-2:]))

    first, second = (text for outcome in found.outcomes for text in outcome.files.values())
    assert "\nplace: hiroba\nroom: 会議室\n" in first
    assert "\nroom: 民間の会場\n" in second


def test_how_to_sign_up_for_what_is_cancelled_is_not_handed_on(town, catalog):
    event = make_event(status="cancelled", reason="台風", registration={"how": ["phone"], "deadline": "2026-12-01"})

    [outcome] = plan(town, exported(catalog, event)).outcomes

    assert [("registration" in text) for text in outcome.files.values()] == [False]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(event=random_events())
def test_any_event_comes_back_as_it_was(event, catalog):
    data = exported(catalog, event)
    records = {**catalog.records, "event": MappingProxyType({})}
    empty = replace(catalog, records=MappingProxyType(records))

    found = plan_import(data, "events.csv", empty, taken=frozenset(), today=DAY)

    assert [problem.code for problem in found.problems if problem.is_error] == []
    [outcome] = found.outcomes
    assert outcome.id == "event"
    assert reread(catalog, outcome) == data


def reread(catalog, outcome):
    """The export of what the files of an outcome hold."""
    from build_tools.content.decoding import decode_record
    from build_tools.content.parsing import parse_document
    from build_tools.model.occasions import Event

    documents = {name: parse_document(text.encode(), name) for name, text in outcome.files.items()}
    english = {"en": documents["event.en.md"]} if "event.en.md" in documents else {}
    decoded, problems = decode_record(Event, documents["event.md"], english, extra={"id": "event"})
    assert [problem.code for document in documents.values() for problem in document.problems] + problems == []
    return exported(catalog, decoded.value)


@settings(max_examples=200)
@given(text=st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=20))
def test_any_value_is_read_back(text):
    from build_tools.content.nodes import compose

    assume("\x00" not in text)

    assert compose(f"a: {format_value(text)}\n").find("a").text == text


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        ("ぼうさいこうざ", "bousaikouza"),
        ("キャッチ サッカー", "kyatchi-sakka"),
        ("しゃ ちゅ じょ つづく ふじ", "sha-chu-jo-tsuzuku-fuji"),
        ("ファミリーコンサート 3かい", "famirikonsato-3kai"),
        ("漢字", ""),
        ("っ", ""),
    ],
)
def test_readings_in_latin_letters(reading, expected):
    assert romanise(reading) == expected


def run(monkeypatch, town, *arguments):
    monkeypatch.chdir(town.root)
    return CliRunner().invoke(cli, ["import", *arguments, "--lang", "en", "--as-of", "2026-11-23"])


def test_the_command_is_a_dry_run_first(town, monkeypatch, tmp_path):
    file = tmp_path / "events.csv"
    file.write_bytes(table(PLAIN))

    done = run(monkeypatch, town, str(file))

    assert (done.exit_code, done.stderr.count("warning:"), done.stderr.count("[kind-assumed]")) == (0, 1, 1)
    assert done.stdout == (
        "  row 2: new      content/events/2026-12-05-event-0000000012.md  防災講座\n"
        "1 new, 0 the same, 0 changed, 0 wrong.\n"
        "Nothing has been written. To write the new records, add WRITE=1: make import FILE=… WRITE=1\n"
    )
    assert list((town.content / "events").iterdir()) == []


def test_the_command_writes_and_then_finds_nothing_to_do(town, monkeypatch, tmp_path):
    file = tmp_path / "events.csv"
    file.write_bytes(table(PLAIN))

    first, second = run(monkeypatch, town, str(file), "--write"), run(monkeypatch, town, str(file), "--write")

    assert (first.exit_code, first.stdout.splitlines()[-1]) == (
        0,
        "1 files written. Look through them, then run: make check",
    )
    assert (second.exit_code, second.stdout.splitlines()[-2:]) == (
        0,
        ["0 new, 1 the same, 0 changed, 0 wrong.", "There is nothing to write."],
    )


def test_the_command_writes_nothing_when_one_row_is_wrong(town, monkeypatch, tmp_path):
    file = tmp_path / "events.csv"
    file.write_bytes(table(PLAIN, PLAIN | {"NO": "13", "イベント名": "次", "開始日": "2026-02-30"}))

    done = run(monkeypatch, town, str(file), "--write")

    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        1,
        "Nothing has been written. Put the errors right first.",
    )
    assert list((town.content / "events").iterdir()) == []


@pytest.mark.parametrize("arguments", [["nowhere.csv"], [], ["mkdocs.yml", "--source", "ftp://x"]])
def test_the_command_ends_with_2_for_a_wrong_call(town, monkeypatch, arguments):
    assert run(monkeypatch, town, *arguments).exit_code == 2


def test_a_guarded_export_is_what_is_read(town):
    row = [PLAIN.get(column, "") for column in HEADER]
    row[4] = "=1+1"

    [outcome] = plan(town, write_csv(HEADER, [row])).outcomes

    assert outcome.title == "=1+1"
