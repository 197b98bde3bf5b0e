"""The Chromium of the machine, as the tests in a browser find it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bench.measure import Failed
from bench.peers.engine import Unavailable

if TYPE_CHECKING:  # a program of the tests, which need not be there
    from playwright.sync_api import Browser

_NAMES = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # A name of another host is refused at once instead of being asked for.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


def find_chromium() -> str:
    """Return the path of the program.

    Raises:
        Unavailable: when it is not there.
    """
    names = (os.environ.get("CHROMIUM", ""), *_NAMES)
    executable = next(filter(None, map(shutil.which, filter(None, names))), None)
    if executable is None:
        raise Unavailable("Chromium is missing: `make test` installs it")
    return executable


@contextmanager
def chromium() -> Iterator["Browser"]:
    """Run Chromium while the context lasts.

    Raises:
        Unavailable: when it, or Playwright, which drives it, is not there.
        Failed: when it does not start, or what it was told to do went wrong.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ModuleNotFoundError:
        raise Unavailable("Playwright is missing: `make test` installs it") from None
    executable = find_chromium()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=list(ARGS))
            try:
                yield browser
            finally:
                browser.close()
    except Error as problem:
        raise Failed(f"Chromium failed: {problem.message.splitlines()[0]}") from problem
