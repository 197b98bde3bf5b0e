import sys

import pytest

from bench.cases import CASES, Plan, compare_sizes, measure_memory, run_case
from bench.figures import Row
from bench.measure import Failed, time_command, watch_command
from bench.peers.engine import Sizes, Unavailable, each_page
from bench.workshop import Workshop

ELEVENTY = next(case for case in CASES if case.key == "full-eleventy")
PLAN = Plan(records=4, rounds=1, is_quick=True)


class Copier:
    """An engine whose program copies pages that were written beforehand."""

    key = "eleventy"
    name = "Copier"

    def install(self):
        pass

    def version(self):
        return "1.0"

    def write(self, records, folder):
        for kind, item, lang in each_page(records):
            page = folder / "made" / lang / kind / f"{item.id}.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(self.text(getattr(item.title, lang)), encoding="utf-8")

    def text(self, title):
        return f"<h1>{title}</h1>".ljust(2000)

    def command(self, folder):
        return (sys.executable, "-c", "import shutil; shutil.copytree('made', 'site')")

    def leftovers(self, folder):
        return (folder / "site",)

    def page(self, kind, id_, lang):
        return f"site/{lang}/{kind}/{id_}.html"


class Titleless(Copier):
    def text(self, title):
        return "x" * 2000


class Missing(Copier):
    def install(self):
        raise Unavailable("no such package")


def run(engine, folder):
    said = []
    shop = Workshop(said.append, peers=(engine,), sites=folder)
    return run_case(ELEVENTY, shop, PLAN)[0], shop


def test_a_peer_is_measured_and_its_pages_are_weighed(tmp_path):
    row, shop = run(Copier(), tmp_path)

    assert row.peer.median > 0
    assert shop.versions == {"Copier": "1.0"}
    assert [(size.kind, size.lang, size.pages) for size in shop.sizes["Copier"]] == [
        ("events", "ja", 2),
        ("events", "en", 2),
        ("projects", "ja", 2),
        ("projects", "en", 2),
        ("organizations", "ja", 10),
        ("organizations", "en", 10),
        ("places", "ja", 10),
        ("places", "en", 10),
    ]


def test_a_peer_that_is_missing_is_named(tmp_path):
    row, shop = run(Missing(), tmp_path)

    assert (row.peer, row.note) == (None, "no such package")
    assert shop.versions == {"Copier": "not installed: no such package"}


def test_time_does_not_count_when_a_page_lacks_its_title(tmp_path):
    row, _ = run(Titleless(), tmp_path)

    assert row.peer is None
    assert row.note.startswith(
        "Copier made 48 bad pages: site/ja/events/2016-04-01-event-00000.html: without its title"
    )


def test_layouts_of_a_peer_are_like_ours_when_no_kind_is_far_off_in_a_language(tmp_path):
    peer = Copier()
    shop = Workshop([].append, peers=(peer,), sites=tmp_path)
    ours = Missing()
    ours.name = "ours"
    shop.sizes["ours"] = (Sizes("events", "ja", 14_000, 2), Sizes("events", "en", 10_000, 2))
    shop.sizes["Copier"] = (Sizes("events", "ja", 14_140, 2), Sizes("events", "en", 9_600, 2))
    near = compare_sizes(ours, "eleventy", shop)[0]
    shop.sizes["Copier"] = (Sizes("events", "ja", 14_000, 2), Sizes("events", "en", 10_600, 2))
    far = compare_sizes(ours, "eleventy", shop)[0]

    assert (near.case, near.unit, near.ours.median, near.met) == ("like-size", "%", pytest.approx(4), True)
    assert (far.ours.median, far.met) == (pytest.approx(6), False)


def test_likeness_with_a_missing_peer_is_not_told(tmp_path):
    shop = Workshop([].append, peers=(Missing(),), sites=tmp_path)

    row = compare_sizes(Copier(), "eleventy", shop)[0]

    assert (row.ours, row.met, row.note) == (None, False, "eleventy is missing: no such package")


def test_memory_is_compared_with_hugo_in_a_project_of_the_case(tmp_path):
    hugo = Copier()
    hugo.key = "hugo"
    shop = Workshop([].append, peers=(hugo,), sites=tmp_path)
    asked = Row(case="memory-pages", what="pages", unit="MiB", peer_name="Hugo", goal=0.3)

    row = measure_memory(asked, Copier(), shop, PLAN)[0]

    assert (row.case, row.goal) == ("memory-pages", 0.3)
    assert row.ours.median > 5
    assert row.peer.median > 5
    assert " processes, largest " in row.note
    assert {path.name for path in tmp_path.iterdir()} == {"eleventy-4-memory-pages", "hugo-4-clean"}


def test_memory_is_measured_without_hugo_too(tmp_path):
    hugo = Missing()
    hugo.key = "hugo"
    shop = Workshop([].append, peers=(hugo,), sites=tmp_path)

    row = measure_memory(Row(case="memory", what="all", peer_name="Hugo", goal=0.3), Copier(), shop, PLAN)[0]

    assert (row.peer, row.met) == (None, False)
    assert row.note.startswith("hugo is missing: no such package; ")
    assert " processes, largest " in row.note


def test_memory_is_measured_of_the_whole_site_and_of_the_pages_alone():
    rows = [row for case in CASES for row in case.rows if row.case.startswith("memory")]

    assert [(row.case, row.unit, row.peer_name, row.goal) for row in rows] == [
        ("memory", "MiB", "Hugo", 0.3),
        ("memory-pages", "MiB", "Hugo", 0.3),
    ]


def test_nothing_is_deleted_before_all_is_timed(tmp_path):
    shop = Workshop([].append, peers=(Copier(),), sites=tmp_path)
    first = tmp_path / "eleventy-4-clean" / "site" / "ja" / "events" / "2016-04-01-event-00000.html"

    shop.clean_build(Copier(), 4)
    inode = first.stat().st_ino
    shop.clean_build(Copier(), 4)
    kept = [file.stat().st_ino for file in (tmp_path / "trash").rglob(f"ja/events/{first.name}")]
    shop.empty_trash()

    assert kept == [inode]
    assert first.stat().st_ino != inode
    assert [path.name for path in tmp_path.iterdir()] == ["eleventy-4-clean"]


def test_a_project_of_an_earlier_run_is_put_aside(tmp_path):
    earlier = tmp_path / "eleventy-4-clean" / "site" / "old.html"
    earlier.parent.mkdir(parents=True)
    earlier.touch()

    Workshop([].append, peers=(Copier(),), sites=tmp_path).project(Copier(), 4)

    assert not earlier.exists()
    assert [path.name for path in (tmp_path / "trash").rglob("*.html")] == ["old.html"]


def test_measured_programs_keep_their_bytecode(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    code = "import sys; raise SystemExit(sys.dont_write_bytecode)"

    assert time_command((sys.executable, "-c", code), tmp_path).wall > 0


def test_a_failure_is_told_without_the_folder(tmp_path):
    code = "import os; print('bad file in', os.getcwd() + '/x.md'); raise SystemExit(3)"

    with pytest.raises(Failed, match=r"ended with 3: bad file in x\.md$"):
        time_command((sys.executable, "-c", code), tmp_path)


def test_the_memory_of_all_processes_is_added_up(tmp_path):
    child = "import time; data = bytes(range(256)) * 80_000; time.sleep(0.4)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"

    peak = watch_command((sys.executable, "-c", code), tmp_path)

    assert peak.processes == 2
    assert peak.summed > peak.timing.single > 20
