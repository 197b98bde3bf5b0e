import cmarkgfm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.pages.commonmark import build_html


@pytest.mark.parametrize(
    "text",
    [
        "", "## 題\n\n**強調** ~~消す~~ https://a.example/", "| a | b |\n| :- | -: |\n| 1 | 2 |",
        "- [x] 済み\n- [ ] まだ",
        "<script>x</script>\n\n<b>太字</b> ![絵](x.png)", "```html\n<b>\n```", "\0 a", "[" * 1000,
    ],
    ids=["nothing", "words", "table", "tasks", "raw", "code", "nul", "open"],
)  # fmt: skip
def test_it_is_what_cmarkgfm_makes(text):
    assert build_html(text) == cmarkgfm.github_flavored_markdown_to_html(text)


@given(st.text(alphabet="<>\"'=&;/:()[]!`*_~#-| \nahttps.@1日", max_size=120))
def test_any_text_is_what_cmarkgfm_makes_of_it(text):
    assert build_html(text) == cmarkgfm.github_flavored_markdown_to_html(text)
