"""The picture of a record on its page: the file that fits the screen, with its words below."""

from collections.abc import Sequence

from markupsafe import Markup

from build_tools.i18n.filling import fill, join
from build_tools.model.pictures import Pictured
from build_tools.pages.context import Context
from build_tools.pictures.sizes import FORMATS, Version, versions_of
from build_tools.urls import to_file

_COLUMN, _MARGIN = 704, 32
"""Pixels: the column of text in `theme/assets/site.css`, and what a narrow screen leaves free beside it."""
_PICTURE = (
    '<figure class="picture">\n'
    '  <picture><source type="image/{}" srcset="{}" sizes="{}">'
    '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"{} decoding="async"></picture>\n'
    "{}</figure>\n"
)
_NONE = Markup("")


def record_picture(c: Context, record: Pictured) -> Markup:
    """Return the picture of a record; nothing where it has none. It is the only one of its page, near the top."""
    picture = record.picture
    if picture is None:
        return _NONE
    original = c.catalog.picture(picture.file)
    small, common = (
        [version for version in versions_of(picture.file, original) if version.form == form] for form in FORMATS
    )
    widest = common[-1]
    sizes = _sizes(widest.width)
    lang = _NONE if picture.alt.has(c.lang) else Markup(' lang="ja"')
    return fill(
        _PICTURE,
        FORMATS[0],
        _set(c, small),
        sizes,
        to_file(c.here, c.lang, widest.path),
        _set(c, common),
        sizes,
        widest.width,
        widest.height,
        c.plain(picture.alt),
        lang,
        _words(c, record),
    )


def _sizes(width: int) -> str:
    """Return how wide a picture is shown: as the column of text, and no wider than it is itself."""
    shown = min(width, _COLUMN)
    return f"(min-width: {shown + _MARGIN}px) {shown}px, calc(100vw - {_MARGIN}px)"


def _set(c: Context, versions: Sequence[Version]) -> str:
    return ", ".join(f"{to_file(c.here, c.lang, version.path)} {version.width}w" for version in versions)


def _words(c: Context, record: Pictured) -> Markup:
    """Return caption, maker and licence."""
    picture = record.picture
    if picture is None:
        return _NONE
    credit = c.text(picture.credit)
    if picture.source:
        credit = fill('<a href="{}" rel="noopener">{}</a>', picture.source, credit)
    licence = fill(" {}", c.text(picture.licence)) if picture.licence else _NONE
    parts = (
        fill("<span>{}</span> ", c.text(picture.caption)) if picture.caption else _NONE,
        fill('<span class="picture-credit">{}{}</span>', c.t.markup("picture.credit", name=credit), licence),
    )
    return fill("  <figcaption>{}</figcaption>\n", join(parts))
