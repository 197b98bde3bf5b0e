import gc
import shutil

import pytest

from build_tools.content.loader import load_content, load_record, load_settings
from build_tools.diagnostics import format_text
from build_tools.model.kinds import KIND_BY_NAME, KINDS
from tests.project import ROOT, make_project


def test_the_town_has_no_problems_and_records_of_every_kind(project):
    loaded = load_content(project.content, root=project.root)

    assert loaded.problems == []
    numbers = {kind: len(records) for kind, records in loaded.catalog.records.items()}
    assert numbers == {kind.name: 1 for kind in KINDS} | {
        "clause": 2, "indicator": 2, "organization": 2, "event": 3, "history": 2, "term": 2,
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

    assert (site.title.en, sorted(strings)) == ("Sample Town Commons", ["easy", "en", "ja"])


def test_the_order_of_files_on_disk_does_not_matter(project, tmp_path):
    for file in sorted(project.content.rglob("*.*"), reverse=True):
        there = tmp_path / "content" / file.relative_to(project.content)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, there)

    here = load_content(project.content, root=project.root).catalog
    there = load_content(tmp_path / "content", root=tmp_path).catalog

    assert there == here


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_record_alone_is_the_same_as_among_all(project, kind):
    records = load_content(project.content, root=project.root).catalog.records[kind.name]

    alone = {id_: load_record(kind, id_, project.content, root=project.root) for id_ in records}

    assert {id_: decoded.value for id_, (decoded, _) in alone.items()} == records
    assert [problem for _, problems in alone.values() for problem in problems] == []


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("walk.md", "---\ntitle: 散歩\n---\n", ["missing-field"] * 4),
        ("walk.yml", "title: 散歩\nkind: x\nstarts: 2026\nends: 2025\nsources: [plan]\nupdated: 2026-01-01\n",
         ["ends-before-start"]),
        ("walk.md", "title: 散歩\n", ["missing-fence"]),
    ],
    ids=["facts missing", "rule of one record", "unreadable"],
)  # fmt: skip
def test_the_problems_of_a_record_alone(tmp_path, name, text, codes):
    events = tmp_path / "content" / "events"
    events.mkdir(parents=True)
    (events / name).write_text(text, encoding="utf-8")

    _, problems = load_record(KIND_BY_NAME["event"], "walk", tmp_path / "content", root=tmp_path)

    assert [problem.code for problem in problems] == codes


def test_a_link_in_place_of_a_record_is_refused(tmp_path):
    events = tmp_path / "content" / "events"
    events.mkdir(parents=True)
    (events / "walk.yml").symlink_to("nowhere")

    decoded, problems = load_record(KIND_BY_NAME["event"], "walk", tmp_path / "content", root=tmp_path)

    assert (decoded, [problem.code for problem in problems]) == (None, ["not-a-regular-file"])


def test_no_record_is_no_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_record(KIND_BY_NAME["event"], "walk", tmp_path, root=tmp_path)


@pytest.mark.parametrize("was_on", [True, False])
def test_the_garbage_collector_is_left_as_it_was(project, was_on):
    (gc.enable if was_on else gc.disable)()
    try:
        load_content(project.content, root=project.root)
        is_on = gc.isenabled()
    finally:
        gc.enable()

    assert is_on is was_on


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_read_the_same(jobs):
    alone, together = (load_content(ROOT / "content", root=ROOT, jobs=number) for number in (1, jobs))

    assert together.catalog == alone.catalog
    assert [list(records) for records in together.catalog.records.values()] == [
        list(records) for records in alone.catalog.records.values()
    ]
    assert (together.problems, together.prints, together.translated) == (
        alone.problems, alone.prints, alone.translated,
    )  # fmt: skip


def test_several_processes_tell_the_same_problems(tmp_path):
    content = make_project(tmp_path / "town").content
    words = (content / "events" / "2026-kagu.md").read_text(encoding="utf-8")
    wrong = ("starts: 2026-13-01", "place: nowhere", "title: |\n  a\n  b", "place: [", "colour: red")
    for number, line in enumerate(wrong * 30):
        (content / "events" / f"event-{number}.md").write_text(words.replace("---\n", f"---\n{line}\n", 1))

    told = [format_text(load_content(content, root=tmp_path, jobs=jobs).problems, "ja") for jobs in (1, 2)]

    assert told[0].count("event-") >= len(wrong) * 30
    assert told[1] == told[0]


def test_a_name_with_two_dots_is_no_record(tmp_path):
    content = make_project(tmp_path / "town").content
    (content / "events" / "2026-kagu.md").rename(content / "events" / "2026-kagu..md")

    problems = load_content(content, root=content.parent).problems

    assert ("content/events/2026-kagu..md", "unknown-file") in {(item.spot.path, item.code) for item in problems}
