from datetime import date

import pytest

from build_tools.content.evidence import check_evidence
from build_tools.content.loader import load_content
from build_tools.diagnostics import format_message
from build_tools.shells import SHELLS
from tests.project import ROOT
from tests.test_cases import FOLDER, read_case
from tests.tiny import write_content

BASE = read_case(FOLDER / "base.yml")["files"]
POLICY = read_case(ROOT / "tests/cases/accessibility/signed.yml")["files"]
RUN = """\
title: {day}
date: {day}
pages: 12
tools:
  - name: axe-core
    version: 4.11.0
kinds:
  - events/
states: []
shells: [{shells}]
checks: []
findings: []
sources:
  - https://github.com/dequelabs/axe-core
updated: {day}
"""
WHOLE = ", ".join(f"'{shell}'" for shell in SHELLS)


def problems(folder, today, run=None):
    files = {**BASE, **POLICY} | ({"accessibility-tests/machine.yml": run} if run else {})
    loaded = load_content(write_content(folder / "content", files), root=folder)
    assert loaded.problems == []
    return [(problem.spot.path, problem.code, problem.is_error) for problem in check_evidence(loaded, today)]


@pytest.mark.parametrize(
    ("day", "today", "shells", "codes"),
    [
        ("2026-11-01", date(2026, 11, 23), WHOLE, []),
        ("2026-10-24", date(2026, 11, 23), WHOLE, []),
        ("2026-10-23", date(2026, 11, 23), WHOLE, ["evidence-before-content"]),
        ("2026-11-23", date(2027, 11, 23), WHOLE, []),
        ("2026-11-23", date(2027, 11, 24), WHOLE, ["evidence-before-year"]),
        ("2026-11-23", date(2026, 11, 23), "events/", ["evidence-before-kinds"]),
    ],
)
def test_a_run_counts_a_year_and_for_what_there_was(tmp_path, day, today, shells, codes):
    found = problems(tmp_path, today, RUN.format(day=day, shells=shells))

    assert found == [("content/accessibility-tests/machine.yml", code, False) for code in codes]


def test_a_policy_without_a_run_is_told(tmp_path):
    assert problems(tmp_path, date(2026, 11, 23)) == [("content/accessibility/policy.md", "evidence-missing", False)]


def test_the_message_names_both_days(tmp_path):
    files = {**BASE, **POLICY, "accessibility-tests/machine.yml": RUN.format(day="2026-09-01", shells=WHOLE)}
    loaded = load_content(write_content(tmp_path / "content", files), root=tmp_path)

    (problem,) = check_evidence(loaded, date(2026, 11, 23))

    assert format_message(problem, "en") == (
        "Content has changed since the last accessibility test on 2026-09-01; the newest change is of 2026-11-23."
    )
