import pytest
from markupsafe import Markup

from build_tools.i18n.ruby import set_ruby
from build_tools.model.glossary import GlossaryTerm
from build_tools.pages.glossary import shown_spellings
from build_tools.pages.markdown import render_markdown
from build_tools.pages.terms import index_terms, link_terms


def term(id_, title, *also, en=None):
    words = {"ja": title, "en": en} if en else title
    facts = {"summary": "意味。", "sources": ["plan"], "updated": "2026-11-23", "also": also}
    return GlossaryTerm.model_validate({"id": id_, "title": words} | facts)


TERMS = (
    term("kyodo", "協働", "共働", en="Collaboration"),
    term("kyodo-jigyo", "協働事業", en="Collaboration project"),
    term("npo", "NPO", "NPOs", en="NPO"),
    term("npo-to", "NPO等", en="NPOs and others"),
    term("survey", "調査", en="Citizens’ survey"),
    term("r-and-d", "R&D", en="R&D"),
    term("lt", "lt", "amp", en="LT"),
    term("children", "子ども's", en='Children\'s "room"'),
)


@pytest.mark.parametrize(
    ("also", "ja", "en"),
    [
        (("共働", "NPOs", "B2001"), ("共働", "B2001"), ("共働", "NPOs", "B2001")),
        (("citizen groups", "Citizen group", "civic groups"), (), ("civic groups",)),
    ],
)
def test_the_glossary_shows_what_a_reader_may_call_a_term(also, ja, en):
    entry = term("group", "市民団体", *also, en="Citizen group")

    assert (shown_spellings(entry, "ja"), shown_spellings(entry, "en")) == (ja, en)


def linked(text, lang="ja", *, seen=None):
    html = render_markdown(text, resolve=lambda href: href)
    found = link_terms(html, index_terms(TERMS, lang), set() if seen is None else seen, "../glossary/")
    assert isinstance(found, Markup)
    return str(found).removeprefix("<p>").removesuffix("</p>\n").replace(' class="term" href="../glossary/#term-', " ")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("協働とNPO", '<a kyodo">協働</a>と<a npo">NPO</a>'),
        ("協働、協働", '<a kyodo">協働</a>、協働'),
        ("共働、協働", '<a kyodo">共働</a>、協働'),
        ("協働事業と協働", '<a kyodo-jigyo">協働事業</a>と<a kyodo">協働</a>'),
        ("NPO等とNPO", '<a npo-to">NPO等</a>と<a npo">NPO</a>'),
        ("NPO等、NPO等とNPO", '<a npo-to">NPO等</a>、NPO等と<a npo">NPO</a>'),
        ("NPO法人とNPOs", '<a npo">NPO</a>法人とNPOs'),
        ("ANPO、NPOX、NPO", 'ANPO、NPOX、<a npo">NPO</a>'),
        ("R&D", '<a r-and-d">R&amp;D</a>'),
        ("[協働](/plan/)と協働", '<a href="/plan/">協働</a>と<a kyodo">協働</a>'),
        ("[**協働**の計画](/協働/)", '<a href="/%E5%8D%94%E5%83%8D/"><strong>協働</strong>の計画</a>'),
        ("`協働`と**協働**", '<code>協働</code>と<strong><a kyodo">協働</a></strong>'),
        ("何もない。👪", "何もない。👪"),
        ("1 < 2 & 3、lt", '1 &lt; 2 &amp; 3、<a lt">lt</a>'),
        ("子ども's", "<a children\">子ども's</a>"),
        ("{協働|きょうどう}と協働", '<a kyodo">{協働|きょうどう}</a>と協働'),
        ("{協働課|きょうどうか}と{協働|きょうどう}", '{協働課|きょうどうか}と<a kyodo">{協働|きょうどう}</a>'),
        ("{R&D|アールディー}", '<a r-and-d">{R&amp;D|アールディー}</a>'),
    ],
)
def test_the_first_use_leads_to_its_entry(text, html):
    assert linked(text) == html


def test_headings_stay_as_they_are():
    assert linked("## 協働\n\n協働").partition("\n")[2] == '<p><a kyodo">協働</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Collaboration and collaboration", '<a kyodo">Collaboration</a> and collaboration'),
        ("our collaboration projects", 'our <a kyodo">collaboration</a> projects'),
        ("A collaboration project.", 'A <a kyodo-jigyo">collaboration project</a>.'),
        ("collaborations, intercollaboration", "collaborations, intercollaboration"),
        ("NPOs and others, NPOs", '<a npo-to">NPOs and others</a>, <a npo">NPOs</a>'),
        ("The citizens’ survey", 'The <a survey">citizens’ survey</a>'),
        ("協働 is Japanese", "協働 is Japanese"),
        ('children\'s "room"', '<a children">children\'s "room"</a>'),
    ],
)
def test_english_texts_use_english_words_as_a_whole(text, html):
    assert linked(text, "en") == html


def test_a_page_leads_to_each_term_once():
    seen = set()

    assert linked("協働", seen=seen) == '<a kyodo">協働</a>'
    assert linked("協働とNPO", seen=seen) == '協働と<a npo">NPO</a>'
    assert seen == {"kyodo", "npo"}


def test_no_terms_change_nothing():
    assert index_terms((), "ja") is None
    assert link_terms(Markup("<p>協働</p>"), None, set(), "./") == "<p>協働</p>"


def test_of_two_terms_of_one_spelling_the_first_has_it():
    index = index_terms((term("a", "協働"), term("b", "共働", "協働")), "ja")

    assert index.ids == {"協働": "a", "共働": "b"}


def test_a_reading_is_set_above_a_linked_term():
    html = link_terms(Markup("<p>{協働|きょうどう}</p>"), index_terms(TERMS, "ja"), set(), "./")

    assert set_ruby(html) == (
        '<p><a class="term" href="./#term-kyodo"><ruby>協働<rp>（</rp><rt>きょうどう</rt><rp>）</rp></ruby></a></p>'
    )
