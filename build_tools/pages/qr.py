"""QR codes as SVG that stands in a page: no file of its own, no style, no script.

Source: ISO/IEC 18004; level M restores 15 % of the code, and four modules around it stay empty.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

import segno
from markupsafe import Markup

QUIET = 4
"""Modules of white on each side."""

_SVG = Markup(
    '<svg class="qr" role="img" aria-label="{name}" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
    '<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{path}"/></svg>'
)


def build_qr(text: str, *, name: str) -> Markup:
    """Return the QR code of a text as an `svg` element.

    Args:
        text: What a phone reads: an address.
        name: What the picture is called by those who do not see it.
    """
    size, path = _draw(text)
    return _SVG.format(name=name, size=size, path=path)


@lru_cache(maxsize=16384)  # to choose the mask takes milliseconds, and the live preview asks again and again
def _draw(text: str) -> tuple[int, str]:
    """Return the width in modules, quiet zone included, and the dark modules as path data."""
    code = segno.make_qr(text, error="m", boost_error=False)
    path = "".join(run for y, row in enumerate(code.matrix, QUIET) for run in _runs(row, y))
    return len(code.matrix) + 2 * QUIET, path


def _runs(row: Sequence[int], y: int) -> Iterator[str]:
    """Yield each stretch of dark modules of a row as a rectangle."""
    x = QUIET
    for is_dark, modules in groupby(row, bool):
        length = sum(1 for _ in modules)
        if is_dark:
            yield f"M{x} {y}h{length}v1h-{length}z"
        x += length
