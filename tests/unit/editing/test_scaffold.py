"""A record that the scaffold starts asks for what is missing, and for nothing else."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from build_tools.cli import cli
from build_tools.content.loader import load_content, load_vocabularies
from build_tools.editing.scaffold import (
    BY_MACHINE,
    USUAL,
    Refused,
    build_record,
    build_translation,
    decode_draft,
    format_scalar,
    write_scaffold,
)
from build_tools.model.declared import fields_of
from build_tools.model.kinds import KIND_BY_NAME, KINDS

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 11, 23)
VOCABULARIES, _ = load_vocabularies(ROOT / "content", root=ROOT)
STARTED = [kind for kind in KINDS if kind.name not in BY_MACHINE]
KIND_NAMES = [kind.name for kind in STARTED]
ENTRY = {
    "themes": "\n  - disaster", "audience": "\n  - elderly", "received": "2026-11-20", "status": "open",
    "consent": "true",
}  # fmt: skip
ANSWERS = {
    "plan": {
        "author": "kunitachi-city", "area": "市の全域", "approved": "unknown", "ends": "2011-03-31",
        "period": "平成23年まで", "vision": "まち",
    },
    "clause": {"number": "9 (1)", "order": "90"},
    "guideline": {
        "adopted": "2006-10", "drafted_by": "kunitachi-city", "quote": "協働とは", "key": "footing", "text": "目的",
    },
    "initiative": {"code": "N-9", "clause": "5-1", "organization": "kunitachi-city", "audience": "\n  - citizens"},
    "service": {"code": "V-9", "provider": "kunitachi-city"},
    "yearly-theme": {"code": "T-9", "fiscal_year": "FY2009", "taken_up_by": "kunitachi-city", "clause": "5-1"},
    "indicator": {"kind": "city"},
    "evaluation": {
        "clause": "7", "due": "2011-03-31", "state": "unknown", "date": "unknown", "indicators": "\n  - target-1",
    },
    "project": {"status": "unknown", "organization": "kunitachi-city"},
    "organization": {"fields": "\n  - welfare"},
    "place": {},
    "event": {"kind": "seminar", "starts": "2026-12-05 14:00"},
    "series": {},
    "notice": {"date": "2026-11-23"},
    "history": {"date": "2007"},
    "term": {"summary": "力を合わせること。"},
    "need": {"raised_by": "elderly"} | ENTRY,
    "proposal": {"organization": "kunitachi-city"} | ENTRY,
    "operation": {"organization": "kunitachi-city"} | ENTRY,
    "accessibility-policy": {
        "scope": "すべてのページ", "standard": "JIS X 8341-3:2016", "level": "AA", "due": "unknown",
        "technologies": "\n  - HTML",
    },
}  # fmt: skip
"""What a person writes at each line that is required."""


def read_front(text: str):
    """Read YAML with every scalar as the text it is."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- makes text, lists and mappings only


def draft(kind: str = "event", id_: str = "2027-walk", **given):
    return decode_draft(kind, id_, updated=DAY, **given)


def fill(kind: str, text: str) -> str:
    """Write the answers at the lines that wait for them."""
    answers = {"title": "第1回｜試し [仮] 🌱", "sources": "\n  - plan"} | ANSWERS[kind]

    def written(match: re.Match[str]) -> str:
        # A name may stand inside an entry too, where the answer to it is another.
        answer = answers.get(match[1] + match[2], answers.get(match[2], ""))
        return f"{match[0]} {answer}".rstrip(" ")

    return re.sub(r"(?m)^( *(?:- )?)(\w+):$", written, text)


@pytest.fixture
def content(tmp_path):
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


def write_all(content: Path) -> None:
    for kind in KIND_NAMES:
        write_scaffold(content, draft(kind, "new-one"), lang="ja", vocabularies=VOCABULARIES)


def test_usual_names_optional_fields_of_every_kind():
    wrong = [
        f"{kind}.{name}"
        for kind, names in USUAL.items()
        for name in names
        if name not in (fields := fields_of(KIND_BY_NAME[kind].model)) or fields[name].is_required
    ]

    assert wrong == []
    assert list(USUAL) == KIND_NAMES


def test_check_asks_for_what_is_missing_and_nothing_else(content):
    write_all(content)

    problems = load_content(content, root=content.parent).problems

    assert {problem.code for problem in problems} == {"empty-field"}
    assert {(str(Path(problem.spot.path).parent), problem.details["field"]) for problem in problems} == {
        (f"content/{kind.folder}", field)
        for kind in STARTED
        for field in ("title", "sources", *map(str.strip, ANSWERS[kind.name]))
    }


def test_check_is_content_once_the_required_lines_are_filled_in(content):
    write_all(content)
    for kind in STARTED:
        file = content / kind.folder / "new-one.md"
        file.write_text(fill(kind.name, file.read_text(encoding="utf-8")), encoding="utf-8")

    loaded = load_content(content, root=content.parent)

    assert loaded.problems == []
    assert [loaded.catalog.get(kind, "new-one").updated for kind in KIND_NAMES] == [DAY] * len(STARTED)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("kind", KIND_NAMES)
def test_every_key_but_the_day_is_left_empty_and_explained(kind, lang):
    lines = build_record(draft(kind), lang=lang, vocabularies=VOCABULARIES).splitlines()
    keys = [index for index, line in enumerate(lines) if re.match(r" *(- )?\w+:", line)]

    assert [lines[index] for index in keys if not lines[index].endswith(":")] == ["updated: 2026-11-23"]
    # Only the further copies of a part that is needed several times stand without.
    assert [lines[i] for i in keys if not lines[i - 1].lstrip().startswith("#")] == (
        ["  - key:", "    text:"] * 4 if kind == "guideline" else []
    )


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_what_stands_behind_comment_marks_is_yaml_too(kind):
    text = build_record(draft(kind), lang="en", vocabularies=VOCABULARIES)
    opened = re.sub(r"(?m)^# (?= *(- )?\w+:$| *- …$)", "", text)

    front = read_front(opened.split("---\n")[1])

    assert front.keys() >= {"title", "sources", "updated", *USUAL[kind]}


def test_english_file_holds_words_only():
    text = build_translation(draft("project", titles={"en": "Garden: a start"}), lang="en")

    assert [line for line in text.splitlines() if not line.startswith(("# T", "# N", "# O", "# W"))] == [
        "---",
        "title: 'Garden: a start'",
        "summary:",
        "note:",
        "status_note:",
        "# Its way so far, oldest first.",
        "# steps:",
        "#     # What.",
        "#   - title:",
        "# Documents on the web, oldest first.",
        "# documents:",
        "#     # What it is.",
        "#   - title:",
        "# results:",
        "#     # What came of it, in one sentence.",
        "#   - text:",
        "# Filled in by this command, once the words are translated: make translated ID=projects/2027-walk.en",
        "translated_from:",
        "---",
    ]


def test_comments_speak_the_language_asked_for():
    text = build_record(draft(), lang="en", vocabularies=VOCABULARIES)

    assert "# What sort of event. (required)\n# Choose from: liaison Liaison meeting / " in text
    assert not re.search("[ぁ-ん]", text)


@pytest.mark.parametrize(("lang", "end"), [("ja", "。"), ("en", ".")])
def test_files_begin_with_a_whole_sentence(lang, end):
    record = build_record(draft(), lang=lang, vocabularies={})
    words = build_translation(draft(), lang=lang)

    assert [text.splitlines()[1][-1] for text in (record, words)] == [end, end]


def test_sample_is_marked():
    text = build_record(draft(is_sample=True), lang="en", vocabularies=VOCABULARIES)

    assert "\nsample: true\n" in text
    assert "sample" not in build_record(draft(), lang="en", vocabularies={})


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("協働の入門", "協働の入門"),
        ("第3回 #協働", "'第3回 #協働'"),
        ("協働とは: 基礎", "'協働とは: 基礎'"),
        ("It's: here", "'It''s: here'"),
        ("[仮] 講座", "'[仮] 講座'"),
        ("2026", "'2026'"),
        ("2026-13-45", "'2026-13-45'"),
        ("| 縦棒", "'| 縦棒'"),
        ("", ""),
    ],
)
def test_title_is_quoted_where_yaml_would_read_something_else(text, written):
    assert format_scalar(text) == written
    assert read_front(f"title: {written}") == {"title": text}


@pytest.mark.parametrize(
    ("kind", "id_", "title", "key"),
    [
        ("evnt", "a", "", "new-near-kind"),
        ("", "a", "", "new-no-kind"),
        ("accessibility-test", "a", "", "new-by-machine"),
        ("event", "2026_Walk", "", "new-bad-id"),
        ("event", "../etc", "", "new-bad-id"),
        ("event", "ウォーク", "", "new-bad-id"),
        ("event", "", "", "new-bad-id"),
        ("event", "a", "title\u202e", "new-hidden-character"),
    ],
)
def test_decode_draft_refuses(kind, id_, title, key):
    with pytest.raises(Refused) as caught:
        draft(kind, id_, titles={"ja": title})

    assert caught.value.key == key


@pytest.mark.parametrize("there", ["2027-walk.md", "2027-walk.yml", "2027-walk.easy.md"])
def test_write_scaffold_never_overwrites(tmp_path, there):
    file = tmp_path / "events" / there
    file.parent.mkdir()
    file.write_text("mine", encoding="utf-8")

    with pytest.raises(Refused) as caught:
        write_scaffold(tmp_path, draft(), lang="ja", vocabularies={})

    assert caught.value.key == "new-exists"
    assert [(path.name, path.read_text(encoding="utf-8")) for path in file.parent.iterdir()] == [(there, "mine")]


def run(*arguments: str):
    return CliRunner().invoke(cli, ["new", *arguments, "--lang", "en", "--as-of", "2026-11-23"])


def test_new_says_where_it_wrote_and_what_is_next(tmp_path, monkeypatch):
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)

    result = run("event", "2027-walk", "--title", "まち歩き\n春")

    assert result.output.splitlines() == [
        "Written: content/events/2027-walk.md",
        "Written: content/events/2027-walk.en.md",
        "Fill in what is required (kind, starts, sources), then run: make check",
    ]
    assert result.exit_code == 0
    assert "\ntitle: まち歩き 春\n" in (tmp_path / "content/events/2027-walk.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("evnt", "x"), "There is no kind of record named “evnt”. Did you mean “event”?"),
        (
            ("accessibility-test", "x"),
            "A machine writes the records of the kind “accessibility-test”: nobody starts one",
        ),
        (("event", "X"), "“X” cannot be an id."),
        (("event", "x"), "There is no folder "),
    ],
)
def test_new_refuses_with_a_sentence_and_exit_code_2(tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)

    result = run(*arguments)

    assert (result.output[: len(sentence)], result.exit_code) == (sentence, 2)
    assert list(tmp_path.iterdir()) == []
