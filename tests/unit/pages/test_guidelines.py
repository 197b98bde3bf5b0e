"""The guideline: what is quoted, and how."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.model.promises import Guideline
from build_tools.pages import guidelines
from build_tools.pages.desk import Desk
from build_tools.pages.guidelines import cite
from tests.records import at

NOW = at("2026-11-23 12:00")


@pytest.fixture(scope="module", params=["ja", "en"])
def lang(request):
    return request.param


def dom_of(town, lang):
    [page] = guidelines.build_pages(Desk.of(town, lang, NOW))
    assert (page.path, page.shell, page.scripts) == ("guideline/", "guideline/", ("cite.js",))
    return LexborHTMLParser(page.content)


def citations(town, lang):
    return [node.text() for node in dom_of(town, lang).css(".cite p[id]")]


JA = "あおば協働ネット「協働の指針」2006年3月、1 (1) 協働とは。「{site}」による紹介、{url}"
EN = "Aoba Collaboration Net, “{title}”, March 2006, 1 (1) What collaboration is. As described on {site}, {url}"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("ja", f"{JA}（参照日: 　　年　　月　　日）"), ("en", f"{EN} (accessed [date]).")],
    ids=["ja", "en"],
)
def test_the_citation_of_a_section(town, lang, expected):
    desk, [guideline] = Desk.of(town, lang, NOW), town.all(Guideline)
    titles = {"ja": "1 (1) 協働とは", "en": "1 (1) What collaboration is"}
    root = town.site.base_url.rstrip("/") + ("/en" if lang == "en" else "")

    found = cite(desk, guideline, label=titles[lang], anchor="chapter-1-1")

    assert found == expected.format(
        site=town.site.title.get(lang),
        title="Guideline on collaboration (協働の指針)",
        url=f"{root}/guideline/#chapter-1-1",
    )


def test_the_publisher_is_cited_where_it_is_known(town):
    desk, [guideline] = Desk.of(town, "ja", NOW), town.all(Guideline)

    found = cite(desk, guideline.model_copy(update={"publisher": "machi"}))

    assert found == (
        f"見本町「協働の指針」2006年3月。「{town.site.title.ja}」による紹介、"
        f"{town.site.base_url.rstrip('/')}/guideline/（参照日: 　　年　　月　　日）"
    )


def test_what_has_been_seen_is_cited_and_linked(town, lang):
    dom = dom_of(town, lang)
    anchors = ["definition", *(f"definition-{key}" for key in ("who", "aim", "roles", "strengths", "footing"))]

    assert [node.attributes["href"] for node in dom.css("a.anchor")] == [
        f"#{anchor}" for anchor in (*anchors, "chapter-0", "chapter-1-1")
    ]
    assert [node.attributes["id"] for node in dom.css(".cite p[id]")] == [
        f"cite-{anchor}" for anchor in ("whole", *anchors, "chapter-1-1")
    ]
    assert len(set(citations(town, lang))) == len(anchors) + 2


def test_each_link_leads_to_a_heading(town, lang):
    dom = dom_of(town, lang)
    headings = {node.attributes["id"] for node in dom.css("h2[id], h3[id], h4[id]")}

    assert {node.attributes["href"][1:] for node in dom.css("a.anchor, .contents a")} <= headings


def test_the_copy_button_is_hidden_without_scripts(town, lang):
    dom = dom_of(town, lang)

    assert len(dom.css(".copying[hidden] button[data-copy]")) == len(dom.css("button")) == len(dom.css(".cite"))
