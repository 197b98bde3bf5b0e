import pytest

from build_tools.model.accessibility import AccessibilityPolicy, AccessibilityTest, Outcome
from build_tools.model.criteria import CRITERIA, JIS, LATER
from build_tools.model.verdicts import Judge, judge, last_run

_FACTS = {"title": "試験", "sources": ["plan"], "updated": "2026-11-23"}


def make_policy(*findings: dict[str, str]) -> AccessibilityPolicy:
    given = {
        "id": "policy",
        "scope": "すべてのページ",
        "standard": "JIS X 8341-3:2016",
        "level": "AA",
        "due": "unknown",
        "technologies": ["HTML"],
        "findings": [{"date": "2026-11-20", "by": "広報課"} | finding for finding in findings],
    }
    return AccessibilityPolicy.model_validate(_FACTS | given)


def make_test(*findings: dict[str, object], id_: str = "machine", date: str = "2026-11-23") -> AccessibilityTest:
    given = {
        "id": id_,
        "date": date,
        "pages": "10",
        "tools": [{"name": "axe-core", "version": "4.11.0"}],
        "kinds": ["events/"],
        "states": ["light"],
        "shells": ["events/"],
        "checks": [],
        "findings": [{"problems": "0", "undecided": "0"} | finding for finding in findings],
    }
    return AccessibilityTest.model_validate(_FACTS | given)


def test_the_standard_has_38_criteria_and_wcag_adds_18():
    assert [(sum(c.level == level for c in JIS), sum(c.level == level for c in LATER)) for level in ("A", "AA")] == [
        (25, 7),
        (13, 11),
    ]


@pytest.mark.parametrize(
    ("number", "machine", "person", "expected"),
    [
        ("1.1.1", None, None, (Judge.OPEN, None)),
        ("1.1.1", {"checks": ["axe"]}, None, (Judge.OPEN, None)),
        ("1.1.1", {"checks": ["axe"], "problems": "2"}, None, (Judge.MACHINE, Outcome.NOT_MET)),
        ("1.1.1", {"checks": ["axe"]}, {"outcome": "met"}, (Judge.PERSON, Outcome.MET)),
        ("1.1.1", {"checks": ["axe"], "problems": "2"}, {"outcome": "met"}, (Judge.MACHINE, Outcome.NOT_MET)),
        ("4.1.1", {"checks": ["nu"]}, None, (Judge.MACHINE, Outcome.MET)),
        ("4.1.1", {"checks": ["nu"], "undecided": "1"}, None, (Judge.OPEN, None)),
        ("4.1.1", {"checks": ["nu"]}, {"outcome": "not-met"}, (Judge.PERSON, Outcome.NOT_MET)),
        ("1.2.1", {"checks": ["axe", "media"]}, None, (Judge.MACHINE, Outcome.NOT_APPLICABLE)),
        ("1.2.1", {"checks": ["axe"], "undecided": "1"}, None, (Judge.OPEN, None)),
    ],
)
def test_machines_find_problems_people_judge_and_what_neither_can_tell_is_open(number, machine, person, expected):
    test = make_test({"criterion": number} | machine) if machine else make_test()
    policy = make_policy({"criterion": number} | person) if person else make_policy()

    verdict = judge(CRITERIA[number], policy, test)

    assert (verdict.judge, verdict.outcome) == expected


def test_without_policy_and_run_all_is_open():
    assert judge(CRITERIA["4.1.1"], None, None).outcome is None


def test_the_newest_run_counts():
    old, new = make_test(id_="b", date="2026-01-01"), make_test(id_="a", date="2026-02-01")

    assert last_run([new, old]) is new
    assert last_run([]) is None
