"""Pieces stand in a file to which small builds append."""

import pytest

from build_tools.publish.shelf import Shelf
from build_tools.workers import spread


@pytest.fixture
def file(tmp_path):
    return tmp_path / "search" / "ja"


def test_pieces_are_read_as_they_were_put(file):
    first = Shelf(file, {})
    first.update({"long 防災": bytes(1000), "facets": b"", "spellings 3": "花".encode()})
    index = first.write()

    later = Shelf(file, index)
    later["facets"] = b"more"
    del later["spellings 3"]

    assert dict(later) == {"long 防災": bytes(1000), "facets": b"more"}
    assert dict(Shelf(file, later.write())) == {"long 防災": bytes(1000), "facets": b"more"}
    assert dict(Shelf(file, index)) == {"long 防災": bytes(1000), "facets": b"", "spellings 3": "花".encode()}


def test_a_change_writes_no_more_than_what_is_new(file):
    shelf = Shelf(file, {})
    shelf.update({str(number): bytes(1000) for number in range(20)})
    index = shelf.write()
    before = file.read_bytes()

    later = Shelf(file, index)
    later["3"] = b"new"
    later.write()

    assert file.read_bytes().startswith(before)
    assert len(file.read_bytes()) - len(before) < 100


def test_a_file_of_which_most_is_of_no_use_any_more_is_written_anew(file):
    index: dict[str, tuple[int, int]] = {}
    for number in range(40):
        shelf = Shelf(file, index)
        shelf["page"] = bytes([number]) * 1000
        index = shelf.write()

    assert dict(Shelf(file, index)) == {"page": bytes([39]) * 1000}
    assert file.stat().st_size < 5000


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.unlink(),
        lambda file: file.write_bytes(b"x" + file.read_bytes()[1:]),
        lambda file: file.write_bytes(b""),
    ],
    ids=["gone", "changed", "cut"],
)
def test_a_piece_that_is_not_as_it_was_written_is_not_there(file, damage):
    shelf = Shelf(file, {})
    shelf["花"] = b"flower"
    index = shelf.write()

    damage(file)
    shelf = Shelf(file, index)
    found = shelf.get("花")
    shelf["花"] = b"again"

    assert found is None
    assert dict(Shelf(file, shelf.write())) == {"花": b"again"}


def test_without_a_file_pieces_last_as_long_as_the_shelf():
    shelf = Shelf(None, {})
    shelf["花"] = b"flower"

    assert (shelf.write(), dict(shelf), shelf.get("葉")) == ({}, {"花": b"flower"}, None)


def test_a_piece_is_in_the_file_as_soon_as_it_is_put(file):
    shelf = Shelf(file, {})
    shelf["花"] = b"flower"

    assert file.read_bytes().endswith(b"flower")


@pytest.mark.parametrize("is_kept", [True, False])
def test_processes_that_are_forked_later_read_the_pieces(file, is_kept):
    shelf = Shelf(file if is_kept else None, {})
    shelf.update({str(number): bytes([number]) * 1000 for number in range(60)})

    found = spread(lambda number: (number, shelf[str(number)]), 60, jobs=3)

    assert sorted(found) == [(number, bytes([number]) * 1000) for number in range(60)]
