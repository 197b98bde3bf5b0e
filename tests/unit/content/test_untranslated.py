from datetime import date

import pytest
import yaml

from build_tools.content.loader import load_content
from build_tools.content.untranslated import check_translated
from build_tools.diagnostics import format_text
from tests.project import ROOT
from tests.tiny import write_content

BASE = yaml.safe_load((ROOT / "tests/cases/base.yml").read_text(encoding="utf-8"))["files"]
EVENT = """\
---
title: 防災さんぽ
kind: lecture
starts: 2026-12-05 14:00
reason: 雨のため
changes:
  - date: 2026-11-20
    what:
      - date
    text: 日を改めました。
  - date: 2026-11-21
    what:
      - time
    text: 時刻を改めました。
sources:
  - plan
updated: 2026-11-23
---
"""
TITLE = "title: A walk\n"
REASON = "reason: Because of rain\n"
FIRST = "changes:\n  - text: It's on another day.\n"


def found(folder, english, *, today=date(2026, 11, 23)):
    files = {**BASE, "events/walk.md": EVENT}
    if english is not None:
        files["events/walk.en.md"] = f"---\n{english}---\n"
    return list(check_translated(load_content(write_content(folder / "content", files), root=folder), today))


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        (None, []),
        (TITLE, [(5, "reason"), (10, "changes")]),
        (TITLE + REASON, [(10, "changes")]),
        (TITLE + REASON + FIRST + "  - text:\n", [(14, "changes")]),
        (TITLE + REASON + FIRST + "  - text: At another hour.\n", []),
    ],
)
def test_what_is_not_said_in_english(english, expected, tmp_path):
    problems = found(tmp_path, english)

    assert [(problem.spot.line, problem.details["field"]) for problem in problems] == expected
    assert {(problem.code, problem.is_error) for problem in problems} <= {("untranslated-change", False)}


def test_what_is_over_needs_no_words(tmp_path):
    assert found(tmp_path, TITLE, today=date(2026, 12, 6)) == []


def test_with_the_lines_of_the_hint_all_is_said(tmp_path):
    lines = [problem.details["lines"] for problem in found(tmp_path / "before", TITLE + FIRST + "  - text:\n")]

    assert lines == ["reason: …", "changes:\n  - text: 'It''s on another day.'\n  - text: …"]
    words = "\n".join(lines).replace("…", "English words")
    assert found(tmp_path / "after", f"{TITLE}{words}\n") == []


def test_the_text(tmp_path):
    text = format_text(found(tmp_path, TITLE + FIRST + "  - text: Later.\n"), "en")

    assert text == (
        "content/events/walk.md:5:9: warning: The English page of this event shows `reason` in Japanese: the English"
        " file has no words for it. [untranslated-change]\n    reason: 雨のため\n            ^^^^^^^^\n"
        "    hint: Put this into content/events/walk.en.md, in place of such lines that are there already, and write"
        " English for each `…`:\n    reason: …\n"
    )
