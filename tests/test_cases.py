"""Tiny sites as data, and what is said of them: `tests/cases/<topic>/<name>.yml`.

Keys of a case: `why`, the rule that it protects; `files`, what stands in `content/` beside `base.yml`; `expect`, every
`path:line:column code` in order; `text_en` and `text_ja`, all that an editor reads. A `known_bug` says why the case
fails today; when it passes, take the key out. See `tests/tiny.py` for files that are no plain text.

`pytest tests/test_cases.py --update-golden` puts today's words into the texts: read the diff.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from textwrap import indent
from typing import Any

import pytest
import yaml

from build_tools.content.loader import load_content
from build_tools.content.problems import _BY_TYPE
from build_tools.diagnostics import WARNINGS, Diagnostic, format_text, read_messages
from tests.tiny import write_content

FOLDER = Path(__file__).resolve().parent / "cases"
PACKAGE = FOLDER.parent.parent / "build_tools"
NOT_OF_THE_LOADER = {
    "page-gone",  # tests/unit/content/test_published.py
    "broken-link",  # tests/unit/test_workflow.py
    "path-taken",  # tests/unit/builder/test_artifacts.py
    # What a table that is imported can get wrong: tests/unit/editing/test_importing.py
    "cell-not-kept",
    "empty-cell",
    "kind-assumed",
    "row-length",
    "row-of-other-city",
    "row-repeated",
    "row-too-large",
    "row-without-source",
    "table-encoding",
    "table-syntax",
    "table-too-large",
    "table-too-long",
    "unknown-organizer-name",
    "unknown-place-name",
    "wrong-header",
    # What the last run of the tests is too old for: tests/unit/content/test_evidence.py
    "evidence-missing",
    "evidence-before-year",
    "evidence-before-content",
    "evidence-before-kinds",
    # What open data finds: tests/unit/feeds/test_opendata.py
    "number-taken",
    # What a comparison with the published site finds:
    "change-kind-missing",
    "change-not-added",
    "change-not-recorded",
    "change-removed",
    "event-removed",
    "state-unreadable",
    # What depends on the day: tests/unit/content/test_received.py, test_untranslated.py
    "received-later",
    "untranslated-change",
    # What `check` alone says: tests/unit/content/test_lagging.py
    "hand-made-stamp",
    "stale-translation",
    "stale-translation-text",
    "stale-translation-words",
    "unstamped-translation",
    "unstamped-translations",
}
"""Codes that no folder of content alone can show."""
SPEAKING = {"_report", "_rule",
    "Diagnostic", "diagnose", "diagnose_line", "diagnose_file", "diagnose_unknown", "report", "bad_value",
    "pattern_parser", "RefusedYaml", "_refused", "ValueError", "_forms",
}  # fmt: skip
"""Functions that take a code."""
INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
CODE = re.compile(r"[a-z]+[a-z0-9]*(-[a-z0-9]+)+")


@cache
def read_case(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def marks_of(path: Path, *, of_text: bool) -> list[pytest.MarkDecorator]:
    """A known bug is one of the text where the case has one, and of the diagnostics otherwise."""
    case = read_case(path)
    has_text = any(key.startswith("text_") for key in case)
    return [pytest.mark.xfail(reason=case["known_bug"])] if "known_bug" in case and has_text == of_text else []


PATHS = sorted(FOLDER.glob("*/*.yml"))
CASES = [pytest.param(path, marks=marks_of(path, of_text=False), id=name_of(path)) for path in PATHS]
TEXTS = [
    pytest.param(path, lang, marks=marks_of(path, of_text=True), id=f"{name_of(path)}-{lang}")
    for path in PATHS
    for lang in ("en", "ja")
    if f"text_{lang}" in read_case(path)
]


@pytest.fixture(scope="session")
def problems_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], list[Diagnostic]]:
    """Give what is said of a case, in order; a case is read once for all its tests."""
    top = tmp_path_factory.mktemp("cases")
    base = write_content(top / "base", read_case(FOLDER / "base.yml")["files"])

    @cache
    def find(path: Path) -> list[Diagnostic]:
        root = top / path.parent.name / path.stem
        shutil.copytree(base, root / "content", copy_function=os.link)
        content = write_content(root / "content", read_case(path)["files"])
        return sorted(load_content(content, root=root).problems, key=lambda problem: problem.sort_key)

    return find


def line_of(problem: Diagnostic) -> str:
    return f"{problem.spot.path}:{problem.spot.line}:{problem.spot.column} {problem.code}"


def rewrite_text(path: Path, lang: str, text: str) -> None:
    """Put other words into a case; what it expects is a rule, and is changed by hand."""
    is_plain = not re.search(r"\t| \n", text) and not INVISIBLE.search(text)
    value = (
        "|\n" + indent(text, "  ").rstrip()
        if is_plain
        else INVISIBLE.sub(lambda char: f"\\u{ord(char[0]):04x}", json.dumps(text, ensure_ascii=False))
    )
    block = re.compile(rf"^text_{lang}: .*?(?=^\S|\Z)", re.DOTALL | re.MULTILINE)
    path.write_text(block.sub(lambda _: f"text_{lang}: {value}\n", path.read_text(encoding="utf-8")), encoding="utf-8")


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def codes_said(path: Path) -> Iterator[str]:
    """Yield every string in a file that looks like a code and is given to one of `SPEAKING`, or is called a code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in SPEAKING:
            given = node.args
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "code":
            given = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
        else:
            continue
        yield from (item.value for item in given if isinstance(item, ast.Constant) and CODE.fullmatch(str(item.value)))


@pytest.mark.parametrize("path", CASES)
def test_diagnostics(path, problems_of):
    case = read_case(path)

    found = [line_of(problem) for problem in problems_of(path)]

    assert found == case["expect"], case["why"]


@pytest.mark.parametrize(("path", "lang"), TEXTS)
def test_text(path, lang, problems_of, pytestconfig):
    case = read_case(path)

    text = format_text(problems_of(path), lang)
    if pytestconfig.getoption("--update-golden"):
        rewrite_text(path, lang, text)
        return

    assert text == case[f"text_{lang}"], case["why"]


def test_every_code_has_a_case():
    shown = {
        line.split()[-1] for path in PATHS if "known_bug" not in read_case(path) for line in read_case(path)["expect"]
    }

    assert {code for code in read_messages("en") if not code.startswith("-")} - shown == NOT_OF_THE_LOADER


def test_every_code_of_the_source_has_a_message():
    said = {code for path in PACKAGE.rglob("*.py") for code in codes_said(path)}

    assert said | set(_BY_TYPE.values()) == {code for code in read_messages("en") if not code.startswith("-")}


def test_every_warning_is_a_code():
    assert WARNINGS - read_messages("en").keys() == set()


def test_languages_have_the_same_entries():
    entries = {lang: {code: sorted(entry) for code, entry in read_messages(lang).items()} for lang in ("en", "ja")}

    assert entries["ja"] == entries["en"]


def test_every_code_has_message_hint_and_reason():
    parts = {tuple(sorted(entry)) for code, entry in read_messages("en").items() if not code.startswith("-")}

    assert parts == {("hint", "message", "why")}


@pytest.mark.parametrize("part", ["message", "hint", "why"])
def test_languages_have_the_same_placeholders(part):
    names = {
        lang: {code: placeholders(entry.get(part, "")) for code, entry in read_messages(lang).items()}
        for lang in ("en", "ja")
    }

    assert names["ja"] == names["en"]
