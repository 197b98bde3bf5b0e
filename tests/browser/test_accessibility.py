"""axe finds nothing on any kind of page: both languages, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT
from tests.site.tree import LANGS, shown

AXE = ROOT / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WINDOWS = [{"color_scheme": scheme, "width": width} for scheme in ("light", "dark") for width in (1280, 320)]
RUN = """tags => axe.run(document, {runOnly: tags, resultTypes: ["violations"]}).then(result =>
    result.violations.map(({id, help, nodes}) => {
        const [node] = nodes, [check] = [...node.any, ...node.all, ...node.none]
        return {rule: id, selector: node.target.flat().join(" "), why: check?.message || help}
    }))"""


def violations(page: Page) -> Iterator[str]:
    """Yield what axe finds on the page that is open: each rule once, with its first place and the reason there."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "\n;undefined")
    for one in page.evaluate(RUN, TAGS):
        yield f"{one['rule']}: {one['selector']}: {one['why']}"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("look", WINDOWS, ids=lambda look: f"{look['color_scheme']}-{look['width']}")
def test_axe_finds_nothing(tree, window, address, lang, look):
    places: dict[str, list[str]] = {}
    with window(lang=lang, bypass_csp=True, **look) as page:
        for kind in tree.kinds(lang):
            page.goto(address(kind.path))
            for violation in violations(page):
                places.setdefault(violation, []).append(f"/{kind.path}")

    assert shown(f"{text} on {len(paths)} pages: {' '.join(paths[:3])}" for text, paths in places.items()) == ""
