"""A reading in a title is ruby on pages, and nowhere else is it seen."""

from __future__ import annotations

import json
import re

import feedparser
import icalendar
from selectolax.lexbor import LexborHTMLParser

from build_tools.workflow.clean import make_site
from tests.project import AS_OF, make_project, project  # noqa: F401 -- a fixture

EVENT = """---
title: '{協働|きょうどう}の講座'
summary: '{協働|きょうどう}を学びます。'
kind: lecture
starts: 2026-12-05 14:00
sources:
  - plan
updated: 2026-11-22
---

{協働|きょうどう}の話です。
"""
PLAIN = "協働の講座"


def test_a_reading_is_ruby_on_the_page_and_left_out_of_everything_else(tmp_path):
    config = make_project(tmp_path / "town")
    (config.content / "events/walk.md").write_text(EVENT, encoding="utf-8")

    files = make_site(config, AS_OF).files

    dom = LexborHTMLParser(files["events/walk/index.html"].decode())
    [entry] = [e for e in feedparser.parse(files["feeds/events.xml"]).entries if e.link.endswith("/events/walk/")]
    [event] = icalendar.Calendar.from_ical(files["events/walk/walk.ics"]).walk("VEVENT")
    [row] = [r for r in json.loads(files["data/events.json"]) if "/events/walk/" in json.dumps(r)]
    assert dom.css_first("h1").inner_html == "<ruby>協働<rp>（</rp><rt>きょうどう</rt><rp>）</rp></ruby>の講座"
    assert dom.css_first("title").text().startswith(f"{PLAIN} (")
    assert dom.css_first("meta[name=description]").attributes["content"] == "協働を学びます。"
    assert (entry.title, str(event["SUMMARY"]), row["eventName"]) == (PLAIN, PLAIN, PLAIN)
    marked = re.compile(r"\{協働\|")
    assert [path for path, data in files.items() if marked.search(data.decode("utf-8", "ignore"))] == []
    assert "<ruby>" not in files["events/walk/flyer/index.html"].decode()
