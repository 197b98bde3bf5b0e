"""How much goes on an A4 flyer, reckoned from the widths of characters, so that it never runs to a second sheet.

A browser would know exactly; but the page is the same bytes everywhere and needs no script. The reckoning is
on the safe side, and mirrors `theme/assets/paper.css`; `tests/browser/test_paper.py` holds it against Chromium.
Lengths are millimetres, sizes of letters points.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from markupsafe import Markup

from build_tools.i18n.faces import Face
from build_tools.pages.widths import Lines, blocks_of, lines_of, split_blocks, texts_of, width_of

_POINT = 25.4 / 72
_WIDE, _LEFT, _RIGHT = 180.0, 90.0, 82.0
"""Widths of the sheet inside its margins, and of text and list side by side."""
_DAY, _PLACE = 93.0, 69.0
"""Widths of date and place side by side."""
_HIGH = 266.0
"""Height of the sheet inside its margins, less a reserve for other fonts."""
_RANGE = 36.0
"""Size of a date that has an end."""
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
    return Fitted(smallest.name, "flow", _title(sheet.title, smallest.titles).name, body, is_cut=bool(sheet.body))


def _fit_whole(sheet: Sheet, scale: Scale) -> Fitted | None:
    """Return how all of the sheet goes into a scale; None when it does not."""
    room, title = _room(sheet, scale), _title(sheet.title, scale.titles).name
    may_flow = scale.flows and bool(sheet.body)
    most = 2 * room if may_flow else room
    facts = _facts(sheet, scale)
    text = _text(sheet.body, scale, most) if facts <= most else 0.0
    left = room - max(facts, text)
    if left >= 0:
        picture = next((name for high, name in _PICTURES if left - scale.gap >= high), "")
        return Fitted(scale.name, "side", title, sheet.body, is_cut=False, picture=picture)
    if may_flow and (facts + text) / 2 + _UNEQUAL <= room:
        return Fitted(scale.name, "flow", title, sheet.body, is_cut=False)
    return None


def _long(width: int, size: float) -> float:
    """Return the length of a text of a width set in one line."""
    return width / 2 * size * _POINT


def _high(text: str, size: float, width: float, leading: float, *, slack: float = _UNEVEN) -> float:
    """Return the height of a text; each of its own lines takes at least one, and no text takes none."""
    return _tall(lines_of(text), size, width, leading, slack=slack)


def _tall(lines: Lines, size: float, width: float, leading: float, *, slack: float = _UNEVEN) -> float:
    """Return the height of a text of which the widths of its own lines are known."""
    count = 0
    for line in lines:
        long = _long(line, size) / width
        count += 1 if long <= 1 else ceil(long * slack)
    return count * size * _POINT * leading


@lru_cache(maxsize=512)
def _packed(title: str, size: float) -> float:
    """Return the height of a title: what has no space in it keeps to one line while it can."""
    lines, left = 0, 0.0
    for part in title.split():
        long = _long(width_of(part), size) * (_UNEVEN if part.isascii() else _SPACED)
        if long > left:
            lines, left = lines + (1 if long <= _WIDE else ceil(long / _WIDE + 0.6)), _WIDE
        left = left - long - size * _POINT / 3 if long <= _WIDE else 0.0
    return lines * size * _POINT * (1.2 if width_of(title) == len(title) else 1.3)


@lru_cache(maxsize=512)
def _title(title: str, points: tuple[float, ...]) -> Size:
    """Return the size of the title: by its width, and so that what has no space in it goes on one line."""
    sizes = [Size(name, size) for (_, name), size in zip(_TITLES, points, strict=True)]
    first = next(index for index, (width, _) in enumerate(_TITLES) if width_of(title) <= width)
    longest = max(map(width_of, title.split()), default=0)
    whole = (each for each in sizes[first:] if longest / 2 * _SPACED * each.points * _POINT <= _WIDE)
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
        _packed(sheet.title, _title(sheet.title, scale.titles).points),
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
    width = max(_WIDE - 22 - _long(width_of(word), size) * 1.15, 50.0)
    return max(size * _POINT * 1.2, sum(_high(text, scale.body, width, 1.6) for text in texts)) + 8.5


def _when(sheet: Sheet, scale: Scale) -> float:
    small = scale.fine * _POINT * 1.7
    days = sum(_day(face, _RANGE if len(sheet.faces) > 1 else scale.day) for face in sheet.faces)
    return small + days + sheet.has_clock * 12.0 + sheet.notes * small


@lru_cache(maxsize=512)
def _day(face: Face, size: float) -> float:
    """Return the height of a large date; its weekday goes below it where there is no room beside it."""
    if not face.weekday:
        return _high(face.day.striptags(), 22 if size != _RANGE else 17, _DAY, 1.3)
    text = face.day.striptags()
    digits = sum(char.isdigit() for char in text)
    day = digits * 0.56 * size * _POINT + _long(width_of(text), size / 2) - _long(digits, size / 2)
    weekday = _long(width_of(face.weekday), 15) + 12
    return size * _POINT * 1.12 + (6.5 if face.year else 0) + (9 if day + weekday > _DAY else 0)


def _where(sheet: Sheet, scale: Scale) -> float:
    first, *others = sheet.place or ("",)
    label = scale.fine * _POINT * 1.7
    rest = sum(_high(text, scale.body, _PLACE, 1.55) for text in others)
    return label + _high(first, 16.5, _PLACE, 1.35, slack=_BALANCED) + rest


def _facts(sheet: Sheet, scale: Scale) -> float:
    """Return the height of the list; without a text beside it, it has the width of the sheet."""
    width = _RIGHT - 23 if sheet.body else _WIDE - 40
    return sum(sum(_tall(text, scale.body, width, 1.5) for text in texts_of(fact)) + 2.6 for fact in sheet.facts)


def _blocks(html: str, scale: Scale) -> Iterator[float]:
    """Yield the height of each block of a text with the space after it."""
    for texts in blocks_of(html):
        yield sum([_tall(text, scale.body, _LEFT, 1.67) for text in texts]) + 0.6 * scale.body * _POINT


def _text(html: str, scale: Scale, most: float) -> float:
    """Return the height of a text; of one that is higher than `most`, something above that."""
    total = 0.0
    for high in _blocks(html, scale):
        total += high
        if total > most:
            break
    return total


def _cut(html: str, scale: Scale, room: float) -> Markup:
    """Return the blocks that fit, and no heading without what follows it."""
    taken: list[str] = []
    for block, high in zip(split_blocks(html), _blocks(html, scale), strict=True):
        room -= high
        if room < 0:
            break
        taken.append(block)
    while taken and taken[-1].startswith("<h"):
        taken.pop()
    return Markup("\n".join(taken))  # noqa: S704 -- taken from markup
