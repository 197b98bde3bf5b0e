"""Who works with whom: links are the same from both sides, and each is drawn once."""

from __future__ import annotations

from itertools import combinations

from build_tools.views.lineage import successions_of
from build_tools.views.networks import Drawing, Line, around, arrange, neighbours_of
from tests.records import make_organization, make_project

NAMES = ("aoba", "city", "hana", "machi", "npo", "sakura")


def ids(neighbours):
    return {
        one: {other: [project.id for project in shared] for other, shared in others.items()}
        for one, others in neighbours.items()
    }


def projects_of(*sets):
    return [make_project(f"p{number}", partners=list(partners)) for number, partners in enumerate(sets)]


def test_links_are_the_same_from_both_sides_and_samples_make_none():
    projects = [
        *projects_of(("city", "npo"), ("city", "npo", "hana"), ("aoba",)),
        make_project("sample", partners=["aoba", "city"], sample="true"),
    ]

    assert ids(neighbours_of(projects)) == {
        "city": {"npo": ["p0", "p1"], "hana": ["p1"]},
        "npo": {"city": ["p0", "p1"], "hana": ["p1"]},
        "hana": {"city": ["p1"], "npo": ["p1"]},
    }


def test_one_that_has_two_parts_in_a_project_does_not_work_with_itself():
    partners = [{"organization": "city", "role": "host"}, {"organization": "city", "role": "funder"}, "npo"]

    found = neighbours_of([make_project("p", partners=partners)])

    assert ids(found) == {"city": {"npo": ["p"]}, "npo": {"city": ["p"]}}


def test_a_body_does_not_work_with_its_own_successor():
    old = make_organization(id="old", successors=["new"])
    new = make_organization(id="new", predecessors=["old"])
    projects = projects_of(("old", "new", "city"), ("old", "new"))

    assert successions_of([old]) == successions_of([new]) == {frozenset(("old", "new"))}
    assert ids(neighbours_of(projects, successions=successions_of([old, new]))) == {
        "old": {"city": ["p0"]},
        "new": {"city": ["p0"]},
        "city": {"old": ["p0"], "new": ["p0"]},
    }


def test_around_one_leaves_the_links_between_the_others_out():
    neighbours = neighbours_of(projects_of(("city", "npo", "hana")))

    assert ids(around("npo", neighbours)) == {
        "npo": {"city": ["p0"], "hana": ["p0"]},
        "city": {"npo": ["p0"]},
        "hana": {"npo": ["p0"]},
    }
    assert around("aoba", neighbours) == {}


def test_groups_stand_below_the_one_with_most_links_and_strangers_last():
    projects = projects_of(("city", "sakura"), ("city", "npo", "hana"), ("machi", "aoba"))

    assert arrange(neighbours_of(projects), NAMES) == Drawing(
        ("city", "hana", "npo", "sakura", "aoba", "machi"),
        (
            Line("city", ("hana", "npo", "sakura"), 0),
            Line("hana", ("npo",), 1),
            Line("aoba", ("machi",), 0),
        ),
    )


def test_nobody_works_with_anybody():
    assert arrange(neighbours_of(projects_of(("city",))), NAMES) == Drawing((), ())


def test_each_link_is_a_stop_of_one_line_and_lines_of_one_column_keep_apart():
    projects = projects_of(("city", "npo", "hana"), ("npo", "machi"), ("aoba", "machi", "sakura"), ("city", "aoba"))
    neighbours = neighbours_of(projects)

    drawing = arrange(neighbours, NAMES)

    drawn = sorted(tuple(sorted((line.hub, stop))) for line in drawing.lines for stop in line.stops)
    assert drawn == sorted({tuple(sorted((one, other))) for one, others in neighbours.items() for other in others})
    place = {id_: row for row, id_ in enumerate(drawing.rows)}
    spans = [(line.column, sorted(place[id_] for id_ in (line.hub, *line.stops))) for line in drawing.lines]
    overlaps = [
        (one, other)
        for one, other in combinations(spans, 2)
        if one[0] == other[0] and one[1][0] <= other[1][-1] and other[1][0] <= one[1][-1]
    ]
    assert overlaps == []
