from datetime import date

import pytest

from build_tools.content.loader import load_content
from build_tools.content.received import check_received
from build_tools.diagnostics import format_message
from tests.project import ROOT
from tests.test_cases import FOLDER, read_case
from tests.tiny import write_content

BASE = read_case(FOLDER / "base.yml")["files"]
BOARD = read_case(ROOT / "tests/cases/matching/statuses.yml")["files"]
NEED = """\
---
title: 避難の付き添い
themes:
  - disaster
audience:
  - elderly
raised_by: elderly
received: 2026-11-24
status: open
consent: true
sources:
  - plan
updated: 2026-11-23
---
"""


def problems(folder, day):
    files = {path: text for path, text in BOARD.items() if path.startswith("vocabularies/")}
    content = write_content(folder / "content", {**BASE, **files, "matching/needs/help.md": NEED})
    loaded = load_content(content, root=folder)
    assert loaded.problems == []
    return list(check_received(loaded, day))


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 11, 25)])
def test_what_came_in_by_today_is_sound(day, tmp_path):
    assert problems(tmp_path, day) == []


def test_nothing_came_in_on_a_day_to_come(tmp_path):
    (problem,) = problems(tmp_path, date(2026, 11, 23))

    assert format_message(problem, "ja") == "受け付けた日「2026-11-24」が、今日（2026-11-23）より後です。"
    assert (problem.spot.line, problem.spot.column, problem.code) == (8, 11, "received-later")
    assert problem.is_error
