"""What is written of a run of the tests, and what is never made of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from build_tools.model.accessibility import AccessibilityTest
from tests.evidence import Evidence

DAY = date(2026, 11, 28)


def report(*covers: str, failed: bool = False, when: str = "call", **found: Any) -> Any:
    """Make what pytest tells of a test that covers a check and criteria."""
    properties = [("covers", list(covers)), *found.items()] if covers else []
    return SimpleNamespace(user_properties=properties, when=when, failed=failed)


@pytest.fixture
def evidence() -> Evidence:
    return Evidence(SimpleNamespace())


def findings(evidence: Evidence, *reports: Any) -> Iterator[tuple[Any, ...]]:
    for each in reports:
        evidence.pytest_runtest_logreport(each)
    return [tuple(found.values()) for found in evidence.record(DAY)["findings"]]


def test_a_test_counts_once_and_for_the_criteria_that_it_names(evidence):
    found = findings(
        evidence,
        report("nu", "4.1.1", pages=12),
        report("nu", "4.1.1", when="teardown"),
        report("keyboard", "2.1.1", "2.4.7", pages=4),
        report(),
    )

    assert found == [
        ("2.1.1", ["keyboard"], 0, 0),
        ("2.4.7", ["keyboard"], 0, 0),
        ("4.1.1", ["nu"], 0, 0),
    ]
    assert evidence.record(DAY)["checks"] == [
        {"check": "keyboard", "pages": 4, "tests": 1, "failed": 0},
        {"check": "nu", "pages": 12, "tests": 1, "failed": 0},
    ]


@pytest.mark.parametrize("when", ["setup", "call"])
def test_a_test_that_fails_or_cannot_begin_is_a_problem(evidence, when):
    found = findings(evidence, report("nu", "4.1.1", failed=True, when=when))

    assert found == [("4.1.1", ["nu"], 1, 0)]


def test_axe_tells_places_and_counts_a_failure_for_no_other_criterion(evidence):
    axe = {"criteria": ["1.1.1", "1.4.3", "4.1.2"], "undecided": {"1.1.1": 2}, "kinds": ["events/", "en/events/"]}

    found = findings(evidence, report("axe", failed=True, problems={"1.4.3": 3, "best-practice": 1}, **axe))

    assert found == [("1.1.1", ["axe"], 0, 2), ("1.4.3", ["axe"], 3, 0), ("4.1.2", ["axe"], 0, 0)]
    assert evidence.record(DAY)["kinds"] == ["events/"]


def test_where_something_was_counted_the_criterion_is_neither_missed_nor_without_object(evidence):
    found = findings(evidence, report("media", "1.2.1", failed=True), report("axe", criteria=["1.2.1"]))

    assert found == [("1.2.1", ["axe"], 0, 1)]


def test_what_is_written_is_a_record(evidence):
    findings(evidence, report("axe", criteria=["1.1.1"], kinds=["events/"], states=["dark", "light"], chromium="150.0"))

    written = {name: as_written(value) for name, value in evidence.record(DAY).items()}
    record = AccessibilityTest.model_validate({"id": "machine"} | written)

    assert (record.date, record.kinds, record.states) == (DAY, ("events/",), ("dark", "light"))
    assert [tool.name for tool in record.tools] == ["axe-core", "vnu-jar", "Chromium"]


def as_written(value: Any) -> Any:
    """Give a value with its scalars as the loader reads them."""
    if isinstance(value, dict):
        return {name: as_written(item) for name, item in value.items()}
    return [as_written(item) for item in value] if isinstance(value, list) else str(value)
