"""axe finds nothing on any kind of page: both languages, in every colour and width, on paper, with all open.

All rules for WCAG 2.2 AA and all best practices run; none is switched off anywhere, nor on paper. Where only colours
differ from a state that all rules have seen, the rules that look at colours run again; where only the header differs,
all rules look at the header. A page is loaded once, and its window made narrow in between.
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
from tests.browser.conftest import HEIGHTS
from tests.browser.states import open_all, open_menu, open_search
from tests.conftest import ROOT
from tests.site.tree import LANGS, shown

AXE = ROOT / "node_modules/axe-core/axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of these tags that look at colours."""
OFTEN = 4
"""The header is the same on all pages: on so many of each half it is looked at with menu and search open."""
ALWAYS = (("wide", "light"), ("narrow", "light"))
"""The states in which every page is looked at; in the others one page of each kind is."""
WINDOWS = ({"color_scheme": "light", "width": 1280}, {"color_scheme": "dark", "width": 320})
"""Both schemes and both widths in two looks: states that scripts make are looked at in these."""
RULES = "tags => axe.getRules(tags).map(({ruleId, tags}) => ({rule: ruleId, tags}))"
HALVES = [(lang, half) for half in (0, 1) for lang in LANGS]
"""Every second page of a language, for two processes."""
LEFT_OUT = {"experimental", "deprecated"}
"""Tags of rules that axe itself does not run, because they are not finished or no longer hold."""
RUN = """([within, type, values]) => {
    return axe.run(within, {runOnly: {type, values}, resultTypes: ["violations", "incomplete"]}).then(result => ({
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
    width: int = 1280
    within: str = "html"
    """The part that differs from the states before."""
    rules: tuple[str, ...] = ()
    """The rules that can find something new; all where none is named."""
    act: Callable[[Page], None] | None = None
    """What the visitor does first."""


def plain(**media: str) -> dict[str, str]:
    """Give the settings of a visitor, all of them, so that none is left from the state before."""
    return {"media": "screen", "color_scheme": "light", "forced_colors": "none", "contrast": "no-preference"} | media


def states(lang: str) -> tuple[State, ...]:
    """Give what a page is looked at in, one after the other, without loading it again."""
    light, dark = plain(), plain(color_scheme="dark")
    search = partial(open_search, lang=lang)
    return (
        State(("wide", "light"), light, act=open_all),
        State(("wide", "dark"), dark, rules=COLOURS),
        State(("wide", "contrast"), plain(contrast="more"), rules=COLOURS),
        State(("wide", "dark", "contrast"), dark | {"contrast": "more"}, rules=COLOURS),
        State(("wide", "forced"), plain(forced_colors="active"), rules=COLOURS),
        State(("print",), plain(media="print")),
        State(("narrow", "light"), light, 320),
        State(("narrow", "dark"), dark, 320, rules=COLOURS),
        State(("narrow", "light", "menu"), light, 320, within="header", act=open_menu),
        State(("narrow", "dark", "menu"), dark, 320, within="header", rules=COLOURS),
        State(("narrow", "dark", "search"), dark, 320, within="header", act=search),
        State(("wide", "light", "search"), light, within="header", act=search),
    )


def load_axe(page: Page) -> None:
    """Bring axe into the open page."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "\n;undefined")


def run_axe(page: Page, *, within: str = "html", rules: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give what axe finds and what it leaves to a person: each rule once, with its first place and the reason there."""
    return page.evaluate(RUN, [within, "rule" if rules else "tag", rules or TAGS])


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
        if state.names == ALWAYS[0]:
            for one in result["incomplete"]:
                self.undecided.update(dict.fromkeys(criteria(one["tags"]), one["number"]))


@pytest.mark.covers("axe")
@pytest.mark.parametrize("part", HALVES, ids=lambda part: "-".join(map(str, part)))
def test_axe_finds_nothing(request, tree, window, address, part):
    lang, half = part
    record_property = request.getfixturevalue("record_property")
    found = Findings({}, Counter(), Counter(), set())
    firsts = tree.kinds(lang, limit=1)
    # What is written down as evidence is found on two pages of each kind.
    kinds = tree.kinds(lang) if lang == LANGS[0] and request.config.getoption("evidence") else firsts
    kinds += tuple(page for page in tree.of(lang) if page.inner in SHELLS and page not in kinds)
    kinds = kinds[half::2]
    headers = [kind for kind in kinds if kind in firsts and kind.dom.css_first("#site-search")][:OFTEN]
    with window(lang=lang, bypass_csp=True) as page:
        for kind in kinds:
            page.set_viewport_size({"width": 1280, "height": HEIGHTS[1280]})
            page.goto(address(kind.path))
            load_axe(page)
            for state in states(lang):
                if kind not in (headers if state.within == "header" else firsts) and state.names not in ALWAYS:
                    continue
                page.set_viewport_size({"width": state.width, "height": HEIGHTS[state.width]})
                page.emulate_media(**state.media)
                if state.act:
                    state.act(page)
                found.add(kind.path, state, run_axe(page, within=state.within, rules=state.rules))
        rules = [rule for rule in page.evaluate(RULES, TAGS) if LEFT_OUT.isdisjoint(rule["tags"])]

    record_property("kinds", [kind.path for kind in kinds])
    record_property("states", sorted({name for state in states(lang) for name in state.names}))
    record_property("criteria", sorted({number for rule in rules for number in criteria(rule["tags"])}))
    record_property("problems", dict(found.problems))
    record_property("undecided", dict(found.undecided))
    record_property("chromium", page.context.browser.version)
    assert found.ran == {rule["rule"] for rule in rules}
    assert shown(f"{text} on {len(paths)}: {' '.join(paths[:3])}" for text, paths in found.places.items()) == ""
