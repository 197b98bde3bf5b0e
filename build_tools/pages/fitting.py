"""How much goes on an A4 flyer, reckoned from the widths of characters, so that it never runs to a second sheet.

A browser would know exactly; but the page is the same bytes everywhere and needs no script. The reckoning is
on the safe side, and mirrors `theme/assets/paper.css`; `tests/browser/test_paper.py` holds it against Chromium.
Lengths are millimetres, sizes of letters points.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from unicodedata import east_asian_width

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from build_tools.i18n.faces import Face

_POINT = 25.4 / 72
_WIDE, _LEFT, _RIGHT = 180.0, 90.0, 82.0
"""Widths of the sheet inside its margins, and of text and list side by side."""
_DAY, _PLACE = 93.0, 69.0
"""Widths of date and place side by side."""
_HIGH = 266.0
"""Height of the sheet inside its margins, less a reserve for other fonts."""
_RANGE = 36.0
"""Size of a date that has an end."""
_HALF = 0.5
"""Mean width in em of a character that is not full-width."""
_UNEVEN, _BALANCED = 1.06, 1.22
"""Lines are broken between phrases and not filled to the end; those of large letters least."""
_SPACED = 1.015
"""Letters of titles are set a little apart."""
_UNEQUAL = 8.0
"""By how much two columns may differ in height: no line of the list is split."""
_PICTURES = ((47.0, "large"), (33.0, "small"))
"""`(height, class)`: room that is left from which on a picture fills it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes of one density; a class of the style sheet has the same."""

    name: str
    body: float
    lead: float
    fine: float
    gap: float
    day: float
    word: float
    """Size of the word that says that the event does not take place."""
    titles: tuple[float, ...]
    """Sizes of titles, in the order of `_TITLES`."""
    flows: bool = False
    """Its text may run on from column to column."""


_BIG, _COMMON, _SMALL = (56.0, 44.0, 34.0, 28.0, 24.0), (46.0, 36.0, 28.0, 23.0, 20.0), (34.0, 28.0, 24.0, 20.0, 17.0)
_TITLES = ((28, "huge"), (50, "large"), (84, "medium"), (120, "small"), (10**6, "tiny"))
"""`(width, class)`: titles up to this width in halves of a full-width character."""
SCALES = (
    Scale("poster", 15, 20, 11, 11, 64, 54, _BIG),
    Scale("roomy", 13, 16, 10.5, 8, 60, 54, _COMMON),
    Scale("normal", 11, 13, 9.5, 5.5, 56, 46, _COMMON, flows=True),
    Scale("dense", 10, 11.5, 9, 4, 48, 36, _SMALL, flows=True),
)
"""From the largest to the smallest."""


@dataclass(frozen=True, slots=True)
class Size:
    """A size of letters, and the class that has it."""

    name: str
    points: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a flyer has to hold."""

    title: str
    original: str
    """Title in the language of the source, where it differs."""
    is_sample: bool
    is_off: bool
    """It does not take place: the word of the banner is the largest."""
    banner: tuple[str, ...]
    """The word of the banner, then its texts; empty for none."""
    kind: str
    """What sort of event, and its series."""
    faces: tuple[Face, ...]
    """The large date, or the first and the last one."""
    has_clock: bool
    notes: int
    """Lines beside the large date: the old date, doors, sessions."""
    place: tuple[str, ...]
    """Lines of the place, the first one large."""
    lead: str
    facts: tuple[Markup, ...]
    unsure: str
    body: Markup


@dataclass(frozen=True, slots=True)
class Fitted:
    """How it goes on the sheet."""

    density: str
    """Class of the sheet: the name of a scale."""
    layout: str
    """`side`: text and list side by side; `flow`: one after the other in two columns, which takes more."""
    title: str
    """Class of the title."""
    body: Markup
    is_cut: bool
    """The text goes on on the event's page."""
    picture: str = ""
    """Class of the picture that fills what is left; empty where nothing is."""


def fit(sheet: Sheet) -> Fitted:
    """Return the largest scale that holds all; where none does, the smallest, its text cut at the end of a block."""
    for scale in SCALES:
        if fitted := _fit_whole(sheet, scale):
            return fitted
    smallest = SCALES[-1]
    room = 2 * (_room(sheet, smallest) - _UNEQUAL) - _facts(sheet, smallest)
    body = _cut(sheet.body, smallest, room)
    return Fitted(smallest.name, "flow", _title(sheet, smallest).name, body, is_cut=bool(sheet.body))


def _fit_whole(sheet: Sheet, scale: Scale) -> Fitted | None:
    """Return how all of the sheet goes into a scale; None when it does not."""
    room, title = _room(sheet, scale), _title(sheet, scale).name
    facts, text = _facts(sheet, scale), sum(high for _, high in _blocks(sheet.body, scale))
    left = room - max(facts, text)
    if left >= 0:
        picture = next((name for high, name in _PICTURES if left - scale.gap >= high), "")
        return Fitted(scale.name, "side", title, sheet.body, is_cut=False, picture=picture)
    if scale.flows and sheet.body and (facts + text) / 2 + _UNEQUAL <= room:
        return Fitted(scale.name, "flow", title, sheet.body, is_cut=False)
    return None


def width_of(text: str) -> int:
    """Return the width of a text in halves of a full-width character."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def _long(text: str, size: float) -> float:
    """Return the length of a text set in one line."""
    return sum(1.0 if east_asian_width(char) in "WFA" else _HALF for char in text) * size * _POINT


def _high(text: str, size: float, width: float, leading: float, *, slack: float = _UNEVEN) -> float:
    """Return the height of a text; each of its own lines takes at least one, and no text takes none."""
    longs = [_long(line, size) / width for line in text.strip().split("\n")]
    lines = sum(1 if long <= 1 else ceil(long * slack) for long in longs)
    return lines * size * _POINT * leading if text else 0.0


def _packed(title: str, size: float) -> float:
    """Return the height of a title: what has no space in it keeps to one line while it can."""
    lines, left = 0, 0.0
    for part in title.split():
        long = _long(part, size) * (_UNEVEN if part.isascii() else _SPACED)
        if long > left:
            lines, left = lines + (1 if long <= _WIDE else ceil(long / _WIDE + 0.6)), _WIDE
        left = left - long - size * _POINT / 3 if long <= _WIDE else 0.0
    return lines * size * _POINT * (1.2 if width_of(title) == len(title) else 1.3)


def _title(sheet: Sheet, scale: Scale) -> Size:
    """Return the size of the title: by its width, and so that what has no space in it goes on one line."""
    sizes = [Size(name, size) for (_, name), size in zip(_TITLES, scale.titles, strict=True)]
    first = next(index for index, (width, _) in enumerate(_TITLES) if width_of(sheet.title) <= width)
    longest = max(sheet.title.split(), key=width_of, default="")
    whole = (each for each in sizes[first:] if width_of(longest) / 2 * _SPACED * each.points * _POINT <= _WIDE)
    return next(whole, sizes[max(first, 2)])


def _room(sheet: Sheet, scale: Scale) -> float:
    """Return the height that is left for the text and the list."""
    parts = heights(sheet, scale)
    return _HIGH - sum(parts.values()) - scale.gap * len(parts)


def heights(sheet: Sheet, scale: Scale) -> dict[str, float]:
    """Return the class of each part of the sheet but the text and the list, to its height."""
    head = (
        max(19.0, _high(sheet.kind, 13, 85, 1.4)) if sheet.is_sample else _high(sheet.kind, 13, _WIDE, 1.4),
        _banner(sheet, scale),
        _packed(sheet.title, _title(sheet, scale).points),
        _high(sheet.original, scale.fine, _WIDE, 1.7),
    )
    parts = {
        "head": sum(head) + 3.0 * (sum(bool(part) for part in head) - 1),
        "key": max(_when(sheet, scale), _where(sheet, scale)) + 9.8,
        "lead": _high(sheet.lead, scale.lead, _WIDE, 1.6),
        "unsure": _high(sheet.unsure, scale.fine, _WIDE, 1.5),
        "foot": 35.2,
    }
    return {name: high for name, high in parts.items() if high}


def _banner(sheet: Sheet, scale: Scale) -> float:
    if not sheet.banner:
        return 0.0
    word, *texts = sheet.banner
    size = scale.word if sheet.is_off else 0.6 * scale.word
    width = max(_WIDE - 22 - _long(word, size) * 1.15, 50.0)
    return max(size * _POINT * 1.2, sum(_high(text, scale.body, width, 1.6) for text in texts)) + 8.5


def _when(sheet: Sheet, scale: Scale) -> float:
    small = scale.fine * _POINT * 1.7
    days = sum(_day(face, _RANGE if len(sheet.faces) > 1 else scale.day) for face in sheet.faces)
    return small + days + sheet.has_clock * 12.0 + sheet.notes * small


def _day(face: Face, size: float) -> float:
    """Return the height of a large date; its weekday goes below it where there is no room beside it."""
    if not face.weekday:
        return _high(face.day.striptags(), 22 if size != _RANGE else 17, _DAY, 1.3)
    digits = sum(char.isdigit() for char in face.day.striptags())
    day = digits * 0.56 * size * _POINT + _long(face.day.striptags(), size / 2) - _long("0" * digits, size / 2)
    weekday = _long(face.weekday, 15) + 12
    return size * _POINT * 1.12 + (6.5 if face.year else 0) + (9 if day + weekday > _DAY else 0)


def _where(sheet: Sheet, scale: Scale) -> float:
    first, *others = sheet.place or ("",)
    label = scale.fine * _POINT * 1.7
    rest = sum(_high(text, scale.body, _PLACE, 1.55) for text in others)
    return label + _high(first, 16.5, _PLACE, 1.35, slack=_BALANCED) + rest


def _facts(sheet: Sheet, scale: Scale) -> float:
    """Return the height of the list; without a text beside it, it has the width of the sheet."""
    width = _RIGHT - 23 if sheet.body else _WIDE - 40
    return sum(sum(_high(text, scale.body, width, 1.5) for text in _texts(fact)) + 2.6 for fact in sheet.facts)


def _blocks(html: str, scale: Scale) -> Iterator[tuple[str, float]]:
    """Yield each block of a text, and its height with the space after it."""
    for node in _nodes(html):
        high = sum(_high(text, scale.body, _LEFT, 1.67) for text in _texts(node.html or ""))
        yield node.html or "", high + 0.6 * scale.body * _POINT


def _cut(html: str, scale: Scale, room: float) -> Markup:
    """Return the blocks that fit, and no heading without what follows it."""
    taken: list[str] = []
    for block, high in _blocks(html, scale):
        room -= high
        if room < 0:
            break
        taken.append(block)
    while taken and taken[-1].startswith("<h"):
        taken.pop()
    return Markup("\n".join(taken))  # noqa: S704 -- taken from markup


def _nodes(html: str) -> Iterator[LexborNode]:
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    return body.iter() if body else iter(())


def _texts(html: str) -> Iterator[str]:
    """Yield the texts that each begin a line: of list items and table rows, or else of the whole."""
    for node in _nodes(f"<div>{html}</div>"):
        parts = node.css("li, tr") or [node]
        yield from (part.text() for part in parts)
