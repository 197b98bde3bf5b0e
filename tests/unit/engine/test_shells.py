import hashlib
import marshal
import shutil
import sys
from dataclasses import replace

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser

from build_tools.artifacts import Page
from build_tools.builder.stamping import Stamp, Stamper
from build_tools.config import PACKAGE
from build_tools.engine.shells import _inputs, _read, load_shells, shells_key
from build_tools.shells import NAMES, SHELLS, ShellProblem, mark
from tests.artifacts import build_artifacts
from tests.project import make_project
from tests.records import at

NOON = at("2026-11-23 12:00")
HOOK = """\
from markupsafe import Markup

VALUES = {values!r}


def on_config(config):
    config.extra["marks"] = {{name: Markup(value) for name, value in VALUES.items()}}  # escaped already
"""


def test_every_shell_exists_in_both_languages(shells):
    assert set(shells.shells) == {(lang, shell) for lang in ("ja", "en") for shell in SHELLS}


def test_every_page_has_its_shell(town, shells):
    pages = build_artifacts(town, NOON).pages

    assert {(page.lang, page.shell) for page in pages} - set(shells.shells) == set()


def test_a_shell_has_every_mark(shells):
    assert set(Stamp.of(shells.shells[("en", "")]).parts[1::2]) == set(NAMES)


@pytest.mark.parametrize("key", [("ja", "events/_record/"), ("en", "events/")], ids=str)
def test_only_the_home_page_says_for_which_day_the_site_speaks(shells, key):
    assert set(Stamp.of(shells.shells[key]).parts[1::2]) == set(NAMES) - {"built"}


def test_hand_written_pages(shells):
    names = (
        "about/",
        "contact/",
        "developers/",
        "developers/performance/",
        "developers/publishing/",
        "developers/search/",
        "editors/",
        "participate/",
        "privacy/",
    )

    assert set(shells.pages) == {
        (lang, path) for lang in ("ja", "en") for path in ["404.html", *(f"{name}index.html" for name in names)]
    }


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_stamped_page_is_what_mkdocs_renders_the_long_way(project, town, shells, tmp_path, lang):
    page = Page(
        "events/2026-kagu/",
        lang,
        "events/_record/",
        '散歩 <&> "講座"',
        "歩く & <b>話す</b>",
        f"<h1>散歩</h1>\n<p>{{{{ config }}}} {{% raw %}} {mark('titel')}</p>",
        (("events/", "催し"),),
        is_indexed=False,
        head='\n  <meta name="x">',
    )
    root = "https://town.example/commons/"
    home = {
        "ja": ("現在の位置", "ホーム", "見本のまち協働ひろば"),
        "en": ("You are here", "Home", "Sample Town Commons"),
    }[lang]
    title = "散歩 &lt;&amp;&gt; &quot;講座&quot;"
    values = {
        "title": f"{title} - {home[2]}",
        "name": title,
        "poster": '\n  <meta property="og:image" content="x">',
        "description": "歩く &amp; &lt;b&gt;話す&lt;/b&gt;",
        "canonical": root + ("en/" if lang == "en" else "") + "events/2026-kagu/",
        "easy": ("../../../" if lang == "en" else "../../") + "easy/",
        "ja": f"{root}events/2026-kagu/",
        "en": f"{root}en/events/2026-kagu/",
        "robots": '\n  <meta name="robots" content="noindex">',
        "trail": f'\n    <nav class="trail" aria-label="{home[0]}"><ol><li><a href="../../">{home[1]}</a></li>'
        f'<li><a href="../../events/">催し</a></li><li aria-current="page">{title}</li></ol></nav>',
        "content": page.content,
        "head": '\n  <meta name="x">',
        "twin": "../../en/events/2026-kagu/" if lang == "ja" else "../../../events/2026-kagu/",
        "built": mark("built"),  # it stands within a sentence, which the theme escapes as a whole
    }
    built = {
        "ja": '<time datetime="2026-11-23">2026年11月23日</time>',
        "en": '<time datetime="2026-11-23">23 November 2026</time>',
    }[lang]
    hook = tmp_path / "values.py"
    hook.write_text(HOOK.format(values=values), encoding="utf-8")
    name = "mkdocs.yml" if lang == "ja" else "mkdocs.en.yml"

    build(
        load_config(
            str(project.root / name),
            site_dir=str(tmp_path / "site"),
            hooks=[str(project.root / "build_tools/engine/hook.py"), str(hook)],
        )
    )
    stamper = Stamper(town, NOON, shells.shells, {})
    stamped = stamper.page(page, values["poster"])

    rendered = (tmp_path / "site/events/_record/index.html").read_text(encoding="utf-8")

    assert rendered.replace(mark("built"), built) == stamped


def test_shells_come_from_the_cache(project, shells):
    load_shells(project)
    before = {path: path.stat().st_mtime_ns for path in (project.cache / "shells").iterdir()}

    assert load_shells(project) == shells
    assert {path: path.stat().st_mtime_ns for path in (project.cache / "shells").iterdir()} == before


def test_a_damaged_cache_is_made_again_and_older_ones_go(project, shells, tmp_path):
    load_shells(project)
    shutil.copytree(project.cache / "shells", tmp_path / "shells")
    (tmp_path / "shells" / f"0123.{sys.implementation.cache_tag}").write_text("older", encoding="utf-8")
    kept = tmp_path / "shells" / f"{shells_key(project)}.{sys.implementation.cache_tag}"
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1000])

    assert load_shells(replace(project, cache=tmp_path)) == shells
    assert {path.name: path.read_bytes() for path in (tmp_path / "shells").iterdir()} == {kept.name: whole}


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[:40],
        lambda data: data[:0],
        lambda data: data.replace(b"kyodo", b"kyodp", 1),
        lambda data: b"\xff" + data,
        lambda data: data[1:],
    ],
    ids=["one octet short", "cut", "empty", "one letter changed", "no UTF-8", "beginning lost"],
)
def test_damage_is_noticed(tmp_path, damage):
    body = marshal.dumps({"ja": {"index.html": mark("title")}})
    file = tmp_path / "kept"
    file.write_bytes(damage(hashlib.sha256(body).hexdigest().encode() + b"\n" + body))

    assert _read(file) is None


@pytest.mark.parametrize(
    "path",
    [
        "docs/ja/about.md",
        "docs/en/contact.md",
        "content/strings/ja.yml",
        "content/site.yml",
        "mkdocs.yml",
        "mkdocs.en.yml",
    ],
)
def test_the_key_changes_with_what_shells_are_made_from(tmp_path, path):
    config = make_project(tmp_path)
    before = shells_key(config)
    with (tmp_path / path).open("a", encoding="utf-8") as file:
        file.write("\n")

    assert shells_key(config) != before


def test_the_key_changes_with_a_new_page(tmp_path):
    config = make_project(tmp_path)
    before = shells_key(config)
    (tmp_path / "docs" / "ja" / "new.md").write_text("", encoding="utf-8")

    assert shells_key(config) != before


def test_the_key_changes_with_a_moved_page(tmp_path):
    config = make_project(tmp_path)
    before = shells_key(config)
    (tmp_path / "docs" / "ja" / "developers").rename(tmp_path / "docs" / "ja" / "developing")

    assert shells_key(config) != before


@pytest.mark.parametrize("path", ["content/events/2026-kagu.md", "content/vocabularies/themes.yml"])
def test_the_key_stays_with_the_records(tmp_path, path):
    config = make_project(tmp_path)
    before = shells_key(config)
    (tmp_path / path).write_text("", encoding="utf-8")

    assert shells_key(config) == before


def test_the_theme_is_a_part_of_the_key(project):
    theme = {path for path in (PACKAGE / "theme").rglob("*") if path.is_file()}

    assert theme - set(_inputs(project)) == set()


def test_mkdocs_refuses_a_broken_link_in_a_hand_written_page(tmp_path):
    config = make_project(tmp_path)
    (tmp_path / "docs/ja/privacy.md").write_text("# 題\n\n[先](gone.md)\n", encoding="utf-8")

    with pytest.raises(ShellProblem, match=r"gone\.md"):
        load_shells(config)


def test_the_settings_of_the_site_are_escaped(tmp_path):
    config = make_project(tmp_path)
    settings = config.content / "site.yml"
    text = settings.read_text(encoding="utf-8").replace("市民・NPO・市がともにつくる", "<b>市民 & 'NPO'</b>")
    settings.write_text(text, encoding="utf-8")

    tree = LexborHTMLParser(load_shells(config).pages[("ja", "about/index.html")])

    assert [node.html for node in tree.css("footer .site-footer-name + p")] == [
        "<p>&lt;b&gt;市民 &amp; 'NPO'&lt;/b&gt;</p>"
    ]


def test_a_city_without_the_words_of_easy_japanese_has_no_switch_to_it(tmp_path):
    config = make_project(tmp_path)
    (config.content / "strings" / "easy.yml").unlink()

    shells = load_shells(config).shells

    marks = {lang: set(Stamp.of(shells[(lang, "events/")]).parts[1::2]) for lang in ("ja", "en")}
    assert marks == dict.fromkeys(("ja", "en"), set(NAMES) - {"built", "easy"})
    assert [key for key, html in shells.items() if "/easy/" in html] == []
