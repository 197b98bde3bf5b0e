"""The cases of search: what a first query costs a visitor, and what the index costs a build.

KiB are 1,024 octets. A first query counts with all it needs: the script, the first file of the index, terms
and texts, each packed with gzip as `make site COMPRESS=1` does; the heads of the answers are not counted.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from statistics import fmean, median

from bench.asking import Answer, ask_all
from bench.case import Case, Plan
from bench.figures import Row, Spread, percentile
from bench.indexing import Cost, build_and_look
from bench.measure import Failed
from bench.our_engine import Ours, edit_event
from bench.peers.engine import Unavailable
from bench.workshop import Workshop, records

PAGES, QUICK_PAGES = 20_000, 2_000
"""So many made-up pages of each language are searched."""
ROUNDS = 3
"""So often at the most every query is asked, each time as the first one, and the whole site is built."""
QUICK_EVERY = 3
"""Of so many queries a quick run asks one."""
_MOST = 0.95

_LATENCY = Row(
    case="search-latency",
    what="a query in Chromium in one visit, from the question to its results, 95 of 100",
    unit="ms",
    goal=50,
)
_FIRST = Row(case="search-first", what="the same, each query the first of a visit", unit="ms")
_OCTETS = Row(case="search-octets", what="all that a first query fetches, mean", unit="KiB", goal=60)
_REQUESTS = Row(case="search-requests", what="requests of a first query, mean", unit="requests", goal=8)
_INDEX = Row(case="search-index", what="the whole site, neither output nor cache: what search costs of it", goal=8)
_EDIT = Row(case="search-edit", what="the whole site, the text of one event changed: what search costs of it", goal=0.2)


@cache
def _answers(shop: Workshop, *, is_quick: bool, rounds: int) -> tuple[tuple[Answer, ...], ...] | Failed | Unavailable:
    """Ask the queries once in a run, whichever cases are wished for; when that cannot be done, return why."""
    try:
        if is_quick:
            return ask_all(QUICK_PAGES, 1, QUICK_EVERY, shop.say)
        return ask_all(PAGES, min(ROUNDS, rounds), 1, shop.say)
    except (Failed, Unavailable) as reason:
        return reason


def _ask(judge: Callable[[tuple[tuple[Answer, ...], ...]], Row], shop: Workshop, plan: Plan) -> list[Row]:
    found = _answers(shop, is_quick=plan.is_quick, rounds=plan.rounds)
    if isinstance(found, Exception):
        raise found
    row = judge(found)
    shop.say(f"  {row.note}")
    pages = QUICK_PAGES if plan.is_quick else PAGES
    return [replace(row, note=f"{pages:,} pages of each language; {row.note}")]


def _latency(rounds: tuple[tuple[Answer, ...], ...]) -> Row:
    """Judge queries that one visitor asks one after the other: the index is open, and some of its files are there."""
    every = tuple(answer.in_turn for answers in rounds for answer in answers)
    slow = tuple(percentile(tuple(answer.in_turn for answer in answers), _MOST) for answers in rounds)
    note = f"{len(rounds[0])} queries; median {median(every):.0f} ms, worst {max(every):.0f} ms"
    return replace(_LATENCY, ours=Spread(slow), note=note)


def _first(rounds: tuple[tuple[Answer, ...], ...]) -> Row:
    """Judge a query that is the first of an index of which `index.json` is read, as it is when the box is in use."""
    every = [answer for answers in rounds for answer in answers]
    worst = max(every, key=lambda answer: answer.first)
    opened, again = (answer.opening + answer.first for answer in every), tuple(answer.again for answer in every)
    note = (
        f"{len(rounds[0])} queries; median {median(answer.first for answer in every):.0f} ms, "
        f"worst {worst.first:.0f} ms ({worst.query}); with opening the index, "
        f"95 of 100 in {percentile(tuple(opened), _MOST):.0f} ms; "
        f"asked again, 95 of 100 in {percentile(again, _MOST):.0f} ms, worst {max(again):.0f} ms"
    )
    slow = tuple(percentile(tuple(answer.first for answer in answers), _MOST) for answers in rounds)
    return replace(_FIRST, ours=Spread(slow), note=note)


def _octets(rounds: tuple[tuple[Answer, ...], ...]) -> Row:
    sizes = tuple(answer.octets / 1024 for answer in rounds[0])
    return replace(_OCTETS, ours=Spread((fmean(sizes),)), note=_spread_of(sizes, 1, "KiB"))


def _requests(rounds: tuple[tuple[Answer, ...], ...]) -> Row:
    numbers = tuple(float(answer.requests) for answer in rounds[0])
    return replace(_REQUESTS, ours=Spread((fmean(numbers),)), note=_spread_of(numbers, 0, "requests"))


def _spread_of(values: tuple[float, ...], digits: int, unit: str) -> str:
    figures = (percentile(values, 0.5), percentile(values, _MOST), max(values))
    middle, slow, worst = (f"{value:.{digits}f}" for value in figures)
    return f"{len(values)} queries, the script included: median {middle}, 95 of 100 within {slow}, most {worst} {unit}"


def _index(shop: Workshop, plan: Plan) -> list[Row]:
    ours, costs = Ours(), []
    folder = shop.project(ours, plan.records, "search")
    for _ in range(1 if plan.is_quick else min(ROUNDS, plan.rounds)):
        shop.clear(ours, folder)
        costs.append(build_and_look(shop, folder, "clean"))
        shop.check(ours, plan.records, folder)
    return [_cost(_INDEX, costs, f"{plan.records:,} records, {costs[0].count:,} pages")]


def _edit(shop: Workshop, plan: Plan) -> list[Row]:
    ours, costs = Ours(), []
    folder, events = shop.project(ours, plan.records, "search"), records(plan.records).events
    if not (folder / "site").exists():
        shop.clean_build(ours, plan.records, "search")
    for at in range(plan.rounds):
        event = events[(at + 1) * len(events) // (plan.rounds + 1)]
        edit_event(folder, event, f"検索{at + 1}版")
        costs.append(build_and_look(shop, folder, f"{event.id} changed", processes=1))
    return [_cost(_EDIT, costs, f"{costs[0].count} pages")]


def _cost(row: Row, costs: list[Cost], about: str) -> Row:
    pages, worked, step = (
        median(values) for values in zip(*((cost.pages, cost.processor, cost.step) for cost in costs), strict=True)
    )
    note = (
        f"{about}; medians: {pages:.2f} s to take pages apart, {worked:.2f} s of them at work, "
        f"{step:.2f} s for the step `search`"
    )
    return replace(row, ours=Spread(tuple(cost.total for cost in costs)), note=note)


SEARCH_CASES = (
    Case("search-latency", partial(_ask, _latency), (_LATENCY,)),
    Case("search-first", partial(_ask, _first), (_FIRST,)),
    Case("search-octets", partial(_ask, _octets), (_OCTETS,)),
    Case("search-requests", partial(_ask, _requests), (_REQUESTS,)),
    Case("search-index", _index, (_INDEX,)),
    Case("search-edit", _edit, (_EDIT,)),
)
