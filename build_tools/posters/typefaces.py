"""The letters that posters are set in: two weights of Noto Sans JP, which stand beside this file.

`fonts/README.md` says where they come from, which characters they have, and how to make them again.
"""

from functools import cache
from unicodedata import category

from PIL import ImageFont

from build_tools.posters.fonts import FOLDER

BOLD, REGULAR = "NotoSansJP-Bold.otf", "NotoSansJP-Regular.otf"
_MISSING = "〓"
"""What Japanese printers set where they have no type."""
_PASSED_OVER = ("So", "Sk", "Cf", "Mn", "Me", "Cn", "Co", "Cs", "Cc")
"""Categories of characters that are left out without a sign: emoji, and what changes them."""
_PROBE, _PROBE_SIZE = 200, 24
_NONCHARACTER = "\uffff"


@cache
def letters(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a font at a size in pixels, set by Pillow's own simple layout: the same on every machine."""
    return ImageFont.truetype(str(FOLDER / name), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def width_of(char: str) -> float:
    """Return how wide a character of a title is, in parts of the size of the letters."""
    return letters(BOLD, _PROBE).getlength(char) / _PROBE


def settable(text: str) -> str:
    """Return a text with what the fonts lack: emoji left out, anything else shown as missing."""
    return text if text.isascii() else " ".join("".join(map(_settable, text)).split(" "))


@cache
def _settable(char: str) -> str:
    if is_cut(char):
        return char
    return "" if category(char) in _PASSED_OVER else _MISSING


@cache
def is_cut(char: str) -> bool:
    """The fonts have the character."""
    return bytes(letters(BOLD, _PROBE_SIZE).getmask(char)) != _blank()


@cache
def _blank() -> bytes:
    """Return the sign that stands in the fonts for what they lack."""
    return bytes(letters(BOLD, _PROBE_SIZE).getmask(_NONCHARACTER))
