"""What search is told of a finished page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from build_tools.artifacts import Page
from build_tools.i18n.words import Words
from build_tools.model.base import LANGUAGES, Record
from build_tools.model.catalog import Catalog, kind_of
from build_tools.model.kinds import KIND_BY_NAME
from build_tools.model.occasions import Event
from build_tools.search.entries import ASIDE, Entry, Facets, read_sections, read_title
from build_tools.shells import TEMPLATES
from build_tools.urls import OFFLINE, address, has_own_page
from build_tools.views.days import days_of
from build_tools.views.lifecycle import State, state_of

if TYPE_CHECKING:
    from build_tools.search.indexing import Labels

_TOLD = (State.CANCELLED, State.POSTPONED, State.FULL, State.WAITING_LIST)
"""What readers have to know before they open an event."""
_OFF = (State.CANCELLED, State.POSTPONED)
_TEXTS = ("accessibility/", "calendar/", "data/", "evaluation/", "glossary/", "guideline/", "history/", "initiatives/",
          "matching/", "plan/", "sources/", "support-office/", "targets/")  # fmt: skip
"""Pages about no single record that say something of their own; the other ones list what has a page."""
_HEAD = re.compile(r'<header class="page-head">.*?</header>', re.DOTALL)
_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
KINDS = (
    "event",
    "series",
    "notice",
    "project",
    "initiative",
    "organization",
    "place",
    "need",
    "proposal",
    "operation",
    "",
    ASIDE,
)
"""Kinds with pages of their own, in the order of their numbers; then all other pages, and those for its makers."""
_ASIDES = ("developers/", "editors/")
_PASSED_OVER = ("yearly-theme", "accessibility-test")
"""Kinds whose titles are common words or none, on a page that is about more: whoever types one means another one."""


def page_entry(page: Page, record: Record | None, catalog: Catalog, now: datetime) -> Entry | None:
    """Return what search is told of a page; None for one that is not searched, because it repeats another one.

    Args:
        page: The page.
        record: The record it is about.
        catalog: Gives the words of its language.
        now: Decides how an event stands.
    """
    if page.shell in TEMPLATES or page.canonical or page.path == OFFLINE:
        return None
    head = _HEAD.search(page.content)
    is_whole = record is not None or page.shell in _TEXTS
    sections = read_sections(page.content if is_whole or head is None else head[0])
    words = Words(page.lang, catalog.strings[page.lang])
    facets = _facets(record, words, now) if record else _page_facets(page.path)
    reading = record.reading or "" if record and page.lang == LANGUAGES[0] else ""
    titles = tuple(_titles(page, catalog))
    return Entry(
        path=page.path,
        lang=page.lang,
        title=page.title,
        reading=reading,
        sections=sections,
        facets=facets,
        titles=titles,
    )


def hand_written_entry(path: str, lang: str, page: str) -> Entry:
    """Return what search is told of a page of `docs/`.

    Args:
        path: Address below the root of its language.
        lang: Its language.
        page: The finished HTML.
    """
    main = _MAIN.search(page)
    content = main[1] if main else ""
    sections = read_sections(content)
    return Entry(path=path, lang=lang, title=read_title(content), sections=sections, facets=_page_facets(path))


def _page_facets(path: str) -> Facets:
    return Facets(kind=ASIDE if path.startswith(_ASIDES) else "")


def labels_of(catalog: Catalog, lang: str) -> "Labels":
    """Return what the facets of a language are called."""
    from build_tools.search.indexing import Labels  # who only makes pages does without

    words = Words(lang, catalog.strings[lang])
    names = {"": "found.page", ASIDE: "found.guide"}
    kinds = {kind: words(names.get(kind, f"kind.{kind}")) for kind in KINDS}
    themes = {id_: term.get(lang) for id_, term in catalog.terms("themes").items()}
    places = {id_: place.title.get(lang) for id_, place in catalog.records["place"].items()}
    return Labels(lang, kinds, themes, places, words("found.soon"), words("found.past"))


def _titles(page: Page, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield titles and readings of the records that stand on a page, and have none of their own."""
    for kind in _kinds_by_page().get(page.path, ()):
        for record in catalog.records[kind].values():
            yield record.title.get(page.lang), (record.reading or "") if page.lang == LANGUAGES[0] else ""


@cache
def _kinds_by_page() -> Mapping[str, Sequence[str]]:
    """Return the pages on which all records of a kind stand together, by address."""
    found: dict[str, list[str]] = {}
    for kind in KIND_BY_NAME:
        if not has_own_page(kind) and kind not in _PASSED_OVER:
            found.setdefault(address(kind, "").partition("#")[0], []).append(kind)
    return found


def _facets(record: Record, words: Words, now: datetime) -> Facets:
    places = getattr(record, "places", ()) or (getattr(record, "place", None),)
    days = days_of(record) if isinstance(record, Event) else ()
    return Facets(
        kind=kind_of(record),
        themes=tuple(getattr(record, "themes", ())),
        places=tuple(place for place in places if place),
        starts=days[0].first.isoformat() if days else "",
        ends=max(stretch.last for stretch in days).isoformat() if days else "",
        state=_state(record, words, now),
        is_off=isinstance(record, Event) and state_of(record, now) in _OFF,
    )


def _state(record: Record, words: Words, now: datetime) -> str:
    told = [words("mark.sample")] if record.sample else []
    if isinstance(record, Event) and (state := state_of(record, now)) in _TOLD:
        told.append(words(f"state.{state}"))
    return words("list.join").join(told) if len(told) > 1 else "".join(told)
