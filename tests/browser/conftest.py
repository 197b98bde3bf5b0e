"""One Chromium for all tests of a worker, and windows that differ in what a visitor may bring."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # A name of another host is refused at once instead of being asked for.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
BLOCKED = "Service Worker registration blocked by Playwright"
"""What our own windows say of `service_workers="block"`; `test_offline.py` lets them in."""
HEIGHTS = {320: 640, 390: 844, 1280: 900}
Window = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of the machine."""
    names = (os.environ.get("CHROMIUM", ""), "/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
    executable = next(filter(None, map(shutil.which, filter(None, names))), None)
    if executable is None:
        pytest.fail("There is no Chromium here: run `make test`, which installs it.", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGS))
        yield browser
        browser.close()


@pytest.fixture
def window(browser: Browser, server: str) -> Window:
    """Open a window: `with window(width=320, color_scheme="dark") as page`; addresses are those of the site."""

    @contextmanager
    def opened(*, width: int = 1280, lang: str = "ja", **options: object) -> Iterator[Page]:
        context = browser.new_context(
            base_url=server,
            viewport={"width": width, "height": HEIGHTS[width]},
            locale={"ja": "ja-JP", "en": "en-GB"}[lang],
            reduced_motion="reduce",
            service_workers="block",
            **options,
        )
        context.set_default_timeout(10_000)
        try:
            yield context.new_page()
        finally:
            context.close()

    return opened


@pytest.fixture
def address(server: str, tree) -> Callable[[str], str]:
    """Give the served address of a path of the site."""
    return lambda path: f"{server}{tree.prefix}{path}"
