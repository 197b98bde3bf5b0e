"""The case of the face: what Lighthouse says of our own site, as a phone on a slow line meets it.

The built site of the city is served from memory, packed with gzip as `make site COMPRESS=1` does. Lighthouse is
installed into `.cache/bench/` the first time. Its figures are simulated from what it has seen on a fast line.
The peer is stock Material 9.8.1 with the same events, measured once in the same way; it is not measured again.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from bench.case import Case, Plan
from bench.chromium import ARGS, find_chromium
from bench.figures import Row, Spread
from bench.measure import Failed
from bench.memory_server import TYPES, MemoryServer, Served, serve_memory
from bench.peers.engine import CACHE, ROOT, run_or_give_up
from bench.records import AS_OF
from bench.workshop import Workshop

ROUNDS = 3
_SOURCE, _INSTALLED = Path(__file__).parent / "peers" / "lighthouse", CACHE / "lighthouse"
_LONG_AGO = "peer: MkDocs + Material 9.8.1, measured once"


@dataclass(frozen=True, slots=True)
class Visit:
    """What Lighthouse says of one visit of a page."""

    page: str
    """Its address below the site's root."""
    figures: Mapping[str, float]
    """Case to its figure: milliseconds, points that are missing to 100, KiB, requests."""
    faults: tuple[str, ...]
    """Audits that count and are not passed."""


def _row(case: str, what: str, unit: str, goal: float, peer: float) -> Row:
    return Row(case=f"face-{case}", what=what, unit=unit, goal=goal, peer=Spread((peer,)))


ROWS = (
    _row("lcp", "an event or the front page: largest contentful paint", "ms", 1100, 1700),
    _row("tbt", "the same: total blocking time", "ms", 20, 150),
    _row("cls", "the same: cumulative layout shift, thousandths", "‰", 10, 10),
    _row("performance", "the same: points missing in performance", "points", 1, 3),
    _row("accessibility", "the same: points missing in accessibility", "points", 0, 8),
    _row("best-practices", "the same: points missing in best practices", "points", 0, 4),
    _row("seo", "the same: points missing in SEO", "points", 0, 9),
    _row("octets", "an event, first visit: what it fetches, heads of answers included", "KiB", 50, 113),
    _row("requests", "an event, first visit: requests", "requests", 8, 18),
)


def read_visit(page: str, report: Mapping[str, Any]) -> Visit:
    """Return what a report of Lighthouse says of a visit."""
    audits, categories = report["audits"], report["categories"]
    fetched = audits["network-requests"]["details"]["items"]
    figures = {
        "lcp": audits["largest-contentful-paint"]["numericValue"],
        "tbt": audits["total-blocking-time"]["numericValue"],
        "cls": audits["cumulative-layout-shift"]["numericValue"] * 1000,
        "octets": audits["total-byte-weight"]["numericValue"] / 1024,
        "requests": float(len(fetched)),
        **{key: round(100 - 100 * category["score"], 3) for key, category in categories.items()},
    }
    judged = (category for key, category in categories.items() if key != "performance")  # whose audits are the figures
    counted = (each["id"] for category in judged for each in category["auditRefs"] if each["weight"])
    faults = sorted({id_ for id_ in counted if audits[id_]["score"] is not None and audits[id_]["score"] < 1})
    return Visit(page, {f"face-{key}": value for key, value in figures.items()}, tuple(faults))


def judge(visits: tuple[Visit, ...]) -> list[Row]:
    """Return the rows: of each figure, the visits of the page with the worst median."""
    every = tuple(dict.fromkeys(visit.page for visit in visits))
    events = tuple(page for page in every if page)

    def of(page: str, case: str) -> tuple[float, ...]:
        return tuple(visit.figures[case] for visit in visits if visit.page == page)

    rows = []
    for row in ROWS:
        pages = events if row.what.startswith("an event,") else every
        worst = max(pages, key=lambda page: median(of(page, row.case)))
        each = ", ".join(f"/{page} {median(of(page, row.case)):.4g}" for page in pages)
        rows.append(replace(row, ours=Spread(of(worst, row.case)), note=f"{_LONG_AGO}; ours, medians: {each}"))
    faults = sorted({f"/{visit.page}: {fault}" for visit in visits for fault in visit.faults})
    return [replace(rows[0], note="; ".join([rows[0].note, *faults])), *rows[1:]]


def choose_pages(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the pages that are looked at: of each language the longest event that search engines may list, and home.

    Args:
        files: Path below the site's root to content.
    """

    def longest(root: str) -> str:
        found = {
            path: body
            for path, body in files.items()
            if path.startswith(f"{root}events/") and b'class="event-top' in body and b'content="noindex"' not in body
        }
        if not found:
            raise Failed(f"no event below /{root}events/")
        return max(found, key=lambda path: (len(found[path]), path)).removesuffix("index.html")

    return (longest(""), longest("en/"), "")


def _install(shop: Workshop) -> None:
    stamp, lock = _INSTALLED / ".ready", (_SOURCE / "package-lock.json").read_bytes()
    if not (stamp.is_file() and stamp.read_bytes() == lock):
        shop.say("installing Lighthouse")
        _INSTALLED.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(_SOURCE / name, _INSTALLED)
        run_or_give_up("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=_INSTALLED)
        stamp.write_bytes(lock)
    package = json.loads((_INSTALLED / "node_modules" / "lighthouse" / "package.json").read_text(encoding="utf-8"))
    shop.versions["Lighthouse"] = str(package["version"])


def build_city(shop: Workshop) -> Path:
    """Build the city's own site; return its folder."""
    folder = CACHE / "sites" / "face"
    shop.say("building the site of the city")
    options = ("--as-of", f"{AS_OF}", "--out", f"{folder}", "--lang", "en")
    run_or_give_up(sys.executable, "-m", "build_tools", "site", *options, cwd=ROOT)
    return folder


def read_site(folder: Path) -> Mapping[str, bytes]:
    """Return the files of a built site that a visit can ask for: what its service worker keeps is asked for too.

    Returns:
        Path below the site's root to content.
    """
    wanted = (path for path in folder.rglob("*") if path.suffix in TYPES)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in wanted}


def serve_site(files: Mapping[str, bytes]) -> AbstractContextManager[MemoryServer]:
    """Serve files as a host does: a page at the address of its folder."""
    return serve_memory({path.removesuffix("index.html"): Served.of(path, body) for path, body in files.items()})


def _visit(address: str, page: str, chromium: str) -> Visit:
    command = (
        "node", "node_modules/lighthouse/cli/index.js", f"{address}/{page}", "--quiet", "--output=json",
        "--no-enable-error-reporting", f"--chrome-flags=--headless=new {' '.join(ARGS)}",
    )  # fmt: skip
    os.environ["CHROME_PATH"] = chromium  # the only way to tell it
    report = json.loads(run_or_give_up(*command, cwd=_INSTALLED))
    if "runtimeError" in report:
        raise Failed(f"Lighthouse: {report['runtimeError']['message']}")
    return read_visit(page, report)


def _visits(shop: Workshop, rounds: int) -> Iterator[Visit]:
    chromium = find_chromium()
    _install(shop)
    files = read_site(build_city(shop))
    pages = choose_pages(files)
    with serve_site(files) as server:
        for _ in range(rounds):
            for page in pages:
                visit = _visit(server.address, page, chromium)
                shop.say(f"  /{page}: LCP {visit.figures['face-lcp']:.0f} ms, {len(visit.faults)} audits not passed")
                yield visit


def _run(shop: Workshop, plan: Plan) -> list[Row]:
    return judge(tuple(_visits(shop, 1 if plan.is_quick else ROUNDS)))


FACE = Case("face", _run, ROWS)
