"""The accessibility policy, and the result of its test in the form of JIS X 8341-3:2016, JB.3.1."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from build_tools.artifacts import Page
from build_tools.model.accessibility import AccessibilityPolicy, AccessibilityTest, Outcome
from build_tools.model.criteria import JIS, LATER
from build_tools.model.verdicts import Judge, Staleness, Verdict, judge, last_run, newest_change, staleness
from build_tools.pages.desk import Desk
from build_tools.urls import canonical

PATH = "accessibility/"
RESULT = "accessibility/result/"


@dataclass(frozen=True, slots=True)
class Standing:
    """What both pages say of the test."""

    test: AccessibilityTest | None
    """The last run; None before the first."""
    late: tuple[Staleness, ...]
    """Why it may not tell of the site as it is."""
    counts: Mapping[str, int]
    """Number of criteria by who told, and of those that are not met."""
    total: int
    """Number of criteria of the standard."""


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the policy and the result; where the city has no policy, one page that says so."""
    t = desk.words
    policy = next(iter(desk.catalog.all(AccessibilityPolicy)), None)
    if policy is None:
        none = t("accessibility.none")
        yield desk.page("accessibility_none.html", PATH, t("section.accessibility"), none, trail=("about/",))
        return
    test = last_run(desk.catalog.all(AccessibilityTest))
    verdicts = tuple(judge(criterion, policy, test) for criterion in JIS)
    late = tuple(staleness(test, newest_change(desk.catalog), desk.now)) if test else ()
    standing = Standing(test, late, _counts(verdicts), len(JIS))
    page = desk.record_page("accessibility.html", policy, trail=("about/",), standing=standing)
    yield replace(page, shell=PATH)
    yield desk.page(
        "accessibility_result.html",
        RESULT,
        t("accessibility.result"),
        t("accessibility.result.lead", standard=policy.standard),
        trail=("about/", PATH),
        policy=policy,
        verdicts=verdicts,
        principles=tuple(_principles(verdicts)),
        later=tuple(judge(criterion, policy, test) for criterion in LATER),
        addresses=tuple(canonical(desk.catalog.site.base_url, path, "ja") for path in test.kinds) if test else (),
        standing=standing,
    )


def _principles(verdicts: tuple[Verdict, ...]) -> Iterator[tuple[str, str]]:
    """Yield the anchor of the first criterion of each principle, and the number of the principle."""
    for number, found in groupby(verdicts, key=lambda verdict: verdict.criterion.number.partition(".")[0]):
        yield f"sc-{next(found).criterion.number}", number


def _counts(verdicts: tuple[Verdict, ...]) -> Mapping[str, int]:
    told = Counter(verdict.judge for verdict in verdicts)
    missed = sum(verdict.outcome is Outcome.NOT_MET for verdict in verdicts)
    return {**{name.value: told[name] for name in Judge}, Outcome.NOT_MET.value: missed}
