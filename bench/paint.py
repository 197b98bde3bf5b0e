"""The case of the first paint of our own site while no other host answers, which a page must not wait for."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bench.case import Case, Plan
from bench.chromium import chromium
from bench.face import ROUNDS, build_city, choose_pages, read_site, serve_site
from bench.figures import Row, Spread
from bench.workshop import Workshop

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
_WHAT = "an event or the front page, no other host answering: first contentful paint"
_ROW = Row(case="face-alone", what=_WHAT, unit="ms", goal=1000)


def first_paint(browser: "Browser", address: str, page: str) -> tuple[float, int]:
    """Return when a page shows its first words, and how often it asked another host, which never answers.

    Args:
        browser: Chromium.
        address: Of the served site, without a slash at the end.
        page: Below it.

    Returns:
        Milliseconds from the beginning of the visit, and a number.
    """
    foreign = []

    def answer(route: "Route", *, own: str) -> None:
        if route.request.url.startswith(own):
            route.continue_()
        else:
            foreign.append(route.request.url)

    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        context.route("**/*", partial(answer, own=f"{address}/"))
        window = context.new_page()
        window.goto(f"{address}/{page}", wait_until="commit")
        return float(window.wait_for_function(PAINTED).json_value()), len(foreign)


def _run(shop: Workshop, plan: Plan) -> list[Row]:
    files = read_site(build_city(shop))
    with serve_site(files) as server, chromium() as browser:
        visits = [
            first_paint(browser, server.address, page)
            for _ in range(1 if plan.is_quick else ROUNDS)
            for page in choose_pages(files)
        ]
    times, asked = zip(*visits, strict=True)
    return [replace(_ROW, ours=Spread(times), note=f"{sum(asked)} requests to other hosts")]


PAINT = Case("face-alone", _run, (_ROW,))
