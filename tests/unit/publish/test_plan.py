from datetime import datetime

import pytest

from build_tools.builder.units import Unit
from build_tools.publish.ledger import Details, Kept
from build_tools.publish.plan import find_stale, index_units

NOON = datetime(2026, 11, 28, 12)
EVENT, LIST, PLACE = (
    Unit("record-page", "event", "ja", "a"),
    Unit("page", "home", "ja"),
    Unit("record-page", "place", "ja", "b"),
)
ALWAYS = ("0001-01-01T00:00:00", "9999-12-31T23:59:59.999999")


def details(**other):
    """Return what is known of two records, one event at one place, and of three units."""
    units = {
        EVENT: Kept(("body event/a", "face event/a", "face place/b", "shell ja x"), *ALWAYS, (("a", None),)),
        LIST: Kept(("all event",), "2026-11-28T00:00:00", "2026-11-29T00:00:00", (("", None),)),
        PLACE: Kept(("face event/a", "face place/b", "names place/b"), *ALWAYS, (("b", None),)),
    }
    known = {
        "prints": {"event/a": (b"face", b"text", b""), "place/b": (b"face", b"text", b"")},
        "names": {"place/b": ("event/a",)},
        "shells": {"shell ja x": b"shell"},
        "units": {unit.key: kept.pack() for unit, kept in units.items()},
    }
    return Details("build", **known | other)


def stale(now=None, *, moment=NOON, damaged=(), units=(EVENT, LIST, PLACE)):
    return set(find_stale(units, details(), now or details(), moment, damaged))


def test_nothing_is_stale_while_every_answer_is_the_same():
    assert stale() == set()


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"prints": {"event/a": (b"face", b"TEXT", b""), "place/b": (b"face", b"text", b"")}}, {EVENT}),
        ({"prints": {"event/a": (b"FACE", b"text", b""), "place/b": (b"face", b"text", b"")}}, {EVENT, LIST, PLACE}),
        ({"prints": {"event/a": (b"face", b"text", b""), "place/b": (b"FACE", b"text", b"")}}, {EVENT, PLACE}),
        ({"prints": {"place/b": (b"face", b"text", b"")}, "names": {}}, {EVENT, LIST, PLACE}),
        (
            {
                "prints": {
                    "event/a": (b"face", b"text", b""),
                    "event/c": (b"", b"", b""),
                    "place/b": (b"face", b"text", b""),
                }
            },
            {LIST},
        ),
        ({"names": {"place/b": ()}}, {PLACE}),
        ({"shells": {"shell ja x": b"SHELL"}}, {EVENT}),
    ],
    ids=["text", "face", "face of a place", "deleted", "added", "names", "shell"],
)
def test_a_unit_is_stale_when_an_answer_is_another(other, expected):
    assert stale(details(**other)) == expected


@pytest.mark.parametrize("moment", [datetime(2026, 11, 28), datetime(2026, 11, 29), datetime(2027, 1, 1)])
def test_a_unit_is_stale_when_the_clock_answers_otherwise(moment):
    assert stale(moment=moment) == {LIST}


def test_a_unit_is_stale_when_its_file_is_damaged_or_it_is_new():
    new = Unit("page", "sources", "ja")

    assert stale(damaged={"b"}, units=(EVENT, PLACE, new)) == {PLACE, new}


def test_the_index_tells_who_asks_for_a_text_and_how_long_the_clock_stays():
    known = details()

    assert index_units(known, [(key, Kept.unpack(packed)) for key, packed in known.units.items()]) == (
        "2026-11-28T00:00:00",
        "2026-11-29T00:00:00",
    )
    assert known.texts == {"body event/a": (EVENT.key,)}
