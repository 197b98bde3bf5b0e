"""The page of the guideline: every part with an address of its own and a citation to copy; printed, a booklet."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_tools.artifacts import Page
from build_tools.i18n.dates import format_moment
from build_tools.model.promises import Chapter, Guideline
from build_tools.pages.desk import Desk
from build_tools.urls import address_of, canonical

SCRIPT = "cite.js"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the guideline that can be linked to."""

    id: str
    """Its anchor."""
    label: str
    """Number and heading, in plain words."""
    citation: str
    """What to write when one quotes it; empty for what has not been seen."""


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of the guideline."""
    for guideline in desk.catalog.all(Guideline):
        page = desk.record_page(
            "guideline.html",
            guideline,
            trail=("plan/",),
            whole=cite(desk, guideline),
            definition=_section(desk, guideline, "definition", desk.words("guideline.definition")),
            parts=[(part, _part(desk, guideline, part.key)) for part in guideline.definition],
            chapters=[(chapter, _chapter(desk, guideline, chapter)) for chapter in guideline.chapters],
            url=canonical(desk.catalog.site.base_url, address_of(guideline), desk.lang),
        )
        yield replace(page, shell=page.path, scripts=(*page.scripts, SCRIPT))


def cite(desk: Desk, guideline: Guideline, *, label: str = "", anchor: str = "") -> str:
    """Return a citation of the guideline, or of one of its parts: body, title, date, part, site, address.

    The day on which it was read is the reader's to fill in.
    """
    t, site = desk.words, desk.catalog.site
    body = desk.catalog.get("organization", guideline.publisher or guideline.drafted_by).title.get(desk.lang)
    title, original = guideline.title.get(desk.lang), guideline.title.ja
    url = canonical(site.base_url, address_of(guideline), desk.lang) + (f"#{anchor}" if anchor else "")
    return t(
        "citation.part" if label else "citation.whole",
        body=body,
        title=title if title == original else t("citation.title", title=title, original=original),
        date=format_moment(guideline.adopted, t),
        site=site.title.get(desk.lang),
        url=url,
        **({"part": label} if label else {}),
    )


def _section(desk: Desk, guideline: Guideline, anchor: str, label: str) -> Section:
    return Section(anchor, label, cite(desk, guideline, label=label, anchor=anchor))


def _part(desk: Desk, guideline: Guideline, key: str) -> Section:
    term = desk.catalog.terms("definition-parts")[key].get(desk.lang)
    label = desk.words("citation.definition-part", definition=desk.words("guideline.definition"), part=term)
    return _section(desk, guideline, f"definition-{key}", label)


def _chapter(desk: Desk, guideline: Guideline, chapter: Chapter) -> Section:
    title = chapter.title.get(desk.lang)
    label = title if chapter.number == "-" else f"{chapter.number} {title}"
    found = _section(desk, guideline, f"chapter-{chapter.id}", label)
    return found if chapter.known else replace(found, citation="")
