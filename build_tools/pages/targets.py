"""The page of the targets and of all other figures: what was promised, what came of it, and what is not known."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from build_tools.artifacts import Page
from build_tools.i18n.figures import format_figure
from build_tools.model.figures import Figure, figures_of
from build_tools.model.promises import Indicator, Observation
from build_tools.pages.charts import Bar, Chart, build_chart
from build_tools.pages.context import Context
from build_tools.pages.desk import Desk
from build_tools.views.selections import by_term
from build_tools.views.targets import Count, count_for, observed_for

_PATH = "targets/"
_MANY = 2
"""So many values make a picture worth while."""


@dataclass(frozen=True, slots=True)
class Told:
    """An indicator, and what the page makes of it."""

    indicator: Indicator
    sentence: str
    """Of a target: it and its result in one sentence or two; empty for all else."""
    observed: tuple[Observation, ...]
    count: Count | None
    """The projects that count for it, where it is counted from them."""
    chart: Chart | None
    """None for a single value, and where one is below zero: bars begin at zero, and the facts beside it tell all."""


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of all figures, the targets of the plan first."""
    t, catalog, c = desk.words, desk.catalog, desk.context(_PATH)
    groups = [
        (kind, [tell(indicator, c) for indicator in indicators])
        for kind, indicators in by_term(catalog.all(Indicator), "kind", catalog.terms("indicator-kinds"))
    ]
    yield desk.page("targets.html", _PATH, t("targets.title"), t("targets.lead"), trail=("plan/",), groups=groups)


def tell(indicator: Indicator, c: Context) -> Told:
    """Return what the page says of an indicator, in the language of the page."""
    observed, count = observed_for(indicator, c.catalog), count_for(indicator, c.catalog)
    sentence = _sentence(indicator, observed, count, c) if indicator.target else ""
    bars = tuple(_bars(indicator, observed, count, c))
    chart = None
    if (indicator.target or len(bars) >= _MANY) and all(bar.value is None or bar.value >= 0 for bar in bars):
        unit = c.term("units", indicator.unit)
        title = c.plain(indicator.title)
        caption = sentence or c.plain(indicator.summary)
        chart = build_chart(f"chart-{indicator.id}", title, caption, bars, unit=unit if unit == "%" else "")
    return Told(indicator, sentence, observed, count, chart)


def _bars(indicator: Indicator, observed: tuple[Observation, ...], count: Count | None, c: Context) -> Iterator[Bar]:
    if value := indicator.baseline:
        yield Bar(c.t("target.baseline"), c.when(value.date), value.value, c.observed(value, indicator), "baseline")
    for value in observed:
        label = c.plain(value.label) or c.t("target.result" if indicator.target else "target.value")
        yield Bar(label, _when(value, c), value.value, c.observed(value, indicator), "result")
    if count and count.counted:
        figure = _counted(indicator, count)
        shown = format_figure(figure, c.catalog, c.t)
        yield Bar(c.t("target.counted"), "", figure.value, shown, "result")
    elif indicator.target and not observed:
        yield Bar(c.t("target.counted" if count else "target.result"), "", None, c.t("target.no-data"), "result")
    if target := indicator.target:
        yield Bar(c.t("target.goal"), c.when(target.due), target.value, c.target(indicator), "target")


def _when(value: Observation, c: Context) -> str:
    return c.when(value.date) if value.date.is_known else ""


def _counted(indicator: Indicator, count: Count) -> Figure:
    """Return how many projects count; more may have been new, as long as of any it is not known."""
    return Figure(Decimal(len(count.counted)), indicator.unit or "")


def _sentence(indicator: Indicator, observed: tuple[Observation, ...], count: Count | None, c: Context) -> str:
    """Return target and result in words: from where to where by when, and what came of it."""
    target, shown = indicator.target, c.target(indicator)
    if target is None:
        raise ValueError(indicator.id)
    values = {"due": c.when(target.due), "target": shown}
    if baseline := indicator.baseline:
        gap = format_figure(figures_of(indicator)["gap"], c.catalog, c.t)
        first = c.observed(baseline, indicator)
        goal = c.t("target.sentence.from", baseline=first, since=c.when(baseline.date), gap=gap, **values)
    else:
        goal = c.t("target.sentence", **values)
    return c.t("target.sentence.join").join((goal, _result(indicator, observed, count, c)))


def _result(indicator: Indicator, observed: tuple[Observation, ...], count: Count | None, c: Context) -> str:
    if observed:
        last = observed[-1]
        return c.t("target.sentence.observed", value=c.observed(last, indicator), date=c.when(last.date))
    if count and count.counted:
        figure = format_figure(_counted(indicator, count), c.catalog, c.t)
        return c.t("target.sentence.counted", number=figure)
    return c.t("target.sentence.none-counted" if count else "target.sentence.none")
