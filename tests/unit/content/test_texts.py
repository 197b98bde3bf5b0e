from hypothesis import given
from hypothesis import strategies as st

from build_tools.content.documents import Document
from build_tools.content.nodes import Mapping
from build_tools.content.texts import _check_body, _check_weekdays, _may_offend
from build_tools.strings.spelling import WEEKDAY_SIGNS

PIECES = [
    "\n", " ", "  ", "#", "##", "=", "===", "`", "```", "~~~", "<", "<b>", "<b ", "</b>", "<!--", "<https://a.jp>", "!",
    "[", "]", "](", ")", "[a](", "![a](", "https://a.jp", "javascript:x", "mailto:a@a.jp", "a", "a/b", "./a", "a.b",
    "\u3000", "\r", "x:y",
]  # fmt: skip
DATES = [
    "12月",
    "5日",
    " ",
    "(月)",
    "（月）",
    "(月・祝)",
    "2026年",
    "Monday",
    ",",
    "5",
    "December",
    "2026",
    "31日",
    "holiday",
]


def document(body):
    return Document("content/events/walk.md", ["---", "---", *body.split("\n")], Mapping(0, 0), 1, body, 3)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_quick_look_at_a_body_misses_nothing(body):
    problems = list(_check_body(document(body)))

    assert problems == [] or _may_offend(body)


@given(st.lists(st.sampled_from(DATES), max_size=8).map("".join))
def test_the_quick_look_for_weekdays_misses_nothing(line):
    problems = list(_check_weekdays(document(line), 3, line, None))

    assert problems == [] or any(sign.search(line) for sign in WEEKDAY_SIGNS)
