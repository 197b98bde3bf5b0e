import errno
import os

import pytest

from build_tools.publish.writing import Written, publish


def read_all(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_folder_holds_exactly_the_files(tmp_path):
    files = {"index.html": b"a", "events/walk/index.html": "散歩".encode(), "assets/x.css": b""}

    written = publish(files, tmp_path / "deep" / "site")

    assert read_all(tmp_path / "deep" / "site") == files
    assert written == Written(made=3, kept=0, removed=0)
    assert sorted(path.name for path in (tmp_path / "deep").iterdir()) == [".site.lock", "site"]


def test_an_unchanged_file_keeps_inode_and_time(tmp_path):
    out = tmp_path / "site"
    publish({"same": b"1", "changed": b"1", "gone": b"1"}, out)
    os.utime(out / "same", ns=(1, 1))
    before = (out / "same").stat()

    written = publish({"same": b"1", "changed": b"2", "new/file": b"1"}, out)
    after = (out / "same").stat()

    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, 1)
    assert read_all(out) == {"same": b"1", "changed": b"2", "new/file": b"1"}
    assert written == Written(made=2, kept=1, removed=1)
    assert after.st_nlink == 1


def test_publishing_the_same_again_changes_nothing(tmp_path):
    out = tmp_path / "site"
    files = {f"{number}/index.html": bytes([number]) for number in range(20)}
    publish(files, out)
    before = {path: path.stat().st_ino for path in out.rglob("*") if path.is_file()}

    written = publish(files, out)

    assert {path: path.stat().st_ino for path in out.rglob("*") if path.is_file()} == before
    assert written == Written(made=0, kept=20, removed=0)


class Failing(dict):
    """Files of which the last cannot be given, as when the disk fills up on the way."""

    def items(self):
        yield from super().items()
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_failing_write_leaves_the_old_site(tmp_path):
    out = tmp_path / "site"
    publish({"index.html": b"old"}, out)

    with pytest.raises(OSError, match="No space left"):
        publish(Failing({"index.html": b"new", "more": b"x"}), out)

    assert read_all(tmp_path) == {"site/index.html": b"old", ".site.lock": b""}


def test_a_file_where_a_folder_has_to_be_leaves_the_old_site(tmp_path):
    out = tmp_path / "site"
    publish({"index.html": b"old"}, out)

    with pytest.raises(OSError, match=r"."):
        publish({"a": b"x", "a/b": b"y"}, out)

    assert read_all(out) == {"index.html": b"old"}


def test_what_a_killed_build_left_behind_is_swept_away(tmp_path):
    out = tmp_path / "site"
    publish({"index.html": b"old"}, out)
    (tmp_path / ".site.new" / "half").mkdir(parents=True)
    (tmp_path / ".site.new" / "half" / "page").write_bytes(b"x")

    publish({"index.html": b"new"}, out)

    assert read_all(tmp_path) == {"site/index.html": b"new", ".site.lock": b""}


def test_the_folder_is_exchanged_not_filled(tmp_path):
    out = tmp_path / "site"
    publish({"a": b"0", "b": b"0"}, out)
    handle = os.open(out, os.O_RDONLY)

    publish({"a": b"1", "b": b"1"}, out)
    names = os.listdir(handle)  # noqa: PTH208 -- of the folder that was there, whatever its name is now
    os.close(handle)

    assert (names, read_all(out)) == ([], {"a": b"1", "b": b"1"})


def test_files_of_the_old_site_can_still_be_read_after_the_exchange(tmp_path):
    out = tmp_path / "site"
    publish({"page": b"old"}, out)
    with (out / "page").open("rb") as handle:
        publish({"page": b"new"}, out)

        assert handle.read() == b"old"


def test_a_site_can_be_put_in_the_place_of_a_folder_that_was_made_by_hand(tmp_path):
    out = tmp_path / "site"
    out.mkdir()
    (out / "kept").write_bytes(b"x")
    (out / "gone").write_bytes(b"x")

    written = publish({"kept": b"x"}, out)

    assert written == Written(made=0, kept=1, removed=1)
    assert read_all(out) == {"kept": b"x"}
