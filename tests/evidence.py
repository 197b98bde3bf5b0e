"""Writes what the tests find about accessibility as a record: `pytest --evidence content/accessibility-tests/x.yml`.

A test says by `@pytest.mark.covers("keyboard", "2.1.1")` which check it belongs to and which success criteria it looks
at. What it counted stands in its properties: `pages`, the number of pages it looked at, which it may name beside the
criteria; for axe also `criteria`, `problems`, `undecided`, `kinds`, `states` and `chromium`. A test of a check that
counts what should not be there says that criteria do not apply, and never that one is not met.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.clock import read_now
from build_tools.model.criteria import CRITERIA
from build_tools.shells import SHELLS

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = {
    "axe-core": "https://github.com/dequelabs/axe-core",
    "vnu-jar": "https://github.com/validator/validator",
}
ZONE = "Asia/Tokyo"
TITLE = {"ja": "アクセシビリティの機械による試験", "en": "Automatic accessibility test"}


class Plain(yaml.SafeDumper):
    """Writes what is the same twice, since content takes no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 -- as the library asks
        """Say that nothing is written as an alias."""
        return True


def covers(item: pytest.Item) -> list[tuple[str, Any]]:
    """Give the check, the criteria and the number of pages that a test names, as properties of its report."""
    markers = item.iter_markers("covers")
    return [pair for marker in markers for pair in (("covers", list(marker.args)), *marker.kwargs.items())]


@dataclass
class Check:
    """What the tests of one check found."""

    pages: int = 0
    tests: int = 0
    failed: int = 0


@dataclass
class Evidence:
    """Gathers the reports of a run and writes them down at its end."""

    config: pytest.Config
    checks: defaultdict[str, Check] = field(default_factory=lambda: defaultdict(Check))
    looked: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Criterion to the checks that look at it."""
    problems: Counter[str] = field(default_factory=Counter)
    undecided: Counter[str] = field(default_factory=Counter)
    kinds: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    pages: int = 0
    chromium: str = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in a test that ran, or that could not even begin."""
        found = dict(report.user_properties)
        if "covers" in found and (report.when == "call" or report.failed):
            name, *criteria = found["covers"]
            self.add(name, [*criteria, *found.get("criteria", ())], found, has_failed=report.failed)

    def add(self, name: str, criteria: list[str], found: Mapping[str, Any], *, has_failed: bool) -> None:
        """Take in what a test of a check found about criteria."""
        check = self.checks[name]
        check.tests += 1
        check.failed += has_failed
        if name == "axe":
            self.add_axe(found)
        else:
            check.pages = max(check.pages, found.get("pages", 0))
            self.pages = max(self.pages, found.get("pages", 0))
        for criterion in criteria:
            self.looked[criterion].add(name)
            if has_failed and name != "axe":
                counted = self.undecided if CRITERIA[criterion].absent_by == name else self.problems
                counted[criterion] += 1

    def add_axe(self, found: Mapping[str, Any]) -> None:
        """Take in what axe found: places, not tests."""
        self.problems.update(found.get("problems", {}))
        self.undecided.update(found.get("undecided", {}))
        self.kinds.update(found.get("kinds", ()))
        self.states.update(found.get("states", ()))
        self.chromium = found.get("chromium", self.chromium)
        self.checks["axe"].pages = len(self.kinds)

    def pytest_sessionfinish(self) -> None:
        """Write the record, but for a run that did not get as far as axe."""
        day = self.config.getoption("--evidence-day")
        if self.kinds:
            record = self.record(date.fromisoformat(day) if day else read_now(None, zone=ZONE).date())
            file = Path(self.config.getoption("--evidence"))
            for path, fields in ((file, record), (file.with_suffix(".en.yml"), {"title": TITLE["en"]})):
                text = yaml.dump(fields, Dumper=Plain, allow_unicode=True, sort_keys=False, width=120)
                path.write_text(text, encoding="utf-8")

    def record(self, day: date) -> dict[str, Any]:
        """Give the record, everything in a total order."""
        return {
            "title": TITLE["ja"],
            "date": day,
            "pages": self.pages,
            "tools": [*self.tools()],
            "kinds": sorted(kind for kind in self.kinds if not kind.startswith("en/")),
            "states": sorted(self.states),
            "shells": list(SHELLS),
            "checks": [
                {"check": name, "pages": check.pages, "tests": check.tests, "failed": check.failed}
                for name, check in sorted(self.checks.items())
            ],
            "findings": [*self.findings()],
            "sources": sorted(PACKAGES.values()),
            "updated": day,
        }

    def tools(self) -> Iterator[dict[str, str]]:
        """Yield the programs with their versions."""
        for name, url in PACKAGES.items():
            package = json.loads((ROOT / "node_modules" / name / "package.json").read_text(encoding="utf-8"))
            yield {"name": name, "version": package["version"], "url": url}
        yield {"name": "Chromium", "version": self.chromium}

    def findings(self) -> Iterator[dict[str, Any]]:
        """Yield what was found about each criterion; a check that counts is left out where it counted something."""
        for number, criterion in CRITERIA.items():
            counted = self.checks.get(criterion.absent_by)
            checks = sorted(self.looked[number] - ({criterion.absent_by} if counted and counted.failed else set()))
            if checks:
                problems, undecided = self.problems[number], self.undecided[number]
                yield {"criterion": number, "checks": checks, "problems": problems, "undecided": undecided}
