"""axe finds nothing on any kind of page: both languages, in every colour and width, on paper, with all open.

All rules for WCAG 2.2 AA and all best practices run; none is switched off. Where only colours differ from a state
that all rules have seen, the rules that look at colours run again; where only the header differs, all rules look at
the header.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page

from build_tools.shells import SHELLS
from tests.browser.states import open_all, open_menu, open_search
from tests.conftest import ROOT
from tests.site.tree import LANGS, shown

AXE = ROOT / "node_modules/axe-core/axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of these tags that look at colours."""
OFTEN = 8
"""The header is the same on all pages: on so many of each language it is looked at with menu and search open."""
POINTED = ("target-size",)
"""The rules about what one points at. Nobody points at paper; on every screen they run."""
WINDOWS = [{"color_scheme": scheme, "width": width} for scheme in ("light", "dark") for width in (1280, 320)]
RULES = "tags => axe.getRules(tags).map(({ruleId, tags}) => ({rule: ruleId, tags}))"
LOOKS = [(lang, width) for width in (1280, 320) for lang in LANGS]
LEFT_OUT = {"experimental", "deprecated"}
"""Tags of rules that axe itself does not run, because they are not finished or no longer hold."""
RUN = """([within, chosen]) => {
    const rules = Object.fromEntries(chosen.without.map(rule => [rule, {enabled: false}]))
    const runOnly = chosen.rules ? {type: "rule", values: chosen.rules} : {type: "tag", values: chosen.tags}
    return axe.run(within, {runOnly, rules, resultTypes: ["violations", "incomplete"]}).then(result => ({
        ran: ["violations", "incomplete", "passes", "inapplicable"].flatMap(name => result[name].map(({id}) => id)),
        ...Object.fromEntries(["violations", "incomplete"].map(name => [name, result[name].map(found => {
            const [node] = found.nodes, [check] = [...node.any, ...node.all, ...node.none]
            const selector = node.target.flat().join(" "), number = found.nodes.length
            return {rule: found.id, tags: found.tags, number, selector, why: check?.message || found.help}
        })])),
    }))
}"""
Found = list[dict[str, Any]]


@dataclass(frozen=True)
class State:
    """How a page is looked at."""

    names: tuple[str, ...]
    """Terms of `content/vocabularies/accessibility-states.yml`."""
    media: Mapping[str, str]
    within: str = "html"
    """The part that differs from the states before."""
    rules: tuple[str, ...] = ()
    """The rules that can find something new; all where none is named."""
    without: tuple[str, ...] = ()
    """The rules that ask of a pointer, where there is none."""
    act: Callable[[Page], None] | None = None
    """What the visitor does first."""


def plain(**media: str) -> dict[str, str]:
    """Give the settings of a visitor, all of them, so that none is left from the state before."""
    return {"media": "screen", "color_scheme": "light", "forced_colors": "none", "contrast": "no-preference"} | media


def states(lang: str, width: int) -> tuple[State, ...]:
    """Give what a page is looked at in, one after the other, without loading it again.

    What a visitor asks of colours beyond dark ones is the same in both languages.
    """
    light, dark = plain(), plain(color_scheme="dark")
    search = partial(open_search, lang=lang)
    asked = (
        State(("wide", "contrast"), plain(contrast="more"), rules=COLOURS),
        State(("wide", "dark", "contrast"), dark | {"contrast": "more"}, rules=COLOURS),
        State(("wide", "forced"), plain(forced_colors="active"), rules=COLOURS),
    )
    if width == 1280:
        return (
            State(("wide", "light"), light, act=open_all),
            State(("wide", "dark"), dark, rules=COLOURS),
            *(asked if lang == LANGS[0] else ()),
            State(("print",), plain(media="print"), without=POINTED),
            State(("wide", "light", "search"), light, within="header", act=search),
        )
    return (
        State(("narrow", "light"), light, act=open_all),
        State(("narrow", "dark"), dark, rules=COLOURS),
        State(("narrow", "light", "menu"), light, within="header", act=open_menu),
        State(("narrow", "dark", "menu"), dark, within="header", rules=COLOURS),
        State(("narrow", "dark", "search"), dark, within="header", act=search),
    )


def load_axe(page: Page) -> None:
    """Bring axe into the open page."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "\n;undefined")


def run_axe(
    page: Page, *, within: str = "html", rules: tuple[str, ...] = (), without: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Give what axe finds and what it leaves to a person: each rule once, with its first place and the reason there."""
    return page.evaluate(RUN, [within, ({"rules": rules} if rules else {"tags": TAGS}) | {"without": without}])


def told(found: Found) -> Iterator[str]:
    """Yield findings for people to read."""
    for one in found:
        yield f"{one['rule']}: {one['selector']}: {one['why']}"


def violations(page: Page) -> Iterator[str]:
    """Yield what axe finds on the page that is open: each rule once, with its first place and the reason there."""
    load_axe(page)
    yield from told(run_axe(page)["violations"])


def criteria(tags: list[str]) -> list[str]:
    """Give the numbers of the success criteria that the tags of a rule name: `wcag1410` is 1.4.10."""
    digits = (tag.removeprefix("wcag") for tag in tags if tag.removeprefix("wcag").isdecimal())
    return [f"{each[0]}.{each[1]}.{each[2:]}" for each in digits]


@dataclass
class Findings:
    """What axe finds on many pages."""

    places: dict[str, list[str]]
    """What was found, in words, to the pages and states."""
    problems: Counter[str]
    """Criterion to the number of places that do not meet it."""
    undecided: Counter[str]
    """Criterion to the number of places about which axe could not tell, in the first state of each page."""

    ran: set[str]
    """The rules that looked at something."""

    def add(self, path: str, state: State, result: dict[str, Any]) -> None:
        """Take in what was found in a state of a page."""
        self.ran.update(result["ran"])
        for line in told(result["violations"]):
            self.places.setdefault(line, []).append(f"/{path} ({' '.join(state.names)})")
        for one in result["violations"]:
            self.problems.update(dict.fromkeys(criteria(one["tags"]) or ["best-practice"], one["number"]))
        if state.names == ("wide", "light"):
            for one in result["incomplete"]:
                self.undecided.update(dict.fromkeys(criteria(one["tags"]), one["number"]))


@pytest.mark.covers("axe")
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look)))
def test_axe_finds_nothing(tree, window, address, look, record_property):
    lang, width = look
    found = Findings({}, Counter(), Counter(), set())
    firsts = tree.kinds(lang, limit=1)
    kinds = tree.kinds(lang) if lang == LANGS[0] else firsts
    kinds += tuple(page for page in tree.of(lang) if page.inner in SHELLS and page not in kinds)
    headers = [kind for kind in firsts if kind.dom.css_first("#site-search")][:OFTEN]
    with window(lang=lang, bypass_csp=True, width=width) as page:
        for kind in kinds:
            page.goto(address(kind.path))
            load_axe(page)
            for state in states(lang, width) if kind in firsts else states(lang, width)[:1]:
                if state.within == "header" and kind not in headers:
                    continue
                page.emulate_media(**state.media)
                if state.act:
                    state.act(page)
                found.add(
                    kind.path, state, run_axe(page, within=state.within, rules=state.rules, without=state.without)
                )
        rules = [rule for rule in page.evaluate(RULES, TAGS) if LEFT_OUT.isdisjoint(rule["tags"])]

    record_property("pages", len(kinds))
    record_property("kinds", [kind.path for kind in kinds])
    record_property("states", sorted({name for state in states(lang, width) for name in state.names}))
    record_property("criteria", sorted({number for rule in rules for number in criteria(rule["tags"])}))
    record_property("problems", dict(found.problems))
    record_property("undecided", dict(found.undecided))
    record_property("chromium", page.context.browser.version)
    assert found.ran == {rule["rule"] for rule in rules}
    assert shown(f"{text} on {len(paths)}: {' '.join(paths[:3])}" for text, paths in found.places.items()) == ""
