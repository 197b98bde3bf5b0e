from datetime import date

import pytest

from build_tools.i18n.dates import (
    date_block,
    day_tag,
    format_day,
    format_moment,
    machine_date,
    span_tag,
    time_tag,
)
from tests.records import moment, words


@pytest.mark.parametrize(
    ("text", "japanese", "english"),
    [
        ("2026-12-05", "2026年12月5日(土)", "Saturday, 5 December 2026"),
        ("2026-11-23", "2026年11月23日(月・祝)", "Monday, 23 November 2026 (public holiday)"),
        ("2026-09-22", "2026年9月22日(火・祝)", "Tuesday, 22 September 2026 (public holiday)"),
        ("2026-12-05 14:00", "2026年12月5日(土) 14時", "Saturday, 5 December 2026 14:00"),
        ("2026-12-05 09:05", "2026年12月5日(土) 9時05分", "Saturday, 5 December 2026 9:05"),
        ("2026-12-05 00:00", "2026年12月5日(土) 0時", "Saturday, 5 December 2026 0:00"),
        ("2026-12-31 24:00", "2026年12月31日(木) 翌日0時", "Thursday, 31 December 2026 0:00 the next day"),
        ("2026-12-31 25:30", "2026年12月31日(木) 翌日1時30分", "Thursday, 31 December 2026 1:30 the next day"),
        ("2026-12", "2026年12月", "December 2026"),
        ("2026", "2026年", "2026"),
        ("FY2026", "2026年度", "fiscal year 2026"),
        ("0903", "903年", "903"),
        ("unknown", "日付は確認できていません", "date not known"),
    ],
)
def test_format_moment(text, japanese, english):
    assert format_moment(moment(text), words("ja")) == japanese
    assert format_moment(moment(text), words("en")) == english


@pytest.mark.parametrize(
    ("text", "japanese", "english"),
    [
        ("2026-11-23", "2026年(令和8年)11月23日(月・祝)", "Monday, 23 November 2026 (public holiday) (Reiwa 8)"),
        ("2019-05-01", "2019年(令和元年)5月1日(水・祝)", "Wednesday, 1 May 2019 (public holiday) (Reiwa 1)"),
        ("2019-04-30", "2019年(平成31年)4月30日(火・祝)", "Tuesday, 30 April 2019 (public holiday) (Heisei 31)"),
        ("1989-01-08", "1989年(平成元年)1月8日(日)", "Sunday, 8 January 1989 (Heisei 1)"),
        ("1989-01-07", "1989年(昭和64年)1月7日(土)", "Saturday, 7 January 1989 (Showa 64)"),
        ("1926-12-25", "1926年(昭和元年)12月25日(土)", "Saturday, 25 December 1926 (Showa 1)"),
        ("1912-07-29", "1912年(明治45年)7月29日(月)", "Monday, 29 July 1912 (Meiji 45)"),
        ("FY2019", "2019年度(令和元年度)", "fiscal year 2019 (Reiwa 1)"),
        ("FY2010", "2010年度(平成22年度)", "fiscal year 2010 (Heisei 22)"),
        ("2011-03", "2011年(平成23年)3月", "March 2011 (Heisei 23)"),
        ("2026", "2026年(令和8年)", "2026 (Reiwa 8)"),
        ("0903", "903年", "903"),
        ("unknown", "日付は確認できていません", "date not known"),
    ],
)
def test_format_moment_with_era(text, japanese, english):
    assert format_moment(moment(text), words("ja"), era=True) == japanese
    assert format_moment(moment(text), words("en"), era=True) == english


@pytest.mark.parametrize(
    ("text", "machine"),
    [
        ("2026-12-05 09:05", "2026-12-05T09:05"),
        ("2026-12-31 25:00", "2027-01-01T01:00"),
        ("2026-12-05", "2026-12-05"),
        ("2026-12", "2026-12"),
        ("2026", "2026"),
        ("0903", "0903"),
        ("FY2026", ""),
        ("unknown", ""),
    ],
)
def test_machine_date(text, machine):
    assert machine_date(moment(text)) == machine


@pytest.mark.parametrize(
    ("starts", "ends", "japanese", "english"),
    [
        (
            "2026-12-05 14:00",
            "2026-12-05 16:30",
            (
                '<time datetime="2026-12-05">2026年12月5日(土)</time> '
                '<time datetime="2026-12-05T14:00">14時</time>から<time datetime="2026-12-05T16:30">16時30分</time>まで'
            ),
            (
                '<time datetime="2026-12-05">Saturday, 5 December 2026</time> '
                '<time datetime="2026-12-05T14:00">14:00</time> to <time datetime="2026-12-05T16:30">16:30</time>'
            ),
        ),
        (
            "2026-12-31 22:00",
            "2026-12-31 25:00",
            (
                '<time datetime="2026-12-31">2026年12月31日(木)</time> '
                '<time datetime="2026-12-31T22:00">22時</time>から<time datetime="2027-01-01T01:00">翌日1時</time>まで'
            ),
            (
                '<time datetime="2026-12-31">Thursday, 31 December 2026</time> '
                '<time datetime="2026-12-31T22:00">22:00</time> to '
                '<time datetime="2027-01-01T01:00">1:00 the next day</time>'
            ),
        ),
        (
            "2026-12-05 10:00",
            "2026-12-06 16:00",
            (
                '<time datetime="2026-12-05T10:00">2026年12月5日(土) 10時</time>から'
                '<time datetime="2026-12-06T16:00">2026年12月6日(日) 16時</time>まで'
            ),
            (
                '<time datetime="2026-12-05T10:00">Saturday, 5 December 2026 10:00</time> to '
                '<time datetime="2026-12-06T16:00">Sunday, 6 December 2026 16:00</time>'
            ),
        ),
        (
            "2026-12-05",
            "2026-12-06",
            (
                '<time datetime="2026-12-05">2026年12月5日(土)</time>から'
                '<time datetime="2026-12-06">2026年12月6日(日)</time>まで'
            ),
            (
                '<time datetime="2026-12-05">Saturday, 5 December 2026</time> to '
                '<time datetime="2026-12-06">Sunday, 6 December 2026</time>'
            ),
        ),
        (
            "2026-12-05",
            "2026-12-05",
            '<time datetime="2026-12-05">2026年12月5日(土)</time>',
            '<time datetime="2026-12-05">Saturday, 5 December 2026</time>',
        ),
        ("FY2007", "FY2010", "2007年度から2010年度まで", "fiscal year 2007 to fiscal year 2010"),
    ],
    ids=["one day", "over midnight", "two days with clocks", "two days", "one day given twice", "fiscal years"],
)
def test_span(starts, ends, japanese, english):
    assert span_tag(moment(starts), moment(ends), words("ja")) == japanese
    assert span_tag(moment(starts), moment(ends), words("en")) == english


def test_open_span_says_since_when():
    starts = moment("2007-10")

    assert span_tag(starts, None, words("ja"), is_open=True) == '<time datetime="2007-10">2007年10月</time>から'
    assert span_tag(starts, None, words("en"), is_open=True) == 'since <time datetime="2007-10">October 2007</time>'
    assert span_tag(starts, None, words("en")) == '<time datetime="2007-10">October 2007</time>'


def test_what_html_has_no_form_for_is_plain_words():
    assert time_tag(moment("FY2007"), words("en")) == "fiscal year 2007"


def test_day_tag_has_no_weekday():
    day = date(2026, 11, 23)

    assert day_tag(day, words("ja")) == '<time datetime="2026-11-23">2026年11月23日</time>'
    assert day_tag(day, words("en")) == '<time datetime="2026-11-23">23 November 2026</time>'


@pytest.mark.parametrize(
    ("text", "japanese", "english"),
    [
        ("2026-12-05 14:00", ("2026.12", "5", "土"), ("Dec 2026", "5", "Sat")),
        ("2026-12", ("2026年", "12月", ""), ("2026", "Dec", "")),
        ("2026", ("2026年", "", ""), ("2026", "", "")),
        ("FY2026", ("2026年度", "", ""), ("fiscal year 2026", "", "")),
        ("unknown", ("", "?", ""), ("", "?", "")),
    ],
)
def test_date_block(text, japanese, english):
    assert date_block(moment(text), words("ja")) == japanese
    assert date_block(moment(text), words("en")) == english


def test_format_day():
    assert format_day(date(2026, 11, 23), words("ja"), era=True) == "2026年(令和8年)11月23日(月・祝)"
