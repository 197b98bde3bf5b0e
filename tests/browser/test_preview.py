"""`make serve` as an editor meets it: save, and the open page shows it."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.conftest import AS_OF, ROOT

RECORD = "events/sample-2026-12-05-disaster-lecture-1"
EVENT = f"{RECORD}/"
PATIENCE = 30_000
"""Milliseconds: the machine may be busy with other tests; nothing here waits longer than it must."""
VIEWPORT = ViewportSize(width=1280, height=600)


@contextmanager
def serving(content: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the command while the context lasts."""
    command = [sys.executable, "-m", "build_tools", "serve", "--port", "0", "--lang", "ja", "--as-of", AS_OF]
    with subprocess.Popen(  # noqa: S603 -- our own command, with our own arguments
        [*command, "--content", str(content)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the real records."""
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


def first_address(process: subprocess.Popen[str]) -> str:
    """Give the address that the command prints when the site is there."""
    assert process.stdout
    found = (re.search(r"http://127\.0\.0\.1:\d+/", line) for line in process.stdout)
    return next(match[0] for match in found if match)


def replace(file: Path, old: str, new: str) -> None:
    """Save a file with other words in it."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def wait_for_new_page(page: Page, save: Callable[[], None]) -> None:
    """Save, and wait until the open page has loaded itself again."""
    with page.expect_event("domcontentloaded", timeout=PATIENCE):
        save()


def test_page_follows_what_is_saved(browser: Browser, content: Path):
    file = content / f"{RECORD}.md"
    with serving(content) as process, closing(browser.new_page(viewport=VIEWPORT, reduced_motion="reduce")) as page:
        page.goto(first_address(process) + EVENT)
        heading, panel = page.locator("h1"), page.get_by_role("alert")
        page.evaluate("scrollTo(0, 300)")

        wait_for_new_page(page, lambda: replace(file, "title: 災害時", "title: 灯りのない夜｜災害時"))
        expect(heading).to_contain_text("灯りのない夜｜", timeout=PATIENCE)
        expect(panel).to_have_count(0, timeout=PATIENCE)
        page.wait_for_function("scrollY === 300")

        wait_for_new_page(page, lambda: replace(file, "2026-12-05 16:00", "2026-12-05 13:00"))
        expect(panel).to_contain_text("content/events/sample-2026-12-05-disaster-lecture-1.md:10:7", timeout=PATIENCE)
        expect(panel).to_contain_text("直し方: どちらかを直してください。", timeout=PATIENCE)
        expect(panel).to_be_in_viewport(timeout=PATIENCE)
        expect(heading).to_contain_text("灯りのない夜｜", timeout=PATIENCE)

        wait_for_new_page(page, lambda: replace(file, "2026-12-05 13:00", "2026-12-05 16:00"))
        expect(panel).to_have_count(0, timeout=PATIENCE)
        expect(page.locator("main")).to_contain_text("16時まで", timeout=PATIENCE)

        process.send_signal(signal.SIGINT)
        printed, _ = process.communicate(timeout=60)

    assert (process.returncode, printed.splitlines()[-1]) == (0, "プレビューを終えました。")
