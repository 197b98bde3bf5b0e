import pytest

from build_tools.strings.spelling import (
    DATED_WEEKDAY,
    FULL_WIDTH_COLON,
    MISSING_SPACE,
    half_width_line,
    kana_row,
    tidy,
    to_hiragana,
    to_katakana,
)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("２０２６－１２－０５", "2026-12-05"),
        ("2026/12/5", "2026-12-05"),
        ("2026.12.5", "2026-12-05"),
        ("2026-1-5", "2026-01-05"),
        ("2026-1-5 9:00", "2026-01-05 09:00"),
        ("2026-12-05T10:30", "2026-12-05 10:30"),
        ("2026-12-05 10:30:00", "2026-12-05 10:30"),
        ("2026年12月5日", "2026-12-05"),
        ("2026年12月5日(土)", "2026-12-05"),
        ("2026年11月23日（月・祝）", "2026-11-23"),
        ("2026年12月5日 14時", "2026-12-05 14:00"),
        ("2026年12月5日 14時半", "2026-12-05 14:30"),
        ("2026年12月5日 9時5分", "2026-12-05 09:05"),
        ("2026年12月5日25時", "2026-12-05 25:00"),
        ("2026年12月5日 午後2時", "2026-12-05 14:00"),
        ("2026年12月5日午前10時30分", "2026-12-05 10:30"),
        ("2026-12-05 午後 2:30", "2026-12-05 14:30"),
        ("2026年12月5日 午後12時", "2026-12-05 12:00"),
        ("2026年12月", "2026-12"),
        ("2026/12", "2026-12"),
        ("2008年度", "FY2008"),
        ("２００８年度", "FY2008"),
        ("令和8年12月5日", "2026-12-05"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("平成元年1月8日", "1989-01-08"),
        ("昭和64年1月7日", "1989-01-07"),
        ("大正元年7月30日", "1912-07-30"),
        ("明治元年1月25日", "1868-01-25"),
        ("R8.12.5", "2026-12-05"),
        ("H31/4/30 9:00", "2019-04-30 09:00"),
        ("不明", "unknown"),
        ("はい", "true"),
        ("いいえ", "false"),
        ("NO", "false"),
        ("Yes", "true"),
        ("TRUE", "true"),
        ("　３０　", "30"),
        ("０４２－５７６－２１１１", "042-576-2111"),
        ("あした", "あした"),
        ("2026-12-05", "2026-12-05"),
        ("", ""),
    ],
    ids=repr,
)
def test_tidy(typed, plain):
    assert tidy(typed) == plain


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ("title：防災", "title: 防災"),
        ("title ：　防災", "title: 防災"),
        ("  - ｎａｍｅ：値：二つ目", "  - name: 値：二つ目"),
        ("title：", "title: "),
    ],
)
def test_half_width_line(line, fixed):
    assert half_width_line(line, FULL_WIDTH_COLON.match(line)) == fixed


@pytest.mark.parametrize("line", ["title: 防災：基礎", "防災：基礎", "# 注：", "- 一：二", "title: x：y"], ids=repr)
def test_a_full_width_colon_elsewhere_is_a_letter(line):
    assert FULL_WIDTH_COLON.match(line) is None


@pytest.mark.parametrize(
    ("line", "key"),
    [("title:防災", "title"), ("starts:2026-12-05", "starts"), ("full:true", "full"), ("title:　防災", "title")],
    ids=repr,
)
def test_a_space_is_missing_after_the_colon(line, key):
    assert MISSING_SPACE.match(line)["key"] == key


@pytest.mark.parametrize(
    "line", ["title: 防災", "title:", "title: ", "  title:防災", "https://example.org/", "# a:b", "title:: x"], ids=repr
)
def test_no_space_is_missing(line):
    assert MISSING_SPACE.match(line) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026年11月23日(月・祝)に", ("2026", "11", "23", "月")),
        ("11月3日（火曜日）", (None, "11", "3", "火")),
        ("1月1日 (木)", (None, "1", "1", "木")),
        ("5月5日(火・休)", (None, "5", "5", "火")),
    ],
)
def test_dated_weekday(text, found):
    assert DATED_WEEKDAY.search(text).group("year", "month", "day", "weekday") == found


@pytest.mark.parametrize(
    ("reading", "row"),
    [
        ("あおば", "あ"),
        ("ゔぁいおりん", "あ"),
        ("がっこう", "か"),
        ("カタカナ", "か"),
        ("ｶﾀｶﾅ", "か"),
        ("ヴァイオリン", "あ"),
        ("ヶやき", "A"),
        ("ぱん", "は"),
        ("んだ", "わ"),
        ("NPO", "A"),
        ("3年生", "A"),
        ("ＮＰＯ", "A"),
        ("", "A"),
    ],
    ids=repr,
)
def test_kana_row(reading, row):
    assert kana_row(reading) == row


@pytest.mark.parametrize(
    ("hiragana", "katakana"),
    [
        ("くにたち・えき 3-2", "クニタチ・エキ 3-2"),
        ("ゔぁんゖ", "ヴァンヶ"),
        ("らーめん", "ラーメン"),
        ("NPO", "NPO"),
        ("", ""),
    ],
)
def test_readings_turn_into_the_other_kana_and_back(hiragana, katakana):
    assert (to_katakana(hiragana), to_hiragana(katakana)) == (katakana, hiragana)
