"""The page of the evaluation: how far it has come, and since when it is overdue."""

from collections.abc import Iterator
from dataclasses import replace

from build_tools.artifacts import Page
from build_tools.i18n.words import Words
from build_tools.model.promises import Evaluation
from build_tools.pages.desk import Desk
from build_tools.views.evaluation import Elapsed, is_done, judge


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every evaluation, in a shell of its own."""
    for evaluation in desk.catalog.all(Evaluation):
        judged = judge(evaluation, desk.now)
        page = desk.record_page(
            "evaluation.html",
            evaluation,
            trail=("plan/",),
            judged=judged,
            ago=format_elapsed(judged.overdue, desk.words) if judged.overdue else "",
            stages=[(stage, is_done(stage)) for stage in evaluation.stages],
        )
        yield replace(page, shell=page.path)


def format_elapsed(time: Elapsed, words: Words) -> str:
    """Return a stretch of time in words: years and months, or days where it is shorter than a month."""
    parts = [_count(time.years, "years", words), _count(time.months, "months", words)]
    known = [part for part in parts if part] or [_count(time.days, "days", words)]
    return words("elapsed.join").join(known)


def _count(number: int, unit: str, words: Words) -> str:
    return words(f"elapsed.{unit}.{'one' if number == 1 else 'other'}", number=number) if number else ""
