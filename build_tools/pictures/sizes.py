"""Which files there are of a picture, and how wide each is."""

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.model.catalog import Catalog
from build_tools.model.pictures import Original, Pictured
from build_tools.urls import picture_file

WIDTHS = (480, 960, 1440)
"""Pixels: a phone, the column of text, the same on a fine screen. None is wider than the picture itself."""
FORMATS = ("avif", "webp")
"""The smaller one first; every browser in use reads the second."""
_HOW = "1"
"""Raise it when pictures are encoded otherwise."""


@dataclass(frozen=True, slots=True)
class Version:
    """One file of a picture."""

    path: str
    """Below the site's root."""
    form: str
    width: int
    height: int


def versions_of(name: str, original: Original) -> Iterator[Version]:
    """Yield the files of a picture, by format and width.

    Args:
        name: Its file name.
        original: The picture.
    """
    most = min(original.width, WIDTHS[-1])
    for form in FORMATS:
        for width in sorted({most, *(width for width in WIDTHS if width < most)}):
            height = max(1, round(original.height * width / original.width))
            digest = f"{original.digest}{_HOW}"
            yield Version(picture_file(name, digest, width, form), form, width, height)


def shown_pictures(catalog: Catalog) -> tuple[str, ...]:
    """Return the names of the pictures that records show, in order."""
    records = (record for items in catalog.records.values() for record in items.values())
    shown = {record.picture.file for record in records if isinstance(record, Pictured) and record.picture}
    return tuple(sorted(shown & catalog.pictures.keys()))
