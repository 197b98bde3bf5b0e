"""What style sheets see to: targets large enough to hit."""

from __future__ import annotations

import pytest

LEAST = 24
"""Pixels that a target is high: WCAG 2.2, success criterion 2.5.8."""
SMALL = """least => [...document.querySelectorAll("a[href], button, summary, select")]
    .filter(target => target.checkVisibility() && !target.closest(".visually-hidden, .skip, svg"))
    .filter(target => Math.min(...[...target.getClientRects()].map(({height}) => height)) < least)
    .map(target => target.outerHTML)"""


@pytest.mark.parametrize(("lang", "width"), [("ja", 390), ("en", 1280)])
def test_what_is_pressed_is_large_enough(tree, window, address, lang, width):
    found = {}
    with window(width=width, lang=lang) as page:
        for kind in tree.kinds(lang):
            page.goto(address(kind.path))
            found[kind.path] = page.evaluate(SMALL, LEAST)

    assert len(found) > 20
    assert {path: small for path, small in found.items() if small} == {}
