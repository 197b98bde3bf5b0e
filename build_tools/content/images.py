"""Looks at the pictures in `content/images/`: what may be published, and what is said of them.

Nothing is decoded here: the size stands at the beginning of a file, and whether it is whole at its end.
"""

import os
import re
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG
from typing import Any

from build_tools.content.decoded import Decoded
from build_tools.content.folders import HIDDEN
from build_tools.content.problems import diagnose_file, diagnose_unknown
from build_tools.diagnostics import Diagnostic
from build_tools.model.base import Record
from build_tools.model.pictures import FILE_NAME, Original, Pictured

FOLDER = "images"
_NAME = re.compile(FILE_NAME)
ENDINGS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
MOST_PIXELS = 24_000_000
MOST_OCTETS = 20 * 1024 * 1024
LONGEST_ALT = 200
"""Characters: what is longer belongs into the text."""
_TURNED = (5, 6, 7, 8)
"""Values of the tag Orientation of pictures that lie on their side. Source: Exif 2.32, 4.6.4 A."""
_ORIENTATION = 0x0112


def read_originals(content: Path, shown: str) -> tuple[Mapping[str, Original], list[Diagnostic]]:
    """Return the pictures of a content folder by file name, and what is wrong with the others.

    Args:
        content: The folder.
        shown: The folder of the pictures below the project's root, for messages.
    """
    folder = content / FOLDER
    found: dict[str, Original] = {}
    problems: list[Diagnostic] = []
    if not folder.is_dir() or folder.is_symlink():
        return found, problems
    for file in sorted(folder.iterdir()):
        if file.name.startswith(HIDDEN):
            continue
        try:
            found[file.name] = _read(file)
        except ValueError as error:
            problems.append(diagnose_file(f"{shown}/{file.name}", str(error.args[0])))
    return found, problems


def _read(file: Path) -> Original:
    """Return a picture.

    Raises:
        ValueError: with the code of what is wrong with it.
    """
    info = file.lstat()
    if not S_ISREG(info.st_mode):
        raise ValueError("not-a-regular-file")
    if file.suffix.lower() in (".svg", ".svgz"):
        raise ValueError("picture-svg")
    if not _NAME.fullmatch(file.name):
        raise ValueError("bad-picture-name")
    if info.st_size > MOST_OCTETS:
        raise ValueError("picture-too-large")
    width, height, is_turned = _read_size(file)
    if width * height > MOST_PIXELS:
        raise ValueError("picture-too-large")
    data = file.read_bytes()
    if not _is_whole(data, ENDINGS[file.suffix]):
        raise ValueError("bad-picture")
    size = (height, width) if is_turned else (width, height)
    return Original(os.fspath(file), *size, blake2b(data, digest_size=8).hexdigest())


def _read_size(file: Path) -> tuple[int, int, bool]:
    """Return width and height as they are stored, and whether the picture lies on its side.

    Raises:
        ValueError: as `_read`.
    """
    from PIL import Image, UnidentifiedImageError

    form = ENDINGS[file.suffix]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # there is a limit of our own
            with Image.open(file, formats=(form,)) as image:
                is_turned = form != "PNG" and image.getexif().get(_ORIENTATION) in _TURNED
                if form == "PNG":
                    image.verify()  # the check sums of its parts; whether it is turned stands behind them, if anywhere
                return *image.size, is_turned
    except Image.DecompressionBombError:
        raise ValueError("picture-too-large") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise ValueError("bad-picture") from None


def _is_whole(data: bytes, form: str) -> bool:
    """Return whether the end of a file is there: what a broken transfer cuts off."""
    if form == "JPEG":
        return b"\xff\xd9" in data[-64:]
    if form == "WEBP":
        return len(data) >= int.from_bytes(data[4:8], "little") + 8
    return True


def check_pictures(records: Mapping[str, Mapping[str, Decoded[Record]]], content: Path) -> Iterator[Diagnostic]:
    """Yield what is wrong between records and pictures.

    Args:
        records: Kind to id to record.
        content: The content folder; a picture with a mistake of its own is there all the same.
    """
    names = _listed(content)
    for items in records.values():
        for decoded in items.values():
            record = decoded.value
            if isinstance(record, Pictured) and record.picture:
                yield from _check_picture(decoded, names)


def check_use(
    records: Mapping[str, Mapping[str, Decoded[Record]]], pictures: Iterable[str], shown: str
) -> Iterator[Diagnostic]:
    """Yield the pictures that no record shows; only where all records can be read it is known.

    Args:
        records: Kind to id to record.
        pictures: File names of those that nothing is wrong with.
        shown: The folder below the project's root.
    """
    every = (decoded.value for items in records.values() for decoded in items.values())
    used = {record.picture.file for record in every if isinstance(record, Pictured) and record.picture}
    for name in sorted(set(pictures) - used):
        yield diagnose_file(f"{shown}/{name}", "unused-picture", file=name)


def _check_picture(decoded: Decoded[Any], names: Collection[str]) -> Iterator[Diagnostic]:
    picture = decoded.value.picture
    if not names:
        yield decoded.diagnose(("picture", "file"), "no-pictures", value=picture.file)
    elif picture.file not in names:
        yield diagnose_unknown(decoded, ("picture", "file"), "no-such-picture", picture.file, names, titles={})
    for lang in ("ja", "en", "easy"):
        alt = getattr(picture.alt, lang)
        if alt is None:
            continue
        loc = ("picture", "alt") if lang == "ja" else ("picture", "alt", lang)
        if not alt.strip():
            yield decoded.diagnose(loc, "empty-alt")
        elif alt.strip().lower() in (picture.file, Path(picture.file).stem) or Path(alt.lower()).suffix in ENDINGS:
            yield decoded.diagnose(loc, "alt-is-file-name", value=alt)
        elif len(alt) > LONGEST_ALT:
            yield decoded.diagnose(loc, "alt-too-long", number=len(alt), most=LONGEST_ALT)


def _listed(content: Path) -> tuple[str, ...]:
    """Return the names of all files in the folder of pictures."""
    folder = content / FOLDER
    files = folder.iterdir() if folder.is_dir() and not folder.is_symlink() else ()
    return tuple(sorted(file.name for file in files if not file.name.startswith(HIDDEN)))
