import pytest

from build_tools.config import Config
from build_tools.content.lagging import check_translations
from build_tools.content.loader import load_content
from build_tools.editing.scaffold import Refused
from build_tools.editing.stamping import Stamped, set_stamp, stamp_named, stamp_unstamped
from tests.project import make_project
from tests.unit.test_cli import run

STAMP = "3f2a9c-77d01e"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: A\n---\n\ntext\n", "---\ntitle: A\ntranslated_from: 3f2a9c-77d01e\n---\n\ntext\n"),
        ("---\r\ntitle: A\r\n---\r\n", "---\r\ntitle: A\r\ntranslated_from: 3f2a9c-77d01e\r\n---\r\n"),
        ("---\ntranslated_from:\n---\n", "---\ntranslated_from: 3f2a9c-77d01e\n---\n"),
        (
            "---\n# 印\ntranslated_from: 000000-000000  # made by hand \n\ntitle: A  # 題\n---\n---\n",
            "---\n# 印\ntranslated_from: 3f2a9c-77d01e  # made by hand \n\ntitle: A  # 題\n---\n---\n",
        ),
        ("---\ntranslated_from: '0 0'\n---\nend", "---\ntranslated_from: 3f2a9c-77d01e\n---\nend"),
        (
            "\ufeff---\ntitle: A\n---\ntranslated_from: in the text\n",
            "\ufeff---\ntitle: A\ntranslated_from: 3f2a9c-77d01e\n---\ntranslated_from: in the text\n",
        ),
    ],
    ids=["added", "windows", "place left", "comments", "quotes", "byte order mark"],
)
def test_a_stamp_leaves_all_else(before, after):
    assert set_stamp(before.encode(), STAMP) == after.encode()


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_file_without_fences_takes_the_stamp_at_its_end(end):
    assert set_stamp(f"title: A{end}".encode(), STAMP, is_yaml=True) == b"title: A\ntranslated_from: 3f2a9c-77d01e\n"


@pytest.fixture
def town(tmp_path):
    """The town, with one Japanese text that has changed since it was translated."""
    config = make_project(tmp_path / "town")
    file = config.content / "events/2026-kagu.md"
    file.write_text(file.read_text(encoding="utf-8") + "\n持ち物は筆記用具です。\n", encoding="utf-8")
    return config


def stale(config: Config):
    return [p.spot.path for p in check_translations(load_content(config.content, root=config.root))]


def test_one_language_or_all_of_a_record(town):
    both = ["content/events/2026-kagu.easy.md", "content/events/2026-kagu.en.md"]
    assert sorted(stale(town)) == both

    (one,) = stamp_named("events/2026-kagu.en", town)
    assert stale(town) == both[:1]
    again = stamp_named("content/events/2026-kagu.md", town)

    assert stale(town) == []
    assert again == (
        Stamped(one.file, one.stamp, is_new=False),
        Stamped(town.content / "events/2026-kagu.easy.md", one.stamp, is_new=True),
    )


def test_the_first_stamping_leaves_what_lags_behind(town):
    bare = town.content / "places/machi-hall.en.md"
    bare = bare if bare.exists() else next((town.content / "places").glob("*.en.md"))
    stamped = bare.read_bytes()
    bare.write_bytes(b"".join(line for line in stamped.splitlines(keepends=True) if b"translated_from" not in line))

    found = stamp_unstamped(town)

    assert [item.file for item in found] == [bare]
    assert len(stale(town)) == 2
    assert stamp_unstamped(town, kind="event") == ()


@pytest.mark.parametrize(
    "folder", ["matching/needs", "content/matching/needs", "needs", "need"], ids=["folder", "path", "short", "kind"]
)
@pytest.mark.parametrize("end", ["", ".en", ".en.md"])
def test_a_record_in_a_shared_folder_goes_by_every_name(town, folder, end):
    (found,) = stamp_named(f"{folder}/summer{end}", town)

    assert found.file == town.content / "matching/needs/summer.en.md"


def test_what_the_hint_prints_can_be_typed(town):
    file = town.content / "matching/needs/summer.en.md"
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(line for line in lines if b"translated_from" not in line))
    bare = next(p for p in check_translations(load_content(town.content, root=town.root)) if "unstamped" in p.code)

    assert (bare.code, bare.details["id"]) == ("unstamped-translation", "matching/needs/summer.en")
    (found,) = stamp_named(str(bare.details["id"]), town)
    assert (found.file, found.is_new) == (file, True)
    assert [item.file for item in stamp_unstamped(town, kind="matching/needs")] == []


@pytest.mark.parametrize("name", ["2026-kagu.en", "./content/events/2026-kagu.en.md", "events\uff0f2026-kagu.en"])
def test_a_record_goes_by_its_id_alone(town, name):
    (found,) = stamp_named(name, town)

    assert found.file == town.content / "events/2026-kagu.en.md"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("walks/2026-kagu", "translated-no-folder"),
        ("2027-kagu", "translated-no-id"),
        ("aoba", "translated-several"),
        ("events/2026-kagu.fr", "translated-no-language"),
        ("events/2027-kagu", "translated-no-record"),
        ("events/2026-yoru", "translated-no-file"),
        ("events/2008-kondan.easy", "translated-no-file"),
    ],
)
def test_what_is_not_there_is_refused(town, name, key):
    (town.content / "places/aoba.md").write_bytes((town.content / "places/hiroba.md").read_bytes())

    with pytest.raises(Refused) as refused:
        stamp_named(name, town)

    assert refused.value.key == key


def test_a_file_without_a_word_is_no_translation(town):
    file = town.content / "events/2026-yoru.en.md"
    file.write_text("---\ntitle:\nsummary:\n---\n", encoding="utf-8")
    before = file.read_bytes()

    with pytest.raises(Refused) as refused:
        stamp_named("events/2026-yoru.en", town)

    assert (refused.value.key, refused.value.details) == ("translated-empty", {"name": "events/2026-yoru.en"})
    assert [item.file for item in stamp_unstamped(town, kind="event") if item.file == file] == []
    assert file.read_bytes() == before


def test_the_command(town):
    done = run(town.root, "translated", "events/2026-kagu.en", "--lang", "ja")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("印を付けました: content/events/2026-kagu.en.md (")
    assert done.stdout.endswith(")\n1件に印を付けました。\n")
