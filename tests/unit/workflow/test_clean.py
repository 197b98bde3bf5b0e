import re
import shutil
from dataclasses import replace

import pytest

from build_tools.config import Config
from build_tools.diagnostics import Diagnostic
from build_tools.workflow.clean import make_site
from tests.project import AS_OF, ROOT, make_project

KAGU = "events/2026-kagu.md"


@pytest.fixture
def copy(project, tmp_path):
    """A project of one's own that takes its shells from the common cache."""
    return replace(make_project(tmp_path / "town"), cache=project.cache)


def edit(config, path, old, new):
    file = config.content / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def undated(data):
    """Take out the days that stand as such, as that of the build does."""
    return re.sub(rb'<time datetime="[0-9-]+">[^<]*[0-9\xa5]</time>', b"", data)


def spots(problems: tuple[Diagnostic, ...]):
    return [(problem.spot.path, problem.spot.line, problem.spot.column, problem.code) for problem in problems]


def test_steps_and_numbers(project):
    steps = []

    made = make_site(project, AS_OF, step=steps.append)

    assert steps == ["check", "shells", "build", "search", "verify"]
    assert (made.problems, made.faults, made.records, made.is_good) == ((), (), 27, True)


def test_wrong_content_is_not_built(copy):
    edit(copy, KAGU, "capacity: 30", "capacity: 30人")
    edit(copy, "places/hiroba.md", "run_by: machi", "run_by: mahci")
    steps = []

    made = make_site(copy, AS_OF, step=steps.append)

    assert spots(made.problems) == [
        ("content/events/2026-kagu.md", 22, 11, "bad-number"),
        ("content/places/hiroba.md", 25, 9, "unknown-reference"),
    ]
    assert (steps, made.files, made.is_good) == (["check"], None, False)


@pytest.mark.parametrize(
    ("path", "old", "new", "spot"),
    [
        (KAGU, "[会場](/places/hiroba/)", "[会場](/places/gone/)", ("content/events/2026-kagu.md", 44, 18)),
        ("events/2026-kagu.en.md", "/places/hiroba/", "/places/gone/", ("content/events/2026-kagu.en.md", 12, 46)),
        ("plan/midori.md", "#clause-4-1", "#clause-9", ("content/plan/midori.md", 16, 18)),
    ],
    ids=["in the record", "in its translation", "an anchor"],
)
def test_a_broken_link_is_found_in_its_content_file(copy, path, old, new, spot):
    edit(copy, path, old, new)

    made = make_site(copy, AS_OF)

    assert spots(made.problems) == [(*spot, "broken-link")]
    assert (made.faults, made.is_good) == ((), False)


def test_a_taken_address_stops_the_build(copy):
    edit(copy, KAGU, "events/kagu/", "events/past/")

    made = make_site(copy, AS_OF)

    assert spots(made.problems) == [("content/events/2026-kagu.md", 1, 1, "path-taken")]
    assert not made.is_good


def test_a_word_that_both_languages_lack_is_named(copy):
    for name in ("ja", "en"):
        file = copy.content / "strings" / f"{name}.yml"
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if not line.startswith("events.title:")), encoding="utf-8")

    made = make_site(copy, AS_OF)

    assert spots(made.problems) == [("content/strings/ja.yml", 1, 1, "missing-string")]
    assert (made.problems[0].details["key"], made.files) == ("events.title", None)


def test_the_same_content_gives_the_same_bytes_anywhere(copy, made):
    assert make_site(copy, AS_OF).files == made.files


def test_content_may_lie_elsewhere(project, made, tmp_path):
    shutil.copytree(project.content, tmp_path / "content")

    assert make_site(replace(project, content=tmp_path / "content"), AS_OF).files == made.files


def test_only_lists_change_with_the_day(project, made):
    later = make_site(project, AS_OF.replace(day=29))

    changed = {path for path, data in made.files.items() if undated(data) != undated(later.files.get(path, b""))}

    assert {path for path in changed if not path.startswith(("search/", "offline/"))} == {
        f"{lang}{path}index.html"
        for lang in ("", "en/")
        for path in (
            "",
            "events/",
            "events/2026-kagu/",
            "series/koza/",
            "events/audience-citizens/",
            "events/free/",
            "events/place-hiroba/",
            "events/theme-disaster/",
            "events/theme-learning/",
            "matching/",
            "matching/proposal-lessons/",
            "organizations/aoba/",
            "places/hiroba/",
            "support-office/",
            "targets/",
        )
    } | {"easy/index.html", "easy/events/2026-kagu/index.html", "sw.js"}


def test_config_is_derived_from_the_root(tmp_path):
    config = Config.at(ROOT, out=tmp_path)

    assert config == Config(ROOT, ROOT / "content", tmp_path, ROOT / ".cache")


def test_a_site_without_samples(copy, made, tmp_path):
    edit(copy, "site.yml", "samples: true", "samples: false")

    without = make_site(replace(copy, cache=tmp_path / "cache"), AS_OF)

    assert (without.problems, without.faults, without.records) == ((), (), 27)
    assert {path for path in made.files.keys() - without.files.keys() if path.endswith(".html")} == {
        f"{lang}{path}index.html"
        for lang in ("", "en/")
        for path in ("events/2026-yoru/", "events/2026-yoru/flyer/", "events/2026-11/")  # the only one of its month
    }


@pytest.mark.parametrize("samples", ["true", "false"])
def test_a_record_that_names_a_sample_is_a_problem_of_the_content(copy, samples):
    edit(copy, "site.yml", "samples: true", f"samples: {samples}")
    edit(copy, "notices/nittei.md", "updated:", "events:\n  - 2026-yoru\nupdated:")

    made = make_site(copy, AS_OF)

    assert spots(made.problems) == [("content/notices/nittei.md", 8, 5, "names-a-sample")]
    assert made.files is None


def test_a_site_without_a_plan_has_links_that_lead_nowhere(copy):
    for file in (copy.content / "plan").iterdir():
        file.unlink()

    made = make_site(copy, AS_OF)

    assert {(fault.code, fault.what.lstrip("./")) for fault in made.faults} == {
        ("broken-link", "plan/"),
        ("broken-link", "plan/#clause-4-1"),
        ("broken-link", "plan/#clause-4-2"),
        ("broken-link", "en/plan/"),
    }
    assert {problem.code for problem in made.problems} == {"broken-link"}
    assert not made.is_good


def test_an_organization_without_a_field_is_a_problem_of_the_content(copy):
    edit(copy, "organizations/machi.md", "fields:\n  - government\n", "fields: []\n")

    made = make_site(copy, AS_OF)

    assert spots(made.problems) == [("content/organizations/machi.md", 4, 9, "too-few")]
    assert made.files is None


def test_a_site_may_do_without_names_for_publishers(copy):
    (copy.content / "vocabularies" / "publishers.yml").unlink()

    made = make_site(copy, AS_OF)

    assert (made.problems, made.faults, made.records) == ((), (), 27)


def test_a_mistyped_placeholder_is_a_problem_of_the_content(copy):
    edit(copy, "strings/en.yml", "count.records.other: '{number}", "count.records.other: '{nummer}")

    made = make_site(copy, AS_OF)

    assert [(spot, code) for spot, *_, code in spots(made.problems)] == [
        ("content/strings/en.yml", "wrong-placeholder")
    ]
    assert made.files is None


@pytest.mark.parametrize(
    ("alias", "other"),
    [
        ("about/", "docs/"),
        ("en/about/", "docs/"),
        ("developers/", "docs/"),
        ("en/events/", "events/"),
        ("en/plan/", "content/plan/midori.md"),
    ],
)
def test_an_alias_may_not_take_the_place_of_another_page(copy, alias, other):
    edit(copy, KAGU, "events/kagu/", alias)

    made = make_site(copy, AS_OF)

    assert spots(made.problems) == [("content/events/2026-kagu.md", 1, 1, "path-taken")]
    assert made.problems[0].details == {"address": alias, "other": other}
