"""What the benchmark measures of the first paint."""

from __future__ import annotations

import pytest

from bench.memory_server import Served, serve_memory
from bench.paint import first_paint

FOREIGN = '<img src="https://example.com/x.png" alt="">'


@pytest.mark.parametrize(("extra", "asked"), [("", 0), (FOREIGN, 1)], ids=["alone", "with a picture from elsewhere"])
def test_first_paint_comes_with_the_number_of_requests_to_other_hosts(browser, extra, asked):
    page = Served.of("index.html", f"<!doctype html><title>x</title><p>花</p>{extra}".encode())
    with serve_memory({"": page}) as server:
        time, number = first_paint(browser, server.address, "")

    assert (time > 0, number) == (True, asked)
