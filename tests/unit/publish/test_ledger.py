from dataclasses import replace

import pytest

from build_tools.publish.entries import Damaged
from build_tools.publish.ledger import Details, Front, Kept, Ledger

FRONT = Front(
    build="b",
    key="k",
    inputs={"records:events/花.md": (3, 1_700_000_000_000_000_000, b"\x01")},
    outputs={"index.html": (5, 2, b"\x02")},
    after="2026-11-28T00:00:00",
    before="2026-11-29T00:00:00",
    problems=(("content/a.md", 1, 2, "long-without-sessions", {"days": 61}, "花", None, 1, ""),),
    out="/site",
    is_good=True,
    announced="",
    zone="Asia/Tokyo",
    records=3,
)
DETAILS = Details(
    build="b",
    prints={"event/a": (b"1", b"2")},
    names={"place/b": ("event/a",)},
    shells={"pages ja": b"3"},
    units={
        "page:home:ja:": Kept(("all event",), "", "9", (("index.html", None),)).pack(),
        "page:home:en:": Kept(("all event",), "", "9", (("en/index.html", None),)).pack(),
    },
    texts={"body event/a": ("page:home:ja:",)},
)


RECORDS = {"settings": b"s", "event/a": b"walk"}


@pytest.fixture
def ledger(tmp_path):
    ledger = Ledger(tmp_path / "cache")
    ledger.write(FRONT, DETAILS, iter(RECORDS.items()))
    return ledger


def test_what_is_written_is_read(ledger):
    assert (ledger.read_front(), ledger.read_details()) == (FRONT, DETAILS)
    assert sorted(path.name for path in ledger.folder.iterdir()) == ["details", "front", "records", "units"]


def test_the_content_is_read_part_by_part(ledger):
    assert dict(ledger.open_records(ledger.read_outline())) == RECORDS


def test_where_there_is_none_nothing_is_known(tmp_path):
    ledger = Ledger(tmp_path / "none")

    assert (ledger.read_front(), ledger.read_details()) == (Front(), Details())


@pytest.mark.parametrize("name", ["front", "details"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda _: b"",
        lambda data: data.replace(b"kyodo-site cache", b"another cache"),
        lambda data: data[:-3] + bytes([data[-3] ^ 1]) + data[-2:],
        lambda data: data + b"\0",
        lambda _: b"\xff" * 100,
    ],
    ids=["one octet short", "half", "empty", "another program's", "one bit", "too long", "anything"],
)
def test_a_damaged_part_is_not_trusted(ledger, name, damage):
    file = ledger.folder / name
    file.write_bytes(damage(file.read_bytes()))

    found = {"front": ledger.read_front(), "details": ledger.read_details()}

    assert found == {"front": FRONT, "details": DETAILS} | {name: Front() if name == "front" else Details()}


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[:-3] + bytes([data[-3] ^ 1]) + data[-2:],
        lambda _: b"",
    ],
    ids=["one octet short", "one bit", "empty"],
)
def test_of_units_none_is_trusted_where_one_is_damaged(ledger, damage):
    file = ledger.folder / "units"
    file.write_bytes(damage(file.read_bytes()))

    assert ledger.read_details() == Details()
    with pytest.raises(Damaged):
        ledger.open_units(ledger.read_outline())["page:home:en:"]


def test_a_unit_is_read_alone(ledger):
    outline = ledger.read_outline()
    file = ledger.folder / "units"
    file.write_bytes(file.read_bytes()[:-1])

    assert outline == replace(DETAILS, units={})
    assert ledger.open_units(outline)["page:home:ja:"] == DETAILS.units["page:home:ja:"]


def test_units_that_are_gone_are_not_trusted(ledger):
    (ledger.folder / "units").unlink()

    assert ledger.read_details() == Details()
    with pytest.raises(Damaged):
        ledger.open_units(ledger.read_outline())["page:home:ja:"]


def test_what_small_builds_change_stands_in_the_place_of_the_rest(ledger):
    prints, units = {"event/a": (b"1", b"9")}, {"page:home:ja:": b"new"}
    changes = Details(build="b", prints=prints, units=units, texts={"body event/a": ()})

    ledger.write_later(FRONT, changes)

    assert ledger.read_details() == replace(
        DETAILS, prints=prints, units=DETAILS.units | units, texts={"body event/a": ()}
    )
    assert ledger.open_units(ledger.read_outline())["page:home:ja:"] == b"new"


def test_of_the_first_part_a_small_build_keeps_what_is_another(ledger):
    records = ("records:events/花.md", "records:events/木.md")
    known, other = dict.fromkeys(records, (3, 1, b"\x01")), (4, 9, b"\x09")
    ledger.write(replace(FRONT, inputs=known, outputs={"a": (1, 1, b"a"), "b": (1, 1, b"b")}), DETAILS)
    whole = (ledger.folder / "front").read_bytes()
    once = replace(
        FRONT, inputs=known | {records[0]: other}, outputs={"a": (2, 2, b"A"), "c": (3, 3, b"c")}, before="9"
    )
    twice = replace(once, inputs=dict.fromkeys(records, other), outputs={"a": (4, 4, b"a"), "b": (1, 1, b"b")})

    ledger.write_later(once, Details(build="b"))
    found = [ledger.read_front()]
    ledger.write_later(twice, Details(build="b"))
    found.append(ledger.read_front())

    assert found == [once, twice]
    assert (ledger.folder / "front").read_bytes() == whole


def test_a_damaged_change_is_not_trusted(ledger):
    ledger.write_later(replace(FRONT, outputs={}), Details(build="b", prints={"event/a": (b"9", b"9")}))
    file = ledger.folder / "later"
    file.write_bytes(file.read_bytes()[:-1])

    assert (ledger.read_front(), ledger.read_details()) == (FRONT, DETAILS)


def test_what_small_builds_changed_goes_with_the_build_they_changed(ledger):
    ledger.write_later(FRONT, Details(build="b", units={"page:home:ja:": b"new"}))
    ledger.write(FRONT, replace(DETAILS, build="c"))

    assert (ledger.read_front(), ledger.read_details()) == (replace(FRONT, build="c"), replace(DETAILS, build="c"))


def test_a_build_that_was_cut_short_while_it_wrote_leaves_nothing_of_two_builds(ledger):
    (ledger.folder / "front").chmod(0o600)
    ledger.forget()

    assert (ledger.read_front(), ledger.read_details()) == (Front(), DETAILS)
