"""An emergency on top of an earlier build: on every page at once, and gone without a trace."""

import re

import pytest

from build_tools.workflow.cached import build_site
from build_tools.workflow.clean import make_site
from build_tools.workflow.made import Wish
from tests.project import AS_OF, make_project

DRILL = """\
active: true
sample: true
headline:
  ja: 避難の訓練をしています。
  en: We are practising to leave.
  easy: '{練習|れんしゅう}です。'
shelters:
  - place: hiroba
"""
WISH = Wish(as_of=AS_OF)
FRONTS = {"index.html", "en/index.html", "easy/index.html"}


@pytest.fixture(scope="module")
def states(tmp_path_factory):
    """The site before, in and after an emergency, each built on top of the last one; and the second built alone."""
    config = make_project(tmp_path_factory.mktemp("town") / "town")
    file = config.content / "emergency.yml"

    def build():
        made = build_site(config, WISH, out=None)
        assert made.is_good, made
        return dict(made.files)

    before = build()
    file.write_text(DRILL, encoding="utf-8")
    during, alone = build(), dict(make_site(config, AS_OF).files)
    file.write_text(DRILL.replace("active: true", "active: false"), encoding="utf-8")
    off = build()
    file.unlink()
    return before, during, alone, off, build()


def test_it_goes_without_a_trace(states):
    before, _, _, off, after = states

    assert after == before
    assert off == before


def test_on_top_of_a_build_it_gives_the_bytes_of_a_clean_one(states):
    _, during, alone, _, _ = states

    assert during == alone


def test_every_page_has_the_banner_and_the_mark_of_a_drill(states):
    before, during, _, _, _ = states
    pages = {path for path, data in during.items() if path.endswith(".html") and b'http-equiv="refresh"' not in data}

    without = {path for path in pages if not re.search(rb'<section class="alert is-drill" aria-label="', during[path])}

    assert without == FRONTS
    assert set(pages - before.keys()) == {"home/index.html", "en/home/index.html", "easy/home/index.html"}
    assert {path for path in FRONTS if b"is-drill" not in during[path]} == set()


def test_the_banner_leads_to_the_front_page_of_the_same_voice(states):
    _, during, _, _, _ = states
    pages = ("404.html", "en/404.html", "about/index.html", "en/about/index.html", "places/hiroba/index.html")
    link = re.compile(r'<section class="alert.*?<a href="([^"]*)"')

    found = [link.search(during[path].decode())[1] for path in (*pages, "easy/participate/index.html")]

    assert found == ["/", "/en/", "../", "../../en/", "../../", "../../easy/"]


def test_the_ordinary_front_page_stays_within_reach(states):
    before, during, _, _, _ = states

    assert during["en/index.html"].count(b'<a href="./home/">') == 1
    assert during["easy/index.html"].count(b'<a href="../easy/home/">') == 1
    assert b'class="hero"' in before["en/index.html"]
    assert b'class="hero"' in during["en/home/index.html"]
