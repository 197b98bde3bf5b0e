from datetime import date

from build_tools.model.base import Source
from build_tools.model.site import Term
from build_tools.views import selections
from tests.records import at, make_event, make_notice, make_organization

NOON = at("2026-11-23 12:00")


def ids(records):
    return tuple(record.id for record in records)


def grouped(groups):
    return tuple((name, ids(records)) for name, records in groups)


def test_upcoming_is_soonest_first_and_unknown_last():
    events = [
        make_event("unknown", id="some-day"),
        make_event("2026-12-05", id="b"),
        make_event("2026-12-05", id="a"),
        make_event("FY2026", id="this-year"),
        make_event("2026-11-22", id="yesterday"),
        make_event("2026-11-23 10:00", id="just-over", ends="2026-11-23 12:00"),
        make_event("2026-11-23", id="today", status="cancelled"),
    ]

    assert ids(selections.upcoming(events, NOON)) == ("this-year", "today", "a", "b", "some-day")


def test_the_last_change_is_the_latest_day():
    events = [make_event(updated=day) for day in ("2026-11-20", "2026-11-23", "2025-12-31")]

    assert (selections.last_change(events), selections.last_change([])) == (date(2026, 11, 23), None)


def test_upcoming_of_nothing():
    assert selections.upcoming([], NOON) == ()


def test_upcoming_keeps_an_event_on_its_last_day():
    event = make_event("2026-11-20", ends="2026-11-23")

    assert selections.upcoming([event], NOON) == (event,)


def test_coming_events_are_soonest_first_and_past_ones_latest_first():
    events = [make_event(day, id=day) for day in ("2026-12-05", "2019-01-01", "2026-11-24", "2026-11-01")]

    coming, past = selections.coming_and_past(events, NOON)

    assert (ids(coming), ids(past)) == (("2026-11-24", "2026-12-05"), ("2026-11-01", "2019-01-01"))


def test_past_by_fiscal_year_is_newest_first():
    events = [
        make_event("2011-03-31", id="march"),
        make_event("2011-04-01", id="april"),
        make_event("2010-04-01", id="spring"),
        make_event("FY2010", id="that-year"),
        make_event("2026-12-05", id="coming"),
        make_event("unknown", id="some-day"),
    ]

    assert grouped(selections.past_by_fiscal_year(events, NOON)) == (
        (2011, ("april",)),
        (2010, ("march", "that-year", "spring")),
    )


def test_current_notices():
    notices = [
        make_notice("2026-11-23", id="today"),
        make_notice("2026-11-24", id="tomorrow"),
        make_notice("2026-11-01", id="ended", until="2026-11-22"),
        make_notice("2026-11-01", id="last-day", until="2026-11-23"),
        make_notice("2026-11-01", id="kept"),
    ]

    assert ids(selections.current_notices(notices, NOON)) == ("today", "last-day", "kept")


def test_by_term_follows_the_vocabulary():
    terms = {name: Term(ja=name, en=name) for name in ("culture", "collaboration", "sport")}
    organizations = [
        make_organization(id="a", fields=["collaboration", "culture"]),
        make_organization(id="b", fields=["culture"]),
        make_organization(id="c", fields=["collaboration"]),
    ]

    assert grouped(selections.by_term(organizations, "fields", terms)) == (
        ("culture", ("b",)),
        ("collaboration", ("a", "c")),
    )


NAMES = [
    make_organization(id="gakko", title="学校の会", reading="がっこうのかい"),
    make_organization(id="aoba", title={"ja": "青葉", "en": "aoba Net"}, reading="あおば"),
    make_organization(id="npo", title={"ja": "NPOの会", "en": "NPO Group"}, reading="NPOのかい"),
    make_organization(id="katakana", title="カタカナ"),
    make_organization(id="aoi", title={"ja": "葵", "en": "Éclair"}, reading="アオイ"),
]


def test_by_kana_row():
    assert grouped(selections.by_kana_row(NAMES)) == (
        ("あ", ("aoba", "aoi")),
        ("か", ("gakko", "katakana")),
        ("A", ("npo",)),
    )


def test_by_letter():
    assert grouped(selections.by_letter(NAMES)) == (
        ("#", ("aoi", "katakana", "gakko")),
        ("A", ("aoba",)),
        ("N", ("npo",)),
    )


def test_by_name_in_english_ignores_case():
    assert ids(selections.by_name(NAMES, "en")) == ("aoba", "npo", "aoi", "katakana", "gakko")


def test_by_source_has_the_plan_first_and_no_samples(town):
    sources = [(source, tuple(record.id for record in records)) for source, records in selections.by_source(town)]

    assert sources == [
        (Source(), ("midori", "4-1", "4-2", "t-1", "hyoka", "machi", "koza", "shitsu", "kyodo", "npo")),
        (
            Source(clause="4-1"),
            ("n-1", "v-1", "creation", "participation", "flowers", "2026-kagu", "summer", "lessons", "beds"),
        ),
        (Source(url="https://copy.example.com/kondan"), ("2008-kondan",)),
        (Source(url="https://github.com/dequelabs/axe-core"), ("machine",)),
        (Source(url="https://waic.jp/docs/jis2016/compliance-guidelines/202104/"), ("policy",)),
        (Source(url="https://www.example.org/"), ("aoba",)),
        (Source(url="https://www.example.org/hiroba"), ("hiroba",)),
        (Source(url="https://www.example.org/jinja"), ("jinja",)),
        (Source(url="https://www.example.org/news"), ("nittei",)),
        (Source(url="https://www.example.org/shishin"), ("shishin",)),
    ]


def test_samples_are_not_counted(town):
    everything = sum(len(records) for records in town.records.values())

    assert (everything, selections.count_real(town)) == (28, 27)


def test_is_translated():
    whole = make_event(title={"ja": "講座", "en": "Lecture"}, body={"ja": "本文", "en": "Text"})
    half = make_event(title={"ja": "講座", "en": "Lecture"}, body={"ja": "本文"})

    assert [selections.is_translated(event, lang) for event in (whole, half) for lang in ("ja", "en")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_children():
    parent = make_organization(id="machi")

    assert selections.children(parent, _Catalog()) == (_Catalog.SECTION,)


class _Catalog:
    SECTION = make_organization(id="section", parent="machi")

    def naming(self, _record, _model):
        return (make_organization(id="aoba"), self.SECTION)
