from dataclasses import replace

import pytest
import yaml

from build_tools.content.lagging import check_translations
from build_tools.content.loader import load_content
from build_tools.diagnostics import format_text
from tests.project import ROOT
from tests.tiny import write_content

BASE = yaml.safe_load((ROOT / "tests/cases/base.yml").read_text(encoding="utf-8"))["files"]
EVENT = """\
---
title: 防災さんぽ
summary: 町を歩きます。
kind: lecture
starts: 2026-12-05 14:00
changes:
  - date: 2026-11-20
    what:
      - date
    text: 日を改めました。
sources:
  - plan
updated: 2026-11-23
---

集合は市役所です。🎒
"""
WORDS = "title: A walk\nsummary: A walk in the town.\n"


def load(folder, japanese=EVENT, **translations):
    files = {f"events/walk.{lang}.md": f"---\n{front}---\n\nText.\n" for lang, front in translations.items()}
    content = write_content(folder / "content", {**BASE, "events/walk.md": japanese, **files})
    return load_content(content, root=folder)


def stamp(folder, japanese=EVENT):
    """Return the stamp that a translation of an event should bear."""
    return load(folder, japanese, en=WORDS).catalog.get("event", "walk").translations.stamp


def found(folder, stamp, japanese):
    loaded = load(folder, japanese, en=f"{WORDS}translated_from: {stamp}\n")
    return [(p.code, p.spot.line, p.spot.column, p.is_error) for p in check_translations(loaded)]


def test_a_translation_of_the_words_as_they_are_is_fresh(tmp_path):
    assert found(tmp_path, stamp(tmp_path), EVENT) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("防災さんぽ", "防災散歩", "stale-translation-words"),
        ("日を改めました", "日を変えました", "stale-translation-words"),
        ("市役所です", "公民館です", "stale-translation-text"),
        ("🎒", "🥾", "stale-translation-text"),
    ],
)
def test_other_japanese_words_leave_a_translation_behind(tmp_path, old, new, code):
    assert EVENT.count(old) == 1

    assert found(tmp_path, stamp(tmp_path), EVENT.replace(old, new)) == [(code, 4, 18, False)]


def test_both_halves_may_have_changed(tmp_path):
    other = EVENT.replace("防災", "減災").replace("集合", "集まるところ")

    assert found(tmp_path, stamp(tmp_path), other) == [("stale-translation", 4, 18, False)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2026-12-05 14:00", "2026-12-12 10:00"),
        ("updated: 2026-11-23", "updated: 2026-11-24"),
        ("title: 防災さんぽ", "title: '防災さんぽ'  # 題"),
        ("title: 防災さんぽ\nsummary: 町を歩きます。", "summary: 町を歩きます。\ntitle: 防災さんぽ"),
        ("市役所です。🎒\n", "市役所です。🎒  \n\n\n"),
        ("\n", "\r\n"),
        ("です", "て\u3099す"),
        ("市役所", "{市役所|しやくしょ}"),
    ],
    ids=["fact", "day", "quotes and comment", "order", "blanks", "line ends", "composed", "reading"],
)
def test_what_nobody_reads_leaves_a_translation_fresh(tmp_path, old, new):
    assert found(tmp_path, stamp(tmp_path), EVENT.replace(old, new)) == []


@pytest.mark.parametrize("nonsense", ["今日", "abc", "a-b-c", "'2026-11-23'"])
def test_a_stamp_that_is_none_is_told_as_such(tmp_path, nonsense):
    assert found(tmp_path, nonsense, EVENT) == [("hand-made-stamp", 4, 18, False)]


def test_translations_without_a_stamp_are_told_of_once(tmp_path):
    one, two = load(tmp_path, en=WORDS), load(tmp_path, en=f"{WORDS}translated_from:\n", easy=WORDS)

    assert [(p.code, p.spot.path, p.details) for p in check_translations(one)] == [
        ("unstamped-translation", "content/events/walk.en.md", {"count": 1, "id": "events/walk.en"})
    ]
    assert [(p.code, p.spot.path, p.details) for p in check_translations(two)] == [
        ("unstamped-translations", "content/events/walk.easy.md", {"count": 2, "id": "events/walk.easy"})
    ]


def test_each_language_stands_for_itself(tmp_path):
    now = stamp(tmp_path)
    loaded = load(tmp_path, en=f"{WORDS}translated_from: {now}\n", easy=f"{WORDS}translated_from: 000000-000000\n")

    assert [p.spot.path for p in check_translations(loaded)] == ["content/events/walk.easy.md"]
    assert replace(loaded.catalog.get("event", "walk").translations, stamp="", question="").states == {
        "easy": "stale",
        "en": "fresh",
    }


def test_the_stamp_belongs_to_translations_alone(tmp_path):
    japanese = EVENT.replace("kind:", "translated_from: 3f2a9c-77d01e\nkind:")

    assert [(p.code, p.spot.line) for p in load(tmp_path, japanese, en=WORDS).problems] == [("unknown-field", 4)]


def test_the_text(tmp_path):
    other = EVENT.replace("市役所", "公民館")
    now = stamp(tmp_path)

    text = format_text(check_translations(load(tmp_path, other, en=f"{WORDS}translated_from: {now}\n")), "ja")

    assert text == (
        "content/events/walk.en.md:4:18: 注意: この訳は古いかもしれません。訳した後で、二つ目の `---` の下の"
        "日本語の本文が変わりました。 [stale-translation-text]\n"
        f"    translated_from: {now}\n                     ^^^^^^^^^^^^^\n"
        "    直し方: content/events/walk.md と比べ、ちがうところを直してください。"
        "そのあと、次の命令で最新の印を付けます。\n    make translated ID=events/walk.en\n"
    )
