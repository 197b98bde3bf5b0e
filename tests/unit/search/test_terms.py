"""Text becomes terms."""

from __future__ import annotations

import pytest

from build_tools.search.folding import fold, reading_key, to_hiragana
from build_tools.search.terms import dated, is_hiragana, stem, text_terms, whole_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ｾﾐﾅｰ", "セミナー"),
        ("ＮＰＯ法人", "npo法人"),
        ("國立の發揮", "国立の発揮"),
        ("Café Ōsaka", "cafe osaka"),
        ("㍿１２", "株式会社12"),
    ],
)
def test_widths_cases_accents_and_old_kanji_are_folded(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("reading", "key"),
    [
        ("ボウサイ", "ほさい"),
        ("ぼーさい", "ほさい"),
        ("きょうどう", "きよと"),
        ("キョウドウ", "きよと"),
        ("がっこう", "かつこ"),
        ("せんせい", "せんせ"),
        ("おおどおり", "おとり"),
        ("防災", ""),
    ],
)
def test_readings_are_compared_without_voicing_small_kana_and_long_vowels(reading, key):
    assert reading_key(reading) == key


def test_japanese_becomes_pairs_and_single_kanji():
    assert list(text_terms("防災マップ")) == ["防災", "災ま", "まっ", "っぷ", "防", "災"]


@pytest.mark.parametrize("text", ["申込", "申込み", "申し込み"])
def test_okurigana_may_be_left_out(text):
    assert "申込" in text_terms(text)


def test_a_particle_is_no_okurigana():
    assert "市民" not in text_terms("市の民")
    assert "犬避" not in text_terms("犬と避難")


def test_latin_words_become_stems_with_the_whole_of_hyphened_ones():
    assert list(text_terms("The children's non-profit seminars, e-mail")) == [
        *("the", "child", "non", "profit", "nonprofit", "seminar", "e", "mail", "email")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("12/5", "12月5日"),
        ("１２／０５", "12月5日"),
        ("2026-12-05", "2026年12月5日"),
        ("2026/12", "2026年12月"),
        ("2026.12.5", "2026年12月5日"),
        ("Dec 5", "12月5日"),
        ("Sept. 5th", "9月5日"),
        ("5 December 2026", "12月5日 2026"),
        ("the 5th of May", "the 5月5日"),
        ("from 1 june", "from 6月1日"),
    ],
)
def test_dates_are_as_if_written_with_counters(typed, counted):
    assert dated(fold(typed)) == counted


@pytest.mark.parametrize(
    "text", ["24/7", "13/5", "12/32", "1/2/3", "042-573-1023", "a-12/5", "may go", "3 marches", "2021-22"]
)
def test_what_is_no_date_stays(text):
    assert dated(text) == text


def test_english_dates_are_found_as_japanese_ones():
    assert {"12月", "5日", "decemb", "5", "2026"} <= set(text_terms("Saturday, 5 December 2026"))


def test_numbers_keep_what_they_count_and_eras_are_years():
    assert list(text_terms("令和8年12月05日"))[:3] == ["2026年", "12月", "5日"]
    assert next(iter(text_terms("平成元年"))) == "1989年"


@pytest.mark.parametrize(
    ("word", "stemmed"), [("volunteering", "volunt"), ("evacuated", "evacu"), ("is", "is"), ("2026", "2026")]
)
def test_short_words_and_numbers_have_no_stem(word, stemmed):
    assert stem(word) == stemmed


def test_words_that_may_be_mistyped():
    assert set(whole_words("コミュニティと Volunteers, NPO at 3 カフェ")) == {"こみゅにてぃ", "volunt", "npo"}


def test_hiragana_alone_is_what_is_not_converted_yet():
    assert is_hiragana("ぼーさい")
    assert not is_hiragana("防さい")
    assert not is_hiragana("ボウサイ")


def test_katakana_and_hiragana_meet():
    assert to_hiragana("ヴァイオリンヶ丘") == "ゔぁいおりんゖ丘"
