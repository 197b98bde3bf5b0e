"""A visit stays between the visitor and the site: no other host is asked, and the console is quiet."""

from __future__ import annotations

import pytest

from tests.site.tree import LANGS, shown

BLOCKED = "Service Worker registration blocked by Playwright"
"""What our own windows say of `service_workers="block"`; `test_offline.py` lets them in."""


@pytest.mark.parametrize("lang", LANGS)
def test_visit_asks_no_other_host_and_raises_no_error(tree, window, address, server, lang):
    asked, said, failed = [], [], []
    with window(lang=lang) as page:
        page.on("request", lambda request: asked.append(f"{page.url}: {request.url}"))
        page.on("console", lambda message: said.append(f"{page.url}: {message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url}: error: {error.message}"))
        page.on(
            "response", lambda answer: failed.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
        )
        for kind in tree.kinds(lang):
            page.goto(address(kind.path), wait_until="networkidle")

    elsewhere = [line for line in asked if not line.split(": ", 1)[1].startswith((f"{server}/", "data:", "blob:"))]
    errors = [line for line in said if (": error: " in line or ": warning: " in line) and BLOCKED not in line]
    assert shown(elsewhere) == ""
    assert shown(errors) == ""
    assert shown(failed) == ""


@pytest.mark.parametrize(("lang", "path"), [("ja", "no-such-page/"), ("en", "en/no-such-page/")])
def test_missing_page_speaks_the_language_of_its_address(window, address, lang, path):
    with window(lang=lang) as page:
        answer = page.goto(address(path))

        assert answer.status == 404
        assert page.locator("html").get_attribute("lang") == lang
        assert page.locator("main a:visible").count() > 0
