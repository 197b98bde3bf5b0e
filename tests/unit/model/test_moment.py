from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model.moment import UNKNOWN, Moment, Precision, fiscal_year, parse_day, parse_moment
from tests.records import at

DAYS = st.dates(max_value=date(2199, 12, 31))
MOMENTS = st.one_of(
    st.just(UNKNOWN),
    st.builds(Moment, DAYS, st.just(Precision.DAY)),
    st.builds(Moment, DAYS.map(lambda day: day.replace(day=1)), st.just(Precision.MONTH)),
    st.builds(Moment, DAYS.map(lambda day: day.replace(month=1, day=1)), st.just(Precision.YEAR)),
    st.builds(Moment, DAYS.map(lambda day: day.replace(month=4, day=1)), st.just(Precision.FISCAL_YEAR)),
    st.builds(Moment, DAYS, st.just(Precision.MINUTE), st.times().map(lambda t: t.replace(second=0, microsecond=0))),
    st.builds(
        Moment,
        DAYS,
        st.just(Precision.MINUTE),
        st.builds(time, st.integers(0, 5), st.integers(0, 59)),
        next_day=st.just(value=True),
    ),
)


@given(MOMENTS)
def test_text_reads_back_to_the_same_moment(moment):
    assert parse_moment(str(moment)) == moment


@given(MOMENTS)
def test_a_moment_lies_between_its_instant_and_its_limit(moment):
    assert moment.first <= moment.last
    assert moment.instant <= moment.limit


@given(st.text(alphabet="0123456789-: FYunkow/年月日", max_size=20))
def test_any_text_is_a_moment_or_refused_with_a_code(text):
    try:
        kept = str(parse_moment(text))
    except ValueError as error:
        kept = error.args[0]

    assert kept in (text, "bad-date", "impossible-date")


@pytest.mark.parametrize(
    ("text", "last", "instant", "limit"),
    [
        ("2026-12-05", date(2026, 12, 5), at("2026-12-05"), at("2026-12-06")),
        ("2026-12-05 10:30", date(2026, 12, 5), at("2026-12-05 10:30"), at("2026-12-05 10:30")),
        ("2026-12-05 24:00", date(2026, 12, 5), at("2026-12-06"), at("2026-12-06")),
        ("2026-12-31 25:00", date(2026, 12, 31), at("2027-01-01 01:00"), at("2027-01-01 01:00")),
        ("2026-12-31 29:59", date(2026, 12, 31), at("2027-01-01 05:59"), at("2027-01-01 05:59")),
        ("2026-12", date(2026, 12, 31), at("2026-12-01"), at("2027-01-01")),
        ("2028-02", date(2028, 2, 29), at("2028-02-01"), at("2028-03-01")),
        ("2026", date(2026, 12, 31), at("2026-01-01"), at("2027-01-01")),
        ("FY2010", date(2011, 3, 31), at("2010-04-01"), at("2011-04-01")),
        ("0903", date(903, 12, 31), at("0903-01-01"), at("0904-01-01")),
        ("2199-12-31", date(2199, 12, 31), at("2199-12-31"), at("2200-01-01")),
        ("unknown", date.max, at("9999-12-31"), at("9999-12-31 23:59:59.999999")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_reach_of_a_moment(text, last, instant, limit):
    moment = parse_moment(text)

    assert (moment.last, moment.instant, moment.limit) == (last, instant, limit)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-04-31", "impossible-date"),
        ("2026-02-29", "impossible-date"),
        ("2026-00", "impossible-date"),
        ("2026-12-05 30:00", "impossible-date"),
        ("2026-12-05 10:60", "impossible-date"),
        ("0000", "impossible-date"),
        ("2200-01-01", "impossible-date"),
        ("FY2200", "impossible-date"),
        ("2026-1-5", "bad-date"),
        ("2026/12/05", "bad-date"),
        ("２０２６", "bad-date"),
        ("٢٠٢٦", "bad-date"),
        ("2026-12-05 ", "bad-date"),
        ("2026-12-05\n", "bad-date"),
        ("2026-12-05T10:00", "bad-date"),
        ("fy2026", "bad-date"),
        ("10:30", "bad-date"),
        ("630", "bad-date"),
        ("", "bad-date"),
    ],
    ids=repr,
)
def test_refused_texts(text, code):
    with pytest.raises(ValueError, match=rf"^{code}$"):
        parse_moment(text)


def test_unknown_sorts_last():
    moments = sorted(map(parse_moment, ["unknown", "2026-12-05", "FY2026", "2026"]), key=lambda item: item.instant)

    assert [str(item) for item in moments] == ["2026", "FY2026", "2026-12-05", "unknown"]


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2011, 3, 31), 2010), (date(2011, 4, 1), 2011), (date(2011, 1, 1), 2010), (date(2011, 12, 31), 2011)],
    ids=str,
)
def test_fiscal_year_begins_in_april(day, year):
    assert fiscal_year(day) == year


@pytest.mark.parametrize("text", ["2026-12", "2026-12-05 10:00", "FY2026", "unknown"])
def test_a_day_is_a_whole_day(text):
    with pytest.raises(ValueError, match=r"^bad-date$"):
        parse_day(text)


def test_parse_day():
    assert parse_day("2026-12-05") == date(2026, 12, 5)


def test_first_of_april_is_kept_apart_from_the_fiscal_year():
    assert parse_moment("FY2026") != parse_moment("2026-04-01")
