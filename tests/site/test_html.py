"""The Nu HTML checker reads every page, in one run."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, Once

JAR = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
CHECKER = ("java", "-Xmx2g", "-Xss8m", "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always")
# Read from the disk, a page has no host that `'self'` could name; the browser tests watch the policy.
SELF = re.compile(r"Resource violates Content Security Policy \(meta tag\): external \w+ “\.{0,2}/")
# Data for search engines is no script that runs: HTML "prepare the script element" ends before the policy is asked.
DATA = re.compile(r"Inline script violates Content Security Policy")
Message = dict[str, str]


@pytest.fixture(scope="session")
def messages(site_folder: Path, once: Once) -> list[Message]:
    """What the checker says of all pages."""
    return once("messages", lambda _: check(site_folder))


def check(site_folder: Path) -> list[Message]:
    """Let the checker read every page below a folder."""
    run = subprocess.run(  # noqa: S603 -- a pinned program, with our own arguments
        [*CHECKER, "--skip-non-html", str(site_folder)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=900,
        check=True,
    )
    return [message for message in json.loads(run.stdout)["messages"] if not is_mistaken(message)]


def is_mistaken(message: Message) -> bool:
    """The checker blames a page for what no browser blocks."""
    is_data = '<script type="application/ld+json">' in message.get("extract", "")
    return bool(SELF.match(message["message"]) or (is_data and DATA.match(message["message"])))


def listed(messages: list[Message], site_folder: Path, kind: str) -> str:
    """List messages of a kind, each text once, with the number of places and the first of them."""
    places: dict[str, list[str]] = {}
    for message in messages:
        if message_kind(message) == kind:
            page = message.get("url", "").removeprefix(f"file:{site_folder}").lstrip("/")
            place = f"{page}:{message.get('lastLine', '?')}: {message.get('extract', '').strip()!r}"
            places.setdefault(message["message"], []).append(place)
    lines = (f"{len(where)} x {text}\n      {where[0]}" for text, where in sorted(places.items()))
    return "\n".join(lines)


def message_kind(message: Message) -> str:
    return "warning" if message["type"] == "info" else "error"


@pytest.mark.covers("nu", "4.1.1")
def test_pages_have_no_errors(messages, site_folder, tree, record_property):
    record_property("pages", len(tree.pages))
    assert listed(messages, site_folder, "error") == ""


@pytest.mark.covers("nu", "4.1.1")
def test_pages_have_no_warnings(messages, site_folder, tree, record_property):
    record_property("pages", len(tree.pages))
    assert listed(messages, site_folder, "warning") == ""
