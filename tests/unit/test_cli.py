import gc
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date

import click
import pytest
from click.testing import CliRunner

from build_tools.cli import cli
from build_tools.posters import fonts
from build_tools.search.dictionary import has_dictionary
from build_tools.search.lookup import FileIndex
from build_tools.search.sentences import read_sentence
from build_tools.workflow.clean import make_site
from tests.project import make_project

CLEAN = {
    name: value
    for name, value in os.environ.items()
    if name not in ("LANG", "LC_ALL", "LC_MESSAGES", "SOURCE_DATE_EPOCH")
}


def run(root, *arguments, **env):
    return subprocess.run(  # noqa: S603 -- our own command, with our own arguments
        [sys.executable, "-m", "build_tools", *arguments],
        cwd=root,
        env=CLEAN | env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )


@pytest.fixture
def wrong(tmp_path):
    """A content folder with one error and one warning."""
    content = make_project(tmp_path / "wrong").content
    record = content / "history" / "shitsu.md"
    record.write_bytes(record.read_bytes().replace(b"date: 2007-10", "date: あした".encode()).replace(b"\n", b"\r\n"))
    return content


def invoke(monkeypatch, root, *arguments):
    monkeypatch.chdir(root)
    return CliRunner().invoke(cli, arguments, env={"LC_ALL": "C"})


def test_exit_code_0_and_a_published_site(project, tmp_path):
    out = tmp_path / "site"

    done = run(project.root, "site", "--as-of", "2026-11-23", "--out", str(out), LANG="en_US.UTF-8")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == f"The site is in {out} (open index.html there, or run: make serve)."
    assert (out / "en" / "events" / "2026-kagu" / "index.html").is_file()


def test_exit_code_1_and_the_old_site_untouched(project, tmp_path, wrong):
    out = tmp_path / "site"
    out.mkdir()
    (out / "index.html").write_text("old", encoding="utf-8")
    before = (out / "index.html").stat()

    done = run(project.root, "site", "--content", str(wrong), "--out", str(out), "--lang", "ja")

    assert done.returncode == 1
    assert done.stderr == (
        "content/history/shitsu.md:1:1: 注意: 改行が Windows の形式(CRLF)です。 [windows-line-ends]\n"
        "    直し方: 改行を LF にして保存し直してください。今回はそのまま読みました。\n\n"
        "content/history/shitsu.md:3:7: エラー: 「あした」は、読み取れる日付の形ではありません。 [bad-date]\n"
        "    date: あした\n          ^^^^^^\n"
        "    直し方: 2026-12-05 14:00、2026-12-05、2026-12、2026、FY2026、unknown のどれかを書いてください。\n\n"
        f"公開は行いませんでした。{out} は前のままです。\n"
    )
    assert [path.name for path in out.iterdir()] == ["index.html"]
    assert (out / "index.html").stat() == before


def test_exit_code_2_for_a_wrong_option(project):
    assert run(project.root, "site", "--nothing").returncode == 2


def test_exit_code_3_for_trouble_with_the_machine(project, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    done = run(project.root, "site", "--as-of", "2026-11-23", "--out", str(tmp_path / "file" / "site"), LC_ALL="C")

    assert done.returncode == 3
    assert done.stderr == (
        f"The machine is in the way: File exists {tmp_path}/file\n"
        f"Nothing was published; {tmp_path}/file/site is as it was.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--lang", "ja"], "28件の記録を確かめました。エラーはありません。\n"),
        (["--lang", "en"], "28 records checked: no errors.\n"),
        ([], "28 records checked: no errors.\n"),
        (["--format", "json"], "[]\n"),
        (["--format", "github"], ""),
    ],
    ids=str,
)
def test_check_of_good_content(monkeypatch, project, arguments, said):
    done = invoke(monkeypatch, project.root, "check", *arguments)

    assert (done.exit_code, done.output) == (0, said)


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "28件の記録を確かめました。エラーはありません。\n"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "28 records checked: no errors.\n"),
        ({"LANG": "fr_FR.UTF-8"}, "28 records checked: no errors.\n"),
    ],
    ids=str,
)
def test_language_of_the_desk(monkeypatch, project, variables, said):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(project.root)

    assert CliRunner().invoke(cli, ["check"], env=variables).output == said


def test_check_of_wrong_content(monkeypatch, project, wrong):
    done = invoke(monkeypatch, project.root, "check", "--content", str(wrong))

    assert (done.exit_code, done.stdout) == (1, "1 error, 1 warning.\n")


def test_check_for_programs(monkeypatch, project, wrong):
    done = invoke(monkeypatch, project.root, "check", "--content", str(wrong), "--format", "json")

    assert done.exit_code == 1
    assert [(row["path"], row["line"], row["severity"], row["code"]) for row in json.loads(done.stdout)] == [
        ("content/history/shitsu.md", 1, "warning", "windows-line-ends"),
        ("content/history/shitsu.md", 3, "error", "bad-date"),
    ]


def test_check_for_github(monkeypatch, project, wrong):
    done = invoke(monkeypatch, project.root, "check", "--content", str(wrong), "--format", "github")

    assert [line.split("::")[1] for line in done.stdout.splitlines()] == [
        "warning file=content/history/shitsu.md,line=1,col=1,title=windows-line-ends",
        "error file=content/history/shitsu.md,line=3,col=7,title=bad-date",
    ]


@pytest.fixture
def published(project, tmp_path):
    """A copy of the town whose event was published for another day."""
    content = make_project(tmp_path / "told").content
    told = json.loads(make_site(replace(project, content=content), date(2026, 11, 23)).files["data/state.json"])
    told["events"]["2026-kagu"]["starts"] = "2026-12-04 14:00"
    (tmp_path / "state.json").write_text(json.dumps(told), encoding="utf-8")
    return tmp_path / "state.json"


@pytest.mark.parametrize(
    ("day", "answer"),
    [("2026-11-23", (1, ["change-not-recorded"])), ("2026-12-06", (0, []))],
    ids=["while it lies ahead", "when it is over"],
)
def test_check_compares_with_what_was_published(monkeypatch, project, published, day, answer):
    options = ("--published", str(published), "--as-of", day, "--format", "json")

    done = invoke(monkeypatch, project.root, "check", *options)

    assert (done.exit_code, [row["code"] for row in json.loads(done.stdout)]) == answer


def test_a_published_state_that_is_not_there_is_a_wrong_option(monkeypatch, project, tmp_path):
    assert invoke(monkeypatch, project.root, "check", "--published", str(tmp_path / "none.json")).exit_code == 2


def test_the_site_is_compared_with_the_one_that_it_replaces(project, published, tmp_path):
    state = tmp_path / "site" / "data" / "state.json"
    state.parent.mkdir(parents=True)
    state.write_bytes(published.read_bytes())

    done = run(project.root, "site", "--as-of", "2026-11-23", "--out", str(tmp_path / "site"), "--lang", "en")

    assert (done.returncode, "[change-not-recorded]" in done.stderr) == (1, True)
    assert [path.name for path in (tmp_path / "site").rglob("*")] == ["data", "state.json"]


def test_only_while_a_command_is_imported_nothing_is_collected():
    gc.disable()
    try:
        command = cli.get_command(click.Context(cli), "check")
        assert (command.name, gc.isenabled()) == ("check", True)
    finally:
        gc.enable()


def test_a_build_without_the_dictionary_goes_on_and_says_what_is_lost(monkeypatch, project, tmp_path):
    monkeypatch.setitem(sys.modules, "sudachidict_core", None)  # as an import finds it that is not installed
    for known in (has_dictionary, read_sentence):
        known.cache_clear()
    out = tmp_path / "site"

    done = invoke(monkeypatch, project.root, "site", "--as-of", "2026-11-23", "--out", str(out), "--no-cache")
    index = FileIndex((out / "search" / "ja").joinpath)
    found = {query: bool(index.postings([query])) for query in ("防災", "*ほさい")}
    for known in (has_dictionary, read_sentence):
        known.cache_clear()

    assert done.exit_code == 0
    assert done.stderr == (
        "Search: SudachiPy or its dictionary is not installed, so that kana does not find kanji (ぼうさい for 防災) "
        "and other spellings of a word are not found; the words themselves are. Run make setup for the whole search.\n"
    )
    assert found == {"防災": True, "*ほさい": False}


def test_a_build_without_the_fonts_goes_on_and_says_what_is_lost(monkeypatch, project, tmp_path):
    monkeypatch.setattr(fonts, "FOLDER", tmp_path / "none")
    fonts.missing.cache_clear()
    out = tmp_path / "site"

    done = invoke(monkeypatch, project.root, "site", "--as-of", "2026-11-23", "--out", str(out), "--no-cache")
    fonts.missing.cache_clear()

    assert done.exit_code == 0
    assert done.stderr == (
        "Pictures for links: not found: NotoSansJP-Bold.otf, NotoSansJP-Regular.otf. No cards of events and projects "
        "are made, which other sites show with a link. The pages are made as ever. Run make setup, or restore "
        "build_tools/posters/fonts/, to have them.\n"
    )
    assert (list(out.glob("og/**")), "og:image" in (out / "index.html").read_text(encoding="utf-8")) == ([], False)


def test_easy_texts_of_every_kind_are_scored(monkeypatch, tmp_path):
    texts = {"events/walk.easy.md": "はなしをします。", "matching/needs/help.easy.md": "花壇です。"}
    for path, text in texts.items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True)
        file.write_text(f"---\n---\n\n{text}\n", encoding="utf-8")

    lines = invoke(monkeypatch, tmp_path, "easy", "--lang", "ja").stdout.splitlines()

    assert [line.split()[-1] for line in lines[:2]] == [f"content/{path}" for path in reversed(texts)]
    for name in ("help", "needs/help", "content/matching/needs/help.easy.md"):
        assert invoke(monkeypatch, tmp_path, "easy", name).stdout.splitlines()[0].split()[-1] == (
            "content/matching/needs/help.easy.md"
        )
    assert "walks/help" in invoke(monkeypatch, tmp_path, "easy", "walks/help", "--lang", "ja").stderr
