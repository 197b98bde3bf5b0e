import pytest

from build_tools.publish.ledger import Details, Front, Ledger

FRONT = Front(
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
    prints={"event/a": (b"1", b"2")},
    names={"place/b": ("event/a",)},
    shells={"pages ja": b"3"},
    units={"page:home:ja:": (("all event",), "", "9", (("index.html", None),))},
)


@pytest.fixture
def ledger(tmp_path):
    ledger = Ledger(tmp_path / "cache")
    ledger.write(FRONT, DETAILS)
    return ledger


def test_what_is_written_is_read(ledger):
    assert (ledger.read_front(), ledger.read_details()) == (FRONT, DETAILS)
    assert sorted(path.name for path in ledger.folder.iterdir()) == ["details", "front"]


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


def test_a_build_that_was_cut_short_while_it_wrote_leaves_nothing_of_two_builds(ledger):
    (ledger.folder / "front").chmod(0o600)
    ledger.forget()

    assert (ledger.read_front(), ledger.read_details()) == (Front(), DETAILS)
