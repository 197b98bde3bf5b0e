import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from build_tools.pages import markdown
from build_tools.pages.markdown import parts_of, render_markdown, unique_slug


def render(text, *, taken=()):
    return str(render_markdown(text, resolve=lambda href: href, taken=set(taken)))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", ""),
        ("前<script>alert(1)</script>後", "<p>前alert(1)後</p>"),
        ("<img src=x onerror=alert(1)>", ""),
        ('前 <b onclick="x">太字</b>', "<p>前 太字</p>"),
        ("<style>*{display:none}</style>", ""),
        ("<!-- 覚え書き -->", ""),
        ("<iframe src=https://evil.example></iframe>", ""),
        ("[押す](javascript:alert(1))", '<p><a href="">押す</a></p>'),
        ("[押す](JaVaScRiPt:alert(1))", '<p><a href="">押す</a></p>'),
        ("[押す](&#106;avascript:alert(1))", '<p><a href="">押す</a></p>'),
        ("[押す](java&#10;script:alert(1))", '<p><a href="java%0Ascript:alert(1)">押す</a></p>'),
        ("[押す](data:text/html;base64,PHNjcmlwdD4=)", '<p><a href="">押す</a></p>'),
        ("[押す](vbscript:x)", '<p><a href="">押す</a></p>'),
        ("[押す](file:///etc/passwd)", '<p><a href="">押す</a></p>'),
        ("<javascript:alert(1)>", '<p><a href="">javascript:alert(1)</a></p>'),
        (
            '[押す](https://example.org/ "onmouseover=x")',
            '<p><a href="https://example.org/">押す</a></p>',
        ),
        ('[押す](https://example.org/"onclick="x)', '<p><a href="https://example.org/%22onclick=%22x">押す</a></p>'),
        ("![絵](https://evil.example/x.png)", "<p></p>"),
        ("[x]: javascript:alert(1)\n\n[押す][x]", '<p><a href="">押す</a></p>'),
        ("{{ config }} {% include 'x' %}", "<p>{{ config }} {% include 'x' %}</p>"),
        ('--8<-- "/etc/passwd"', '<p>--8&lt;-- "/etc/passwd"</p>'),
        ("## 題 {: onclick=x }", '<h2 id="題-onclick-x">題 {: onclick=x }</h2>'),
        (
            "<https://example.org/?a=1&b=2>",
            '<p><a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a></p>',
        ),
    ],
)
def test_hostile_text_is_harmless(text, html):
    assert render(text).strip() == html


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        "]" * 10_000,
        "[a](" * 5_000,
        "![" * 5_000,
        "*" * 10_000,
        "_a" * 5_000,
        "`" * 10_000 + "x",
        "> " * 5_000,
        "- " * 5_000,
        "<" * 10_000,
        "|" * 10_000 + "\n" + "|-" * 5_000,
        "&" * 10_000,
        "#" * 10_000,
    ],
    ids=lambda text: text[:4],
)
def test_hard_text_ends(text):
    assert "<script" not in render(text)


@given(st.text(alphabet="<>\"'=&;/:()[]!`*_~#-| \nascriptjv:onhref日", max_size=120))
def test_any_text_gives_allowed_elements_only(text):
    tree = LexborHTMLParser(f"<main>{render(text)}</main>")
    allowed = {
        "main", "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em",
        "strong", "del", "a", "table", "thead", "tbody", "tr", "th", "td", "div",
    }  # fmt: skip

    assert {node.tag for node in tree.css("main, main *")} <= allowed
    assert {name for node in tree.css("main *") for name in node.attributes} <= {
        "href", "id", "class", "start", "tabindex", "role",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("一行目\n二行目", "<p>一行目\n二行目</p>"),
        (
            "**強調**と*斜体*と~~取り消し~~と`<b>`",
            "<p><strong>強調</strong>と<em>斜体</em>と<del>取り消し</del>と<code>&lt;b&gt;</code></p>",
        ),
        ("3. 三\n4. 四", '<ol start="3">\n<li>三</li>\n<li>四</li>\n</ol>'),
        ("```\n<b>&</b>\n```", "<pre><code>&lt;b&gt;&amp;&lt;/b&gt;\n</code></pre>"),
        (
            "| 左 | 中 | 右 |\n| :-- | :-: | --: |\n| a | b\\|c | 1 |",
            (
                '<div class="table" tabindex="0" role="group"><table>\n<thead>\n<tr>\n<th class="align-left">左</th>\n'
                '<th class="align-center">中</th>\n<th class="align-right">右</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
                '<td class="align-left">a</td>\n<td class="align-center">b|c</td>\n'
                '<td class="align-right">1</td>\n</tr>\n</tbody>\n'
                "</table></div>"
            ),
        ),
        ("", ""),
    ],
    ids=["lines", "inline", "ordered list", "code", "table", "nothing"],
)
def test_ordinary_text(text, html):
    assert render(text).strip() == html


def test_headings_have_readable_ids_and_no_two_the_same():
    html = render("## 内容\n\n### 持ち物・服装\n\n## 内容\n\n## ＡＢＣ <b> *def*\n\n## !!!\n\n## 出典", taken={"出典"})

    assert [(node.tag, node.attributes["id"], node.text()) for node in LexborHTMLParser(html).css("[id]")] == [
        ("h2", "内容", "内容"),
        ("h3", "持ち物-服装", "持ち物・服装"),
        ("h2", "内容-2", "内容"),
        ("h2", "abc-def", "ＡＢＣ  def"),
        ("h2", "section", "!!!"),
        ("h2", "出典-2", "出典"),
    ]


def test_parts_are_the_headings_of_the_second_level():
    text = "## 催し\n\n### 日時\n\n## A & [B](/plan/)\n\n中身"

    assert parts_of(render(text)) == (("催し", "催し"), ("a-b", "A & B"))


def test_texts_of_one_page_share_their_ids():
    taken = {"出典"}

    texts = [render_markdown("## 内容", resolve=str, taken=taken) for _ in range(2)]

    assert texts == ['<h2 id="内容">内容</h2>\n', '<h2 id="内容-2">内容</h2>\n']
    assert taken == {"出典", "内容", "内容-2"}


def test_slugs_fill_what_they_take():
    taken = {"a"}

    assert [unique_slug("A", taken) for _ in range(3)] == ["a-2", "a-3", "a-4"]
    assert taken == {"a", "a-2", "a-3", "a-4"}


def test_addresses_of_the_site_are_resolved():
    html = render_markdown(
        "[一](/events/) [二](https://example.org/) [三](#内容)", resolve=lambda href: href.replace("/events/", "../")
    )

    assert html.strip() == (
        '<p><a href="../">一</a> <a href="https://example.org/">二</a> <a href="#%E5%86%85%E5%AE%B9">三</a></p>'
    )


@pytest.mark.parametrize(
    ("resolved", "html"),
    [
        ("../events/", '<p><a href="../events/">一</a></p>'),
        ("javascript:alert(1)", "<p><a>一</a></p>"),
        ("data:text/html,x", "<p><a>一</a></p>"),
        ('x" onclick="alert(1)', '<p><a href="x">一</a></p>'),
        ('x" title="題" lang="en', '<p><a href="x">一</a></p>'),
    ],
)
def test_what_an_address_is_resolved_to_is_cleaned_as_well(resolved, html):
    assert render_markdown("[一](/events/)", resolve=lambda _: resolved).strip() == html


def test_words_that_look_like_an_attribute_are_words():
    html = render_markdown('`href="/events/"`', resolve=lambda _: "../")

    assert html.strip() == '<p><code>href="/events/"</code></p>'


def test_a_code_block_is_in_no_human_language():
    assert render("```html\nx\n```").strip() == "<pre><code>x\n</code></pre>"


PIECES = (
    "字", "a", "# ", "## ", "##### ", "- ", "1. ", "> ", "    ", "*", "**", "_", "~~", "`", "```\n", "\n", "\n\n", " ",
    "  \n", "&", "&amp;", "&nbsp;", "&#0;", "<", ">", '"', "'", "\\", "|", "| - |", "\t", "\xa0", "\x0c", "\ufeff",
    "[字](../x/)", "[字](/events/x/ 'a')", "[字](https://a.example/?b=1&c=%20#d)", "[字](#a)", "[", "](", ")", "👩‍👧",
    "![a](../b.png)", "https://a.example/b_(c)", "<https://a.example>", "www.a.example", "a@b.example", "<b>", "</p>",
    "<p>", "<a href='x'>", "javascript:", "[a](javascript:b)", "[a](tel:042-576)", "<!-- a -->", "<li>", "[a](https://",
    "xn--", "--", "-", ".", "..", "/", "../", "example", "1", ":", "%", "%5C", "@", "?", "#",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_what_the_allow_list_is_not_asked_about_is_as_it_would_leave_it(text):
    found = render(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_CLEAN", re.compile(r"(?!)"))
        assert found == render(text)


@pytest.mark.parametrize(
    "text", ["字", "## 題\n\n- *あ* **い**\n- [字](../x/)", "a &amp; b < c", "https://a.example/b"]
)
def test_plain_text_is_not_cleaned(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_CLEANER", None)
        assert render(text)
