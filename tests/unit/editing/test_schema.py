"""The schemas take every real record, as text and as an editor reads it, and refuse what is wrong."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from build_tools.cli import cli
from build_tools.content.loader import load_vocabularies
from build_tools.editing.scaffold import USUAL, build_record, decode_draft
from build_tools.editing.schema import build_emergency_schema, build_schema, write_schemas
from build_tools.model.kinds import KIND_BY_NAME, KINDS

ROOT = Path(__file__).resolve().parents[3]
VOCABULARIES, _ = load_vocabularies(ROOT / "content", root=ROOT)
EVENT = """
title: 協働の入門講座
kind: seminar
starts: 2026-12-05 14:00
sources:
  - plan:5-3-1
updated: 2026-11-23
"""


class EditorLoader(yaml.BaseLoader):
    """Reads the scalars that YAML 1.2 knows, as the YAML extension of VS Code does; dates stay text."""


for tag, form, first in (
    ("null", r"~|null|", "~n"),
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), [*first, ""])
    EditorLoader.add_constructor(
        f"tag:yaml.org,2002:{tag}", getattr(yaml.constructor.SafeConstructor, f"construct_yaml_{tag}")
    )
EditorLoader.bool_values = {"true": True, "false": False}


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(build_schema(KIND_BY_NAME[kind], lang="ja", vocabularies=VOCABULARIES))


def faults(kind: str, text: str, loader=yaml.BaseLoader) -> list[str]:
    """Say where a record's front matter does not fit its schema, and which keyword says so."""
    front = yaml.load(text, Loader=loader)  # noqa: S506 -- both loaders make plain values only
    errors = validator(kind).iter_errors(front)
    return sorted(f"{'.'.join(map(str, error.absolute_path))}: {error.validator}" for error in errors)


def records(kind):
    """`(name, front matter)` of each real record; translations hold no facts, so they are not records."""
    files = [file for file in sorted((ROOT / "content" / kind.folder).iterdir()) if "." not in file.stem]
    texts = ((file.name, file.read_text(encoding="utf-8")) for file in files if file.suffix in {".md", ".yml"})
    return [(name, text.split("---\n")[1] if name.endswith(".md") else text) for name, text in texts]


@pytest.mark.parametrize("loader", [yaml.BaseLoader, EditorLoader], ids=["text", "editor"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_real_record_fits(kind, loader):
    found = records(kind)

    assert found != []
    assert [(name, fault) for name, text in found for fault in faults(kind.name, text, loader)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EVENT.replace("starts: 2026-12-05 14:00", ""), [": required"]),
        (EVENT + "strats: 2026", [": additionalProperties"]),
        (EVENT.replace("seminar", "seminer"), ["kind: enum"]),
        (EVENT.replace("2026-12-05 14:00", "2026/12/05"), ["starts: pattern"]),
        (EVENT.replace("2026-11-23", "2026-11"), ["updated: pattern"]),
        (EVENT.replace("\n  - plan:5-3-1", " plan"), ["sources: type"]),
        (EVENT.replace("\n  - plan:5-3-1", " []"), ["sources: minItems"]),
        (EVENT.replace("plan:5-3-1", "nowhere"), ["sources.0: pattern"]),
        (EVENT + "place: 公民館", ["place: pattern"]),
        (EVENT + "free: はい", ["free: pattern"]),
        (EVENT + "capacity: 30人", ["capacity: pattern"]),
        (EVENT + "status: off", ["status: enum"]),
        (EVENT + "summary: {ja: 紹介}", ["summary: type"]),
        (EVENT + "organizers: [{role: host}]", ["organizers.0: anyOf"]),
        (EVENT + "registration: {deadline: soon}", ["registration.deadline: pattern"]),
    ],
    ids=lambda value: value.strip().splitlines()[-1] if isinstance(value, str) else "",
)
def test_wrong_record_does_not_fit(text, expected):
    assert faults("event", EVENT) == []
    assert faults("event", text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "organizers: [kunitachi-city, {organization: npo, role: host}]",
        "attendance: 120",
        "attendance: {value: '1,200', approximate: true}",
        "ends: 2026",
        "capacity:",
        "status: cancelled",
        "free: true",
    ],
)
def test_short_and_long_forms_fit_as_an_editor_reads_them(line):
    assert faults("event", EVENT + line, EditorLoader) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_schema_is_a_schema_that_explains_every_field(kind):
    schema = validator(kind.name).schema

    Draft202012Validator.check_schema(schema)
    assert schema["description"]
    assert [name for name, field in schema["properties"].items() if not field["description"]] == []
    assert schema["properties"].keys().isdisjoint({"id", "body"})


def test_terms_follow_their_vocabulary_and_carry_labels():
    status = validator("event").schema["properties"]["status"]

    assert status["enum"] == [*VOCABULARIES["event-statuses"], None]
    assert status["enumDescriptions"] == [term.ja for term in VOCABULARIES["event-statuses"].values()]
    assert status["default"] == "scheduled"


def test_list_of_parts_keeps_its_length():
    definition = validator("guideline").schema["properties"]["definition"]

    assert (definition["minItems"], definition["maxItems"]) == (5, 5)


@pytest.mark.parametrize("kind", USUAL)
def test_empty_scaffold_misses_only_required_values(kind):
    draft = decode_draft(kind, "new-one", updated=date(2026, 11, 23))
    front = build_record(draft, lang="ja", vocabularies=VOCABULARIES).split("---\n")[1]

    wanted = {f"{name}" for name in draft.unfilled}

    assert {fault.split(".")[0].split(":")[0] for fault in faults(kind, front, EditorLoader)} == wanted


def test_schema_of_an_emergency_lets_words_stand_in_one_language_or_several():
    schema = build_emergency_schema(lang="en", vocabularies=VOCABULARIES)
    given = {"active": True, "headline": "避難してください。"}
    notice = {"at": "2026-12-01 08:15", "text": {"ja": "川から離れてください。", "en": "Keep away from the river."}}

    validator = Draft202012Validator(schema)

    assert [
        validator.is_valid(value)
        for value in (
            given,
            given | {"notices": [notice]},
            given | {"headline": {"en": "Leave now."}},
            given | {"notices": [{"at": "2026-12-01 08:15", "text": {"fr": "Partez."}}]},
            {"headline": "避難してください。"},
        )
    ] == [True, True, False, False, False]


def test_write_schemas_gives_the_same_bytes_again(tmp_path):
    first = write_schemas(tmp_path / "a", lang="en", vocabularies=VOCABULARIES)
    second = write_schemas(tmp_path / "b", lang="en", vocabularies=VOCABULARIES)

    assert [path.name for path in first] == [f"{name}.schema.json" for name in (*KIND_BY_NAME, "emergency")]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_command_writes_where_it_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)

    result = CliRunner().invoke(cli, ["schema", "--out", str(tmp_path / "schema"), "--lang", "en"])

    assert result.exit_code == 0
    assert result.output.startswith(f"{len(KINDS) + 1} schemas are in {tmp_path}/schema")
    assert json.loads((tmp_path / "schema/event.schema.json").read_text(encoding="utf-8"))["title"] == "event"
