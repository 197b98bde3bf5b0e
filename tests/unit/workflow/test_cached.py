"""A build on top of an earlier one: what it does again, what it leaves, and what it never trusts."""

from __future__ import annotations

import gzip
import marshal
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date

import brotli
import pytest

from build_tools.builder.workshop import Workshop
from build_tools.config import Config
from build_tools.publish.shelf import write_kept
from build_tools.workers import WorkerDied
from build_tools.workflow.cached import build_site
from build_tools.workflow.clean import make_site
from build_tools.workflow.made import Wish
from tests.project import AS_OF, ROOT, make_project

WISH = Wish(as_of=AS_OF)
KAGU = "events/2026-kagu.md"
LAGGING = {"editors/translations/index.html", "en/editors/translations/index.html"}
"""What tells that a translation begins to lag behind the Japanese, besides the page itself."""


@pytest.fixture(scope="module")
def built(project, tmp_path_factory):
    """A project that has been built once."""
    config = make_project(tmp_path_factory.mktemp("built") / "town")
    shutil.copytree(project.cache / "shells", config.cache / "shells")
    assert build_site(config, WISH, out=None).is_good
    return config


@pytest.fixture
def town(built, tmp_path):
    """A project of one's own that has been built and published."""
    shutil.copytree(built.root, tmp_path / "town", symlinks=True)
    config = Config.at(tmp_path / "town")
    assert build_site(config, WISH, out=config.out).made == set()
    return config


def edit(config, path, old, new):
    file = config.content / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def stats(folder):
    """Return inode and time of every file."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def but_search(paths):
    """Return the files but those of the search index, of which each text changes a few, and the worker's list."""
    return {path for path in paths if not path.startswith(("search/", "offline/search/", "sw.js"))}


def read(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


CLEAN: dict[tuple[object, ...], dict[str, bytes]] = {}


def clean(config, day):
    """Return what a clean build makes, which is done once for one content."""
    key = (day, *sorted(read(config.content).items()))
    if key not in CLEAN:
        CLEAN[key] = dict(make_site(config, day).files)
    return CLEAN[key]


def again(config, wish=WISH):
    """Build again, and check that what is published is what a clean build makes."""
    made = build_site(config, wish, out=config.out)
    shown, expected = read(config.out), clean(config, wish.as_of)
    assert [path for path in sorted(shown.keys() | expected.keys()) if shown.get(path) != expected.get(path)] == []
    return made


def test_when_nothing_has_changed_nothing_is_made_or_touched(town):
    before = stats(town.out)

    made = again(town)

    assert (made.is_good, made.made, made.written, made.removed, made.records) == (True, set(), set(), set(), 27)
    assert stats(town.out) == before


def imported(town, names, *options, of_main=False):
    """Give those of the modules that `build_tools site` has imported in the end, or its process that makes pages."""
    # As one text: the other process writes its own lines meanwhile.
    told = f"print(' '.join(['imported', *sorted({names!r} & sys.modules.keys())]) + '\\n', end='', flush=True)"
    code = (
        "import sys; from build_tools.cli import cli\n"
        "from build_tools.workflow import cached; build = cached._build\n"
        "def tell(*arguments):\n"
        "    built = build(*arguments)\n"
        f"    {told}\n"
        "    return built\n"
        f"cached._build = tell if {of_main} else build\n"
        f"cli(['site', '--as-of', '2026-11-23', *{options!r}], standalone_mode=False)\n"
        f"{'' if of_main else told}"
    )
    done = subprocess.run(  # noqa: S603 -- our own code
        [sys.executable, "-c", code], cwd=town.root, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True,
        text=True, check=True, timeout=60,
    )  # fmt: skip
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("imported"))
    return line.split()[1:]


def test_when_nothing_has_changed_nothing_heavy_is_imported(town):
    assert imported(town, {"pydantic", "jinja2", "mkdocs", "babel", "icalendar"}) == []


def test_after_an_edit_of_a_text_each_process_imports_what_it_needs_itself(town):
    edit(town, "events/2026-kagu.en.md", "\n---\n", "\n---\n\nBring a towel.\n")
    of_search = {"Stemmer", "sudachipy", "build_tools.search.updating"}
    of_pages = {"jinja2", "build_tools.workflow.local"}
    neither = {"pydantic", "mkdocs", "babel", "holidays.countries.japan", "build_tools.workflow.whole"}

    told = imported(town, of_search | of_pages | neither, "--jobs", "2", of_main=True)
    assert told == sorted(of_pages)
    edit(town, "events/2026-kagu.en.md", "a towel", "two towels")
    assert imported(town, of_search | of_pages | neither, "--jobs", "2") == sorted(of_search)
    assert again(town).made == set()


def test_a_page_with_several_texts_shows_each_as_it_was_edited_last(town):
    page, wish = town.out / "glossary/index.html", replace(WISH, jobs=2)
    for path, text in (("kyodo", "一つめ。"), ("npo", "二つめ。"), ("kyodo", "三つめ。"), ("npo", "四つめ。")):
        with (town.content / "glossary" / f"{path}.md").open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")
        again(town, wish)

    assert all(text in page.read_text(encoding="utf-8") for text in ("一つめ。", "二つめ。", "三つめ。", "四つめ。"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_words_that_are_kept_for_edits_are_never_those_of_another_state(town, jobs):
    page, dates = town.out / "en/events/2026-kagu/index.html", town.cache / "whole" / "dates"
    wish = replace(WISH, jobs=jobs)
    for old, new in (("\n---\n", "\n---\n\nBring a towel.\n"), ("a towel", "two towels"), ("two", "three")):
        edit(town, "events/2026-kagu.en.md", old, new)
        again(town, wish)
        dates.write_bytes(dates.read_bytes()[:-1])  # the next edit asks again

    edit(town, "strings/en.yml", "event.when: 'When'", "event.when: 'Day and hour'")
    again(town, wish)
    edit(town, "events/2026-kagu.en.md", "three", "four")
    again(town, wish)

    assert ">Day and hour<" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "written"),
    [
        (
            KAGU,
            {
                "events/2026-kagu/index.html",
                "events/2026-kagu/flyer/index.html",
                "en/events/2026-kagu/index.html",
                "easy/events/2026-kagu/index.html",
                *LAGGING,
            },
        ),
        ("events/2026-kagu.en.md", {"en/events/2026-kagu/index.html", "en/events/2026-kagu/flyer/index.html"}),
        ("plan/midori.md", {"plan/index.html", "en/plan/index.html", *LAGGING}),
    ],
)
def test_a_text_costs_the_pages_that_show_it(town, path, written):
    before = stats(town.out)
    with (town.content / path).open("a", encoding="utf-8") as file:
        file.write("\nMore. さらに。\n")

    made = again(town)
    after = stats(town.out)

    changed = {name for name in after if after[name] != before.get(name)}
    assert (made.written, but_search(made.written)) == (changed, written)
    assert {"search/ja/index.json", "search/en/index.json"} & made.written
    assert made.removed == before.keys() - after.keys()


def test_a_title_costs_what_shows_it_and_no_more(town):
    edit(town, KAGU, "title: 家具の固定", "title: たんすの固定")

    made = again(town)

    assert {
        path
        for path in but_search(made.written)
        if not path.startswith(("en/", "events/2026-kagu/", "og/ja/event/2026-kagu."))
    } == {
        "calendar/all.ics",
        "calendar/archive.ics",
        "calendar/organizer-aoba.ics",
        "calendar/organizer-machi.ics",
        "calendar/series-koza.ics",
        "calendar/theme-disaster.ics",
        "calendar/theme-learning.ics",
        "data/000000_event.csv",
        "data/catalog.jsonld",
        "data/events.json",
        "easy/events/2026-kagu/index.html",
        "editors/translations/index.html",
        "events/2026-12/index.html",
        "events/2026-yoru/index.html",
        "events/audience-citizens/index.html",
        "events/free/index.html",
        "events/index.html",
        "events/kagu/index.html",
        "events/place-hiroba/index.html",
        "events/theme-disaster/index.html",
        "events/theme-learning/index.html",
        "feeds/events.json",
        "feeds/events.xml",
        "index.html",
        "initiatives/n-1/index.html",
        "organizations/aoba/index.html",
        "organizations/machi/index.html",
        "places/hiroba/index.html",
        "series/koza/index.html",
        "sitemap/index.html",
    }
    assert {"plan/index.html", "about/index.html", "projects/index.html", "history/index.html"} & made.made == set()


def test_a_day_costs_what_speaks_of_it(town):
    made = again(town, Wish(as_of=AS_OF.replace(day=24)))

    assert {path for path in but_search(made.written) if not path.startswith("en/")} == {
        "index.html",
        "events/index.html",
        "events/2026-11/index.html",
        "events/2026-12/index.html",
        "events/2026-kagu/index.html",
        "events/2026-yoru/index.html",
        "events/audience-citizens/index.html",
        "events/free/index.html",
        "events/past/index.html",
        "matching/index.html",
        "matching/proposal-lessons/index.html",
        "events/place-hiroba/index.html",
        "events/theme-disaster/index.html",
        "events/theme-learning/index.html",
        "targets/index.html",
        "easy/index.html",
        "easy/events/2026-kagu/index.html",
        "organizations/aoba/index.html",
        "places/hiroba/index.html",
        "support-office/index.html",
    }


def test_an_event_that_is_over_moves_to_the_archive(town):
    made = again(town, Wish(as_of=date(2027, 1, 10)))

    assert {"events/fy2026/index.html"} <= made.written
    assert {"events/free/index.html"} <= made.removed


def test_what_was_deleted_is_gone(town):
    (town.content / "events" / "2026-yoru.md").unlink()

    made = again(town)

    assert {"events/2026-yoru/index.html", "en/events/2026-yoru/flyer/index.html"} <= made.removed
    assert not (town.out / "events" / "2026-yoru").exists()


@pytest.mark.parametrize("jobs", [2, 4])
def test_several_processes_make_the_same_bytes(town, jobs):
    shutil.rmtree(town.cache / "whole")

    assert again(town, replace(WISH, jobs=jobs)).is_good


DAMAGE = {
    "no cache": shutil.rmtree,
    "no ledger": lambda cache: (cache / "front").unlink(),
    "half a ledger": lambda cache: os.truncate(cache / "front", 1000),
    "half the details": lambda cache: os.truncate(cache / "details", 1000),
    "no content": lambda cache: (cache / "records").unlink(),
    "content of nonsense": lambda cache: (cache / "records").write_bytes(b"\xff" * (cache / "records").stat().st_size),
    "no details": lambda cache: (cache / "details").unlink(),
    "a ledger of nonsense": lambda cache: (cache / "front").write_bytes(b"\x00" * 500),
    "a page cut off": lambda cache: os.truncate(cache / "site" / "plan" / "index.html", 10),
    "a page lost": lambda cache: (cache / "site" / "plan" / "index.html").unlink(),
    "a page changed": lambda cache: (cache / "site" / "plan" / "index.html").write_text("x", encoding="utf-8"),
    "a file of search lost": lambda cache: next((cache / "site" / "search" / "ja").rglob("*.txt")).unlink(),
    "a list of pages changed": lambda cache: (cache / "site" / "sitemap.xml").write_text("x", encoding="utf-8"),
    "a page too many": lambda cache: (
        (cache / "busy").touch(),
        (cache / "site" / "extra.html").write_text("x", encoding="utf-8"),
    ),
    "no tree": lambda cache: shutil.rmtree(cache / "site"),
    "a build cut short": lambda cache: (cache / "busy").touch(),
}


@pytest.mark.parametrize("edited", [False, True], ids=["nothing else", "and an edit"])
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_cache_is_noticed_and_made_anew(town, damage, edited):
    damage(town.cache / "whole")
    if edited:
        edit(town, KAGU, "L字金具", "金具")

    assert again(town).is_good
    assert build_site(town, WISH, out=town.out).made == set()


def test_a_cache_of_another_state_serves_as_far_as_it_holds(town, tmp_path):
    shutil.copytree(town.cache, tmp_path / "kept", symlinks=True)
    edit(town, KAGU, "title: 家具の固定", "title: たんすの固定")
    (town.content / "events" / "2008-kondan.md").unlink()
    (town.content / "events" / "2008-kondan.en.md").unlink()
    again(town)
    shutil.rmtree(town.cache)
    shutil.copytree(tmp_path / "kept", town.cache)
    shutil.rmtree(town.out)

    made = again(town)

    assert "plan/index.html" not in made.made


def test_a_cache_of_another_content_folder_is_not_taken_for_this_ones(town, tmp_path):
    other = replace(make_project(tmp_path / "other"), cache=town.cache, out=tmp_path / "other" / "site")
    edit(other, KAGU, "title: 家具の固定", "title: たんすの固定")

    assert again(other).is_good
    assert again(town).is_good


@pytest.mark.parametrize("edited", [False, True], ids=["nothing else", "and an edit"])
@pytest.mark.parametrize(
    "damage",
    [
        shutil.rmtree,
        lambda out: (out / "plan" / "index.html").unlink(),
        lambda out: (out / "plan" / "index.html").write_text("by hand", encoding="utf-8"),
        lambda out: (out / "by hand").write_text("x", encoding="utf-8"),
    ],
    ids=["gone", "a page gone", "a page changed", "a file too many"],
)
def test_a_site_that_was_changed_by_hand_is_put_right(town, damage, edited):
    damage(town.out)
    edit(town, KAGU, "L字金具", "金具") if edited else None

    build_site(town, WISH, out=town.out)
    edit(town, KAGU, "金具", "かなぐ")
    build_site(town, WISH, out=town.out)
    edit(town, KAGU, "かなぐ", "L字の金具")

    assert again(town).is_good


def test_two_folders_may_be_published_from_one_cache(town):
    other = town.root / "other"

    build_site(town, WISH, out=other)
    edit(town, KAGU, "L字金具", "金具")
    build_site(town, WISH, out=other)

    assert again(town).is_good
    assert read(other) == read(town.out)


def test_an_error_leaves_the_site_and_the_next_build_does_the_rest(town):
    before = read(town.out)
    edit(town, KAGU, "capacity: 30", "capacity: 30人")
    edit(town, "places/hiroba.md", "title: ", "title: 新")
    failed = build_site(town, WISH, out=town.out)

    edit(town, KAGU, "capacity: 30人", "capacity: 30")

    assert (failed.files, read(town.out)) == (None, before)
    assert again(town).is_good


def test_a_broken_link_in_a_text_is_told_and_not_published(town):
    before = read(town.out)
    edit(town, KAGU, "[会場](/places/hiroba/)", "[会場](/places/gone/)")

    made = build_site(town, WISH, out=town.out)
    told_again = build_site(town, WISH, out=town.out)

    assert [(p.spot.line, p.code) for p in made.problems] == [(44, "broken-link")]
    assert (told_again.problems, read(town.out)) == (made.problems, before)


def test_an_anchor_that_goes_breaks_the_links_to_it(town):
    for name, anchor in (("nittei.md", "内容"), ("nittei.en.md", "what-you-learn")):
        with (town.content / "notices" / name).open("a", encoding="utf-8") as file:
            file.write(f"\n[{anchor}](/events/2026-kagu/#{anchor})\n")
    assert again(town).is_good
    edit(town, KAGU, "## 内容", "## 中身")
    edit(town, KAGU, "## 内容", "## 中身")

    made = build_site(town, WISH, out=town.out)

    assert [(p.spot.path, p.code) for p in made.problems] == [("content/notices/nittei.md", "broken-link")]


def test_a_warning_is_told_every_time(town):
    file = town.content / KAGU
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    found = [[problem.code for problem in build_site(town, WISH, out=town.out).problems] for _ in range(3)]

    assert found == [["windows-line-ends"]] * 3


def test_an_announced_date_may_not_change_without_a_word_later_either(town):
    edit(
        town,
        KAGU,
        "starts: 2026-12-05 14:00\nends: 2026-12-05 16:30",
        "starts: 2026-12-06 14:00\nends: 2026-12-06 16:30",
    )
    edit(town, KAGU, "2026年12月5日(土)", "2026年12月6日(日)")
    edit(town, "events/2026-kagu.en.md", "Saturday, 5 December", "Sunday, 6 December")

    found = [[problem.code for problem in build_site(town, WISH, out=town.out).problems] for _ in range(2)]

    assert found == [["change-not-recorded"]] * 2


def test_a_killed_worker_leaves_the_site(town, monkeypatch):
    before, parent, make = read(town.out), os.getpid(), Workshop.make

    def die(workshop, unit):
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return make(workshop, unit)

    edit(town, "places/hiroba.md", "title: ", "title: 新")
    with monkeypatch.context() as patch:
        patch.setattr(Workshop, "make", die)
        died = 0
        while not died:  # this process may have done all by itself
            shutil.rmtree(town.cache / "whole")
            try:
                build_site(town, replace(WISH, jobs=3), out=town.out)
            except WorkerDied as death:
                died = death.signal
            else:
                before = read(town.out)

    assert (died, read(town.out)) == (signal.SIGKILL, before)
    assert again(town).is_good


def test_two_builds_at_once_wait_for_each_other(town):
    edit(town, "places/hiroba.md", "title: ", "title: 新")
    found = []
    threads = [threading.Thread(target=lambda: found.append(build_site(town, WISH, out=town.out))) for _ in range(3)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [made.is_good for made in found] == [True] * 3
    assert again(town).made == set()


def command(town, *arguments, before=""):
    shell = f"{before} exec {sys.executable} -m build_tools site --as-of 2026-11-23 --lang en {' '.join(arguments)}"
    return subprocess.run(  # noqa: S603 -- our own command, with our own arguments
        ["/bin/sh", "-c", shell], cwd=town.root, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True,
        text=True, check=False, timeout=100,
    )  # fmt: skip


def test_a_full_disk_ends_in_one_sentence_and_leaves_the_site(town):
    before = read(town.out)
    shutil.rmtree(town.cache / "whole")

    done = command(town, before="ulimit -f 16;")  # no file may be larger than 8 or 16 KiB

    assert (done.returncode, read(town.out)) == (3, before)
    assert done.stderr.splitlines()[0].startswith("The machine is in the way: File too large ")
    assert done.stderr.splitlines()[1:] == ["Nothing was published; site/ is as it was."]
    assert again(town).is_good


@pytest.mark.parametrize("option", ["--cache /proc/none", "--out /proc/none/site"])
def test_a_folder_that_cannot_be_written_ends_in_one_sentence(town, option):
    done = command(town, option)

    assert (done.returncode, done.stderr.splitlines()[0].partition(":")[0]) == (3, "The machine is in the way")
    assert "Traceback" not in done.stderr


def test_the_command_says_what_it_made_and_where_time_went(town):
    edit(town, KAGU, "L字金具", "金具")

    done = command(town, "--profile", "--jobs", "2")
    lines = done.stdout.splitlines()

    assert lines[-2].endswith("s: 7 made, 145 reused, 0 removed; 31 files written.")
    assert [line.split()[-1] for line in lines if line.startswith("  ")] == [
        *("start", "check", "shells", "build", "search", "verify")
    ]


def test_compressed_twins_are_made_for_what_has_changed_alone(town):
    wish = replace(WISH, is_compressed=True)
    build_site(town, wish, out=town.out)
    before = stats(town.out)
    edit(town, KAGU, "L字金具", "金具")

    made = build_site(town, wish, out=town.out)
    files, after = read(town.out), stats(town.out)
    page = "events/2026-kagu/index.html"

    assert {name for name in after if after[name] != before.get(name)} == made.written
    pages = (page, f"en/{page}", f"easy/{page}", "events/2026-kagu/flyer/index.html", *LAGGING)
    assert but_search(made.written) == {f"{path}{ending}" for path in pages for ending in ("", ".gz", ".br")}
    for path in (page, "data/events.json", "sitemap.xml", "calendar/all.ics"):
        assert gzip.decompress(files[f"{path}.gz"]) == brotli.decompress(files[f"{path}.br"]) == files[path]
    plain = {path: data for path, data in files.items() if not path.endswith((".gz", ".br"))}
    assert plain == make_site(town, AS_OF).files
    assert again(town).removed == files.keys() - plain.keys()


def test_a_figure_put_right_changes_every_page_that_names_it(town):
    edit(town, KAGU, "\n---\n", "\n---\n\n目標は{participation.target}です。\n")
    again(town)

    edit(town, "indicators/participation.md", "value: 20", "value: 25")
    made = again(town)

    assert ">25%以上</a>です" in (town.out / "events/2026-kagu/index.html").read_text(encoding="utf-8")
    assert {"events/2026-kagu/index.html", "targets/index.html", "index.html"} <= made.made


def test_a_project_put_right_changes_what_is_counted_for_a_target(town):
    counted, none = "資料から分かるのは、1事業です。", "資料から分かる事業は記録にまだありません。"
    before = (town.out / "targets/index.html").read_text(encoding="utf-8")

    edit(town, "projects/flowers.md", "new_in_plan: true\n", "")
    again(town)
    after = (town.out / "targets/index.html").read_text(encoding="utf-8")

    assert [counted in before, none in before] == [True, False]
    assert [counted in after, none in after] == [False, True]


def test_a_figure_typed_into_a_text_alone_is_refused(town):
    edit(town, KAGU, "\n---\n", "\n---\n\n目標は20%以上です。\n")

    made = build_site(town, WISH, out=town.out)

    assert [problem.code for problem in made.problems] == ["figure-by-hand"]


def test_no_output_shows_a_mark(town):
    mark = "{participation.target}"
    fields = {
        "organizations/aoba.md": "note",
        "places/hiroba.md": "note",
        "projects/flowers.md": "note",
        "notices/nittei.md": "note",
        "history/shitsu.md": "note",
        "indicators/creation.md": "method",
    }
    for path, name in fields.items():
        edit(town, path, "\nsources:", f"\n{name}: 目標は{mark}です。\nsources:")
    for file in sorted(town.content.glob("*/*.md")):
        text = file.read_text(encoding="utf-8")
        kind = file.parent.name
        file.write_text(
            re.sub(r"(?m)^(summary: .*?)('?)$", rf"\1 {mark}\2", text) if kind != "events" else text, encoding="utf-8"
        )
    edit(town, KAGU, "\n---\n", f"\n---\n\n目標は{mark}です。\n")

    made = build_site(town, WISH, out=town.out)

    assert (made.problems, made.faults) == ((), ())
    assert [path for path, data in read(town.out).items() if b"{participation" in data] == []


def test_what_search_has_kept_for_another_program_is_not_read(town, monkeypatch):
    kept = [path for path in town.cache.rglob("search/*") if path.is_file()]
    for path in kept:
        write_kept(path, marshal.dumps(("another", "form")))
    monkeypatch.setattr("build_tools.workflow.beside.read_platform", lambda: "another")

    assert kept
    assert again(town).is_good


@pytest.mark.parametrize("name", ["state", "pages", "ja", "en"])
def test_what_search_has_kept_and_is_damaged_is_made_anew(town, name):
    file = town.cache / "whole" / "search" / name
    data = bytearray(file.read_bytes())
    for at in range(64, len(data), 64):
        data[at] ^= 1
    file.write_bytes(data)
    with (town.content / KAGU).open("a", encoding="utf-8") as text:
        text.write("\nMore. さらに。\n")

    assert again(town).is_good
    with (town.content / KAGU).open("a", encoding="utf-8") as text:
        text.write("\nEven more. もっと。\n")
    assert again(town).is_good
