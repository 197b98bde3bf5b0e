import json
import pickle

import pytest

from build_tools.diagnostics import Diagnostic, Spot, display_width, format_github, format_json, format_text

NUMBER = Diagnostic(
    Spot("content/events/walk.md", 5, 11),
    "bad-number",
    {"value": "30人", "expects": "whole"},
    "capacity: 30人",
    None,
    3,
)
PLAIN = Diagnostic(
    Spot("content/events/walk.md", 4, 11),
    "write-plainly",
    {"value": "２０２６"},
    "  starts: ２０２６",
    "  starts: 2026",
    4,
)
WARNING = Diagnostic(Spot("content/a, b:c.md"), "byte-order-mark")


def test_text_is_sorted_and_stands_in_both_languages():
    assert (
        format_text([NUMBER, PLAIN, WARNING], "en")
        == """\
content/a, b:c.md:1:1: warning: The file begins with a byte order mark. [byte-order-mark]
    hint: Save it as UTF-8 without BOM. It is read as it is for now.

content/events/walk.md:4:11: error: `２０２６` is understood, but has to be written plainly. [write-plainly]
      starts: ２０２６
              ^^^^^^^^
    hint: Write it like this:
          starts: 2026

content/events/walk.md:5:11: error: `30人` is not a number we read. [bad-number]
    capacity: 30人
              ^^^^
    hint: Write a whole number such as `30`, in half-width digits and without a unit.
"""
    )
    assert (
        format_text([NUMBER], "ja")
        == """\
content/events/walk.md:5:11: エラー: 「30人」は数として読めません。 [bad-number]
    capacity: 30人
              ^^^^
    直し方: 30 のような整数を、半角数字だけで(単位を付けずに)書いてください。
"""
    )


@pytest.mark.parametrize("form", [format_text, format_github])
def test_nothing_wrong_is_nothing_said(form):
    assert form([], "en") == ""


def test_json():
    assert json.loads(format_json([PLAIN, WARNING], "en")) == [
        {
            "path": "content/a, b:c.md",
            "line": 1,
            "column": 1,
            "severity": "warning",
            "code": "byte-order-mark",
            "message": "The file begins with a byte order mark.",
            "hint": "Save it as UTF-8 without BOM. It is read as it is for now.",
            "fix": None,
        },
        {
            "path": "content/events/walk.md",
            "line": 4,
            "column": 11,
            "severity": "error",
            "code": "write-plainly",
            "message": "`２０２６` is understood, but has to be written plainly.",
            "hint": "Write it like this:",
            "fix": "  starts: 2026",
        },
    ]


def test_json_of_nothing_is_a_list():
    assert json.loads(format_json([], "ja")) == []


def test_github_escapes_what_ends_a_property_or_a_line():
    assert format_github([WARNING, PLAIN], "en").split("\n") == [
        (
            "::warning file=content/a%2C b%3Ac.md,line=1,col=1,title=byte-order-mark"
            "::The file begins with a byte order mark.%0ASave it as UTF-8 without BOM. It is read as it is for now."
        ),
        (
            "::error file=content/events/walk.md,line=4,col=11,title=write-plainly"
            "::`２０２６` is understood, but has to be written plainly.%0AWrite it like this:%0A      starts: 2026"
        ),
    ]


def test_github_takes_no_command_from_content():
    evil = Diagnostic(Spot("content/x.md"), "bad-number", {"value": "1\r\n::set-env name=A::100%", "expects": "whole"})

    assert format_github([evil], "en") == (
        "::error file=content/x.md,line=1,col=1,title=bad-number"
        "::`1%0D%0A::set-env name=A::100%25` is not a number we read."
        "%0AWrite a whole number such as `30`, in half-width digits and without a unit."
    )


def test_braces_in_content_are_letters():
    evil = Diagnostic(Spot("content/x.md"), "bad-number", {"value": "{expects} {0} {x.y}", "expects": "whole"})

    assert format_text([evil], "en").split("\n")[0] == (
        "content/x.md:1:1: error: `{expects} {0} {x.y}` is not a number we read. [bad-number]"
    )


@pytest.mark.parametrize(
    ("source", "column", "width", "caret"),
    [
        ("capacity: 30", 11, 2, "          ^^"),
        ("定員: ３０", 5, 2, "      ^^^^"),
        ("ｶﾅ: x", 5, 1, "    ^"),
        ("か\u3099: x", 5, 1, "    ^"),
        ("🏢: x", 4, 1, "    ^"),
        ("x", 2, 1, " ^"),
        ("x", 1, 0, "^"),
    ],
    ids=["latin", "full-width", "half-width kana", "combining mark", "emoji", "after the end", "no width"],
)
def test_caret_stands_under_the_value(source, column, width, caret):
    diagnostic = Diagnostic(Spot("content/x.md", 1, column), "bad-number", {"expects": "whole"}, source, None, width)

    assert format_text([diagnostic], "en").split("\n")[2] == "    " + caret


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("全角", 4), ("ｶﾅ", 2), ("か\u3099", 2), ("ａ：", 4)])
def test_display_width(text, width):
    assert display_width(text) == width


def test_warnings_do_not_stop_a_build():
    assert (NUMBER.is_error, WARNING.is_error) == (True, False)


def test_a_problem_without_details_goes_from_one_process_to_another():
    problem = Diagnostic(Spot("content/events/kara.md"), "empty-file")

    assert pickle.loads(pickle.dumps(problem)) == problem  # noqa: S301 -- our own
