"""What layouts of a peer need besides records: words of the interface and the vocabularies, the menu, holidays."""

from collections.abc import Mapping
from typing import Any

import yaml

from bench.peers.engine import ROOT
from bench.peers.facts import interface, settings, vocabulary
from bench.records import FIRST, LAST
from build_tools.i18n.public_holidays import holidays_of
from build_tools.pages.icons import ICONS, icon

_VOCABULARIES = (
    "audiences", "change-kinds", "event-kinds", "event-statuses", "event-supports", "fields", "legal-forms",
    "project-statuses", "registration-ways", "roles", "themes",
)  # fmt: skip
_WEEKDAYS = {"ja": tuple("日月火水木金土"), "en": ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")}
_NAVIGATION = {"ja": "mkdocs.yml", "en": "mkdocs.en.yml"}


def engine_words(lang: str) -> dict[str, Any]:
    """Return all of it in one language; names of vocabularies have underscores."""
    site = settings()
    contact = {
        "id": site["contact"]["organization"],
        "name": site["contact"]["name"][lang],
        "phone": site["contact"]["phone"],
        "hours": site["contact"]["hours"][lang],
    }
    return {
        "t": interface(lang),
        "title": site["title"][lang],
        "tagline": site["tagline"][lang],
        "weekdays": list(_WEEKDAYS[lang]),
        "holidays": _holidays(),
        "contact": contact,
        "licence": {"name": site["licence"][lang], "url": site["licence_url"]},
        "menu": read_menu(lang),
        "icon": {name: str(icon(name)) for name in ICONS},
        **{name.replace("-", "_"): vocabulary(name, lang) for name in _VOCABULARIES},
    }


def read_menu(lang: str) -> list[dict[str, Any]]:
    """Return the parts of our menu in order.

    Returns:
        For each its `title`, the `path` that it leads to, the first names of the addresses that it `covers`, and its
        `pages` (`title` and `path`), none for a part of one page.
    """
    text = (ROOT / _NAVIGATION[lang]).read_text(encoding="utf-8")
    parts = yaml.load(text, Loader=yaml.CBaseLoader)["nav"][1:]  # noqa: S506 -- makes nothing but text
    return [_part(title, inside) for part in parts for title, inside in part.items()]


def _part(title: str, inside: str | list[Mapping[str, str]]) -> dict[str, Any]:
    if isinstance(inside, str):
        path = _address(inside)
        return {"title": title, "path": path, "covers": [path.split("/")[0]], "pages": []}
    pages = [{"title": name, "path": _address(file)} for page in inside for name, file in page.items()]
    covers = list(dict.fromkeys(page["path"].split("/")[0] for page in pages))
    return {"title": title, "path": pages[0]["path"], "covers": covers, "pages": pages}


def _address(file: str) -> str:
    """Return the address of a page of the menu: `about.md` is `about/`, `events/index.md` is `events/`."""
    return f"{file.removesuffix('.md').removesuffix('index').rstrip('/')}/"


def _holidays() -> dict[str, bool]:
    """Return the public holidays of the years in which events lie."""
    years = range(FIRST.year, LAST.year + 1)
    return {day.isoformat(): True for year in years for day in sorted(holidays_of(year, "ja"))}
