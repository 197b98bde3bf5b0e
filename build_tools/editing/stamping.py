"""Says from which Japanese words a translation was made, in its own file, and touches nothing else there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.config import Config
from build_tools.content.folders import ENDINGS, TRANSLATIONS, read_listing
from build_tools.content.loader import load_record
from build_tools.content.stamps import FIELD
from build_tools.editing.scaffold import Refused
from build_tools.editing.targets import UnknownFolder, parse_target
from build_tools.model.base import Record
from build_tools.model.freshness import Freshness
from build_tools.model.kinds import KIND_BY_NAME, KINDS, Kind, find_kind

_STAMP = re.compile(rb"^" + FIELD.encode() + rb""":[ \t]*("[^"\n]*"|'[^'\n]*'|[^\s#]*)""", re.MULTILINE)
_FENCE = re.compile(rb"^(?:\xef\xbb\xbf)?---[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Stamped:
    """A translation, and whether its file has been written."""

    file: Path
    stamp: str
    is_new: bool
    """It bore another stamp before, or none."""


def stamp_named(name: str, config: Config) -> tuple[Stamped, ...]:
    """Stamp the translations of one record, or one of them.

    Args:
        name: `events/2026-walk` for all of its translations, `events/2026-walk.en` for one; see `targets`. The id alone
            will do where one kind has it.
        config: Where the records are.

    Raises:
        Refused: when there is no such record or translation, or the record cannot be read.
        OSError: when a file cannot be written.
    """
    try:
        target = parse_target(name)
    except UnknownFolder as error:
        raise Refused("translated-no-folder", name=name, known=error.known) from None
    if target.lang and target.lang not in TRANSLATIONS:
        raise Refused("translated-no-language", name=name, language=target.lang, known=", ".join(TRANSLATIONS))
    kinds = target.kinds
    if len(kinds) > 1:
        kinds = tuple(kind for kind in kinds if target.id in read_listing(config.content / kind.folder, "").facts)
    if not kinds:
        raise Refused("translated-no-id", id=target.id)
    if len(kinds) > 1:
        names = ", ".join(f"{kind.folder}/{target.id}" for kind in kinds)
        raise Refused("translated-several", id=target.id, names=names)
    return tuple(_stamp(kinds[0], target.id, config, (target.lang,) if target.lang else TRANSLATIONS))


def stamp_unstamped(config: Config, *, kind: str = "") -> tuple[Stamped, ...]:
    """Stamp every translation that bears no stamp yet; one that lags behind stays as it is, for somebody to look at.

    Args:
        config: Where the records are.
        kind: Name or folder of the only kind to stamp; empty for all.

    Raises:
        Refused: for a kind that is none, and as `stamp_named`.
        OSError: as `stamp_named`.
    """
    found = find_kind(kind)
    if kind and not found:
        raise Refused("new-no-kind", kind=kind, known=", ".join(KIND_BY_NAME))
    stamped: list[Stamped] = []
    for each in (found,) if found else KINDS:
        for id_ in read_listing(config.content / each.folder, each.folder).words:
            stamped += _stamp(each, id_, config, TRANSLATIONS, is_first=True)
    return tuple(stamped)


def _stamp(
    kind: Kind, id_: str, config: Config, langs: tuple[str, ...], *, is_first: bool = False
) -> Iterator[Stamped]:
    shown = f"{kind.folder}/{id_}"
    try:
        decoded, _ = load_record(kind, id_, config.content, root=config.root)
    except FileNotFoundError:
        raise Refused("translated-no-record", name=shown, folder=kind.folder) from None
    if decoded is None:
        raise Refused("translated-unreadable", name=shown)
    states, now = decoded.value.translations.states, decoded.value.translations.stamp
    wanted = [lang for lang in langs if lang in states]
    if not wanted:
        raise Refused("translated-no-file", name=shown, language=langs[0])
    for lang in wanted:
        if is_first and states[lang] is not Freshness.UNSTAMPED:
            continue
        if not _has_words(decoded.value, lang):
            if is_first:
                continue
            raise Refused("translated-empty", name=f"{shown}.{lang}")
        file = next(f for end in ENDINGS if (f := config.content / kind.folder / f"{id_}.{lang}.{end}").exists())
        if states[lang] is not Freshness.FRESH:
            file.write_bytes(set_stamp(file.read_bytes(), now, is_yaml=file.suffix == ".yml"))
        yield Stamped(file, now, is_new=states[lang] is not Freshness.FRESH)


def _has_words(record: Record, lang: str) -> bool:
    """A translation says anything at all: a file as `make new` leaves it does not."""
    return any(words and words.has(lang) for words in (record.title, record.summary, record.body))


def set_stamp(data: bytes, stamp: str, *, is_yaml: bool = False) -> bytes:
    """Return the bytes of a translation with a stamp: in the place of its old one, or on a line of its own at the end
    of the front matter. Comments, line ends and all else stay.

    Args:
        data: The file.
        stamp: What `content.stamps` gave.
        is_yaml: The file has no fences.
    """
    end = len(data) if is_yaml else [match.start() for match in _FENCE.finditer(data)][1]
    front, rest = data[:end], data[end:]
    if match := _STAMP.search(front):
        head = b" " if front[match.start(1) - 1 : match.start(1)] == b":" else b""
        return front[: match.start(1)] + head + stamp.encode() + front[match.end(1) :] + rest
    newline = b"\r\n" if b"\r\n" in front else b"\n"
    glue = b"" if front.endswith(b"\n") else newline
    return front + glue + FIELD.encode() + b": " + stamp.encode() + newline + rest
