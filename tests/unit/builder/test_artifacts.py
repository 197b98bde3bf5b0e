from dataclasses import replace

import pytest

from build_tools.content.loader import load_content
from build_tools.urls import site_path
from tests.artifacts import build_artifacts
from tests.project import make_project
from tests.records import at

NOON = at("2026-11-23 12:00")
EVENT = """\
---
title: 散歩
kind: lecture
starts: 2026-12-05
aliases:
  - {alias}
sources:
  - plan
updated: 2026-11-23
---
"""


def problems(catalog):
    found = build_artifacts(catalog, NOON).problems
    return [
        (problem.spot.path, problem.code, problem.details["address"], problem.details["other"]) for problem in found
    ]


def with_file(root, path, text):
    content = make_project(root).content
    (content / path).write_text(text, encoding="utf-8")
    return load_content(content, root=root).catalog


def test_every_page_exists_in_both_languages(town):
    pages = build_artifacts(town, NOON).pages

    japanese = {page.path for page in pages if page.lang == "ja"}
    easy = {page.path for page in pages if page.retells is not None}
    assert {page.path for page in pages if page.lang == "en"} == japanese - easy
    assert easy == {"easy/", "easy/participate/", "easy/support-office/", "easy/events/2026-kagu/"}
    assert len({(page.path, page.lang) for page in pages}) == len(pages)


def test_the_town_has_no_two_of_one_address(town):
    assert problems(town) == []


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("events/past.md", "events/past/"),
        ("events/fy2007.md", "events/fy2007/"),
    ],
)
def test_a_record_may_not_take_the_address_of_a_list(tmp_path, path, address):
    catalog = with_file(tmp_path / "town", path, EVENT.format(alias="events/nowhere/"))

    assert problems(catalog) == [(f"content/{path}", "path-taken", address, address)]


@pytest.mark.parametrize(
    ("alias", "other"),
    [
        ("events/2026-kagu/", "content/events/2026-kagu.md"),
        ("events/walk/", "content/events/walk.md"),
        ("events/", "events/"),
        ("plan/", "content/plan/midori.md"),
    ],
)
def test_an_alias_may_not_take_the_address_of_a_page(tmp_path, alias, other):
    catalog = with_file(tmp_path / "town", "events/walk.md", EVENT.format(alias=alias))

    assert problems(catalog) == [("content/events/walk.md", "path-taken", alias, other)]


@pytest.mark.parametrize(
    ("alias", "others"),
    [
        ("about/", ["docs/"]),
        ("contact/", ["docs/"]),
        ("en/about/", []),
        ("en/contact/", ["docs/"]),
        ("en/events/", ["events/"]),
        ("en/events/2026-kagu/", ["content/events/2026-kagu.md"]),
    ],
)
def test_an_alias_may_not_hide_a_page_of_one_language(tmp_path, alias, others):
    catalog = with_file(tmp_path / "town", "events/walk.md", EVENT.format(alias=alias))
    hand_written = frozenset({"about/index.html", "en/contact/index.html"})

    found = build_artifacts(catalog, NOON, hand_written=hand_written).problems

    assert [(problem.spot.path, problem.code, problem.details["other"]) for problem in found] == [
        ("content/events/walk.md", "path-taken", other) for other in others
    ]


def test_a_page_may_not_take_the_place_of_a_hand_written_one(town):
    found = build_artifacts(town, NOON, hand_written=frozenset({"plan/index.html", "en/plan/index.html"})).problems

    assert [(problem.spot.path, problem.code, problem.details) for problem in found] == [
        ("content/plan/midori.md", "path-taken", {"address": "plan/", "other": "docs/"})
    ]


def test_two_plans_would_share_one_address(tmp_path):
    content = make_project(tmp_path / "town").content
    (content / "plan" / "zweit.md").write_bytes((content / "plan" / "midori.md").read_bytes())
    catalog = load_content(content, root=tmp_path / "town").catalog

    assert problems(catalog) == [("content/plan/zweit.md", "path-taken", "plan/", "content/plan/midori.md")]


def test_old_addresses_lead_on_in_both_languages(town):
    files = {file.path: file.data.decode() for file in build_artifacts(town, NOON).files if file.path.endswith(".html")}

    assert {path: 'url=../../events/2026-kagu/"' in text for path, text in files.items()} == {
        "events/kagu/index.html": True,
        "en/events/kagu/index.html": True,
        "organizations/aoba-network/index.html": False,
        "en/organizations/aoba-network/index.html": False,
    }


def test_samples_untranslated_pages_flyers_and_choices_are_kept_out_of_search_engines(town):
    pages = build_artifacts(town, NOON).pages
    hidden = {site_path(page.path, page.lang) for page in pages if not page.is_indexed}

    assert hidden == {
        "developers/design/",
        "en/developers/design/",
        "en/evaluation/",
        "en/search/",
        "search/",
        "offline/",
        "en/offline/",
        *(
            f"{lang}events/{path}"
            for lang in ("", "en/")
            for path in (
                "2026-yoru/", "2026-11/",
                "2008-kondan/flyer/", "2026-kagu/flyer/", "2026-yoru/flyer/",
                "audience-citizens/", "free/", "place-hiroba/", "theme-disaster/", "theme-learning/",
            )
        ),
    }  # fmt: skip


def test_the_same_catalog_gives_the_same_artifacts(town):
    assert build_artifacts(replace(town), NOON) == build_artifacts(town, NOON)
