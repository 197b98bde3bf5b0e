from datetime import date
from enum import StrEnum

import pytest
from markupsafe import Markup

from build_tools.i18n.filling import fill, join, show


class Colour(StrEnum):
    RED = "<red>"


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ("A & <b>", "A &amp; &lt;b&gt;"),
        (Markup("A & <b>"), "A & <b>"),
        (Colour.RED, "&lt;red&gt;"),
        (12, "12"),
        (date(2026, 12, 5), "2026-12-05"),
        (None, "None"),
    ],
    ids=["text", "markup", "term", "number", "day", "nothing"],
)
def test_a_value_is_escaped_unless_it_is_markup(value, html):
    shown = show(value)

    assert (shown, type(shown)) == (html, Markup)


def test_text_and_markup_of_the_same_characters_are_two_things():
    assert [show("<i>"), show(Markup("<i>")), show("<i>")] == ["&lt;i&gt;", "<i>", "&lt;i&gt;"]


def test_a_pattern_is_filled_as_markupsafe_fills_it():
    pattern, values = '<a href="{0}"{1}>{0}</a>', ("\"'&{}", Markup(' lang="ja"'))

    assert fill(pattern, *values) == Markup(pattern).format(*values)  # noqa: S704 -- ours


def test_markup_is_joined_as_it_is():
    assert join([Markup("<b>"), Markup("&amp;")]) == Markup("<b>&amp;")
