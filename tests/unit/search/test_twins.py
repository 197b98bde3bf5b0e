"""The numbers that the engine in the browser ranks by are those of Python; tests/browser holds what they lead to."""

from __future__ import annotations

import re
from pathlib import Path

from build_tools.search import entries, finding, indexing, planning, terms

SCRIPT = Path(__file__).resolve().parents[3] / "build_tools" / "theme" / "assets" / "search.js"
NUMBER = re.compile(r"\b([A-Z_]+) = ([0-9.]+)\b")
SHOWN = {"SNIPPET", "BEFORE", "REACH"}
"""Of what results look like: Python shows none."""


def test_constants_are_the_same_on_both_sides():
    modules = (entries, indexing, planning, terms, finding)
    python = {name.lstrip("_"): value for module in modules for name, value in vars(module).items() if name.isupper()}
    browser = {name: float(value) for name, value in NUMBER.findall(SCRIPT.read_text(encoding="utf-8"))}

    assert {name: value for name, value in browser.items() if name not in SHOWN} == {
        name: python[name] for name in browser.keys() - SHOWN
    }


def test_factors_of_ways_are_the_same_on_both_sides():
    table = re.search(r"FACTORS = \{(.*)\}", SCRIPT.read_text(encoding="utf-8"))[1]

    assert {name: float(value) for name, value in re.findall(r"(\w+): ([0-9.]+)", table)} == vars(finding)["_FACTORS"]
