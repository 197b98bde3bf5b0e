"""Asks the search of a site as its visitors do, in Chromium: how long a first query takes, and what it fetches.

The corpus and the queries are those of `tests/search_eval/`, among made-up pages. Each query is asked in a window of
its own, which has neither kept a file nor run the scripts before, and once more of the same index.
"""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from bench.chromium import chromium
from bench.memory_server import MemoryServer, Served, serve_memory
from bench.peers.engine import LANGUAGES, ROOT
from build_tools.engine.assets import read_assets
from build_tools.search.evaluating import index_corpus, read_groups

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_CORPUS = ROOT / "tests" / "search_eval"
_SCRIPT = "box.js"
"""The box and the engine in one."""
_PAGE = "index.html"
_SHOWN = 5
"""So many results the box shows."""
_PAUSE = 300
"""Milliseconds from the page to the question: nobody types while the window is still being opened."""
_ASK = """async ({lang, query, limit, pause}) => {
    await new Promise(done => setTimeout(done, pause))
    const {open} = await import("/box.js")
    const began = performance.now()
    const index = await open(new URL(`/search/${lang}/`, location).href)
    const opened = performance.now()
    await index.find(query, {limit})
    const found = performance.now()
    await index.find(query, {limit})
    return {opening: opened - began, first: found - opened, again: performance.now() - found}
}"""


_ASK_IN_TURN = """async ({lang, queries, limit}) => {
    const {open} = await import("/box.js"), index = await open(new URL(`/search/${lang}/`, location).href), taken = []
    for (const query of queries) {
        const began = performance.now()
        await index.find(query, {limit})
        taken.push(performance.now() - began)
    }
    return taken
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one query took."""

    query: str
    """Its id."""
    opening: float
    """Milliseconds from the question for the index to when its first file is read."""
    first: float
    """Milliseconds from the query to its results with their texts."""
    again: float
    """The same for the same query, asked once more of the same index."""
    in_turn: float = 0.0
    """The same for the query in a visit in which those before it were asked too."""
    requests: int
    """All that were sent: scripts, first file, terms and texts."""
    octets: int
    """Of the bodies of all answers, packed with gzip."""


def ask_all(pages: int, rounds: int, every: int, say: Callable[[str], None]) -> tuple[tuple[Answer, ...], ...]:
    """Return what each query took, for each round.

    Args:
        pages: So many made-up pages of each language stand around the corpus.
        rounds: How often all is asked.
        every: Of so many queries one is asked.
        say: Is told of each step.

    Raises:
        Unavailable: when there is no Chromium.
        Failed: when it does not answer.
    """
    queries = json.loads((_CORPUS / "queries.json").read_text(encoding="utf-8"))[::every]
    with chromium() as browser:  # first of all: without it, no index is needed
        say(f"indexing {pages:,} made-up pages of each language")
        with serve_memory(make_files(pages)) as server:
            say(f"asking {len(queries)} queries, {rounds} times")
            return tuple(_ask_round(browser, server, queries) for _ in range(rounds))


def _ask_round(browser: "Browser", server: MemoryServer, queries: list[dict[str, Any]]) -> tuple[Answer, ...]:
    in_turn: dict[str, float] = {}
    for lang in LANGUAGES:
        items = [item for item in queries if item["lang"] == lang]
        in_turn |= zip((item["id"] for item in items), ask_in_turn(browser, server, lang, items), strict=True)
    return tuple(replace(ask(browser, server, item), in_turn=in_turn[item["id"]]) for item in queries)


def ask_in_turn(browser: "Browser", server: MemoryServer, lang: str, items: list[dict[str, Any]]) -> list[float]:
    """Return the milliseconds that each query of a language takes in one visit, one after the other."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"{server.address}/{_PAGE}")
        asked = {"lang": lang, "queries": [item["query"] for item in items], "limit": _SHOWN}
        taken: list[float] = page.evaluate(_ASK_IN_TURN, asked)
    finally:
        context.close()
    return taken


def make_files(pages: int) -> dict[str, Served]:
    """Return all that is served, by address."""
    files = {_SCRIPT: Served.of(_SCRIPT, read_assets()[_SCRIPT].data)}
    files[_PAGE] = Served.of(_PAGE, b"<!doctype html><title>bench</title>")
    # Spawned: a process with the threads and pipes of a browser is not to be forked.
    with ProcessPoolExecutor(len(LANGUAGES), mp_context=get_context("spawn")) as processes:
        for lang, found in zip(LANGUAGES, processes.map(partial(_index, pages), LANGUAGES), strict=True):
            files |= {f"search/{lang}/{path}": served for path, served in found.items()}
    return files


def _index(pages: int, lang: str) -> dict[str, Served]:
    """Return the files of the index of a language."""
    corpus = json.loads((_CORPUS / "records.json").read_text(encoding="utf-8"))
    groups = tuple(read_groups((ROOT / "content" / "synonyms.yml").read_text(encoding="utf-8")))
    files = index_corpus([item for item in corpus if item["lang"] == lang], lang, groups, pages=pages)
    return {path: Served.of(path, data) for path, data in files.items()}


def ask(browser: "Browser", server: MemoryServer, item: Mapping[str, Any]) -> Answer:
    """Ask one query in a window of its own."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"{server.address}/{_PAGE}")
        server.asked.clear()
        taken = page.evaluate(_ASK, {"lang": item["lang"], "query": item["query"], "limit": _SHOWN, "pause": _PAUSE})
    finally:
        context.close()
    asked = [(path, octets) for path, octets in server.asked if path in server.files]
    return Answer(query=item["id"], requests=len(asked), octets=sum(octets for _, octets in asked), **taken)
