import os
from dataclasses import replace

import pytest

from build_tools.publish.inputs import PAGES, PROGRAM, RECORDS, SETTINGS, read_inputs
from tests.project import make_project


@pytest.fixture
def config(tmp_path):
    return make_project(tmp_path / "town")


def test_every_file_has_its_purpose(config):
    files = read_inputs(config, {}).files

    assert {
        "records:events/2026-kagu.en.md",
        "settings:site.yml",
        "settings:strings/ja.yml",
        "settings:vocabularies/themes.yml",
        "pages:docs/ja/about.md",
        "pages:mkdocs.en.yml",
        "program:cli/__init__.py",
        "program:theme/assets/site.css",
    } <= files.keys()
    assert {key.partition(":")[0] for key in files} == {PAGES, PROGRAM, RECORDS, SETTINGS}
    assert [key for key in files if "__pycache__" in key] == []


def test_at_first_everything_has_changed_and_then_nothing(config):
    first = read_inputs(config, {})
    second = read_inputs(config, first.files)

    assert (first.changed, second.changed, second.files) == (first.files.keys(), frozenset(), first.files)


def test_what_was_changed_added_and_deleted_is_told(config):
    before = read_inputs(config, {}).files
    events = config.content / "events"
    (events / "2026-kagu.md").write_text("x", encoding="utf-8")
    (events / "new.md").write_text("x", encoding="utf-8")
    (events / "2026-yoru.md").unlink()

    found = read_inputs(config, before)

    assert found.changed_in(RECORDS) == {"events/2026-kagu.md", "events/new.md", "events/2026-yoru.md"}
    assert found.changed_in(SETTINGS) == frozenset()


def test_a_file_that_was_only_touched_has_not_changed(config):
    before = read_inputs(config, {}).files
    os.utime(config.content / "site.yml", ns=(5, 5))

    found = read_inputs(config, before)

    assert found.changed == frozenset()
    assert found.files["settings:site.yml"][1] == 5


def test_a_file_that_was_saved_just_now_is_read_again_the_next_time(config):
    file = config.content / "site.yml"
    file.write_bytes(file.read_bytes())
    before = read_inputs(config, {}).files
    stat = file.stat()
    file.write_bytes(file.read_bytes().replace(b"samples", b"SAMPLES").replace(b"title", b"TITLE"))
    os.utime(file, ns=(stat.st_mtime_ns, stat.st_mtime_ns))

    found = read_inputs(config, before)

    assert (file.stat().st_size, found.changed) == (stat.st_size, {"settings:site.yml"})


def test_the_digest_of_a_purpose_changes_with_its_files_alone(config):
    before = read_inputs(config, {})
    (config.content / "events" / "new.md").write_text("x", encoding="utf-8")
    after = read_inputs(config, before.files)

    assert before.digest_of(SETTINGS, PROGRAM) == after.digest_of(SETTINGS, PROGRAM)
    assert before.digest_of(RECORDS) != after.digest_of(RECORDS)


def test_a_link_counts_as_its_own_text(config):
    (config.content / "events" / "link.md").symlink_to("/nowhere")

    assert "records:events/link.md" in read_inputs(config, {}).files


def test_a_content_folder_that_is_not_there_has_no_files(config):
    found = read_inputs(replace(config, content=config.root / "none"), {})

    assert [key for key in found.files if key.startswith((f"{RECORDS}:", f"{SETTINGS}:"))] == []
