import pytest

from build_tools import urls
from build_tools.model.kinds import KINDS


@pytest.mark.parametrize(
    ("page", "target", "link"),
    [
        ("", "", "./"),
        ("", "events/", "./events/"),
        ("", "plan/#clause-4-1", "./plan/#clause-4-1"),
        ("events/", "", "../"),
        ("events/", "events/", "../events/"),
        ("events/", "events/walk/", "../events/walk/"),
        ("events/walk/", "events/", "../../events/"),
        ("events/walk/", "places/hiroba/", "../../places/hiroba/"),
        ("plan/", "plan/#clause-4-1", "#clause-4-1"),
        ("plan/", "plan/", "../plan/"),
        ("events/walk/", "history/#h-open", "../../history/#h-open"),
    ],
)
def test_relative(page, target, link):
    assert urls.relative(page, target) == link


@pytest.mark.parametrize(
    ("path", "lang", "other", "link"),
    [
        ("", "ja", "en", "./en/"),
        ("", "en", "ja", "./../"),
        ("events/", "ja", "en", "../en/events/"),
        ("events/", "en", "ja", "../../events/"),
        ("events/walk/", "ja", "en", "../../en/events/walk/"),
        ("events/walk/", "en", "ja", "../../../events/walk/"),
        ("events/walk/", "ja", "ja", "../../events/walk/"),
    ],
)
def test_twin(path, lang, other, link):
    assert urls.twin(path, lang, other) == link


@pytest.mark.parametrize("base", ["https://town.example", "https://town.example/"])
@pytest.mark.parametrize(
    ("path", "lang", "tail"),
    [
        ("", "ja", ""),
        ("", "en", "en/"),
        ("events/walk/", "ja", "events/walk/"),
        ("events/walk/", "en", "en/events/walk/"),
    ],
)
def test_canonical(base, path, lang, tail):
    assert urls.canonical(base, path, lang) == f"https://town.example/{tail}"


def test_canonical_keeps_the_folder_of_the_site():
    assert urls.canonical("https://town.example/commons/", "events/", "en") == "https://town.example/commons/en/events/"


def test_every_kind_has_an_address_of_its_own():
    addresses = {kind.name: urls.address(kind.name, "x-1") for kind in KINDS}

    assert addresses == {
        "plan": "plan/",
        "clause": "plan/#clause-x-1",
        "guideline": "guideline/",
        "initiative": "initiatives/x-1/",
        "service": "support-office/#x-1",
        "yearly-theme": "support-office/#x-1",
        "indicator": "targets/#x-1",
        "evaluation": "evaluation/",
        "project": "projects/x-1/",
        "organization": "organizations/x-1/",
        "place": "places/x-1/",
        "event": "events/x-1/",
        "series": "series/x-1/",
        "notice": "notices/x-1/",
        "history": "history/#h-x-1",
        "term": "glossary/#term-x-1",
        "need": "matching/need-x-1/",
        "proposal": "matching/proposal-x-1/",
        "operation": "matching/operation-x-1/",
        "accessibility-policy": "accessibility/",
        "accessibility-test": "accessibility/result/",
    }


def test_kinds_with_pages_of_their_own():
    assert {kind.name for kind in KINDS if urls.has_own_page(kind.name)} == {
        "initiative", "project", "organization", "place", "event", "series", "notice", "need", "proposal",
        "operation",
    }  # fmt: skip


def test_fiscal_year_address():
    assert urls.fiscal_year_address(2008) == "events/fy2008/"
