"""QR codes as SVG that stands in a page: no file of its own, no style, no script.

Source: ISO/IEC 18004; level M restores 15 % of the code, and four modules around it stay empty.
"""

import re
from functools import lru_cache
from math import isqrt

import zxingcpp
from markupsafe import Markup

from build_tools.i18n.filling import fill

QUIET = 4
"""Modules of white on each side."""

_SVG = (
    '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}" shape-rendering="crispEdges">'
    '<path fill="#fff" d="M0 0h{}v{}H0z"/><path fill="#000" d="{}"/></svg>'
)
_DARK = re.compile(rb"\0+")
"""Dark modules side by side; light ones are 255."""


def build_qr(text: str, *, name: str) -> Markup:
    """Return the QR code of a text as an `svg` element.

    Args:
        text: What a phone reads: an address.
        name: What the picture is called by those who do not see it.
    """
    size, path = _draw(text)
    return fill(_SVG, name, size, size, size, size, path)


@lru_cache(maxsize=64)  # the live preview asks again and again
def _draw(text: str) -> tuple[int, str]:
    """Return the width in modules, quiet zone included, and the dark modules as path data: a rectangle for each run."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    modules = bytes(code.to_image(scale=1, add_quiet_zones=False))  # type: ignore[call-overload] # it is a buffer
    width = isqrt(len(modules))
    rows = (modules[start : start + width] for start in range(0, len(modules), width))
    path = "".join([_draw_row(row).replace("y", str(y)) for y, row in enumerate(rows, QUIET)])
    return width + 2 * QUIET, path


@lru_cache(maxsize=1024)  # addresses of one site begin alike, and so do their codes
def _draw_row(row: bytes) -> str:
    """Return the dark modules of a row as path data, with `y` for its height."""
    return "".join(
        f"M{run.start() + QUIET} yh{run.end() - run.start()}v1h{run.start() - run.end()}z"
        for run in _DARK.finditer(row)
    )
