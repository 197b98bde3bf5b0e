from string import Formatter

import pytest

from build_tools.strings.messages import _table, say


def placeholders(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_languages_say_the_same():
    tables = {lang: {key: placeholders(text) for key, text in _table(lang).items()} for lang in ("ja", "en")}

    assert tables["ja"] == tables["en"]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("en", "2 errors, 1 warning."), ("ja", "エラー 2件、注意 1件。")],
)
def test_say(lang, sentence):
    errors, warnings = say("errors", lang, count=2), say("warnings-one", lang)

    assert say("problems", lang, errors=errors, warnings=warnings) == sentence


def test_an_unknown_key_is_the_callers_mistake():
    with pytest.raises(KeyError):
        say("nothing", "en")
