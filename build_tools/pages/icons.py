"""Small drawings beside words: never in the place of one, so screen readers pass over them."""

from collections.abc import Mapping
from types import MappingProxyType

from markupsafe import Markup

from build_tools.i18n.filling import fill

_LINES: Mapping[str, str] = MappingProxyType(
    {
        "calendar": "M4 6h16v14H4zM4 10.5h16M8 3v5M16 3v5",
        "place": "M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
        "phone": "M6 3h4l2 5-2.5 2a12 12 0 0 0 4.5 4.5l2-2.5 5 2v4c0 2-1 3-3 3A15 15 0 0 1 3 6c0-2 1-3 3-3z",
        "mail": "M3 6h18v13H3zM3 7l9 7 9-7",
        "download": "M12 3v12M7 11l5 5 5-5M4 20.5h16",
        "external": "M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9",
        "warning": "M12 4 2.5 20h19zM12 10v4.5M12 17v.5",
        "language": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c-3 3-4 6-4 9s1 6 4 9c3-3 4-6 4-9s-1-6-4-9z",
        "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 21 21",
        "menu": "M4 6h16M4 12h16M4 18h16",
    }
)
"""Name to the lines of its drawing, on a square of 24 units; `site.css` says how thick they are."""
ICONS = tuple(_LINES)

_DRAWN = {
    name: fill(
        '<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        lines,
    )
    for name, lines in _LINES.items()
}


def icon(name: str) -> Markup:
    """Return a drawing to stand beside the word that says the same.

    Raises:
        KeyError: for a name that `ICONS` does not have.
    """
    return _DRAWN[name]
