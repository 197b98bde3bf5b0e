import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.model.base import LANGUAGES
from build_tools.pages.desk import Desk
from build_tools.pages.search import FACETS, build_pages
from tests.project import AS_OF
from tests.records import words


def page_of(town, lang):
    [page] = build_pages(Desk(town, lang, AS_OF, words(lang)))
    return page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_results_is_filled_by_its_script_and_not_for_search_engines(town, lang):
    page = page_of(town, lang)

    assert (page.path, page.scripts, page.is_indexed) == ("search/", ("results.js",), False)
    assert [node.attributes["name"] for node in LexborHTMLParser(page.content).css("select")] == list(FACETS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_results_leads_on_without_scripts(town, lang):
    dom = LexborHTMLParser(page_of(town, lang).content)

    links = [node.attributes["href"] for node in dom.css("section:not([hidden]) a")]
    assert links == ["../sitemap/", "../organizations/kana/", "../events/", "../projects/"]


@pytest.mark.parametrize(
    ("lang", "shell", "action", "index"),
    [
        ("ja", "", "./search/", "./search/ja/"),
        ("en", "events/_record/", "../../search/", "../../../search/en/"),
    ],
)
def test_the_box_names_what_its_scripts_fetch_and_say(shells, lang, shell, action, index):
    dom = LexborHTMLParser(shells.shells[(lang, shell)])

    [form] = dom.css("form[role=search]")
    data = {name: value for name, value in form.attributes.items() if name.startswith("data-")}
    said = {name.removeprefix("data-say-"): value for name, value in data.items() if name.startswith("data-say-")}
    assert (form.attributes["action"], form.attributes["method"], data["data-index"]) == (action, "get", index)
    assert said == {name: words(lang)(f"search.{name}") for name in said}
    assert set(data) - {f"data-say-{name}" for name in said} == {
        "data-box",
        "data-engine",
        "data-style",
        "data-index",
        "data-map",
    }
    [field] = dom.css("input[name=q]")
    assert dom.css_first(f"label[for={field.id}]").text() == words(lang)("search.label")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_flyer_has_no_box_and_no_script(shells, lang):
    dom = LexborHTMLParser(shells.shells[(lang, "events/_record/flyer/")])

    assert dom.css("form, script") == []
