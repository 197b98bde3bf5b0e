"""What `make bench` measures in Chromium is what a visitor does: the same scripts, the same files."""

from __future__ import annotations

from bench.asking import ask, ask_in_turn, make_files
from bench.memory_server import serve_memory

QUERY = {"id": "q002", "lang": "ja", "query": "防災講座"}


def test_a_first_query_counts_with_all_that_it_fetches(browser):
    with serve_memory(make_files(0)) as server:
        answer = ask(browser, server, QUERY)
        asked = [(path, octets) for path, octets in server.asked if path in server.files]  # an icon is none of ours
        fetched = [path for path, _ in asked]

    assert answer.query == QUERY["id"]
    assert fetched[:2] == ["box.js", "search/ja/index.json"]
    assert (answer.requests, answer.octets) == (len(fetched), sum(octets for _, octets in asked))
    assert answer.first > 0


def test_queries_of_one_visit_are_timed_one_by_one(browser):
    with serve_memory(make_files(0)) as server:
        taken = ask_in_turn(browser, server, "ja", [QUERY, QUERY])

    assert [value > 0 for value in taken] == [True, True]
