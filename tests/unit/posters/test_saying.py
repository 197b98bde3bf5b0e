from dataclasses import replace

import pytest

from build_tools.posters.saying import Poster, Tone, alt_of, poster_of
from tests.records import at, make_event, make_organization, words

NOW = at("2026-11-23 12:00")
SITE = "見本のまち協働ひろば"


def said(town, record, lang="ja", now=NOW):
    return poster_of(record, town, words(lang), now)


def test_an_event_is_told_with_day_time_and_place(town):
    event = make_event("2026-12-05 14:00", ends="2026-12-05 16:00", place="hiroba", room="会議室", title="家具の固定")

    assert said(town, event) == Poster(
        lang="ja",
        name="event/walk",
        site=SITE,
        title="家具の固定",
        label="講演・講座",
        day=("2026.12", "5", "土曜日"),
        details=("2026年12月5日(土) 14時から16時まで", "中央広場ホール 会議室"),
    )


def test_the_english_poster_falls_back_to_japanese_words(town):
    event = make_event("2026-12-05 14:00", title={"ja": "家具", "en": "Furniture"}, room="会議室")

    assert said(town, event, "en") == Poster(
        lang="en",
        name="event/walk",
        site=town.site.title.get("en"),
        title="Furniture",
        label="Lecture",
        day=("Dec 2026", "5", "Saturday"),
        details=("Saturday, 5 December 2026 14:00", "会議室"),
    )


@pytest.mark.parametrize(
    ("fields", "signs"),
    [
        ({}, ()),
        ({"status": "cancelled"}, ((Tone.OFF, "中止"),)),
        ({"status": "postponed", "sample": "true"}, ((Tone.OFF, "延期"), (Tone.SAMPLE, "見本"))),
        ({"starts": "2026-11-01"}, ((Tone.OVER, "終了"),)),
        ({"previous_starts": "2026-12-01", "status": "rescheduled"}, ((Tone.TURN, "日程変更"),)),
        ({"certain": "false"}, ((Tone.TURN, "要確認"),)),
        ({"starts": "2026-11-01", "status": "cancelled"}, ((Tone.OFF, "中止"),)),
    ],
    ids=["announced", "cancelled", "postponed sample", "held", "moved", "unconfirmed", "cancelled and past"],
)
def test_how_an_event_stands_is_said_in_words(town, fields, signs):
    assert said(town, make_event(**fields)).signs == signs


@pytest.mark.parametrize(
    ("starts", "ends", "day"),
    [
        ("2026-12", None, ("2026年", "12月", "")),
        ("FY2026", None, ("2026年度", "", "")),
        ("unknown", None, ("", "", "")),
        ("2026-12-05", "2026-12-06", ("2026.12", "5", "土曜日から")),
    ],
)
def test_the_wall_shows_the_day_as_far_as_it_is_known(town, starts, ends, day):
    assert said(town, make_event(starts, **({"ends": ends} if ends else {}))).day == day


def test_a_project_is_told_with_its_partners(town):
    project = town.records["project"]["flowers"]

    assert said(town, project) == Poster(
        lang="ja",
        name="project/flowers",
        site=SITE,
        title="花と緑の協働事業",
        label="協働事業",
        signs=((Tone.PLAIN, "実施中"),),
        details=("見本町、あおば協働ネット",),
    )


def test_every_other_page_has_the_poster_of_the_site(town):
    site = said(town, None)

    assert (site.name, site.title, site.details) == ("site", SITE, (town.site.tagline.ja,))
    assert said(town, make_organization()) == site


def test_the_address_differs_when_and_only_when_the_picture_does(town):
    event = make_event("2026-12-05 14:00", title="家具")
    path = said(town, event).path

    assert path == f"og/ja/event/walk.{said(town, event).digest}.png"
    assert said(town, make_event("2026-12-05 14:00", title="家具", updated="2026-11-20", capacity="3")).path == path
    assert said(town, event, now=at("2026-12-04 12:00")).path == path
    others = [
        said(town, make_event("2026-12-06 14:00", title="家具")),
        said(town, make_event("2026-12-05 14:00", title="たんす")),
        said(town, make_event("2026-12-05 14:00", title="家具", status="cancelled")),
        said(town, make_event("2026-12-05 14:00", title="家具", sample="true")),
        said(town, make_event("2026-12-05 14:00", title="家具", place="hiroba")),
        said(town, event, now=at("2026-12-06 12:00")),
        said(town, event, "en"),
    ]
    assert len({path, *(poster.path for poster in others)}) == 1 + len(others)


def test_the_alternative_text_says_all_that_the_picture_does():
    poster = Poster("ja", "event/walk", "ひろば", "家具", "講座", ((Tone.OFF, "中止"),), details=("12月5日", "広場"))

    assert alt_of(poster, words("ja")) == "ひろばのカード: 中止、講座、家具、12月5日、広場"
    assert alt_of(replace(poster, lang="en"), words("en")) == "Card of ひろば: 中止, 講座, 家具, 12月5日, 広場"
