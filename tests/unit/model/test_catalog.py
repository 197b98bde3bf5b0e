import pytest

from build_tools.model.actors import Organization
from build_tools.model.catalog import kind_of
from build_tools.model.occasions import Event
from build_tools.model.works import HistoryEntry


def test_records_come_by_id(town):
    assert [event.id for event in town.all(Event)] == ["2008-kondan", "2026-kagu", "2026-yoru"]


def test_backlinks_name_each_record_once(town):
    assert town.backlinks[("organization", "machi")] == (
        ("plan", "midori"), ("initiative", "n-1"), ("service", "v-1"), ("evaluation", "hyoka"), ("project", "flowers"),
        ("place", "hiroba"), ("event", "2026-kagu"), ("operation", "beds"), ("accessibility-policy", "policy"),
    )  # fmt: skip


def test_naming_asks_for_one_kind(town):
    aoba, flowers = town.get("organization", "aoba"), town.get("project", "flowers")

    assert [event.id for event in town.naming(aoba, Event)] == ["2008-kondan", "2026-kagu", "2026-yoru"]
    assert [event.id for event in town.naming(flowers, Event)] == ["2008-kondan"]
    assert [entry.id for entry in town.naming(flowers, HistoryEntry)] == ["shitsu"]
    assert town.naming(flowers, Organization) == ()


def test_terms_of_a_vocabulary(town):
    assert [(id_, term.ja, term.en) for id_, term in town.terms("fields").items()] == [
        ("collaboration", "市民活動の支援・協働", "Support for citizen groups"),
        ("government", "行政", "Government"),
        ("disaster", "防災", "Disaster preparedness"),
    ]


def test_a_vocabulary_that_is_not_there_has_no_terms(town):
    assert town.terms("nothing") == {}


def test_get_refuses_an_unknown_id(town):
    with pytest.raises(KeyError):
        town.get("event", "nothing")


def test_kind_of(town):
    assert kind_of(town.get("yearly-theme", "t-1")) == "yearly-theme"
