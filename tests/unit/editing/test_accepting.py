"""A match that an editor accepts becomes a project with all that its entries say, and nothing is written over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.cli import cli
from build_tools.content.loader import load_content
from build_tools.editing.accepting import changes_for, draft_project, find_entries
from build_tools.editing.scaffold import Refused
from tests.project import make_project
from tests.records import make_need, make_operation, make_proposal, with_entries

DAY = date(2026, 11, 28)
IDS = ("beds", "summer", "lessons")
ACCEPT = ["match", "--accept", " ".join(IDS), "--id", "watering", "--as-of", "2026-11-28", "--lang", "en"]


@pytest.fixture
def town_of_ones_own(tmp_path, monkeypatch):
    config = make_project(tmp_path / "town")
    monkeypatch.chdir(config.root)
    return config


def test_a_draft_holds_what_the_entries_say(town):
    draft = draft_project(find_entries(IDS, town), "watering", updated=DAY)

    assert dict(draft.given) == {
        "status": "planned",
        "route": "r-04",
        "origin": "need",
        "partners": "\n  - organization: aoba\n  - organization: machi",
        "themes": "\n  - greenery\n  - learning",
        "places": "\n  - hiroba",
        "sources": "\n  - plan:4-1",
    }
    assert draft.unfilled == ("title",)


def test_without_a_need_the_proposal_is_the_origin(town):
    assert draft_project(find_entries(["beds", "lessons"], town), "watering", updated=DAY).given["origin"] == "proposal"


def test_entries_are_told_what_to_say_from_now_on(town):
    changes = {entry.id: lines for entry, lines in changes_for(find_entries(IDS, town), "watering")}

    matched = "status: project", "matched_with:"
    assert changes == {
        "summer": (*matched, "  proposal: lessons", "  operation: beds", "project: watering"),
        "lessons": (*matched, "  need: summer", "  operation: beds", "project: watering"),
        "beds": (*matched, "  need: summer", "  proposal: lessons", "project: watering"),
    }


@pytest.mark.parametrize(
    ("ids", "key"),
    [
        (["help"], "match-kinds"),
        (["help", "other"], "match-kinds"),
        (["help", "nobody"], "match-no-entry"),
        (["help", "twice"], "match-several"),
        (["help", "old"], "match-settled"),
        (["help", "shown"], "match-samples"),
        (["help", "projects/other"], "match-no-entry"),
        (["help", "elsewhere/other"], "match-no-entry"),
        (["help", "taken"], "match-other"),
    ],
)
def test_what_cannot_be_accepted_is_refused(town, ids, key):
    entries = (
        make_need(),
        make_need(id="other"),
        make_proposal(id="twice"),
        make_operation(id="twice"),
        make_proposal(id="old", status="withdrawn"),
        make_proposal(id="shown", sample="true"),
        make_proposal(id="taken", status="matched", matched_with={"need": "other"}),
    )

    with pytest.raises(Refused) as refused:
        find_entries(ids, with_entries(town, *entries))

    assert refused.value.key == key


def test_a_kind_tells_two_of_one_id_apart(town):
    need, proposal, operation = make_need(), make_proposal(id="twice"), make_operation(id="twice")

    for name in ("operation/twice", "operations/twice.md", "content/matching/operations/twice.en.md"):
        assert find_entries([name, "help"], with_entries(town, need, proposal, operation)) == (need, operation)


def test_the_project_passes_check_up_to_its_title(town_of_ones_own):
    content = town_of_ones_own.content

    result = CliRunner().invoke(cli, ACCEPT)

    assert (result.exit_code, result.stderr) == (0, "")
    assert "Fill in what is required (title)" in result.stdout
    problems = load_content(content, root=town_of_ones_own.root).problems
    assert [(problem.code, problem.details["field"]) for problem in problems] == [("empty-field", "title")]

    file = content / "projects" / "watering.md"
    file.write_text(file.read_text(encoding="utf-8").replace("\ntitle:\n", "\ntitle: 花壇の水やり\n"), encoding="utf-8")

    loaded = load_content(content, root=town_of_ones_own.root)
    project = loaded.catalog.get("project", "watering")
    assert loaded.problems == []
    assert (project.route, project.origin, project.themes, project.places, project.updated) == (
        "r-04", "need", ("greenery", "learning"), ("hiroba",), DAY,
    )  # fmt: skip
    assert [party.organization for party in project.partners] == ["aoba", "machi"]


def test_a_project_that_is_there_stays_as_it_is(town_of_ones_own):
    before = {file: file.read_bytes() for file in town_of_ones_own.content.rglob("*.md")}

    result = CliRunner().invoke(cli, [*ACCEPT[:3], "--id", "flowers", "--lang", "en"])

    assert result.exit_code == 2
    assert result.stderr == (
        "content/projects/flowers.md is there already, and stays as it is. Choose another id, or edit that file.\n"
    )
    assert {file: file.read_bytes() for file in town_of_ones_own.content.rglob("*.md")} == before


@pytest.mark.usefixtures("town_of_ones_own")
def test_matches_are_listed_in_the_editors_language():
    result = CliRunner().invoke(cli, ["match", "--lang", "ja"])

    assert result.stdout.splitlines()[:10] == [
        "ニーズ・提案・業務の三つがそろう組み合わせ: 1組",
        "",
        "100点中65点",
        "  市民のニーズ: 夏の水やりを手伝ってほしい (summer)",
        "  団体からの提案: 花壇の水やり教室 (lessons)",
        "  市の業務: 駅前の花壇の管理 (beds)",
        "    - 三つともテーマが同じです: 花と緑(35点中18点)",
        "    - 三つに同じ言葉が使われています: 花壇(25点中13点)",
        "    - 三つとも対象が同じです: 市民(20点中20点)",
        "    - 場所を挙げたものは、すべて同じ場所です: 中央広場ホール(10点中10点)",
    ]
    assert Path("content/projects/summer.md").exists() is False
