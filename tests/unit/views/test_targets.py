from datetime import date

import pytest

from build_tools.model.moment import UNKNOWN
from build_tools.model.promises import Indicator, Plan
from build_tools.model.works import Project
from build_tools.views.targets import Standing, earliest_start, group_by_standing, standing_of
from tests.records import moment

SINCE, UNTIL = date(2008, 5, 1), date(2011, 3, 31)
FACTS = {"title": "花", "sources": ["plan"], "updated": "2026-11-23"}


def project(id_="hana", **fields):
    return Project.model_validate({"id": id_, "status": "running", "partners": []} | FACTS | fields)


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({"starts": "2008-05-01", "new_in_plan": "true"}, Standing.COUNTED),
        ({"starts": "2011-03-31", "new_in_plan": "true"}, Standing.COUNTED),
        ({"starts": "FY2008", "new_in_plan": "true"}, Standing.COUNTED),
        ({"starts": "2008-04-30", "new_in_plan": "true"}, Standing.OUTSIDE),
        ({"starts": "2011-04-01", "new_in_plan": "true"}, Standing.OUTSIDE),
        ({"starts": "2013"}, Standing.OUTSIDE),
        ({"starts": "2009"}, Standing.NEW_UNKNOWN),
        ({"starts": "unknown", "new_in_plan": "true"}, Standing.START_UNKNOWN),
        ({}, Standing.START_UNKNOWN),
        ({"starts": "2009", "new_in_plan": "false"}, Standing.NOT_NEW),
    ],
)
def test_a_project_counts_only_where_sources_say_so(fields, standing):
    assert standing_of(project(**fields), since=SINCE, until=UNTIL) is standing


def test_every_real_project_is_in_one_group_and_samples_are_in_none():
    new = {"starts": "2009-06", "new_in_plan": "true"}
    projects = [project("b", **new), project("a", **new), project("c"), project("mihon", sample="true", **new)]

    groups = group_by_standing(projects, since=SINCE, until=UNTIL)

    assert [(standing, [item.id for item in found]) for standing, found in groups] == [
        (Standing.COUNTED, ["a", "b"]),
        (Standing.NEW_UNKNOWN, []),
        (Standing.START_UNKNOWN, ["c"]),
        (Standing.OUTSIDE, []),
        (Standing.NOT_NEW, []),
    ]


def plan(approved):
    fields = {"author": "machi", "area": "全域", "ends": "2011-03-31", "period": "三年", "vision": "まち"}
    return Plan.model_validate({"id": "plan", "approved": approved} | FACTS | fields)


def target(date_, **fields):
    baseline = {"date": date_, "value": "16"}
    return Indicator.model_validate({"id": "t", "kind": "target", "baseline": baseline} | FACTS | fields)


@pytest.mark.parametrize(
    ("approved", "indicators", "since"),
    [
        ("2008-07-09", [target("2009-01", clause="4-3")], moment("2008-07-09")),
        ("unknown", [target("2008-05", clause="4-3"), target("2020-01")], moment("2008-05")),
        ("unknown", [target("unknown", clause="4-3")], UNKNOWN),
    ],
    ids=["the day of approval", "what the plan tells", "nothing"],
)
def test_the_period_begins_no_earlier_than_the_plan_tells(approved, indicators, since):
    assert earliest_start(plan(approved), indicators) == since
