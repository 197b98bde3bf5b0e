"""Lists of projects: themes, partners and fiscal years."""

from __future__ import annotations

import pytest

from build_tools.model.site import Term
from build_tools.views.projects import (
    Year,
    by_fiscal_year,
    by_partner,
    by_theme,
    count_real,
    first_year,
    partners_by_part,
    without_start,
    years_of,
)
from tests.records import make_project

THEMES = {id_: Term(ja=id_, en=id_) for id_ in ("disaster", "npo", "town")}


def test_a_project_stands_under_each_of_its_themes():
    both, none = make_project("both", themes=["town", "disaster"]), make_project("none")

    assert by_theme([both, none], THEMES) == (("disaster", (both,)), ("town", (both,)), ("", (none,)))


def test_samples_are_shown_and_not_counted():
    assert count_real([make_project("a"), make_project("b", sample="true")]) == 1


def test_partners_stand_by_what_they_do():
    roles = ("partner", "funder", "implementer", None, "support", "researcher", "co-host")
    partners = [{"organization": f"o{number}"} | ({"role": role} if role else {}) for number, role in enumerate(roles)]

    found = partners_by_part(make_project("p", partners=partners))

    assert [(part, [party.organization for party in parties]) for part, parties in found] == [
        ("leads", ["o2", "o3", "o6"]),
        ("takes-part", ["o0", "o5"]),
        ("supports", ["o1", "o4"]),
    ]


def test_an_organization_has_each_project_once_with_all_its_parts():
    host, funder = {"organization": "city", "role": "host"}, {"organization": "city", "role": "funder"}
    one, two = make_project("one", partners=[host, "npo", funder]), make_project("two", partners=["npo"])

    assert by_partner([one, two]) == {
        "city": ((one, (one.partners[0], one.partners[2])),),
        "npo": ((one, (one.partners[1],)), (two, (two.partners[0],))),
    }


@pytest.mark.parametrize(
    ("fields", "years"),
    [
        pytest.param(
            {"status": "ended", "starts": "2008-03-31", "ends": "2010-04-01"}, {2007, 2008, 2009, 2010}, id="turn"
        ),
        pytest.param({"status": "planned", "starts": "FY2008", "ends": "FY2010"}, {2008, 2009, 2010}, id="planned"),
        pytest.param({"status": "running", "starts": "2023", "status_as_of": "FY2024"}, {2023, 2024}, id="as-of"),
        pytest.param({"status": "running", "starts": "2024-04"}, {2024, 2025, 2026}, id="running-as-of-update"),
        pytest.param({"status": "running"}, set(), id="running-without-dates"),
        pytest.param({"status": "ended", "starts": "unknown", "ends": "2011-03-31"}, {2010}, id="end-only"),
        pytest.param(
            {
                "status": "unknown",
                "starts": "2012",
                "steps": [{"date": "2015-01", "title": "会合"}],
                "status_as_of": "2019",
            },
            {2012, 2014},
            id="nothing-is-guessed-between",
        ),
        pytest.param(
            {
                "status": "unknown",
                "results": [{"date": "unknown", "text": "冊子"}, {"date": "2020-03", "text": "地図"}],
            },
            {2019},
            id="results",
        ),
    ],
)
def test_years_are_those_that_a_source_shows(fields, years):
    assert years_of(make_project("p", **fields)) == years


def test_fiscal_years_run_from_april_newest_first():
    early = make_project("early", status="ended", starts="2008-03-31", ends="2008-04-01")
    late = make_project("late", status="planned", starts="FY2008")
    unknown = make_project("unknown", status="unknown")

    assert by_fiscal_year([early, late, unknown]) == (Year(2008, (late,), (early,)), Year(2007, (early,), ()))
    assert without_start([early, late, unknown]) == (unknown,)


@pytest.mark.parametrize(
    ("starts", "year"), [("2001", 2001), ("2001-03", 2000), ("2001-04-01", 2001), ("FY2001", 2001), ("unknown", None)]
)
def test_a_calendar_year_counts_as_the_fiscal_year_of_its_number(starts, year):
    assert first_year(make_project("p", starts=starts)) == year
