import pytest

from build_tools.builder.units import Unit, all_units
from build_tools.feeds.all import RECORD_FILES, SITE_FILES
from build_tools.makers import maker
from build_tools.model.kinds import KIND_BY_NAME
from build_tools.pages.all import RECORD_PAGES, SITE_PAGES
from build_tools.urls import has_own_page

PER_RECORD = (*RECORD_PAGES.values(), *RECORD_FILES.values())
NAMES = (*SITE_PAGES.values(), *SITE_FILES.values(), *(item.make for item in PER_RECORD))


@pytest.mark.parametrize("name", NAMES)
def test_every_maker_exists(name):
    assert callable(maker(name))


def test_every_kind_with_pages_of_its_own_has_a_maker():
    assert {pages.kind for pages in RECORD_PAGES.values()} == {kind for kind in KIND_BY_NAME if has_own_page(kind)}


def test_a_unit_is_its_key():
    units = [Unit("file", "news"), Unit("page", "home", "en"), Unit("record-page", "event", "ja", "2026-walk")]

    assert [Unit.of(unit.key) for unit in units] == units
    assert [unit.key for unit in units] == ["file:news::", "page:home:en:", "record-page:event:ja:2026-walk"]


def test_a_first_look_leaves_out_what_is_no_page():
    ids = dict.fromkeys(KIND_BY_NAME, ("a",))
    whole = set(all_units(ids, pages_only=False))
    quick = set(all_units(ids, pages_only=True))

    assert quick < whole
    assert {unit.group for unit in whole - quick} == {"file", "record-file", "record-page"}
    assert {unit.maker for unit in whole - quick if unit.group == "record-page"} == {"flyer"}
