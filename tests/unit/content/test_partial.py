from dataclasses import replace

import pytest

from build_tools.content.partial import open_catalog, pack_catalog, unpack_record
from build_tools.model.base import Text


@pytest.fixture(scope="module")
def packed(town):
    return dict(pack_catalog(town))


@pytest.fixture
def open_town(town, project, packed):
    def open_(changed=None):
        return open_catalog(project.content, backlinks=town.backlinks, packed=packed, changed=changed or {})

    return open_


def test_an_opened_catalog_says_what_the_read_one_said(town, open_town):
    found = open_town()

    assert {kind: dict(records) for kind, records in found.records.items()} == {
        kind: dict(records) for kind, records in town.records.items()
    }
    assert replace(found, records=town.records, synonyms=town.synonyms) == replace(
        town, known_backlinks=found.known_backlinks
    )


def test_a_changed_record_stands_in_the_place_of_the_packed_one(town, open_town):
    walk = town.get("event", "2026-kagu").model_copy(update={"title": Text(ja="別の題")})

    found = open_town(changed={("event", "2026-kagu"): walk})

    assert found.get("event", "2026-kagu") is walk
    assert found.get("place", "hiroba") == town.get("place", "hiroba")


def test_a_record_that_is_not_there_is_told_of(packed):
    with pytest.raises(KeyError):
        unpack_record(packed, "event/lost")
