"""What a change of the Japanese, or of the glossary, does to a site that has been built."""

from __future__ import annotations

import re
import shutil

import pytest

from build_tools.config import Config
from build_tools.editing.stamping import stamp_named
from build_tools.search.finding import find
from build_tools.search.lookup import FileIndex
from build_tools.workflow.cached import build_site
from build_tools.workflow.clean import make_site
from build_tools.workflow.made import Wish
from tests.project import AS_OF, make_project

WISH = Wish(as_of=AS_OF)
NOTICE = re.compile(r'<p class="lagging" role="note">(.*?)</p>')
PAGES = {lang: f"{lang}events/2026-kagu/index.html" for lang in ("", "en/", "easy/")}
EASY = re.sub(
    r"\{(\w+)\|(\w+)\}",
    r"<ruby>\1<rp>（</rp><rt>\2</rt><rp>）</rp></ruby>",
    "この{文|ぶん}は、{少|すこ}し{古|ふる}いかもしれません。{日|ひ}や{場所|ばしょ}などは、{新|あたら}しいです。",
)
ENGLISH = (
    "The facts on this page are current; this text may lag behind the Japanese. "
    '<a href="../../../events/2026-kagu/" lang="ja" hreflang="ja">日本語で読む</a>'
)
LISTS = {f"{lang}editors/translations/index.html" for lang in ("", "en/")}


@pytest.fixture(scope="module")
def town(project, tmp_path_factory):
    """A project that has been built and published once; the tests go on from each other's state."""
    config = make_project(tmp_path_factory.mktemp("voices") / "town")
    shutil.copytree(project.cache / "shells", config.cache / "shells")
    return config


def build(config: Config):
    made = build_site(config, WISH, out=config.out)
    assert made.is_good, made.problems
    assert {path: data for path, data in made.files.items() if path in made.written} == {
        path: data for path, data in make_site(config, AS_OF).files.items() if path in made.written
    }
    return {path for path in made.made if not path.startswith("search/")}


def read(config: Config, path: str) -> str:
    return (config.out / path).read_text(encoding="utf-8")


def append(config: Config, path: str, text: str) -> None:
    file = config.content / path
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def notices(config: Config) -> dict[str, list[str]]:
    return {lang: NOTICE.findall(read(config, path)) for lang, path in PAGES.items()}


def stale_in_list(config: Config) -> list[str]:
    html = read(config, "en/editors/translations/index.html")
    return re.findall(r"<details open>.*?<code>(.*?)</code>", html, re.DOTALL)


def test_from_a_change_to_its_stamp(town):
    build(town)
    assert notices(town) == {"": [], "en/": [], "easy/": []}
    assert stale_in_list(town) == []

    append(town, "events/2026-kagu.md", "\n持ち物は筆記用具です。\n")
    made = build(town)

    assert {path for path in made if path.endswith(".html") and "/flyer/" not in path} == {*PAGES.values(), *LISTS}
    assert notices(town) == {"": [EASY], "en/": [ENGLISH], "easy/": [EASY]}
    assert stale_in_list(town) == ["content/events/2026-kagu.en.md", "content/events/2026-kagu.easy.md"]

    append(town, "events/2026-kagu.md", "\n水筒も持ってきてください。\n")
    assert not build(town) & LISTS

    stamp_named("events/2026-kagu.en", town)
    assert build(town) >= {PAGES["en/"], *LISTS}
    assert {lang: len(found) for lang, found in notices(town).items()} == {"": 1, "en/": 0, "easy/": 1}

    stamp_named("events/2026-kagu", town)
    build(town)
    assert notices(town) == {"": [], "en/": [], "easy/": []}
    assert stale_in_list(town) == []


def test_a_term_and_the_texts_that_use_it(town):
    build(town)
    append(town, "events/2026-yoru.md", "\n協働と[協働](/plan/)の会です。夜回りもします。\n")
    build(town)
    page = "events/2026-yoru/index.html"
    assert '<a class="term" href="../../glossary/#term-kyodo">協働</a>と<a href="../../plan/">協働</a>' in read(
        town, page
    )

    term = town.content / "glossary" / "npo.md"
    term.write_text(term.read_text(encoding="utf-8").replace("title: NPO", "title: 夜回り"), encoding="utf-8")
    build(town)

    assert '<a class="term" href="../../glossary/#term-npo">夜回り</a>もします' in read(town, page)
    assert 'class="term"' not in read(town, "glossary/index.html")


def test_search_takes_the_words_of_a_term_for_the_same(town):
    append(town, "places/hiroba.md", "\n共働の広場です。\n")
    build(town)
    index = FileIndex((town.out / "search" / "ja").joinpath)

    found = {index.page(hit.page)[0] for hit in find("collaboration", index, index.synonyms).hits}

    assert "places/hiroba/" in found
