"""Pictures of records: what an editor says of one, and what its file is."""

from dataclasses import dataclass
from typing import Annotated

from build_tools.model.base import Model, Record, Text
from build_tools.model.values import Leaf, Typed, Url, pattern_parser

FILE_NAME = r"[a-z0-9]+(-[a-z0-9]+)*\.(jpg|jpeg|png|webp)"
PictureFile = Annotated[
    str,
    Leaf(pattern_parser(FILE_NAME, "bad-picture-name"), "picture"),
    Typed({"type": "string", "pattern": f"^{FILE_NAME}$"}),
]
"""Name of a file in `content/images/`."""


class Picture(Model):
    """A photograph or drawing that shows what the record is about. Source: schema.org ImageObject."""

    file: PictureFile
    """Name of the file in `content/images/` (contentUrl)."""
    alt: Text
    """What it shows, for those who do not see it."""
    caption: Text | None = None
    """Words below it (caption)."""
    credit: Text
    """Who made it, or who gave it (creditText)."""
    licence: Text | None = None
    """Under which licence it may be shown (license); leave out where it is that of the site."""
    source: Url | None = None
    """Where it comes from, if it is on the web."""


class Pictured(Record):
    """The fields of records that may have a picture."""

    picture: Picture | None = None
    """A picture of it; nobody may be recognised who has not agreed."""


@dataclass(frozen=True, slots=True)
class Original:
    """A picture as an editor gave it."""

    path: str
    """On disk."""
    width: int
    """In pixels, the right way up."""
    height: int
    digest: str
    """Of its bytes."""
