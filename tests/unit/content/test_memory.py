import os
import shutil
import time

import pytest

from build_tools.content.loader import load_content
from build_tools.content.memory import Memory
from tests.project import make_project

LONG_AGO = 1_700_000_000
RECORD = "events/2026-kagu.md"


@pytest.fixture
def content(tmp_path):
    """A project whose files were written long ago."""
    content = make_project(tmp_path / "town").content
    for file in content.rglob("*"):
        os.utime(file, (LONG_AGO, LONG_AGO))
    return content


def load(content, memory=None):
    return load_content(content, root=content.parent, memory=memory)


def kept(before, after):
    """Give the records of which the same object is in both."""
    return {
        (kind, id_)
        for kind, records in after.catalog.records.items()
        for id_, record in records.items()
        if before.catalog.records[kind].get(id_) is record
    }


def has_document(decoded):
    return decoded._document is not None  # noqa: SLF001 -- asking for it in the open would read it


def rewrite(file, old, new):
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_second_load_keeps_every_record(content):
    memory = Memory()

    before, after = load(content, memory), load(content, memory)

    assert kept(before, after) == set(before.catalog.paths)
    assert after == before


def test_an_edit_is_seen_and_changes_one_record(content):
    memory = Memory()
    before = load(content, memory)

    rewrite(content / RECORD, "updated: 2026", "updated: 2025")
    after = load(content, memory)

    assert after.catalog.records["event"]["2026-kagu"].updated.year == 2025
    assert kept(before, after) == set(before.catalog.paths) - {("event", "2026-kagu")}
    assert after.catalog == load(content).catalog


def test_an_edit_of_the_same_size_is_seen_by_its_time(content):
    memory = Memory()
    load(content, memory)

    rewrite(content / RECORD, "updated: 2026", "updated: 2025")
    os.utime(content / RECORD, (LONG_AGO + 1, LONG_AGO + 1))
    after = load(content, memory)

    assert after.catalog.records["event"]["2026-kagu"].updated.year == 2025


def test_a_file_changed_a_moment_ago_is_read_again(content):
    memory = Memory()
    soon = time.time() + 60
    os.utime(content / RECORD, (soon, soon))
    load(content, memory)

    rewrite(content / RECORD, "updated: 2026", "updated: 2025")
    os.utime(content / RECORD, (soon, soon))
    after = load(content, memory)

    assert after.catalog.records["event"]["2026-kagu"].updated.year == 2025


def remove_a_place(content):
    shutil.rmtree(content / "places")


def remove_a_term(content):
    (content / "vocabularies" / "event-kinds.yml").write_text("x:\n  ja: x\n  en: x\n", encoding="utf-8")


def make_samples(content):
    for file in (content / "organizations").glob("*.md"):
        rewrite(file, "updated: ", "sample: true\nupdated: ")


def break_a_translation(content):
    (content / "events" / "2026-kagu.en.md").write_text("---\nstarts: 2026\n---\n", encoding="utf-8")


@pytest.mark.parametrize("change", [remove_a_place, remove_a_term, make_samples, break_a_translation])
def test_what_others_say_is_asked_anew(content, change):
    memory = Memory()
    load(content, memory)

    change(content)
    after = load(content, memory)

    assert after.problems != []
    assert after.problems == load(content).problems


def test_a_mended_record_has_no_problem_left(content):
    memory = Memory()
    whole = (content / RECORD).read_text(encoding="utf-8")
    (content / RECORD).write_text("---\n: [\n---\n", encoding="utf-8")

    broken = load(content, memory)
    (content / RECORD).write_text(whole, encoding="utf-8")
    mended = load(content, memory)

    assert (broken.has_errors, mended.problems) == (True, [])


def test_a_load_that_is_the_only_one_lets_documents_go_and_still_finds_every_place(content):
    once = load(content).events
    kept = load(content, Memory()).events

    assert not any(map(has_document, once.values()))
    assert all(map(has_document, kept.values()))
    for id_, decoded in kept.items():
        assert once[id_].positions == decoded.positions
        assert once[id_].at("title") == decoded.at("title")


def test_a_problem_that_is_found_when_documents_have_gone_points_at_its_line(content):
    rewrite(content / RECORD, "place: hiroba", "place: nowhere")

    problems = load(content).problems

    assert problems == load(content, Memory()).problems
    assert [(problem.code, problem.source) for problem in problems if problem.spot.path.endswith(RECORD)] == [
        ("unknown-reference", "place: nowhere")
    ]


def test_a_record_that_has_gone_meanwhile_is_told_of_without_a_line(content):
    decoded = load(content).events["2026-kagu"]
    (content / RECORD).unlink()

    problem = decoded.diagnose(("title",), "not-online")

    assert (problem.spot.path, problem.source) == (f"content/{RECORD}", "")
