"""What holds for every event at every moment: random records, random clocks."""

import json
from dataclasses import replace
from datetime import UTC, date, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from build_tools.content.loader import load_vocabularies
from build_tools.feeds.calendars.entries import build_entries
from build_tools.feeds.calendars.wording import Wording
from build_tools.feeds.news import build_news_files
from build_tools.i18n.words import Words
from build_tools.model.base import LANGUAGES
from build_tools.model.occasions import EventStatus
from build_tools.views.changes import sequence_of
from build_tools.views.lifecycle import State, Twist, is_over, is_upcoming, limit_of, standing_of, state_of
from build_tools.views.selections import past_by_fiscal_year, upcoming
from tests.project import ROOT
from tests.records import at, make_event

TOKYO = ZoneInfo("Asia/Tokyo")
DAYS = st.dates(date(2026, 11, 1), date(2027, 2, 1))
HOURS = st.builds("{:02}:{:02}".format, st.integers(0, 29), st.sampled_from([0, 30, 59]))
MINUTES = st.builds("{} {}".format, DAYS, HOURS)
NOWS = st.datetimes(at("2026-10-01"), at("2027-05-01"))
ANY_TIME = st.datetimes(at("0001-01-01"), at("9998-12-31"))
ROUGH = st.sampled_from(["2026-12", "2027-01", "2026", "FY2026", "unknown"])
WHEN = st.one_of(MINUTES, DAYS.map(str), ROUGH)
FLAGS = st.sampled_from(["true", "false"])
STATUSES = st.sampled_from([status.value for status in EventStatus])
WHATS = st.lists(
    st.sampled_from(["date", "time", "place", "status", "capacity", "content"]), min_size=1, max_size=3, unique=True
)
CHANGES = st.lists(
    st.fixed_dictionaries({"date": DAYS.map(str), "what": WHATS, "text": st.just("変わりました。")}), max_size=3
)


def some(**fields):
    """Give dictionaries that hold any of the fields."""
    return st.fixed_dictionaries({}, optional=fields)


REGISTRATIONS = some(required=FLAGS, opens=WHEN, deadline=WHEN, waiting_list=FLAGS, lottery=FLAGS)
SESSIONS = st.lists(st.fixed_dictionaries({"starts": WHEN}, optional={"ends": WHEN}), max_size=3)
FIELDS = some(
    ends=WHEN,
    sessions=SESSIONS,
    status=STATUSES,
    previous_starts=WHEN,
    previous_place=st.just("hiroba"),
    full=FLAGS,
    seats_left=st.sampled_from(["0", "5"]),
    registration=REGISTRATIONS,
    changes=CHANGES,
)
EVENTS = st.builds(lambda starts, fields: make_event(starts, **fields), WHEN, FIELDS)
OFF = {State.CANCELLED, State.POSTPONED}
OVER = {State.HELD, State.PAST, State.UNCONFIRMED}
SIGNING_UP = [State.NOT_YET_OPEN, State.OPEN, State.CLOSING_SOON, State.CLOSED]
ORDER = {
    state: rank
    for rank, states in enumerate(
        [
            {State.NOT_YET_OPEN, State.ANNOUNCED, State.PLANNED, State.FULL, State.WAITING_LIST, *OFF},
            {State.OPEN},
            {State.CLOSING_SOON},
            {State.CLOSED},
            {State.RUNNING},
            OVER,
        ]
    )
    for state in states
}


@given(EVENTS, ANY_TIME)
def test_there_is_a_standing_for_every_event_at_every_moment(event, now):
    standing = standing_of(event, now)

    assert (standing.state in State, {*standing.twists} <= {*Twist}, standing.is_today in (True, False)) == (True,) * 3


@given(EVENTS, NOWS)
def test_an_event_is_upcoming_or_over(event, now):
    years = past_by_fiscal_year([event], now)
    past = tuple(item for _, events in years for item in events)

    assert (upcoming([event], now), past) in [((event,), ()), ((), (event,))]


@given(EVENTS, NOWS)
def test_the_state_agrees_with_the_status(event, now):
    state = state_of(event, now)

    assert (state is State.CANCELLED) == (event.status is EventStatus.CANCELLED)
    assert (state is State.POSTPONED) == (event.status is EventStatus.POSTPONED)


@given(EVENTS, NOWS)
def test_the_state_agrees_with_the_clock(event, now):
    state = state_of(event, now)

    assert (state in OVER) == (is_over(event, now) and state not in OFF)
    assert state is not State.RUNNING or event.starts.instant <= now < limit_of(event)
    assert state is not State.HELD or (event.starts.is_day and limit_of(event) <= now)


@given(EVENTS, NOWS)
def test_the_state_agrees_with_the_seats(event, now):
    state = state_of(event, now)
    is_full = event.full or event.seats_left == 0
    has_list = bool(event.registration and event.registration.waiting_list)

    assert state not in (*SIGNING_UP, State.ANNOUNCED, State.PLANNED) or not is_full
    assert state is not State.FULL or (is_full and not has_list)
    assert state is not State.WAITING_LIST or (is_full and has_list)


@given(EVENTS, NOWS)
def test_the_state_agrees_with_the_registration(event, now):
    state, registration = state_of(event, now), event.registration
    opens = registration.opens.instant if registration and registration.opens else at("0001-01-01")
    deadline = registration.deadline.limit if registration and registration.deadline else at("9999-12-31")

    assert state not in SIGNING_UP or registration.required
    assert state is not State.NOT_YET_OPEN or now < opens
    assert state is not State.OPEN or opens <= now < deadline
    assert state is not State.CLOSING_SOON or now < deadline <= now + timedelta(days=7)
    assert state is not State.CLOSED or deadline <= now


@given(EVENTS, NOWS)
def test_today_is_never_said_of_what_is_off_or_over(event, now):
    standing = standing_of(event, now)

    assert not standing.is_today or (standing.state not in OFF | OVER and event.starts.first <= now.date())


@given(EVENTS, NOWS, NOWS)
def test_time_runs_forward(event, one, other):
    before, after = sorted([one, other])

    assert is_over(event, before) <= is_over(event, after)
    assert ORDER[state_of(event, before)] <= ORDER[state_of(event, after)]


SPANS = st.builds(
    lambda day, start, length: (at(str(day)) + timedelta(minutes=start), timedelta(minutes=length)),
    DAYS,
    st.integers(0, 24 * 60 - 1),
    st.integers(1, 300),
)


def written(moment):
    return moment.isoformat(" ", "minutes")


@given(st.lists(SPANS, min_size=1, max_size=4), st.integers(-3, 3), FLAGS)
def test_an_event_is_upcoming_until_the_end_of_its_last_session_in_tokyo(spans, minutes, full):
    sessions = [{"starts": written(begin), "ends": written(begin + length)} for begin, length in spans]
    event = make_event(written(min(begin for begin, _ in spans)), sessions=sessions, full=full)
    end = max(begin + length for begin, length in spans).replace(tzinfo=TOKYO).astimezone(UTC)

    elsewhere = end + timedelta(minutes=minutes)

    assert is_upcoming(event, elsewhere.astimezone(TOKYO).replace(tzinfo=None)) == (elsewhere < end)


@given(st.lists(SPANS, min_size=2, max_size=4), st.randoms())
def test_the_order_in_which_sessions_are_written_plays_no_part(spans, random):
    sessions = [{"starts": written(begin), "ends": written(begin + length)} for begin, length in spans]
    shuffled = random.sample(sessions, len(sessions))

    assert limit_of(make_event("2026-11-01", sessions=shuffled)) == limit_of(
        make_event("2026-11-01", sessions=sessions)
    )


@given(EVENTS, CHANGES)
def test_sequence_never_falls_when_changes_are_added(event, changes):
    later = make_event(changes=[*map(plain, event.changes), *changes])

    assert sequence_of(event) <= sequence_of(later) <= sequence_of(event) + len(changes)


@given(EVENTS, st.sampled_from(["date", "time", "place", "status", "online"]))
def test_sequence_rises_by_one_with_a_change_that_matters(event, term):
    change = {"date": "2027-02-02", "what": ["content", term], "text": "変わりました。"}

    assert sequence_of(make_event(changes=[*map(plain, event.changes), change])) == sequence_of(event) + 1


def plain(change):
    return {"date": str(change.date), "what": list(change.what), "text": change.text.ja}


@pytest.fixture(scope="session")
def holding(town):
    """Give the town with one event."""
    terms, _ = load_vocabularies(ROOT / "content", root=ROOT)
    ours = {name: terms[name] for name in ("change-kinds", "event-statuses")}
    vocabularies = MappingProxyType({**town.vocabularies, **ours})

    def hold(event):
        records = MappingProxyType({**town.records, "event": {event.id: event}})
        return replace(town, records=records, vocabularies=vocabularies)

    return hold


def entries_of(catalog, event):
    """Give UID and SEQUENCE of the event's calendar entries, in every language."""
    wordings = [Wording(catalog, lang, Words(lang, catalog.strings[lang])) for lang in LANGUAGES]
    files = (b"BEGIN:VCALENDAR\r\n" + build_entries(event, wording) + b"END:VCALENDAR\r\n" for wording in wordings)
    found = (Calendar.from_ical(data).walk("VEVENT") for data in files)
    return [[(str(entry["uid"]), int(entry["sequence"])) for entry in entries] for entries in found]


def ids_of(catalog, now):
    """Give the ids of all entries of the feed of changes, in every language."""
    feeds = [file for file in build_news_files(catalog, now) if file.path.endswith("feeds/changes.json")]
    return [{item["id"] for item in json.loads(file.data)["items"]} for file in feeds]


EDITS = some(
    title=st.sampled_from(["別の名", "A, B; \\N"]),
    ends=MINUTES,
    status=st.sampled_from(["cancelled", "postponed", "rescheduled", "moved-online"]),
    previous_starts=MINUTES,
    place=st.just("hiroba"),
    full=FLAGS,
)
DATED = st.one_of(MINUTES, DAYS.map(str))


@settings(deadline=None)
@given(DATED, DATED, EDITS, CHANGES)
def test_a_calendar_entry_stays_the_same_one_whatever_is_edited(holding, old, new, edits, changes):
    change = {"date": "2027-02-02", "what": ["date"], "text": "変わりました。"}
    before = make_event(old, changes=changes)
    after = make_event(new, **edits, changes=[*changes, change])

    was, now = entries_of(holding(before), before), entries_of(holding(after), after)

    assert now == [[(uid, sequence + 1) for uid, sequence in entries] for entries in was]
    assert [[uid for uid, _ in entries] for entries in was] == [["walk@town.example"]] * 2


@settings(deadline=None, max_examples=50)
@given(EVENTS, CHANGES, NOWS)
def test_the_feed_of_changes_loses_nothing_when_changes_are_added(holding, event, changes, now):
    later = event.model_copy(update={"changes": (*event.changes, *make_event(changes=changes).changes)})

    kept = [{id_ for id_ in ids if "/change-" in id_} for ids in ids_of(holding(event), now)]

    assert [before <= after for before, after in zip(kept, ids_of(holding(later), now), strict=True)] == [True, True]


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Auckland"])
def test_the_zone_of_the_machine_plays_no_part(zone, monkeypatch):
    monkeypatch.setenv("TZ", zone)
    event = make_event(ends="2026-12-05 16:00")

    assert [state_of(event, at(f"2026-12-05 {hour}:00")) for hour in (13, 14, 16)] == [
        State.ANNOUNCED,
        State.RUNNING,
        State.HELD,
    ]
