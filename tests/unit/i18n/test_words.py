import pytest
from markupsafe import Markup

from build_tools.i18n.words import MissingWord, Words

WORDS = Words("ja", {"plain": "{ } <b>", "filled": "{start}から<{end}>"})


def test_words_without_values_stay_as_they_stand():
    assert WORDS("plain") == "{ } <b>"


def test_words_are_filled_in():
    assert WORDS("filled", start="朝", end="夜") == "朝から<夜>"


def test_markup_escapes_words_and_values_but_not_markup():
    assert WORDS.markup("filled", start="<i>", end=Markup("<b>夜</b>")) == "&lt;i&gt;から&lt;<b>夜</b>&gt;"


@pytest.mark.parametrize("look_up", [WORDS, WORDS.markup], ids=["text", "markup"])
def test_a_missing_word_carries_language_and_key(look_up):
    with pytest.raises(MissingWord) as error:
        look_up("nothing")

    assert (error.value.lang, error.value.key) == ("ja", "nothing")


def test_words_with_forms_of_their_own_are_filled_as_markup():
    words = Words("en", {"formed": "{number:,} <{name!r}>"})

    assert words.markup("formed", number=1234, name="<i>") == "1,234 &lt;&#39;&lt;i&gt;&#39;&gt;"


def test_what_is_kept_is_made_once():
    words, made = Words("ja", {}), []

    assert [words.keep("day", lambda: made.append(1) or "day") for _ in range(2)] == ["day", "day"]
    assert made == [1]
