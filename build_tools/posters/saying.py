"""What a poster says: of an event, of a project, or of the site itself; and the address that follows from it.

The address has a digest of all that is drawn, so that whoever keeps pictures fetches a changed one anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

from build_tools.i18n.dates import date_block, span_tag
from build_tools.i18n.patterns import Pattern
from build_tools.i18n.words import Words
from build_tools.model.base import Record, Text
from build_tools.model.catalog import Catalog, kind_of
from build_tools.model.occasions import AttendanceMode, Event
from build_tools.model.works import Project, ProjectStatus
from build_tools.urls import poster_file
from build_tools.views.lifecycle import OFF, is_over, state_of, twists_of

SIZE = (1200, 630)
"""Width and height in pixels: what sites that show links ask for (ogp.me; 1.91 to 1)."""
KINDS = ("event", "project")
"""Kinds whose records have a poster each; all other pages share one in each language."""
_MOST_PARTNERS = 3
_DRAWN_BY = ("drawing.py", "typefaces.py", "wrapping.py", "saying.py")
_WEEKDAY = {"ja": ("EEEE", "ja_JP"), "en": ("EEEE", "en_GB")}


class Tone(StrEnum):
    """How a sign on a poster is meant, and so its colour; its words say it too."""

    PLAIN = "plain"
    TURN = "turn"
    """Something is different from what was announced, or not sure."""
    OVER = "over"
    OFF = "off"
    SAMPLE = "sample"


@dataclass(frozen=True)
class Poster:
    """All that is drawn."""

    lang: str
    name: str
    """Kind and id, `event/2026-walk`; `site` for that of all other pages."""
    site: str
    """Name of the site."""
    title: str
    label: str = ""
    """What kind of thing it is."""
    signs: tuple[tuple[Tone, str], ...] = ()
    """How it stands, the gravest first."""
    day: tuple[str, str, str] = ("", "", "")
    """Month, day and weekday, large; empty where there is no day: then a door is drawn."""
    details: tuple[str, ...] = ()
    """When and where, or who; at most two lines."""

    @property
    def texts(self) -> tuple[str, ...]:
        """All its words but the name of the site, in the order of reading."""
        return tuple(
            text for text in (*(word for _, word in self.signs), self.label, self.title, *self.details) if text
        )

    @cached_property
    def digest(self) -> str:
        """What differs when anything is drawn otherwise."""
        return sha256(f"{self!r} {_design()}".encode()).hexdigest()[:12]

    @property
    def path(self) -> str:
        """Its address below the site's root."""
        return poster_file(self.name, self.digest, self.lang)


@cache
def _design() -> str:
    """Return a digest of how posters are drawn."""
    folder = Path(__file__).parent
    return sha256(b"\0".join((folder / name).read_bytes() for name in _DRAWN_BY)).hexdigest()


def poster_of(record: Record | None, catalog: Catalog, words: Words, now: datetime) -> Poster:
    """Return what the poster for the page of a record says; for a record without one of its own, that of the site.

    Args:
        record: The record; None for a page about many, or none.
        catalog: Gives what the record names.
        words: Of the language of the page.
        now: Decides whether an event is over.
    """
    match record:
        case Event():
            return _of_event(record, catalog, words, now)
        case Project():
            return _of_project(record, catalog, words)
        case _:
            return words.keep("poster", lambda: _of_site(catalog, words))


def _of_site(catalog: Catalog, words: Words) -> Poster:
    site, lang = catalog.site, words.lang
    return Poster(lang, "site", site.city.get(lang), site.title.get(lang), details=(site.tagline.get(lang),))


def _of_event(event: Event, catalog: Catalog, words: Words, now: datetime) -> Poster:
    when = str(span_tag(event.starts, event.ends, words).striptags()) if event.starts.is_known else ""
    return _poster(
        event,
        catalog,
        words,
        label=catalog.terms("event-kinds")[event.kind].get(words.lang),
        signs=(*_event_signs(event, words, now), *_marks(event, words)),
        day=_day(event, words),
        details=(when or words("date.unknown"), _where(event, catalog, words)),
    )


def _of_project(project: Project, catalog: Catalog, words: Words) -> Poster:
    status = catalog.terms("project-statuses")[project.status].get(words.lang)
    tone = Tone.OVER if project.status is ProjectStatus.ENDED else Tone.PLAIN
    is_told = project.status is not ProjectStatus.UNKNOWN
    names = tuple(catalog.get("organization", party.organization).title for party in project.partners)
    return _poster(
        project,
        catalog,
        words,
        label=words("kind.project"),
        signs=(*(((tone, status),) if is_told else ()), *_marks(project, words)),
        details=(_several(names, words),),
    )


def _poster(  # noqa: PLR0913 -- all that one poster differs in
    record: Record,
    catalog: Catalog,
    words: Words,
    *,
    label: str,
    signs: tuple[tuple[Tone, str], ...],
    details: tuple[str, ...],
    day: tuple[str, str, str] = ("", "", ""),
) -> Poster:
    lang = words.lang
    title, site = record.title.get(lang), catalog.site.title.get(lang)
    shown = tuple(detail for detail in details if detail)
    return Poster(lang, f"{kind_of(record)}/{record.id}", site, title, label, signs, day, shown)


def _event_signs(event: Event, words: Words, now: datetime) -> Iterator[tuple[Tone, str]]:
    if event.status in OFF:
        yield Tone.OFF, words(f"state.{event.status}")
    elif is_over(event, now):
        yield Tone.OVER, words(f"state.{state_of(event, now)}")
    else:
        yield from ((Tone.TURN, words(f"state.{twist}")) for twist in twists_of(event))


def _marks(record: Record, words: Words) -> Iterator[tuple[Tone, str]]:
    if not record.certain:
        yield Tone.TURN, words("mark.unconfirmed")
    if record.sample:
        yield Tone.SAMPLE, words("mark.sample")


def _day(event: Event, words: Words) -> tuple[str, str, str]:
    """Return what stands on the wall; of an event of several days the first one, which says so."""
    starts, ends = event.starts, event.ends
    month, day, weekday = date_block(starts, words)
    if not weekday:
        return (month, day, "") if starts.is_known else ("", "", "")
    weekday = Pattern.of(*_WEEKDAY[words.lang]).write(starts.first)
    is_long = ends is not None and ends.is_known and ends.last > starts.last
    return month, day, words("poster.from", weekday=weekday) if is_long else weekday


def _where(event: Event, catalog: Catalog, words: Words) -> str:
    place = catalog.get("place", event.place).title if event.place else None
    if place is None and event.room is None and event.attendance_mode is AttendanceMode.ONLINE:
        return catalog.terms("attendance-modes")[event.attendance_mode].get(words.lang)
    return " ".join(text.get(words.lang) for text in (place, event.room) if text)


def _several(names: tuple[Text, ...], words: Words) -> str:
    """Return some names; of many it says how many there are besides."""
    shown = words("list.join").join(name.get(words.lang) for name in names[:_MOST_PARTNERS])
    more = len(names) - _MOST_PARTNERS
    return words("poster.and-more", names=shown, number=more) if more > 0 else shown


def alt_of(poster: Poster, words: Words) -> str:
    """Return what a reader is told who does not see the picture."""
    return words("poster.alt", site=poster.site, texts=words("list.join").join(poster.texts))
