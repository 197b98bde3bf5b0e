"""What other sites are told of a page, and the files of its picture."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
from PIL import Image

from build_tools.builder.sharing import Keeper, Posters, poster_names
from build_tools.builder.units import POSTER_OF_SITE, Unit
from build_tools.posters import fonts
from build_tools.posters.saying import poster_of
from tests.records import at, make_event, with_events, words

NOON = at("2026-11-23 12:00")
META = re.compile(r'<meta (?:property|name)="((?:og|twitter):[a-z_:]+)" content="([^"]*)">')


def told(html):
    """Give what a page tells other sites."""
    return {name: unescape(text) for name, text in META.findall(html)}


def page(made, path):
    return told(made.files[path].decode())


@pytest.fixture
def without_fonts(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    fonts.missing.cache_clear()
    yield
    fonts.missing.cache_clear()


def test_an_event_has_a_picture_of_its_own_in_each_language(made, town):
    event = town.records["event"]["2026-kagu"]
    poster = poster_of(event, town, words("en"), NOON)

    assert page(made, "en/events/2026-kagu/index.html") == {
        "og:type": "website",
        "og:site_name": town.site.title.en,
        "og:locale": "en_GB",
        "og:locale:alternate": "ja_JP",
        "og:title": event.title.en,
        "og:description": event.summary.get("en"),
        "og:url": f"{town.site.base_url}en/events/2026-kagu/",
        "og:image": f"{town.site.base_url}{poster.path}",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"Card of {town.site.title.en}: {', '.join(poster.texts)}",
        "twitter:card": "summary_large_image",
    }


def test_every_picture_that_a_page_names_is_there_and_every_one_there_is_named(made, town):
    named = {
        picture.removeprefix(town.site.base_url)
        for path in made.files
        if path.endswith(".html") and (picture := page(made, path).get("og:image"))
    }

    assert named == {path for path in made.files if path.startswith("og/")}
    assert {re.sub(r"[.][0-9a-f]{12}[.]", ".*.", path) for path in named} == {
        f"og/{lang}/{name}.*.png"
        for lang in ("ja", "en")
        for name in ("site", "event/2008-kondan", "event/2026-kagu", "event/2026-yoru", "project/flowers")
    }


@pytest.mark.parametrize("path", ["index.html", "about/index.html", "organizations/aoba/index.html"])
def test_all_other_pages_share_one(made, town, path):
    site = poster_of(None, town, words("ja"), NOON)

    assert page(made, path)["og:image"] == town.site.base_url + site.path
    assert page(made, path)["og:locale:alternate"] == "en_GB"


def test_a_page_that_does_not_exist_tells_nothing(made):
    assert page(made, "404.html") == {}


def test_what_is_told_is_escaped(town):
    event = make_event(title='"><script>alert(1)</script>&')
    tags = Posters(with_events(town, event), NOON).tags("ja", event)

    assert "<script" not in tags
    assert '"><script>alert(1)</script>&' in told(tags)["og:image:alt"]


def test_a_site_may_do_without(town):
    plain = replace(town, site=town.site.model_copy(update={"posters": False}))

    assert Posters(plain, NOON).tags("ja") == ""


@pytest.mark.usefixtures("without_fonts")
def test_without_the_fonts_no_page_names_a_picture(town):
    assert fonts.missing() == ("NotoSansJP-Bold.otf", "NotoSansJP-Regular.otf")
    assert Posters(town, NOON).tags("ja") == ""


def test_a_picture_is_drawn_once_and_kept(town):
    kept: dict[str, bytes] = {}
    posters = Posters(town, NOON, Keeper(kept.get, kept.__setitem__))
    unit = Unit("poster", "event", "ja", "2026-kagu")
    (file,) = posters.files(unit)

    assert list(kept) == list(poster_names([file.path, "index.html"]))
    assert Image.open(BytesIO(file.data)).size == (1200, 630)
    kept[next(iter(kept))] = b"kept"
    assert [again.data for again in posters.files(unit)] == [b"kept"]


def test_another_state_is_another_picture(town):
    event = make_event(title="家具の固定")
    off = make_event(title="家具の固定", status="cancelled")
    before, after = (
        next(Posters(with_events(town, each), NOON).files(Unit("poster", "event", "ja", "walk")))
        for each in (event, off)
    )

    assert (before.path == after.path, before.data == after.data) == (False, False)


def test_the_picture_of_the_site_is_no_record(town):
    (file,) = Posters(town, NOON).files(Unit("poster", POSTER_OF_SITE, "en"))

    assert file.path == poster_of(None, town, words("en"), NOON).path
