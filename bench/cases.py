"""The cases: what is built, against whom, and what the goal is."""

from dataclasses import replace
from functools import partial

from bench.case import Case, Plan
from bench.face import FACE
from bench.figures import Row, Spread, percentile
from bench.measure import Failed, watch_command
from bench.our_engine import Ours, edit_event
from bench.paint import PAINT
from bench.peers.engine import Engine, Unavailable, largest_difference
from bench.saves import measure_saves
from bench.search_cases import SEARCH_CASES
from bench.workshop import Workshop, alternate, records

SCALE = 10
"""How much larger the large site is."""
SAVES = 25
"""So many saves the preview is given."""


def run_case(case: Case, shop: Workshop, plan: Plan) -> list[Row]:
    """Return the rows of a case; what cannot be measured says why."""
    shop.say(f"== {case.key} ==")
    try:
        return case.run(shop, plan)
    except (Failed, Unavailable) as reason:
        shop.say(f"  not measured: {reason}")
        return [replace(row, note=str(reason)) for row in case.rows]


def skip_case(case: Case, why: str) -> list[Row]:
    """Return the rows of a case that is not wished for."""
    return [replace(row, skipped=why) for row in case.rows]


_CLEAN_PAGES = Row(
    case="clean-pages", what="pages alone, neither output nor cache: ours / Hugo", peer_name="Hugo", goal=0.6
)
_LIKE_SIZE = Row(
    case="like-size",
    what="bytes of a page, median of each kind in each language: how far Hugo's layouts are from ours at most",
    unit="%",
    goal=5,
)
_CLEAN_EVERYTHING = Row(
    case="clean-everything",
    what="the whole site, neither output nor cache: ours / MkDocs + Material",
    peer_name="MkDocs + Material",
    goal=0.25,
)
_ONE_EDIT = Row(
    case="one-edit",
    what="the whole site, the text of one event changed: ours / Hugo's full build",
    peer_name="Hugo",
    goal=0.08,
)
_TITLE_EDIT = Row(
    case="one-edit-title",
    what="the whole site, the title of one record changed, which lists and feeds show: ours / Hugo's full build",
    peer_name="Hugo",
)
_NOTHING = Row(
    case="nothing-changed",
    what="the whole site, nothing changed: ours / Hugo's full build",
    peer_name="Hugo",
    goal=0.05,
)
_SERVE = Row(case="serve", what="preview: from the save to the answer that holds it, 95 of 100", unit="ms", goal=300)
_MEMORY = Row(
    case="memory",
    what="most memory of a clean build of the whole site: ours / Hugo",
    unit="MiB",
    peer_name="Hugo",
    goal=0.3,
)
_MEMORY_PAGES = replace(
    _MEMORY, case="memory-pages", what="most memory of a clean build of the pages alone, as Hugo makes them: ours / Hugo"
)
_SCALE = Row(case="scale", what="ten times the records, time: ours / ours", peer_name="ours, a tenth", goal=11)
_SCALE_MEMORY = Row(
    case="scale-memory",
    what="ten times the records, memory: ours / ours",
    unit="MiB",
    peer_name="ours, a tenth",
    goal=11,
)


def _against(row: Row, peer: str, ours: Engine, shop: Workshop, plan: Plan) -> list[Row]:
    """Compare clean builds; without the peer, ours is measured all the same."""
    engine, missing = _find(shop, peer)
    purpose = row.case
    mine, theirs = alternate(
        plan.rounds,
        lambda _: shop.clean_build(ours, plan.records, purpose),
        (lambda _: shop.clean_build(engine, plan.records)) if engine else None,
    )
    return [replace(row, ours=mine, peer=theirs, note=missing)]


def _find(shop: Workshop, peer: str) -> tuple[Engine | None, str]:
    """Return a peer, or why it is missing."""
    try:
        return shop.peer(peer), ""
    except Unavailable as reason:
        return None, f"{peer} is missing: {reason}"


def _clean_pages(shop: Workshop, plan: Plan) -> list[Row]:
    ours = Ours(pages_only=True)
    return [*_against(_CLEAN_PAGES, "hugo", ours, shop, plan), *compare_sizes(ours, "hugo", shop)]


def compare_sizes(ours: Engine, peer: str, shop: Workshop) -> list[Row]:
    """Return how like the pages are that both have made: a ratio of times says little about pages of other sizes."""
    engine, missing = _find(shop, peer)
    if engine is None:
        return [replace(_LIKE_SIZE, note=missing)]
    return [replace(_LIKE_SIZE, ours=Spread((largest_difference(shop.sizes[ours.name], shop.sizes[engine.name]),)))]


def _clean_everything(shop: Workshop, plan: Plan) -> list[Row]:
    return _against(_CLEAN_EVERYTHING, "material", Ours(), shop, plan)


def _again(row: Row, shop: Workshop, plan: Plan, *, edits: bool, with_title: bool = False) -> list[Row]:
    """Compare a build upon an up-to-date state with the peer's full one."""
    ours, (hugo, missing) = Ours(), _find(shop, "hugo")
    shop.clean_build(ours, plan.records, row.case)
    folder = shop.project(ours, plan.records, row.case)
    events = records(plan.records).events

    def build(at: int) -> float:
        if not edits:
            return shop.build_again(ours, folder, "nothing changed")
        event, mark = events[(at + 1) * len(events) // (plan.rounds + 1)], f"改訂{at + 1}版"
        edit_event(folder, event, mark, with_title=with_title)
        wall = shop.build_again(ours, folder, f"{event.id} changed")
        if mark not in (folder / ours.page("events", event.id, "ja")).read_text(encoding="utf-8"):
            raise Failed(f"the page of {event.id} does not hold the change")
        return wall

    peer = (lambda _: shop.clean_build(hugo, plan.records)) if hugo else None
    mine, theirs = alternate(plan.rounds, build, peer)
    return [replace(row, ours=mine, peer=theirs, note=missing)]


def _serve(shop: Workshop, plan: Plan) -> list[Row]:
    folder = shop.project(Ours(), plan.records, "serve")
    shop.clear(Ours(), folder)
    events = records(plan.records).events
    chosen = tuple(events[at * len(events) // SAVES] for at in range(SAVES))
    shop.say(f"saving {SAVES} events of {plan.records:,} records in the preview, one after the other")
    taken = Spread(measure_saves(folder, chosen))
    slow = percentile(taken.values, 0.95)
    note = f"{len(taken.values)} saves: median {taken.median:.0f}, from {taken.low:.0f} to {taken.high:.0f} ms"
    shop.say(f"  {slow:.0f} ms; {note}")
    return [replace(_SERVE, ours=Spread((slow,)), note=note)]


def measure_memory(row: Row, ours: Engine, shop: Workshop, plan: Plan) -> list[Row]:
    """Compare the most memory of clean builds with Hugo's; without it, ours is measured all the same."""
    hugo, missing = _find(shop, "hugo")
    notes: list[str] = []

    def watch(engine: Engine, purpose: str, _: int) -> float:
        folder = shop.project(engine, plan.records, purpose)
        shop.clear(engine, folder)
        shop.say(f"watching the memory of {engine.name}")
        peak = watch_command(engine.command(folder), folder)
        shop.check(engine, plan.records, folder)
        shop.say(f"  {peak.summed:.0f} MiB")
        if engine is ours:
            notes.append(
                f"{peak.processes} processes, largest {peak.timing.single:.0f} MiB, "
                f"{peak.shared_once:.0f} MiB with what they share counted once"
            )
        return peak.summed

    peer = partial(watch, hugo, "clean") if hugo else None
    mine, theirs = alternate(plan.rounds, partial(watch, ours, row.case), peer)
    return [replace(row, ours=mine, peer=theirs, note="; ".join(filter(None, (missing, notes[-1]))))]


def _scale(shop: Workshop, plan: Plan) -> list[Row]:
    if plan.is_quick:
        return [replace(row, skipped="QUICK=1") for row in (_SCALE, _SCALE_MEMORY)]
    ours, sizes = Ours(), (plan.records * SCALE, plan.records)
    taken: dict[int, list[tuple[float, float]]] = {size: [] for size in sizes}
    for _ in range(min(3, plan.rounds)):
        for size in sizes:
            folder = shop.project(ours, size, "scale")
            shop.clear(ours, folder)
            shop.say(f"building {size:,} records with ours, clean")
            peak = watch_command(ours.command(folder), folder)
            shop.check(ours, size, folder)
            shop.say(f"  {peak.timing.wall:.1f} s, {peak.summed:.0f} MiB")
            taken[size].append((peak.timing.wall, peak.summed))
    rows = []
    for at, row in enumerate((_SCALE, _SCALE_MEMORY)):
        large, small = (Spread(tuple(pair[at] for pair in taken[size])) for size in sizes)
        rows.append(replace(row, ours=large, peer=small, note=f"{sizes[0]:,} records against {sizes[1]:,}"))
    return rows


def _full(key: str, row: Row, shop: Workshop, plan: Plan) -> list[Row]:
    """Measure a peer alone, for those who ask."""
    engine = shop.peer(key)
    rounds = 1 if plan.is_quick else min(3, plan.rounds)
    return [replace(row, peer=Spread(tuple(shop.clean_build(engine, plan.records) for _ in range(rounds))))]


def _informative(key: str, name: str) -> Case:
    row = Row(case=f"full-{key}", what=f"{name}, full build", peer_name=name)
    return Case(f"full-{key}", partial(_full, key, row), (row,))


CASES = (
    Case("clean-pages", _clean_pages, (_CLEAN_PAGES, _LIKE_SIZE)),
    Case("clean-everything", _clean_everything, (_CLEAN_EVERYTHING,)),
    Case("one-edit", partial(_again, _ONE_EDIT, edits=True), (_ONE_EDIT,)),
    Case("one-edit-title", partial(_again, _TITLE_EDIT, edits=True, with_title=True), (_TITLE_EDIT,)),
    Case("nothing-changed", partial(_again, _NOTHING, edits=False), (_NOTHING,)),
    Case("serve", _serve, (_SERVE,)),
    Case("memory", partial(measure_memory, _MEMORY, Ours()), (_MEMORY,)),
    Case("memory-pages", partial(measure_memory, _MEMORY_PAGES, Ours(pages_only=True)), (_MEMORY_PAGES,)),
    Case("scale", _scale, (_SCALE, _SCALE_MEMORY)),
    *SEARCH_CASES,
    FACE,
    PAINT,
    _informative("hugo-yaml", "Hugo, facts in YAML"),
    _informative("static-i18n", "MkDocs + Material + static-i18n"),
    _informative("eleventy", "Eleventy"),
    _informative("zensical", "Zensical"),
)
"""In the order they are run and shown; the informative ones last."""
