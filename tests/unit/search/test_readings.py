"""How words are read."""

from __future__ import annotations

from build_tools.search.readings import title_key, title_readings, word_terms


def test_words_are_found_by_their_reading_alone_and_joined():
    terms = dict(word_terms("自主防災組織をつくる"))
    assert {term: spelling for term, spelling in terms.items() if term.startswith("*")} == {
        "*ししゆ": "自主",
        "*ししゆほさい": "自主防災",
        "*ししゆほさいそしき": "自主防災組織",
        "*ほさい": "防災",
        "*ほさいそしき": "防災組織",
        "*そしき": "組織",
    }


def test_the_city_is_read_as_its_people_do():
    assert ("*くにたちし", "国立市") in word_terms("国立市の防災")


def test_the_normal_spelling_of_a_word_is_a_term_too():
    assert ("椅子", "") in word_terms("車いす席")


def test_the_reading_of_a_record_wins_over_the_dictionary():
    assert title_readings("谷保天満宮", "やぼてんまんぐう") == (title_key("やぼてんまんぐう"),)


def test_latin_letters_of_a_title_are_read_out_or_kept():
    assert title_readings("NPO支援") == ("えぬぴおしえん", "npoしえん")
