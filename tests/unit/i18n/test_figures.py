from dataclasses import replace
from decimal import Decimal

import pytest

from build_tools.i18n.figures import fill_marks, format_figure, say
from build_tools.i18n.words import Words
from build_tools.model.base import Text
from build_tools.model.figures import Figure
from build_tools.pages.desk import Desk
from build_tools.pages.figures import link_figures
from build_tools.tracing import listening
from tests.records import at

NOON = at("2026-11-23 12:00")
MARKS = "{participation.baseline}→{participation.target} ({participation.gap}), {creation.target}, {約3,000円}"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ja", "約16.5%→20%以上 (約3.5ポイント), 3事業, 約3,000円"),
        ("en", "about 16.5%→20% or more (about 3.5 points), 3 projects, 約3,000円"),
    ],
)
def test_a_text_says_its_figures_in_its_language(town, lang, text):
    words = Words(lang, town.strings[lang])

    assert fill_marks(MARKS, town, words) == text
    assert say(Text(ja=MARKS, en=MARKS), town, words) == text


def test_what_a_text_says_depends_on_the_record_of_the_figure(town):
    with listening() as asked:
        fill_marks("{participation.target}", town, Words("ja", town.strings["ja"]))

    assert asked.questions == {"face indicator/participation"}


@pytest.mark.parametrize("mark", ["{nothing.target}", "{participation.value}", "{participation}", "{participation.}"])
def test_a_mark_that_names_nothing_stays(town, mark):
    words, html = Words("ja", town.strings["ja"]), f"<p><a href='/'>{mark}</a>`{mark}</p>"

    assert fill_marks(f"約{mark}", town, words) == f"約{mark}"
    assert link_figures(html, town, words, lambda _, shown: shown) == html


def test_ruby_and_other_braces_stay(town):
    words = Words("ja", town.strings["ja"])

    text = "{協働|きょうどう}と{協働}と{{ 7 * 7 }}"

    assert fill_marks(text, town, words) == text


@pytest.mark.parametrize(
    ("figure", "ja", "en"),
    [
        (Figure(Decimal(1), "projects"), "1事業", "1 project"),
        (Figure(Decimal(40), "people", or_more=True), "40人以上", "40 or more people"),
        (Figure(Decimal(3000), "people", approximate=True), "約3,000人", "about 3,000 people"),
        (Figure(Decimal("4.5"), "points"), "4.5ポイント", "4.5 points"),
        (Figure(Decimal(20), "percent", or_more=True), "20%以上", "20% or more"),
        (Figure(Decimal(8), ""), "8", "8"),
    ],
)
def test_a_figure_is_said_as_exactly_as_its_source_does(town, figure, ja, en):
    said = {lang: format_figure(figure, town, Words(lang, town.strings[lang])) for lang in ("ja", "en")}

    assert said == {"ja": ja, "en": en}


LINK = '<a class="figure-link" href="../targets/#participation">{}</a>'
BODY = "約 **{participation.target}** `{x.y}` [目標は{participation.target}](/targets/)"


def context(town, lang="ja"):
    return Desk.of(town, lang, NOON).context("plan/")


@pytest.mark.parametrize(("lang", "shown"), [("ja", "20%以上"), ("en", "20% or more")])
def test_a_page_links_a_figure_to_its_record_but_not_inside_a_link_or_code(town, lang, shown):
    html = context(town, lang).md(Text(ja=BODY, en=BODY))

    assert str(html) == (
        f"<p>約 <strong>{LINK.format(shown)}</strong> <code>{{x.y}}</code> "
        f'<a href="../targets/">目標は{shown}</a></p>\n'
    )


def test_plain_japanese_says_its_figures_in_japanese(town):
    text = Text(ja="本文", easy="目標は {participation.target} です。")

    assert str(context(town).easy(text)) == f"<p>目標は {LINK.format('20%以上')} です。</p>\n"


def test_a_field_links_its_figures_and_a_plain_text_does_not(town):
    text = Text(ja="<目標>は{participation.target}")

    assert str(context(town).text(text)) == f"&lt;目標&gt;は{LINK.format('20%以上')}"
    assert context(town).plain(text) == "<目標>は20%以上"


def test_a_record_put_right_changes_what_texts_say(town):
    old = town.get("indicator", "participation")
    records = {kind: dict(found) for kind, found in town.records.items()}
    records["indicator"]["participation"] = old.model_copy(
        update={"target": old.target.model_copy(update={"value": old.target.value + 5})}
    )

    assert fill_marks("{participation.target}", replace(town, records=records), Words("ja", town.strings["ja"])) == (
        "25%以上"
    )
