"""axe finds nothing on the page of the design, which has every part in each state, in any scheme of colours."""

from __future__ import annotations

import pytest

from tests.browser.test_accessibility import violations
from tests.site.tree import LANGS

SCHEMES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "more-light": {"color_scheme": "light", "contrast": "more"},
    "more-dark": {"color_scheme": "dark", "contrast": "more"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
}
OPEN_ALL = "() => document.querySelectorAll('details').forEach(part => { part.open = true })"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_any_part(window, address, lang, scheme):
    found = []
    for width in (320, 1280):
        with window(width=width, lang=lang, bypass_csp=True, **SCHEMES[scheme]) as page:
            page.goto(address(f"{'' if lang == 'ja' else 'en/'}developers/design/"))
            page.evaluate(OPEN_ALL)
            found += [f"{width} px: {violation}" for violation in violations(page)]

    assert found == []
