import json
import re
from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools.content.decoded import Decoded
from build_tools.content.loader import load_content
from build_tools.content.parsing import parse_document
from build_tools.content.published import check_against, check_published, parse_state
from build_tools.diagnostics import format_text
from build_tools.model.announced import STATE_PATH, State, announced
from build_tools.views.changes import sequence_of
from tests.project import ROOT
from tests.records import make_event
from tests.tiny import write_content

TODAY = date(2026, 11, 23)
BASE = yaml.safe_load((ROOT / "tests/cases/base.yml").read_text(encoding="utf-8"))["files"]
KINDS = "".join(
    f"{term}:\n  ja: 語\n  en: Term\n" for term in ("date", "time", "place", "status", "online", "capacity", "content")
)
PLACE = "---\ntitle: 場所\nsources:\n  - plan\nupdated: 2026-11-20\n---\n"
WALK = {
    "title": "防災さんぽ",
    "kind": "lecture",
    "starts": "2026-12-05 14:00",
    "ends": "2026-12-05 16:00",
    "place": "hiroba",
    "room": "会議室",
    "sources": ["plan"],
    "updated": "2026-11-23",
}


def entry(*what, day="2026-11-22"):
    return {"date": day, "what": list(what), "text": "変わりました。"}


def told(**fields):
    """Give the bytes that a build published when the event was as `fields` say."""
    event = make_event(**{"id": "walk", **WALK, **fields})
    return State(events={"walk": announced(event)}).model_dump_json().encode()


def found(folder, state, *, today=TODAY, files=None, **fields):
    """Give what is said of the event when it has become as `fields` say."""
    record = {name: value for name, value in {**WALK, **fields}.items() if value is not None}
    text = "---\n" + yaml.safe_dump(record, allow_unicode=True, sort_keys=False).replace("'", "") + "---\n"
    places = {f"places/{name}.md": PLACE for name in ("hiroba", "hall")}
    standing = {"events/walk.md": text, "vocabularies/change-kinds.yml": KINDS, **places}
    write_content(folder / "content", {**BASE, **standing, **(files or {})})
    file = folder / "site" / STATE_PATH
    file.parent.mkdir(parents=True)
    file.write_bytes(state)
    return list(check_against(file, load_content(folder / "content", root=folder), today, root=folder))


def lines_of(problems):
    return [(problem.spot.line, problem.code, problem.details.get("field")) for problem in problems]


MOVED = {"starts": "2026-12-12 14:00", "ends": "2026-12-12 16:00"}
CASES = {
    "nothing": ({}, {}, []),
    "words alone": ({}, {"title": "防災のさんぽ", "capacity": "20", "free": "true"}, []),
    "another day": ({}, MOVED, [(4, "change-not-recorded", "starts")]),
    "another day, recorded": ({}, {**MOVED, "changes": [entry("date")]}, []),
    "another day, recorded as another thing": (
        {},
        {**MOVED, "changes": [entry("place")]},
        [(4, "change-kind-missing", "starts")],
    ),
    "another hour": ({}, {"starts": "2026-12-05 13:30"}, [(4, "change-not-recorded", "starts")]),
    "another hour, recorded": ({}, {"starts": "2026-12-05 13:30", "changes": [entry("time")]}, []),
    "a later end": ({}, {"ends": "2026-12-05 17:00"}, [(5, "change-not-recorded", "ends")]),
    "the end that was left out": ({"ends": None}, {"ends": "2026-12-05 17:00"}, [(5, "change-not-recorded", "ends")]),
    "the same minute in other words": ({"ends": "2026-12-06 01:00"}, {"ends": "2026-12-05 25:00"}, []),
    "a place": ({}, {"place": "hall"}, [(6, "change-not-recorded", "place")]),
    "a room": ({}, {"room": "3階"}, [(7, "change-not-recorded", "room")]),
    "no place any more": ({}, {"place": None}, [(2, "change-not-recorded", "place")]),
    "a place, recorded": ({}, {"place": "hall", "room": "3階", "changes": [entry("place")]}, []),
    "off": ({}, {"status": "cancelled", "reason": "雨"}, [(11, "change-not-recorded", "status")]),
    "off, recorded": ({}, {"status": "cancelled", "reason": "雨", "changes": [entry("status")]}, []),
    "online instead, recorded once": (
        {},
        {"status": "moved-online", "reason": "雨", "attendance_mode": "online", "changes": [entry("online")]},
        [],
    ),
    "online instead, recorded as another status": (
        {},
        {"status": "moved-online", "reason": "雨", "attendance_mode": "online", "changes": [entry("status")]},
        [],
    ),
    "online too": ({}, {"attendance_mode": "mixed"}, [(11, "change-not-recorded", "attendance_mode")]),
    "moved with its status, recorded once": (
        {},
        {
            **MOVED,
            "status": "rescheduled",
            "reason": "雨",
            "previous_starts": "2026-12-05 14:00",
            "changes": [entry("date")],
        },
        [],
    ),
    "a second move after a first one": (
        {"changes": [entry("date")]},
        {**MOVED, "changes": [entry("date")]},
        [(4, "change-not-added", "starts")],
    ),
    "a second move, recorded too": (
        {"changes": [entry("date")]},
        {**MOVED, "changes": [entry("date"), entry("date")]},
        [],
    ),
    "a sitting": (
        {"sessions": [{"starts": "2026-12-05 14:00"}]},
        {"sessions": [{"starts": "2026-12-05 15:00"}]},
        [(12, "change-not-recorded", "sessions")],
    ),
    "a day for a month": ({"starts": "2026-12", "ends": None}, {}, []),
    "a day in another month": ({"starts": "2026-11", "ends": None}, {}, [(4, "change-not-recorded", "starts")]),
    "a day for no day": ({"starts": "unknown", "ends": None}, {}, []),
    "an hour for a day": (
        {"starts": "2026-12-05", "ends": None},
        {"ends": None},
        [(4, "change-not-recorded", "starts")],
    ),
    "what is over": ({"starts": "2026-11-22 14:00", "ends": "2026-11-22 16:00"}, {"place": "hall"}, []),
    "what ends today": (
        {"starts": "2026-11-22 14:00", "ends": "2026-11-23 10:00"},
        {"starts": "2026-11-22 14:00", "ends": "2026-11-23 11:00"},
        [(5, "change-not-recorded", "ends")],
    ),
    "what was put off": (
        {"starts": "2026-11-01 14:00", "ends": None, "status": "postponed"},
        {},
        [(4, "change-not-recorded", "starts")],
    ),
    "an entry gone": ({"changes": [entry("date")]}, {}, [(2, "change-removed", None)]),
    "a word of an entry gone": (
        {"changes": [entry("date", "content")]},
        {"changes": [entry("content")]},
        [(12, "change-removed", None)],
    ),
}


@pytest.mark.parametrize(("before", "after", "expected"), CASES.values(), ids=CASES)
def test_change(before, after, expected, tmp_path):
    assert lines_of(found(tmp_path, told(**before), **after)) == expected


def test_a_sample_is_compared_too(tmp_path):
    problems = found(tmp_path, told(sample="true"), sample="true", **MOVED)

    assert lines_of(problems) == [(4, "change-not-recorded", "starts")]


TEXTS = {
    "en": """\
content/events/walk.md:4:9: error: `starts` was published as `2026-12-05 14:00` and is now `2026-12-12 13:00`, but \
`changes` says nothing of it. [change-not-recorded]
    starts: 2026-12-12 13:00
            ^^^^^^^^^^^^^^^^
    hint: Add these lines to the record, say in `text` (in Japanese) what people need to know, and set `updated` to \
today:
    status: rescheduled
    reason: …
    previous_starts: 2026-12-05 14:00
    previous_place: hiroba
    changes:
      - date: 2026-11-23
        what:
          - date
          - time
          - place
        text: …
""",
    "ja": """\
content/events/walk.md:4:9: エラー: starts は「2026-12-05 14:00」と公開されていて、今は「2026-12-12 13:00」ですが、\
changes に記録がありません。 [change-not-recorded]
    starts: 2026-12-12 13:00
            ^^^^^^^^^^^^^^^^
    直し方: 次の行を記録に加え、参加する人が知っておくことを text に書き、updated を今日にしてください。
    status: rescheduled
    reason: …
    previous_starts: 2026-12-05 14:00
    previous_place: hiroba
    changes:
      - date: 2026-11-23
        what:
          - date
          - time
          - place
        text: …
""",
}


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_hint_holds_the_lines_to_add(lang, tmp_path):
    problems = found(tmp_path, told(), starts="2026-12-12 13:00", ends="2026-12-12 16:00", place="hall")

    assert format_text(problems, lang) == TEXTS[lang]


def test_with_the_lines_of_the_hint_all_is_well(tmp_path):
    hint = found(tmp_path / "before", told(), **MOVED)[0].details["lines"].replace("…", "雨のため")

    assert found(tmp_path / "after", told(), **MOVED, **yaml.load(hint, Loader=yaml.BaseLoader)) == []  # noqa: S506


def test_further_entries_go_below_those_that_are_there(tmp_path):
    before = {"changes": [entry("time")]}

    (problem,) = found(tmp_path, told(**before), **before, room="3階")

    assert (problem.code, problem.details["lines"]) == (
        "change-not-added",
        "- date: 2026-11-23\n  what:\n    - place\n  text: …",
    )


def test_a_change_that_does_not_say_what_it_changed_lacks_only_a_term(tmp_path):
    (problem,) = found(tmp_path, told(), changes=[entry("time")], room="3階")

    assert (problem.code, problem.details["lines"]) == ("change-kind-missing", "  - place")
    assert "Add to `what` of the last entry of `changes`:\n      - place\n" in format_text([problem], "en")


GONE = {"events/walk.md": None}


@pytest.mark.parametrize(
    ("fields", "today", "codes"),
    [
        ({}, TODAY, ["event-removed"]),
        ({}, date(2026, 12, 5), ["event-removed"]),
        ({}, date(2026, 12, 6), []),
        ({"status": "postponed"}, date(2027, 12, 6), ["event-removed"]),
        ({"starts": "unknown", "ends": None}, date(2027, 12, 6), ["event-removed"]),
        ({"sample": "true"}, TODAY, []),
    ],
)
def test_an_event_that_is_gone(fields, today, codes, tmp_path):
    problems = found(tmp_path, told(**fields), today=today, files=GONE)

    assert [(problem.spot.path, problem.code) for problem in problems] == [
        ("content/events/walk.md", code) for code in codes
    ]


def test_the_text_for_an_event_that_is_gone(tmp_path):
    problems = found(tmp_path, told(), files=GONE)

    assert format_text(problems, "en") == (
        "content/events/walk.md:1:1: error: The event `walk` has been published, still lies ahead, and is gone now."
        " [event-removed]\n    hint: Put the file back, and write `status: cancelled` with a `reason` if it does not"
        " take place. If it has another id now, add `events/walk/` to the `aliases` of that record.\n"
    )
    assert format_text(problems, "ja") == (
        "content/events/walk.md:1:1: エラー: これからの催し「walk」が公開されていましたが、なくなっています。"
        " [event-removed]\n    直し方: ファイルを戻し、行わないときは status: cancelled と reason を書いてください。"
        "ID を変えたときは、新しい記録の aliases に events/walk/ を加えます。\n"
    )


def test_an_event_with_another_id_leads_on_from_the_old_one(tmp_path):
    renamed = "---\ntitle: 防災\nkind: lecture\nstarts: 2026-12-05\naliases:\n  - events/walk/\n"
    renamed += "sources:\n  - plan\nupdated: 2026-11-20\n---\n"

    assert found(tmp_path, told(), files={**GONE, "events/stroll.md": renamed}) == []


def test_a_page_that_is_gone_is_told_of_unless_another_leads_on(tmp_path):
    state = json.loads(told())
    names = ("events/walk", "events/old", "places/hiroba", "places/park", "projects/garden", "projects/shed")
    state["pages"] = {f"{name}/": name for name in names}
    moved = WALK | {"aliases": ["projects/shed/"]}

    problems = found(tmp_path, json.dumps(state).encode(), aliases=moved["aliases"])

    assert [(p.spot.path, p.code, p.details) for p in problems] == [
        ("content/events/old.md", "page-gone", {"address": "events/old/"}),
        ("content/places/park.md", "page-gone", {"address": "places/park/"}),
        ("content/projects/garden.md", "page-gone", {"address": "projects/garden/"}),
    ]
    assert not any(problem.is_error for problem in problems)


def test_an_event_with_a_mistake_is_not_gone(tmp_path):
    assert found(tmp_path, told(), kind=None) == []


def test_an_event_may_not_become_a_sample(tmp_path):
    assert lines_of(found(tmp_path, told(), sample="true")) == [(11, "event-removed", None)]


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"<!DOCTYPE html>",
        b"[]",
        b'{"events": {"walk": {}}}',
        told().replace(b"2026-12-05 14:00", b"soon"),
        b"\xff",
    ],
)
def test_a_state_that_cannot_be_read_is_said(state, tmp_path):
    (problem,) = found(tmp_path, state)

    assert (problem.spot.path, problem.code, problem.is_error) == ("site/data/state.json", "state-unreadable", False)


def test_without_a_state_nothing_was_published(tmp_path):
    content = write_content(tmp_path / "content", {**BASE})

    assert list(check_against(tmp_path / "none.json", load_content(content, root=tmp_path), TODAY, root=tmp_path)) == []


def test_fields_of_a_newer_program_are_passed_over():
    data = json.loads(told())
    data["events"]["walk"]["mood"] = "good"

    assert parse_state(json.dumps({**data, "version": 9}).encode()) == parse_state(told())


@pytest.mark.parametrize(
    ("whats", "sequence"),
    [
        ([], 0),
        ([["content"], ["capacity", "registration"]], 0),
        ([["date"], ["time"], ["place"], ["status"], ["online"]], 5),
        ([["date", "time", "place"]], 1),
        ([["content", "date"], ["content"]], 1),
    ],
)
def test_sequence(whats, sequence):
    assert sequence_of(make_event(changes=[entry(*what) for what in whats])) == sequence


MINUTES = st.builds(
    "2026-12-{:02} {:02}:{:02}".format, st.integers(1, 28), st.integers(0, 29), st.sampled_from([0, 30])
)
WHEN = st.one_of(MINUTES, st.sampled_from(["2026-12-05", "2026-12", "FY2026", "2026", "unknown"]))
SESSIONS = st.lists(st.fixed_dictionaries({"starts": WHEN}, optional={"ends": WHEN}), max_size=3)
EVENTS = st.builds(
    lambda starts, fields: make_event(starts, **fields),
    WHEN,
    st.fixed_dictionaries(
        {},
        optional={
            "ends": WHEN,
            "sessions": SESSIONS,
            "status": st.sampled_from(["cancelled", "postponed", "rescheduled"]),
            "place": st.sampled_from(["hiroba", "hall"]),
            "room": st.just("会議室"),
            "attendance_mode": st.sampled_from(["online", "mixed"]),
            "changes": st.lists(st.just(entry("date", "place")), max_size=2),
        },
    ),
)
DAYS = st.dates(date(2026, 11, 1), date(2027, 5, 1))


def problems_of(before, after, today):
    decoded = Decoded(after, parse_document(b"---\n---\n", "content/events/walk.md"), {})
    state = parse_state(State(events={"walk": announced(before)}).model_dump_json().encode())
    return list(check_published(state, {"walk": decoded}, today))


@given(EVENTS, DAYS)
def test_nothing_is_asked_while_nothing_changes(event, today):
    assert problems_of(event, event, today) == []


@given(EVENTS, EVENTS, DAYS)
def test_with_an_entry_for_everything_nothing_is_asked(before, after, today):
    told_all = make_event(changes=[entry("date", "time", "place", "status", "online")]).changes
    recorded = after.model_copy(update={"changes": (*before.changes, *told_all)})

    assert problems_of(before, recorded, today) == []
    assert sequence_of(recorded) == sequence_of(before) + 1


@given(EVENTS, EVENTS, DAYS)
def test_the_terms_of_the_hint_are_enough(before, after, today):
    unrecorded = after.model_copy(update={"changes": before.changes})

    for problem in problems_of(before, unrecorded, today):
        terms = re.findall(r"^ *- (\w+)$", problem.details["lines"], re.MULTILINE)
        added = make_event(changes=[entry(*terms, day=today.isoformat())]).changes
        assert problems_of(before, after.model_copy(update={"changes": (*before.changes, *added)}), today) == []
