"""Personal data is found in time that grows with the text, not with its square."""

import time

import pytest

from build_tools.content.personal_data import find_personal_data

MOST_SECONDS = 1
"""Of the processor; the square took six for the shortest of these lines."""


@pytest.mark.parametrize("piece", ["a", "a.", "0", "1-", "03-", "あ"])
def test_a_long_line_without_any_takes_no_time(piece):
    line = piece * 20_000
    begun = time.process_time()

    assert find_personal_data(line) == ()
    assert time.process_time() - begun < MOST_SECONDS


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("連絡は info.taro+a@example.org まで", (4, 27)),
        ("連絡は info@", None),
        ("連絡先はinfo [at] example.orgです", (4, 25)),
        ("......info＠example.or.jp", (0, 24)),
    ],
)
def test_an_address_begins_with_its_first_letter(line, found):
    assert find_personal_data(line) == ((("personal-mail", *found),) if found else ())
