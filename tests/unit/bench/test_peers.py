import json
import re
import tomllib
from datetime import datetime

import pytest
import yaml

from bench.peers.eleventy_engine import Eleventy
from bench.peers.engine import LANGUAGES, ROOT
from bench.peers.facts import interface
from bench.peers.hugo_engine import Hugo, HugoYaml
from bench.peers.markdown_pages import build_pages
from bench.peers.wording import engine_words, read_menu
from bench.records import make_records

RECORDS = make_records(4)
EVENT = RECORDS.events[1]


def test_hugo_is_given_every_record_in_both_languages_as_toml(tmp_path):
    Hugo().write(RECORDS, tmp_path / "hugo")

    text = (tmp_path / "hugo" / "content" / "events" / f"{EVENT.id}.en.md").read_text(encoding="utf-8")
    front = tomllib.loads(text.split("+++\n")[1])

    assert front["title"] == EVENT.title.en
    assert front["date"] == datetime.fromisoformat(f"{EVENT.starts.isoformat()}+09:00")
    assert front["organizations"] == [party.organization for party in EVENT.organizers]
    assert len(list((tmp_path / "hugo" / "content" / "places").rglob("*.md"))) == 22


def test_hugo_is_given_the_same_facts_as_yaml(tmp_path):
    HugoYaml().write(RECORDS, tmp_path / "hugo")

    text = (tmp_path / "hugo" / "content" / "events" / f"{EVENT.id}.ja.md").read_text(encoding="utf-8")

    assert yaml.safe_load(text.split("---\n")[1])["date"] == datetime.fromisoformat(f"{EVENT.starts.isoformat()}+09:00")


def test_eleventy_is_given_facts_as_json(tmp_path):
    Eleventy().write(RECORDS, tmp_path / "site")

    text = (tmp_path / "site" / "content" / "en" / "events" / f"{EVENT.id}.md").read_text(encoding="utf-8")
    front = json.loads(text.split("---")[1].removeprefix("json"))

    assert (front["title"], front["permalink"]) == (EVENT.title.en, f"en/events/{EVENT.id}/index.html")


def test_no_link_of_the_markdown_pages_is_dead():
    pages = dict(build_pages(RECORDS, "ja"))

    links = [
        (path, target)
        for path, text in pages.items()
        for target in re.findall(r"\]\(\.\./([a-z]+/[a-z0-9-]+\.md)\)", text)
    ]

    assert len(links) > 20
    assert [(path, target) for path, target in links if target not in pages] == []


def test_the_menu_of_layouts_is_ours():
    menu = {part["path"]: part for part in read_menu("en")}

    assert menu["organizations/"] == {
        "title": "Organizations",
        "path": "organizations/",
        "covers": ["organizations"],
        "pages": [{"title": "By field", "path": "organizations/"}, {"title": "By name", "path": "organizations/kana/"}],
    }
    assert menu["participate/"] == {
        "title": "How to take part",
        "path": "participate/",
        "covers": ["participate"],
        "pages": [],
    }
    assert menu["events/"]["covers"] == ["events", "series", "calendar"]


def test_layouts_know_the_public_holidays_of_all_events():
    holidays = engine_words("ja")["holidays"]

    assert [day in holidays for day in ("2016-04-29", "2026-11-23", "2026-11-24", "2027-03-22")] == [
        True,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("layouts", "word"),
    [("hugo/**/*.html", r"\$w\.t\.(\w+)"), ("eleventy/**/*.js", r"\bt\.(\w+)")],
    ids=["hugo", "eleventy"],
)
def test_layouts_name_no_word_that_there_is_not(layouts, word, lang):
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "bench" / "peers").glob(layouts))]
    named = {name for text in texts for name in re.findall(word, text)}

    assert len(named) > 60
    assert named - interface(lang).keys() == set()


def test_layouts_call_no_partial_that_there_is_not():
    partials = ROOT / "bench" / "peers" / "hugo" / "layouts" / "_partials"
    texts = [path.read_text(encoding="utf-8") for path in sorted(partials.parent.rglob("*.html"))]
    called = {name for text in texts for name in re.findall(r'partial(?:Cached)? "([^"]+)"', text)}

    assert called == {path.name for path in partials.iterdir()}
