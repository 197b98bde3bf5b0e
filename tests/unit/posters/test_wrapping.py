import pytest
from budoux import load_default_japanese_parser

from build_tools.posters.wrapping import cut, indent_of, lay
from build_tools.strings.kinsoku import NEVER_FIRST, NEVER_LAST

PHRASES = load_default_japanese_parser().parse
NAME = "くにたち協働ひろば"


def width(char):
    return 0.5 if char.isascii() else 1.0


def lines(text, wide, most=4, **more):
    return lay(text, wide, most, measure=width, phrases=PHRASES, whole=NAME, **more)


@pytest.mark.parametrize(
    ("text", "wide", "expected"),
    [
        ("防災講座", 10, ("防災講座",)),
        ("防災講座 第1回「わが家の備えを考える」", 10, ("防災講座 第1回", "「わが家の", "備えを考える」")),
        ("くにたち地図旅 Vol.18「歩いて、見つける」", 12, ("くにたち地図旅 Vol.18", "「歩いて、見つける」")),
        ("くにたち原爆体験伝承者育成プロジェクト", 12, ("くにたち", "原爆体験伝承者育成", "プロジェクト")),
        ("ファミリーコンサート・オーケストラ", 11, ("ファミリーコンサート・", "オーケストラ")),
        ("Learning self-help in a disaster", 8, ("Learning", "self-help in", "a disaster")),
        ("NPO等と行政との協働", 6, ("NPO等と", "行政との協働")),
    ],
    ids=["short", "bracket", "space", "name and seam", "katakana", "English", "Latin in Japanese"],
)
def test_lines_end_where_phrases_do(text, wide, expected):
    assert lines(text, wide) == expected


@pytest.mark.parametrize("sign", NEVER_FIRST)
def test_a_sign_never_begins_a_line(sign):
    found = lines(f"協働協働{sign}協働協働", 4.9, most=9) or lines(f"協働協働{sign}協働協働", 6, most=9)

    assert [line for line in found if line.startswith(sign)] == []


@pytest.mark.parametrize("sign", NEVER_LAST)
def test_a_sign_never_ends_a_line(sign):
    found = lines(f"協働協働{sign}協働協働", 5, most=9)

    assert [line for line in found if line.endswith(sign)] == []


def test_a_long_compound_is_split_between_its_words_and_only_where_it_must_be():
    assert lines("協働推進懇談会開催事業", 6, is_strict=True) is None
    assert lines("協働推進懇談会開催事業", 6) == ("協働推進懇談", "会開催事業")


def test_words_of_the_name_of_the_site_are_never_split():
    assert lines("あのくにたち", 4) == ("あの", "くにたち")


def test_what_does_not_fit_is_no_layout():
    assert lines("協働推進懇談会", 3, most=2) is None
    assert lines("x" * 30, 10) is None


def test_what_is_too_long_is_cut_with_an_ellipsis():
    assert cut("協働の話、とても長い題名", 5, 2, measure=width, phrases=PHRASES) == ("協働の話、", "とても長…")


def test_the_white_half_of_a_bracket_stands_outside_of_the_line():
    assert [indent_of(line) for line in ("「防災」", "（仮称）", "(仮称)", "防災", "“town”", "")] == [
        0.5,
        0.5,
        0,
        0,
        0,
        0,
    ]
    assert lines("「協働」", 3.5) == ("「協働」",)
