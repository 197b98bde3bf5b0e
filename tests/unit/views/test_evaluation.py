from datetime import date

import pytest

from build_tools.model.promises import Evaluation
from build_tools.views.elapsed import Elapsed, elapsed
from build_tools.views.evaluation import Judged, judge
from tests.records import at


def evaluation(*stages, state="unknown", due="2011-03-31"):
    facts = {"title": "評価", "sources": ["plan"], "updated": "2026-11-23", "id": "hyoka", "clause": "7"}
    return Evaluation.model_validate(
        facts | {"due": due, "state": state, "stages": list(stages), "indicators": ["target-1"]}
    )


def stage(state, date="unknown", **fields):
    return {"state": state, "date": date} | fields


NOTHING = (stage("department-done"), stage("headquarters-done"), stage("published"))
DEPARTMENT = (stage("department-done", "2011-05"), stage("headquarters-done"), stage("published"))
PUBLISHED = (stage("department-done"), stage("published", document="https://www.example.org/hyoka.pdf"))


@pytest.mark.parametrize(
    ("record", "now", "state", "overdue"),
    [
        (evaluation(*NOTHING), "2010-12-01 09:00", "not-due", None),
        (evaluation(*NOTHING), "2011-03-31 23:59", "not-due", None),
        (evaluation(*NOTHING), "2011-04-01 00:00", "unknown", Elapsed(0, 0, 1)),
        (evaluation(*NOTHING, state="not-due"), "2011-04-01 00:00", "unknown", Elapsed(0, 0, 1)),
        (evaluation(*NOTHING), "2012-04-30 12:00", "unknown", Elapsed(1, 0, 30)),
        (evaluation(*NOTHING), "2026-11-28 12:00", "unknown", Elapsed(15, 7, 28)),
        (evaluation(*DEPARTMENT), "2011-03-01 12:00", "department-done", None),
        (evaluation(*DEPARTMENT), "2011-06-01 12:00", "department-done", Elapsed(0, 2, 1)),
        (evaluation(*NOTHING, state="headquarters-done"), "2011-06-01 12:00", "headquarters-done", Elapsed(0, 2, 1)),
        (evaluation(*PUBLISHED), "2026-11-28 12:00", "published", None),
        (evaluation(*PUBLISHED, state="department-done"), "2026-11-28 12:00", "published", None),
        (evaluation(*NOTHING, due="FY2010"), "2011-03-31 23:59", "not-due", None),
        (evaluation(*NOTHING, due="FY2010"), "2011-04-01 00:00", "unknown", Elapsed(0, 0, 1)),
        (evaluation(*NOTHING, due="unknown"), "2026-11-28 12:00", "unknown", None),
    ],
)
def test_an_evaluation_stands_as_sources_and_the_clock_say(record, now, state, overdue):
    assert judge(record, at(now)) == Judged(state, overdue)


@pytest.mark.parametrize(
    ("since", "until", "time"),
    [
        ("2011-03-31", "2011-03-30", Elapsed(0, 0, 0)),
        ("2011-03-31", "2011-04-30", Elapsed(0, 0, 30)),
        ("2011-03-31", "2011-05-01", Elapsed(0, 1, 0)),
        ("2011-01-31", "2011-03-01", Elapsed(0, 1, 0)),
        ("2012-02-29", "2013-02-28", Elapsed(0, 11, 30)),
        ("2012-02-29", "2013-03-01", Elapsed(1, 0, 0)),
        ("2011-12-15", "2012-01-14", Elapsed(0, 0, 30)),
    ],
)
def test_time_passes_by_the_calendar(since, until, time):
    assert elapsed(date.fromisoformat(since), date.fromisoformat(until)) == time
