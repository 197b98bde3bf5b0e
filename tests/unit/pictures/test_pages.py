"""A town of which one place has a picture: its page, its data, and what a changed file costs."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from PIL import Image

from build_tools.content.loader import load_content
from build_tools.pages.context import Context
from build_tools.pages.pictures import record_picture
from build_tools.pictures.sizes import versions_of
from build_tools.workflow.cached import build_site
from build_tools.workflow.clean import make_site
from build_tools.workflow.made import Wish
from tests.project import AS_OF, make_project
from tests.records import at, words

WISH = Wish(as_of=AS_OF)
PICTURE = """picture:
  file: hall.jpg
  alt: 夕方の広場 <東口>
  caption: 広場の夕方
  credit: 見本町
  source: https://www.example.org/hall?a=1&b=2
sources:"""
ENGLISH = """picture:
  alt: The square in the evening
  caption: Evening in the square
  credit: Sample Town
"""


@pytest.fixture
def config(project, tmp_path):
    config = make_project(tmp_path / "town")
    shutil.copytree(project.cache / "shells", config.cache / "shells")
    (config.content / "images").mkdir()
    save(config, "#1d5c4d")
    file = config.content / "places" / "hiroba.md"
    file.write_text(file.read_text(encoding="utf-8").replace("sources:", PICTURE, 1), encoding="utf-8")
    return config


def save(config, color):
    Image.new("RGB", (600, 400), color).save(config.content / "images" / "hall.jpg")


def shown(config, lang):
    catalog = load_content(config.content, root=config.root).catalog
    context = Context(catalog, lang, "places/hiroba/", at("2026-11-23 12:00"), words(lang))
    return record_picture(context, catalog.records["place"]["hiroba"]), catalog.pictures["hall.jpg"].digest


def test_a_page_names_every_version_with_its_size(config):
    html, digest = shown(config, "ja")
    file = f"../../img/hall.{digest}1"

    assert html == (
        '<figure class="picture">\n'
        f'  <picture><source type="image/avif" srcset="{file}-480.avif 480w, {file}-600.avif 600w"'
        ' sizes="(min-width: 632px) 600px, calc(100vw - 32px)">'
        f'<img src="{file}-600.webp" srcset="{file}-480.webp 480w, {file}-600.webp 600w"'
        ' sizes="(min-width: 632px) 600px, calc(100vw - 32px)" width="600" height="400"'
        ' alt="夕方の広場 &lt;東口&gt;" decoding="async"></picture>\n'
        '  <figcaption><span>広場の夕方</span> <span class="picture-credit">写真・図: '
        '<a href="https://www.example.org/hall?a=1&amp;b=2" rel="noopener">見本町</a></span></figcaption>\n'
        "</figure>\n"
    )


def test_words_that_are_not_translated_say_their_language(config):
    html, _ = shown(config, "en")

    assert re.search('alt="[^"]*" lang="ja"', html)
    assert '<span><span lang="ja">広場の夕方</span></span>' in html


def test_translated_words_are_those_of_the_page(config):
    file = config.content / "places" / "hiroba.en.md"
    file.write_text(file.read_text(encoding="utf-8").replace("---\n", f"---\n{ENGLISH}", 1), encoding="utf-8")
    html, _ = shown(config, "en")

    assert re.search('alt="The square in the evening" decoding', html)
    assert "lang=" not in html


def test_search_engines_are_told_of_the_picture(config):
    catalog = load_content(config.content, root=config.root).catalog
    made = make_site(config, AS_OF)
    html = made.files["places/hiroba/index.html"].decode()
    nodes = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]
    widest = [v.path for v in versions_of("hall.jpg", catalog.pictures["hall.jpg"]) if v.form == "webp"][-1]

    assert [node["image"] for node in nodes if "image" in node] == [
        {
            "@type": "ImageObject",
            "contentUrl": f"{catalog.site.base_url}{widest}",
            "width": 600,
            "height": 400,
            "caption": "広場の夕方",
            "creditText": "見本町",
        }
    ]
    assert made.faults == ()


def test_a_changed_file_gives_the_bytes_of_a_clean_build(config):
    assert build_site(config, WISH, out=config.out).is_good
    before = {path.relative_to(config.out).as_posix() for path in config.out.rglob("*.*")}
    save(config, "#a33a25")

    made = build_site(config, WISH, out=config.out)
    clean = make_site(config, AS_OF)

    assert {path: made.files[path] for path in made.files} == clean.files
    assert {path.rpartition("-")[2] for path in made.removed} == {"480.avif", "600.avif", "480.webp", "600.webp"}
    assert {path for path in made.written if not path.startswith(("search/", "img/"))} == {
        "places/hiroba/index.html",
        "en/places/hiroba/index.html",
        "sw.js",
    }
    assert made.removed < before
    assert {path.name for path in (config.cache / "pictures").iterdir()} == {
        path.rpartition("/")[2] for path in clean.files if path.startswith("img/")
    }


def test_a_picture_that_is_kept_is_not_encoded_again(config):
    assert build_site(config, WISH, out=None).is_good
    kept = {path.name: path.stat().st_mtime_ns for path in (config.cache / "pictures").iterdir()}
    shutil.rmtree(config.cache / "whole")

    assert build_site(config, WISH, out=None).is_good
    assert {path.name: path.stat().st_mtime_ns for path in (config.cache / "pictures").iterdir()} == kept
