import http.client
import json
import sys

import pytest

from bench import chromium, search_cases
from bench.asking import Answer
from bench.case import Plan
from bench.cases import CASES, run_case
from bench.figures import Spread
from bench.indexing import Cost, build_and_look
from bench.measure import Failed, read_command
from bench.memory_server import Served, serve_memory
from bench.peers.engine import Unavailable
from bench.workshop import Workshop

PLAN = Plan(records=4, rounds=1, is_quick=True)
KEYS = ("search-latency", "search-first", "search-octets", "search-requests", "search-index", "search-edit")
ROUND = (
    Answer(query="q001", opening=30.0, first=20.0, again=5.0, in_turn=8.0, requests=7, octets=40 * 1024),
    Answer(query="q002", opening=10.0, first=45.0, again=9.0, in_turn=12.0, requests=9, octets=70 * 1024),
)


def run(key, monkeypatch, tmp_path, answers):
    def ask_all(pages, rounds, every, say):
        if isinstance(answers, Exception):
            raise answers
        return (answers,) * rounds

    monkeypatch.setattr(search_cases, "ask_all", ask_all)
    case = next(case for case in CASES if case.key == key)
    return run_case(case, Workshop([].append, sites=tmp_path), PLAN)


def test_every_case_of_search_has_a_goal():
    rows = [(row.case, row.goal, row.unit) for case in CASES if case.key in KEYS for row in case.rows]

    assert rows == [
        ("search-latency", 50, "ms"),
        ("search-first", None, "ms"),
        ("search-octets", 60, "KiB"),
        ("search-requests", 8, "requests"),
        ("search-index", 8, "s"),
        ("search-edit", 0.2, "s"),
    ]


def test_the_latency_is_that_of_95_in_100_queries_of_a_visit(monkeypatch, tmp_path):
    (row,) = run("search-latency", monkeypatch, tmp_path, ROUND)

    assert row.ours == Spread((12.0,))
    assert row.note == "2,000 pages of each language; 2 queries; median 10 ms, worst 12 ms"


def test_a_first_query_is_told_apart(monkeypatch, tmp_path):
    (row,) = run("search-first", monkeypatch, tmp_path, ROUND)

    assert row.ours == Spread((45.0,))
    assert row.note == (
        "2,000 pages of each language; 2 queries; median 32 ms, worst 45 ms (q002); with opening the index, "
        "95 of 100 in 55 ms; asked again, 95 of 100 in 9 ms, worst 9 ms"
    )


@pytest.mark.parametrize(
    ("key", "ours", "note"),
    [
        ("search-octets", 55.0, "median 40.0, 95 of 100 within 70.0, most 70.0 KiB"),
        ("search-requests", 8.0, "median 7, 95 of 100 within 9, most 9 requests"),
    ],
    ids=["octets", "requests"],
)
def test_octets_and_requests_are_means(monkeypatch, tmp_path, key, ours, note):
    (row,) = run(key, monkeypatch, tmp_path, ROUND)

    assert row.ours == Spread((ours,))
    assert row.note == f"2,000 pages of each language; 2 queries, the script included: {note}"


def test_what_browser_is_missing_is_named(monkeypatch, tmp_path):
    (row,) = run("search-latency", monkeypatch, tmp_path, Unavailable("Chromium is missing: `make test` installs it"))

    assert (row.ours, row.note, row.met) == (None, "Chromium is missing: `make test` installs it", False)


def test_a_machine_without_playwright_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)

    with pytest.raises(Unavailable, match="Playwright is missing"), chromium.chromium():
        pass


def test_a_machine_without_chromium_says_so(monkeypatch):
    pytest.importorskip("playwright")
    monkeypatch.setattr(chromium.shutil, "which", lambda _: None)

    with pytest.raises(Unavailable, match="Chromium is missing"), chromium.chromium():
        pass


def test_the_index_is_served_packed_and_each_request_is_noted():
    text = json.dumps({"防災": "🌸" * 200}).encode()

    with serve_memory({"a.json": Served.of("a.json", text), "b.txt": Served.of("b.txt", b"short")}) as server:
        connection = http.client.HTTPConnection(server.address.removeprefix("http://"))
        answers = []
        for path in ("/a.json", "/b.txt", "/c.txt"):
            connection.request("GET", path)
            answer = connection.getresponse()
            answers.append((answer.status, answer.getheader("Content-Encoding"), len(answer.read())))
        connection.close()

    assert answers == [(200, "gzip", server.asked[0][1]), (200, None, 5), (404, None, 0)]
    assert server.asked == [("a.json", answers[0][2]), ("b.txt", 5), ("c.txt", 0)]
    assert answers[0][2] < len(text)


def test_pages_and_step_are_added_up():
    assert Cost(pages=1.5, processor=1.0, step=0.5, count=9).total == 2.0


def test_a_build_that_does_not_tell_its_steps_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr("bench.indexing.read_command", lambda command, folder: "done\n")

    with pytest.raises(Failed, match="does not say"):
        build_and_look(Workshop([].append, sites=tmp_path), tmp_path, "clean")


def test_what_a_command_said_is_read_as_a_whole(tmp_path):
    assert read_command((sys.executable, "-c", "print('あ' * 900)"), tmp_path) == "あ" * 900
