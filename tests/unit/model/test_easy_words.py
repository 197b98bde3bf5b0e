from string import Formatter

import yaml

from build_tools.model.easy_words import EASY_WORDS
from build_tools.model.ruby import base_text
from build_tools.views.lifecycle import State, Twist
from tests.project import ROOT


def filled(text):
    return tuple(sorted({name for _, name, _, _ in Formatter().parse(base_text(text)) if name is not None}))


def test_the_words_of_our_city_are_those_that_the_pages_need():
    table = yaml.safe_load((ROOT / "content/strings/easy.yml").read_text(encoding="utf-8"))

    days = {f"day.{number}": () for number in (*range(1, 11), 14, 20, 24)}
    assert {key: filled(text) for key, text in table.items()} == EASY_WORDS | days


def test_every_state_and_every_change_has_its_words():
    needed = {key for key in EASY_WORDS if key.startswith(("state.", "twist."))}

    assert needed == {*(f"state.{state}" for state in State), *(f"twist.{twist}" for twist in Twist)}
