"""The page of the evaluation: how far it has come, and since when it is overdue."""

from collections.abc import Iterator
from dataclasses import replace

from build_tools.artifacts import Page
from build_tools.model.promises import Evaluation
from build_tools.pages.desk import Desk
from build_tools.pages.elapsed import format_elapsed
from build_tools.views.evaluation import is_done, judge


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
