import errno
import os
import shutil

import pytest

from build_tools.publish import syncing
from build_tools.publish.syncing import publish, publish_changes
from build_tools.publish.tree import Tree


def read_all(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def tree(tmp_path):
    """Three finished files."""
    tree = Tree(tmp_path / "cache" / "site")
    for path, text in {"index.html": "a", "events/walk/index.html": "散歩", "assets/x.css": ""}.items():
        tree.put(path, text.encode(), None)
    return tree


def change(tree):
    """Change a file, add one, take one away; return what was changed and what was removed."""
    tree.put("index.html", b"new", None)
    tree.put("places/index.html", b"place", None)
    tree.remove(["events/walk/index.html"])
    return {"index.html", "places/index.html"}, {"events/walk/index.html"}


AFTER = {"index.html": b"new", "places/index.html": b"place", "assets/x.css": b""}


def test_the_folder_holds_exactly_the_files(tree, tmp_path):
    out = tmp_path / "deep" / "site"
    out.mkdir(parents=True)
    (out / "by hand").write_bytes(b"x")

    publish(tree, list(tree.files()), out)

    assert read_all(out) == read_all(tree.root)
    assert sorted(path.name for path in out.parent.iterdir()) == [".site.lock", "site"]


@pytest.mark.parametrize("is_short", [True, False], ids=["changes", "everything"])
def test_an_unchanged_file_keeps_inode_and_time(tree, tmp_path, is_short):
    out = tmp_path / "site"
    publish(tree, list(tree.files()), out)
    before = (out / "assets" / "x.css").stat()
    changed, removed = change(tree)

    if is_short:
        assert publish_changes(tree, changed, removed, out)
    else:
        publish(tree, list(tree.files()), out)
    after = (out / "assets" / "x.css").stat()

    assert (read_all(out), read_all(tree.root)) == (AFTER, AFTER)
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_changes_can_be_published_again_and_again(tree, tmp_path):
    out = tmp_path / "site"
    publish(tree, list(tree.files()), out)
    publish_changes(tree, *change(tree), out)
    stat, _ = tree.put("index.html", b"third", None)

    publish_changes(tree, {"index.html"}, set(), out)

    assert (read_all(out), read_all(tree.root)) == ({**AFTER, "index.html": b"third"},) * 2
    assert list(tree.damaged({"index.html": stat})) == []


def test_what_was_put_there_by_hand_is_noticed(tree, tmp_path):
    out = tmp_path / "site"
    publish(tree, list(tree.files()), out)
    changed, removed = change(tree)
    (out / "by hand").write_bytes(b"x")

    assert not publish_changes(tree, changed, removed, out)


def test_a_system_that_cannot_exchange_folders_is_no_obstacle(tree, tmp_path, monkeypatch):
    out = tmp_path / "site"
    publish(tree, list(tree.files()), out)
    changed, removed = change(tree)
    monkeypatch.setattr(syncing, "_exchange", lambda *_: False)

    assert not publish_changes(tree, changed, removed, out)
    publish(tree, list(tree.files()), out)

    assert (read_all(out), sorted(path.name for path in tmp_path.iterdir())) == (AFTER, [".site.lock", "cache", "site"])


def test_another_disk_gets_copies_and_keeps_what_it_has(tree, tmp_path, monkeypatch):
    out = tmp_path / "site"
    publish(tree, list(tree.files()), out)
    before = (out / "assets" / "x.css").stat()
    changed, _ = change(tree)
    link = os.link

    def another_disk(source, target):
        if str(source).startswith(str(tree.root)):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        link(source, target)

    monkeypatch.setattr(os, "link", another_disk)
    publish(tree, list(tree.files()), out)

    assert read_all(out) == AFTER
    assert (out / "assets" / "x.css").stat().st_ino == before.st_ino
    assert {path for path in AFTER if (out / path).stat().st_ino == (tree.root / path).stat().st_ino} == {
        "assets/x.css"
    } - changed


def test_a_full_disk_leaves_the_old_site(tree, tmp_path, monkeypatch):
    out = tmp_path / "site"
    publish(tree, list(tree.files()), out)
    change(tree)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    with pytest.raises(OSError, match="No space left"):
        publish(tree, list(tree.files()), out)

    assert read_all(out) == {"index.html": b"a", "events/walk/index.html": "散歩".encode(), "assets/x.css": b""}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.lock", "cache", "site"]


def test_what_a_killed_build_left_behind_is_swept_away(tree, tmp_path):
    out = tmp_path / "site"
    (tmp_path / ".site.new" / "half").mkdir(parents=True)

    publish(tree, list(tree.files()), out)

    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.lock", "cache", "site"]


def test_the_folder_is_exchanged_not_filled(tree, tmp_path):
    out = tmp_path / "site"
    publish(tree, list(tree.files()), out)
    handle = os.open(out, os.O_RDONLY)
    with (out / "index.html").open("rb") as page:
        publish(tree, *[list(change(tree) and tree.files())], out)
        names = os.listdir(handle)  # noqa: PTH208 -- of the folder that was there, whatever its name is now
        os.close(handle)

        assert (names, read_all(out), page.read()) == ([], AFTER, b"a")


def test_a_site_that_is_gone_is_made_again(tree, tmp_path):
    out = tmp_path / "site"
    publish(tree, list(tree.files()), out)
    shutil.rmtree(out)

    assert not publish_changes(tree, set(), set(), out)
