import shutil

import pytest

from build_tools.content.loader import load_content, load_settings
from build_tools.diagnostics import format_text
from build_tools.model.kinds import KINDS
from tests.project import make_project


def test_the_town_has_no_problems_and_records_of_every_kind(project):
    loaded = load_content(project.content, root=project.root)

    assert loaded.problems == []
    numbers = {kind: len(records) for kind, records in loaded.catalog.records.items()}
    assert numbers == {kind.name: 1 for kind in KINDS} | {
        "clause": 2, "organization": 2, "event": 3, "history": 2,
    }  # fmt: skip


def test_paths_begin_at_the_root(town):
    assert town.paths[("event", "2026-kagu")] == "content/events/2026-kagu.md"


def test_content_elsewhere_is_named_by_its_own_folder(tmp_path):
    content = make_project(tmp_path / "there").content
    (content / "site.yml").write_text("official: x\n", encoding="utf-8")

    problems = load_content(content, root=tmp_path / "here").problems

    assert {problem.spot.path for problem in problems} == {"content/site.yml"}


@pytest.mark.parametrize(("samples", "number"), [("true", 3), ("false", 2)])
def test_samples_can_be_left_out(tmp_path, samples, number):
    content = make_project(tmp_path / "town").content
    settings = content / "site.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("samples: true", f"samples: {samples}"), encoding="utf-8"
    )
    shutil.rmtree(content / "notices")

    loaded = load_content(content, root=tmp_path)

    assert format_text(loaded.problems, "en") == ""
    assert len(loaded.catalog.records["event"]) == number


def test_warnings_alone_leave_a_catalog(tmp_path):
    content = make_project(tmp_path / "town").content
    record = content / "history" / "shitsu.md"
    record.write_bytes(record.read_bytes().replace(b"\n", b"\r\n"))

    loaded = load_content(content, root=tmp_path)

    assert ([problem.code for problem in loaded.problems], loaded.has_errors) == (["windows-line-ends"], False)
    assert loaded.catalog is not None


def test_settings_alone_need_no_records(tmp_path):
    content = make_project(tmp_path / "town").content
    shutil.rmtree(content / "plan")

    site, strings = load_settings(content, root=tmp_path).settings

    assert (site.title.en, sorted(strings)) == ("Sample Town Commons", ["en", "ja"])


def test_the_order_of_files_on_disk_does_not_matter(project, tmp_path):
    for folder in sorted(project.content.iterdir(), reverse=True):
        if folder.is_dir():
            (tmp_path / "content" / folder.name).mkdir(parents=True)
            for file in sorted(folder.iterdir(), reverse=True):
                shutil.copy(file, tmp_path / "content" / folder.name)
    shutil.copy(project.content / "site.yml", tmp_path / "content")

    here = load_content(project.content, root=project.root).catalog
    there = load_content(tmp_path / "content", root=tmp_path).catalog

    assert there == here
