"""Which pages a browser keeps for days without a signal, the weightiest first.

Only a list of addresses: what there is room for, `publish.offline` finds out when it knows how long they are.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from build_tools.artifacts import File
from build_tools.i18n.words import Words
from build_tools.model.actors import Place
from build_tools.model.base import LANGUAGES, Record
from build_tools.model.catalog import Catalog
from build_tools.model.occasions import Event, Notice
from build_tools.model.works import Project
from build_tools.urls import (
    EASY,
    HOME,
    OFFLINE,
    address,
    address_of,
    easy_address,
    filter_address,
    has_easy_page,
    site_path,
)
from build_tools.views.selections import DISASTER, current_notices, disaster_events, upcoming

LIST = "offline/pages.json"
_DISASTER_LIST = filter_address(f"theme-{DISASTER}")
_FIRST = ("", HOME, OFFLINE, "events/", "places/", "search/", "notices/", "contact/", _DISASTER_LIST)
_MOST = 300
"""So many addresses are listed; far fewer find room."""


def build_list(catalog: Catalog, now: datetime) -> Iterator[File]:
    """Yield the list: addresses below the root of the site, also of pages that some days do not have."""
    listed = list(dict.fromkeys(_addresses(catalog, now)))[:_MOST]
    yield File(LIST, (json.dumps(listed, indent=0) + "\n").encode())


def _addresses(catalog: Catalog, now: datetime) -> Iterator[str]:
    yield from _in_all(_FIRST)
    yield from (EASY, EASY + HOME)
    if catalog.emergency:
        yield from _in_all(address("place", shelter.place) for shelter in catalog.emergency.shelters)
    events = catalog.all(Event)
    projects = (project for project in catalog.all(Project) if DISASTER in project.themes)
    yield from _of(disaster_events(events, now))
    yield from _of(projects)
    yield from _of(current_notices(catalog.all(Notice), now))
    yield from _of(upcoming(events, now))
    yield from _of(catalog.all(Place))


def _of(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield from _in_all((address_of(record),))
        if has_easy_page(record):
            yield easy_address(record)


def _in_all(paths: Iterable[str]) -> Iterator[str]:
    yield from (site_path(path, lang) for path in paths for lang in LANGUAGES)


def copy_words(catalog: Catalog) -> Mapping[str, Mapping[str, str]]:
    """Return what a copy says of itself in each voice, as HTML: `note` with `{when}` for its day, `name`, `search`;
    and the time zone of the site as `zone`.
    """
    voices = (*LANGUAGES, *(("easy",) if catalog.strings["easy"] else ()))
    return {voice: dict(_said(catalog, voice)) for voice in voices}


def _said(catalog: Catalog, voice: str) -> Iterator[tuple[str, str]]:
    lang = LANGUAGES[0] if voice == "easy" else voice
    words = Words(lang, catalog.strings[lang])
    yield "name", str(words.markup("offline.note.name"))
    yield "note", str(Words(voice, catalog.strings[voice]).markup("offline.note", when="{when}"))
    yield "search", str(words.markup("offline.note.search"))
    yield "zone", str(catalog.site.timezone)
