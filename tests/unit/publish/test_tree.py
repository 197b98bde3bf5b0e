import errno
import os

import pytest

from build_tools.publish.tree import Files, Tree


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path / "site")


def test_a_file_is_written_once_for_one_content(tree):
    first, was_written = tree.put("events/花/index.html", "花".encode(), None)
    again, is_written = tree.put("events/花/index.html", "花".encode(), first)

    assert (was_written, is_written, again) == (True, False, first)
    assert list(tree.damaged({"events/花/index.html": first})) == []
    assert list(tree.files()) == ["events/花/index.html"]


def test_what_shares_the_old_file_keeps_it(tree, tmp_path):
    first, _ = tree.put("a", b"old", None)
    os.link(tree.root / "a", tmp_path / "published")

    tree.put("a", b"new", first)

    assert ((tree.root / "a").read_bytes(), (tmp_path / "published").read_bytes()) == (b"new", b"old")


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.unlink(),
        lambda file: file.write_bytes(b"another"),
        lambda file: os.utime(file, ns=(1, 1)),
        lambda file: os.truncate(file, 1),
    ],
    ids=["gone", "changed", "touched", "cut"],
)
def test_damage_is_seen(tree, damage):
    outputs = {name: tree.put(name, b"content", None)[0] for name in ("a/b", "c")}

    damage(tree.root / "a" / "b")

    assert list(tree.damaged(outputs)) == ["a/b"]


def test_what_is_removed_takes_its_empty_folders_along(tree):
    for path in ("a/b/c", "a/d"):
        tree.put(path, b"x", None)

    tree.remove(["a/b/c", "never/there"])

    assert sorted(path.relative_to(tree.root).as_posix() for path in tree.root.rglob("*")) == ["a", "a/d"]


def test_a_full_disk_leaves_the_old_file_and_no_half_one(tree, monkeypatch):
    first, _ = tree.put("a", b"old", None)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left"):
        tree.put("a", b"new", first)

    assert list(tree.files()) == ["a"]
    assert list(tree.damaged({"a": first})) == []


def test_files_are_a_mapping_that_reads_when_asked(tree):
    for path in ("b", "a"):
        tree.put(path, path.encode(), None)
    files = Files(tree.root, {"b": (1, 1, b"B"), "a": (1, 1, b"A"), "gone": (1, 1, b"G")})

    assert (list(files), len(files), files["a"], files.get("gone"), files.get("else")) == (
        ["b", "a", "gone"], 3, b"a", None, None,
    )  # fmt: skip
    assert list(files.marks.items()) == [("a", b"A"), ("b", b"B"), ("gone", b"G")]
