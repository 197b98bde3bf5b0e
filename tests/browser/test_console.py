"""A visit that lets the service worker in leaves the console empty: behind a real host, and as the benchmark has it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Error

from bench.face import read_site, serve_site
from build_tools.hosting.rules import Place
from tests.hosting.servers import copy_site, nginx

CONTROLLED = "() => navigator.serviceWorker.controller"
SHOWN = ("error", "warning")


@pytest.fixture(scope="module", params=["nginx", "benchmark"])
def host(request, site_folder, tree, tmp_path_factory) -> Iterator[str]:
    """Give the address of the served site, with a slash at its end."""
    if request.param == "benchmark":
        with serve_site(read_site(site_folder)) as server:
            yield f"{server.address}/"
        return
    place = Place(tree.base)
    folder = site_folder if place.root == "/" else copy_site(site_folder, place, tmp_path_factory.mktemp("host"))
    with nginx(place, folder, tmp_path_factory.mktemp("nginx")) as address:
        yield f"{address}{place.root}"


def test_console_stays_empty_while_the_worker_is_registered(browser, host):
    said = []
    with browser.new_context() as context:
        context.on("console", lambda message: said.append((message.type, message.text)))
        context.on("weberror", lambda problem: said.append(("error", problem.error.message)))
        page = context.new_page()
        page.goto(f"{host}events/")
        with contextlib.suppress(Error):  # what the console said tells more
            page.wait_for_function(CONTROLLED)
        page.goto(f"{host}en/events/", wait_until="networkidle")
        is_controlled = page.evaluate(f"Boolean(({CONTROLLED})())")

    assert [line for line in said if line[0] in SHOWN] == []
    assert is_controlled
