"""Each page links the style sheets of the components that it shows, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from build_tools.config import PACKAGE
from tests.site.tree import Page, shown

ASSETS = PACKAGE / "theme" / "assets"
CORE, PAPER, EMERGENCY = "site", "paper", "emergency"
CLASS = re.compile(r"\.([a-z][\w-]*)")


def classes_of(sheet: str) -> frozenset[str]:
    """Give the classes that a sheet names in its selectors for screens."""
    text = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", (ASSETS / f"{sheet}.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    screen = re.sub(r"^@media print .*?^}", "", text, flags=re.DOTALL | re.MULTILINE)
    return frozenset(CLASS.findall(" ".join(re.findall(r"([^{};]+)\{", screen))))


COMMON = classes_of(CORE)
SHEETS = tuple(sorted(path.stem for path in ASSETS.glob("*.css") if path.stem not in (CORE, PAPER, EMERGENCY)))
OWN = {sheet: {name for name in classes_of(sheet) - COMMON if not name.startswith("is-")} for sheet in SHEETS}
OWN["search"] = {"hits"}
"""Of what is found, scripts make the elements: this is the list that they fill."""


def linked(page: Page) -> tuple[str, ...]:
    """Give the names of the sheets that a page links, without the digest of their content."""
    return tuple(
        PurePosixPath(link.attributes["href"] or "").name.split(".")[0] for link in page.head_links("stylesheet")
    )


def worn(page: Page) -> frozenset[str]:
    return frozenset(name for each in page.features if (name := each.partition(".")[2]))


def faults(page: Page) -> Iterator[str]:
    """Yield each sheet that a page lacks, and each that it links for nothing."""
    sheets, classes = linked(page), worn(page)
    for sheet in SHEETS:
        if sheet in sheets and not OWN[sheet] & classes:
            yield f"/{page.path}: links {sheet}.css, of whose classes it has none"
        if sheet not in sheets and (
            missing := OWN[sheet] & classes - {name for each in sheets for name in OWN.get(each, ())}
        ):
            yield f"/{page.path}: lacks {sheet}.css, for {' '.join(sorted(missing))}"


def test_pages_link_the_sheets_of_what_they_show(tree):
    on_screen = [page for page in tree.pages.values() if linked(page)[:1] == (CORE,)]

    assert len(on_screen) > 100
    assert shown(fault for page in on_screen for fault in faults(page)) == ""


def test_each_sheet_is_linked_somewhere(tree):
    assert {sheet for page in tree.pages.values() for sheet in linked(page)} == {CORE, PAPER, *SHEETS}
