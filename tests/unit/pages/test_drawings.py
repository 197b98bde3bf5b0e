"""The picture of who works with whom: all of it is inside, and nothing lies on anything else."""

from __future__ import annotations

from itertools import combinations

import pytest

from build_tools.pages.drawings import WIDTH, Picture, Stop, Stroke, lay_out, wrap
from build_tools.pages.widths import width_of
from build_tools.views.networks import Drawing, arrange, neighbours_of
from tests.records import make_project

TITLES = {
    "city": "緑町",
    "kf": "特定非営利活動法人くにたち富士見台人間環境キーステーション",
    "npo": "Kunitachi Regional Disaster Prevention Liaison Committee with International Residents",
    "hana": "花と緑の会🌷",
    "long": "あ" * 60,
    "aoba": "青葉の会",
}
SETS = (("city", "kf"), ("city", "kf", "npo", "hana"), ("hana", "long"), ("long", "aoba"), ("npo", "aoba"))


@pytest.fixture(name="picture")
def _picture() -> Picture:
    neighbours = neighbours_of([make_project(f"p{n}", partners=list(ids)) for n, ids in enumerate(SETS)])
    return lay_out(arrange(neighbours, tuple(TITLES)), neighbours, TITLES)


def boxes(picture):
    """Yield what takes room, each with its edges: left, top, right, bottom."""
    for label in picture.labels:
        for (base, line), _ in zip(label.baselines(), label.lines, strict=True):
            yield f"{label.organization} {line}", label.x, base - 12, label.x + 7.2 * width_of(line.rstrip()), base + 4
    for stop in picture.stops:
        yield "stop", stop.x - stop.radius, stop.y - stop.radius, stop.x + stop.radius, stop.y + stop.radius


def test_everything_is_inside_and_nothing_overlaps(picture):
    every = list(boxes(picture))

    assert [box for box in every if box[1] < 0 or box[2] < 0 or box[3] > WIDTH or box[4] > picture.height] == []
    assert [
        (one, other)
        for one, other in combinations(every, 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ] == []


def test_every_name_stands_in_full(picture):
    assert {label.organization: "".join(label.lines) for label in picture.labels} == TITLES


def test_a_link_of_two_projects_tells_the_number():
    neighbours = neighbours_of([make_project(n, partners=["city", "kf"]) for n in ("a", "b")])

    picture = lay_out(arrange(neighbours, ("city", "kf")), neighbours, {"city": "緑町", "kf": "KF"})

    assert picture.stops == (Stop(14, 18, 9, 0), Stop(14, 54, 9, 0, 2))
    assert picture.verticals == (Stroke(14, 18, 14, 54, 0),)
    assert picture.levels == (Stroke(14, 18, 32, 18), Stroke(14, 54, 32, 54))
    assert (picture.width, picture.height) == (WIDTH, 72)


def test_a_network_of_nobody_is_empty():
    assert lay_out(Drawing((), ()), {}, {}) == Picture(0.0, (), (), (), ())


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        pytest.param("国立市", 38, ["国立市"], id="short"),
        pytest.param(
            TITLES["kf"], 38, ["特定非営利活動法人くにたち", "富士見台人間環境キーステーション"], id="between-words"
        ),
        pytest.param("夢・未来事業団", 8, ["夢・", "未来事業", "団"], id="mark-stays-behind"),
        pytest.param("Society for Recording", 14, ["Society for ", "Recording"], id="space-ends-the-line"),
        pytest.param("Kunitachi (Hiraya Terasu)", 14, ["Kunitachi ", "(Hiraya ", "Terasu)"], id="brackets"),
        pytest.param("協働", 1, ["協", "働"], id="no-room"),
        pytest.param("", 10, [], id="empty"),
    ],
)
def test_names_break_between_their_words(text, room, lines):
    assert list(wrap(text, room)) == lines
