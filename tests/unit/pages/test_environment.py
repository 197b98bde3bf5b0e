import sys

import pytest

from build_tools.i18n.words import MissingWord, Words
from build_tools.pages.context import Context
from build_tools.pages.environment import environment
from tests.records import at

TABLE = {"plain": "A & <b>", "{filled}": "x", "number": "{number} & more"}


def render(town, source, **values):
    words = Words("en", TABLE)
    context = Context(town, "en", "events/", at("2026-11-23 12:00"), words)
    return environment(words).from_string(source).render(c=context, **values)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('{{ c.t("plain") }}', "A &amp; &lt;b&gt;"),
        ('{{ row(c.t("plain"), "x") }}', "<div><dt>A &amp; &lt;b&gt;</dt><dd>x</dd></div>\n"),
        ('{{ c.t("pl" ~ "ain") }}', "A &amp; &lt;b&gt;"),
        ('{{ c.t("number", number=2) }}', "2 &amp; more"),
        ("{{ text }}|{{ text | safe }}", "&lt;i&gt;|<i>"),
        ('{{ entry["why"] }}', "because"),
        ("{% for n in numbers %}{{ loop.index }}{{ n }} {% endfor %}", "17 28 "),
        ("{% macro m(x, y=1) %}{{ x }}{{ y }}{% endmacro %}{{ m(2) }}{{ m(*numbers) }}", "2178"),
    ],
    ids=["word", "as an argument", "put together", "filled", "escaping", "mapping", "loop", "macro"],
)
def test_templates_say_what_jinja_says(town, source, html):
    assert render(town, source, text="<i>", entry={"why": "because"}, numbers=[7, 8]) == html


@pytest.mark.parametrize("source", ['{{ c.t("nothing") }}', '{{ row(c.t("nothing"), "x") }}'])
def test_a_missing_word_is_told_when_the_page_is_made(town, source):
    with pytest.raises(MissingWord) as error:
        render(town, source)

    assert (error.value.lang, error.value.key) == ("en", "nothing")


def test_two_sites_in_one_process_have_their_own_words():
    one, other = (environment(Words("en", {"plain": word})) for word in ("one", "other"))

    assert [it.from_string('{{ c.t("plain") }}').render(c=None) for it in (one, other, one)] == ["one", "other", "one"]


def test_compiled_templates_are_kept_for_all_words(monkeypatch, tmp_path):
    kept = _compiled("one", monkeypatch, tmp_path)
    before = _mark(kept)

    assert _mark(_compiled("other", monkeypatch, tmp_path)) == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:-1],
        lambda data: b"x" + data,
        lambda data: data.split(b"\n")[0],
        bytes.swapcase,
    ],
    ids=["empty", "cut", "shifted", "head alone", "changed"],
)
def test_a_damaged_compiled_template_is_compiled_again(monkeypatch, tmp_path, damage):
    kept = _compiled("one", monkeypatch, tmp_path)
    kept.write_bytes(damage(kept.read_bytes()))
    before = _mark(kept)

    mended = _mark(_compiled("one", monkeypatch, tmp_path))

    assert mended != before
    assert _mark(_compiled("one", monkeypatch, tmp_path)) == mended


def _mark(file):
    """Give what is another when a file was written again, however often it was read."""
    info = file.stat()
    return info.st_ino, info.st_mtime_ns


def _compiled(word, monkeypatch, folder):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(folder))
    templates = environment(Words("en", TABLE | {"kind.plan": word}))
    templates.cache.clear()
    assert templates.get_template("series_list.html").name == "series_list.html"
    (kept,) = folder.rglob("series_list*")
    return kept
