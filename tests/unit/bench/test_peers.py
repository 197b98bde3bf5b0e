import json
import re
import tomllib
from datetime import datetime

import yaml

from bench.peers.eleventy_engine import Eleventy
from bench.peers.hugo_engine import Hugo, HugoYaml
from bench.peers.markdown_pages import build_pages
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
