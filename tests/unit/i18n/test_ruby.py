import pytest

from build_tools.i18n.ruby import set_ruby
from build_tools.i18n.words import Words
from build_tools.model.base import Text
from build_tools.model.ruby import base_text, spelled_text
from build_tools.pages.markdown import render_markdown

KYODO = "{協働|きょうどう}"
RUBY = "<ruby>協働<rp>（</rp><rt>きょうどう</rt><rp>）</rp></ruby>"


def test_a_text_gives_the_words_alone_and_its_marks_to_who_asks_for_them():
    text = Text(ja=f"{KYODO}の講座", en="Collaboration", easy=f"{KYODO}のはなし")

    assert (text.ja, str(text), text.get("ja")) == ("協働の講座",) * 3
    assert text.get("easy") == "協働（きょうどう）のはなし"
    assert [text.marked(lang) for lang in ("ja", "en", "easy")] == [
        f"{KYODO}の講座",
        "Collaboration",
        f"{KYODO}のはなし",
    ]
    assert Text(ja=f"{KYODO}の講座").marked("en") == f"{KYODO}の講座"


@pytest.mark.parametrize("text", ["{target-1.baseline}", "{a|b}", "{協働|kyodo}", "{協働|}", "{|きょうどう}", "a | b"])
def test_what_is_no_reading_stays_as_it_is(text):
    assert (base_text(text), spelled_text(text), set_ruby(text)) == (text, text, text)


def test_a_finished_page_has_ruby_where_tags_may_stand_and_words_where_none_may():
    page = (
        f'<a title="{KYODO}" href="/x/">{KYODO}</a><svg><text>{KYODO}</text></svg>'
        f"<option>{KYODO}</option><code>{KYODO}</code>"
    )

    assert set_ruby(page) == (
        f'<a title="協働" href="/x/">{RUBY}</a><svg><text>協働</text></svg><option>協働</option><code>{KYODO}</code>'
    )


def test_markdown_keeps_readings_in_cells_and_out_of_the_ids_of_headings():
    html = render_markdown(f"## {KYODO} & 対等\n\n| A | B |\n|---|---|\n| {KYODO} | 1 |\n", resolve=str)

    assert set_ruby(html) == (
        f'<h2 id="協働-対等">{RUBY} &amp; 対等</h2>\n<div class="table" tabindex="0" role="group"><table>\n'
        "<thead>\n<tr>\n"
        f"<th>A</th>\n<th>B</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>{RUBY}</td>\n<td>1</td>\n</tr>\n</tbody>\n</table></div>\n"
    )


def test_words_of_the_site_may_bear_readings_and_values_too():
    words = Words("ja", {"hello": f"{{name}}の{KYODO}"})

    assert words("hello", name="市") == "市の協働"
    assert words.markup("hello", name="<b>") == f"&lt;b&gt;の{RUBY}"
