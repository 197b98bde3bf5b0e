"""Draws posters: a house with the date on its wall, as in the mark of the site, and beside it what it is about.

The canvas holds numbers of colours. Letters are drawn as shades from their ground to their ink, eight steps each,
so that nothing has to be counted and reduced afterwards, and the files stay small. Lengths are pixels.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from io import BytesIO

from budoux import Parser, load_default_japanese_parser
from PIL import Image, ImageDraw

from build_tools.posters.saying import SIZE, Poster, Tone
from build_tools.posters.typefaces import BOLD, REGULAR, letters, settable, width_of
from build_tools.posters.wrapping import ELLIPSIS, cut, indent_of, lay

_STEPS = 8
_PAPER, _INK, _SOFT, _LINE = "fbfaf6", "1d2523", "55605c", "d9d6cb"
_GREEN, _ROOF, _RED, _AMBER, _GREY, _WHITE = "1d5c4d", "b5452c", "a33a25", "7a5200", "55605c", "ffffff"
"""The colours of `theme/assets/site.css` in light, and of its mark."""
_HOUSES = {
    Tone.PLAIN: (_ROOF, _GREEN),
    Tone.TURN: (_ROOF, _GREEN),
    Tone.OFF: (_GREY, _RED),
    Tone.OVER: ("8b928d", _GREY),
    Tone.SAMPLE: (_ROOF, _GREEN),
}
"""What roof and wall are painted with: what nobody should come to looks different from afar."""
_FILLS = {Tone.OFF: _RED, Tone.TURN: _AMBER, Tone.OVER: _GREY, Tone.PLAIN: _GREEN, Tone.SAMPLE: _AMBER}

_LEFT, _RIGHT, _TOP, _GROUND = 452, 1144, 76, 546
_ROOF_AT = ((44, 232), (226, 84), (408, 232))
_WALL_AT = (76, 246, 376, _GROUND)
_DOOR = (178, 366, 274, _GROUND + 3)
_SIZES = (74, 66, 58, 52, 46, 42, 38)
"""Sizes of titles."""
_MOST_LINES, _MOST_DETAILS, _MOST_SIGNS = 4, 3, 3
_LEADING = 1.32
_FINE = 4
"""Edges that are not upright are drawn so many times as large."""
_PACKED, _RUNS = 6, 3
"""Level, and Z_RLE of zlib: nearly as small as the best for such a picture, in a fraction of the time."""
_RAMPS = (("fbfaf6", "d9d6cb"), ("fbfaf6", "roof"), ("fbfaf6", "wall"), ("wall", "ffffff"))
"""Those of what all posters share; the first colour is the paper."""
_LABEL, _DETAIL, _NAME = 30, 29, 30


Box = tuple[int, int, int, int]


class _Canvas:
    """A picture of numbers of colours, and the palette that it grows."""

    def __init__(self, picture: Image.Image, ramps: Sequence[tuple[str, str]]) -> None:
        self.picture = picture
        self._ramps = list(ramps)

    def table(self, ground: str, ink: str) -> list[int]:
        """Return coverage from 0 to 255 to the number of the colour between a ground and an ink."""
        if (ground, ink) not in self._ramps:
            self._ramps.append((ground, ink))
        return _table(self._ramps.index((ground, ink)))

    def write(  # noqa: PLR0913 -- all that a line of letters has
        self, x: float, y: int, text: str, font: str, size: int, *, ground: str, ink: str
    ) -> None:
        """Set a line of letters, its left edge at `x`, its base line at `y`."""
        if not text:
            return
        mask = _letters(text, font, size)
        self.picture.paste(mask.point(self.table(ground, ink)), (round(x) - _edge(size), y - _above(size)))

    def shape(self, mask: Image.Image, at: tuple[int, int], *, ground: str, ink: str) -> None:
        """Set a shape."""
        self.picture.paste(mask.point(self.table(ground, ink)), at)

    def png(self, paint: dict[str, str]) -> bytes:
        """Return the file; `paint` gives the colours of the names in the palette."""
        shades = (_shades(paint.get(ground, ground), paint.get(ink, ink)) for ground, ink in self._ramps)
        self.picture.putpalette(b"".join(shades))
        file = BytesIO()
        self.picture.save(file, "PNG", compress_level=_PACKED, compress_type=_RUNS)
        return file.getvalue()


@lru_cache(maxsize=512)
def _letters(text: str, font: str, size: int) -> Image.Image:
    """Return a line of letters, white on black: names, months and signs come again and again."""
    face = letters(font, size)
    mask = Image.new("L", (round(face.getlength(text)) + 2 * _edge(size), _above(size) + size // 4))
    ImageDraw.Draw(mask).text((_edge(size), _above(size)), text, fill=255, font=face, anchor="ls")
    return mask


def _edge(size: int) -> int:
    """Return the room beside a line, for letters that lean out."""
    return size // 8


def _above(size: int) -> int:
    """Return the room above the base line."""
    return round(0.9 * size)


@cache
def _table(number: int) -> list[int]:
    first = number * _STEPS
    return [first + (value * (_STEPS - 1) + 127) // 255 for value in range(256)]


@cache
def _shades(ground: str, ink: str) -> bytes:
    start, end = bytes.fromhex(ground), bytes.fromhex(ink)
    mixed = (
        (low * (_STEPS - 1 - step) + high * step) // (_STEPS - 1)
        for step in range(_STEPS)
        for low, high in zip(start, end, strict=True)
    )
    return bytes(mixed)


def draw(poster: Poster) -> bytes:
    """Return a poster as a PNG file with a palette."""
    canvas = _Canvas(_house(has_door=not any(poster.day)).copy(), _RAMPS)
    tone = poster.signs[0][0] if poster.signs else Tone.PLAIN
    _set_day(canvas, poster.day, is_off=tone is Tone.OFF)
    top = _set_head(canvas, poster)
    bottom = _set_details(canvas, poster)
    _set_title(canvas, poster, top, bottom)
    canvas.write(_LEFT, 604, settable(poster.site), BOLD, _NAME, ground=_PAPER, ink=_GREEN)
    roof, wall = _HOUSES[tone]
    return canvas.png({"roof": roof, "wall": wall})


@cache
def _house(*, has_door: bool) -> Image.Image:
    """Return what all posters share: the house on its ground."""
    canvas = _Canvas(Image.new("L", SIZE), _RAMPS)
    wide, high = SIZE[0], 240
    roof = Image.new("L", (wide * _FINE // 2, high * _FINE))
    ImageDraw.Draw(roof).polygon([(x * _FINE, y * _FINE) for x, y in _ROOF_AT], fill=255)
    canvas.shape(roof.resize((wide // 2, high), Image.Resampling.BOX), (0, 0), ground=_PAPER, ink="roof")
    pen = ImageDraw.Draw(canvas.picture)
    pen.rectangle((0, _GROUND, wide, _GROUND + 2), fill=canvas.table(_PAPER, _LINE)[255])
    left, top, right, bottom = _WALL_AT
    pen.rectangle((left, top, right - 1, bottom + 2), fill=canvas.table(_PAPER, "wall")[255])
    if has_door:
        canvas.shape(_door(), _DOOR[:2], ground="wall", ink=_WHITE)
    return canvas.picture


def _door() -> Image.Image:
    """Return the arch of the mark."""
    left, top, right, bottom = _DOOR
    wide, high = (right - left) * _FINE, (bottom - top) * _FINE
    mask = Image.new("L", (wide, high))
    pen = ImageDraw.Draw(mask)
    pen.ellipse((0, 0, wide - 1, wide - 1), fill=255)
    pen.rectangle((0, wide // 2, wide, high), fill=255)
    return mask.resize((right - left, bottom - top), Image.Resampling.BOX)


def _set_day(canvas: _Canvas, day: tuple[str, str, str], *, is_off: bool) -> None:
    """Set month, day and weekday in the middle of the wall; struck through when nobody should come."""
    month, number, weekday = map(settable, day)
    left, _, right, _ = _WALL_AT
    middle, room = (left + right) / 2, right - left - 36
    # The large figure comes first: the ground above it must not hide what else there is.
    rows = ((number, 168, 458), (month, 42, 312), (weekday, 38, 520)) if number else ((month, 58, 416),)
    for text, size, base in rows:
        _centre(canvas, text, size, middle, base, room)
    if is_off and number:
        pen = ImageDraw.Draw(canvas.picture)
        half = letters(BOLD, 168).getlength(number) / 2 + 18
        pen.rectangle((middle - half, 390, middle + half, 400), fill=canvas.table("wall", _WHITE)[255])


def _centre(canvas: _Canvas, text: str, size: int, middle: float, base: int, room: float) -> None:  # noqa: PLR0913, PLR0917
    """Set a line in the middle of the wall, smaller where it is too long."""
    while (long := letters(BOLD, size).getlength(text)) > room:
        size -= 2
    canvas.write(middle - long / 2, base, text, BOLD, size, ground="wall", ink=_WHITE)


def _set_head(canvas: _Canvas, poster: Poster) -> int:
    """Set the signs and the label above the title; return where they end."""
    x = _LEFT
    for tone, word in poster.signs[:_MOST_SIGNS]:
        x += _set_sign(canvas, x, settable(word), _FILLS[tone]) + 16
    if poster.label:
        label = _fitting(settable(poster.label), REGULAR, _LABEL, _RIGHT - x)
        canvas.write(x, _TOP + 36, label, REGULAR, _LABEL, ground=_PAPER, ink=_SOFT)
    return _TOP + 68 if x > _LEFT or poster.label else _TOP


def _set_sign(canvas: _Canvas, x: int, word: str, fill: str) -> int:
    """Set a word on a coloured ground; return its width."""
    wide = round(letters(BOLD, _LABEL).getlength(word)) + 36
    mask = Image.new("L", (wide * 2, 100))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, wide * 2 - 1, 99), radius=16, fill=255)
    canvas.shape(mask.resize((wide, 50), Image.Resampling.BOX), (x, _TOP), ground=_PAPER, ink=fill)
    canvas.write(x + 18, _TOP + 36, word, BOLD, _LABEL, ground=fill, ink=_WHITE)
    return wide


def _set_details(canvas: _Canvas, poster: Poster) -> int:
    """Set when and where above the ground; return where they begin."""
    lines = [line for detail in poster.details for line in _detail(settable(detail), poster.site)][:_MOST_DETAILS]
    base = _GROUND - 30 - (len(lines) - 1) * 44
    for number, line in enumerate(lines):
        canvas.write(_LEFT, base + number * 44, line, REGULAR, _DETAIL, ground=_PAPER, ink=_INK)
    return base - 36 if lines else _GROUND


def _detail(text: str, whole: str) -> Sequence[str]:
    """Return a detail in one line or two."""
    wide = (_RIGHT - _LEFT) / _DETAIL
    lines = lay(text, wide, 2, measure=width_of, phrases=_phrases, whole=whole)
    return lines or cut(text, wide, 2, measure=width_of, phrases=_phrases, whole=whole)


def _fitting(text: str, font: str, size: int, room: float) -> str:
    """Return a text in one line, cut where it is too long."""
    if letters(font, size).getlength(text) <= room:
        return text
    while text and letters(font, size).getlength(text + ELLIPSIS) > room:
        text = text[:-1]
    return text + ELLIPSIS


def _set_title(canvas: _Canvas, poster: Poster, top: int, bottom: int) -> None:
    size, lines = fit_title(settable(poster.title), bottom - top, whole=poster.site)
    for number, line in enumerate(lines):
        base = top + round(size * (1.12 + number * _LEADING))
        x = _LEFT - indent_of(line) * size
        canvas.write(x, base, line, BOLD, size, ground=_PAPER, ink=_INK)


def fit_title(title: str, room: int, *, whole: str = "") -> tuple[int, tuple[str, ...]]:
    """Return the size of a title and its lines: the largest whose lines end where they may, or else the largest.

    Args:
        title: What the fonts have.
        room: The height there is.
        whole: See `lay`.
    """
    for is_strict in (True, False):
        for size in _SIZES:
            wide, most = _title_room(size, room)
            if lines := lay(title, wide, most, measure=width_of, phrases=_phrases, whole=whole, is_strict=is_strict):
                return size, lines
    wide, most = _title_room(_SIZES[-1], room)
    return _SIZES[-1], cut(title, wide, most, measure=width_of, phrases=_phrases, whole=whole)


def _title_room(size: int, room: int) -> tuple[float, int]:
    """Return how many letters of a size go on a line, and how many lines there are."""
    return (_RIGHT - _LEFT) / size, min(_MOST_LINES, int((room - 0.3 * size) / (size * _LEADING)))


@cache
def _parser() -> Parser:
    return load_default_japanese_parser()


def _phrases(text: str) -> Sequence[str]:
    return _parser().parse(text)
