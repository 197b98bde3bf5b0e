"""Reads `emergency.yml`, which may be left out. Nothing that is merely missing keeps a warning from going out."""

from collections.abc import Collection, Iterator, Mapping

from build_tools.content.decoded import Decoded, Loc
from build_tools.content.reader import Reader
from build_tools.content.rules import check_names
from build_tools.content.texts import check_texts
from build_tools.diagnostics import Diagnostic
from build_tools.model.base import LANGUAGES, Record, Text
from build_tools.model.emergency import Emergency
from build_tools.model.site import Site

EMERGENCY = "emergency.yml"
"""Name of the file below `content/`."""


def read_emergency(reader: Reader) -> Decoded[Emergency] | None:
    """Read the file, whether or not it is switched on: a slip should be found before the day it matters."""
    file = reader.content / EMERGENCY
    document = reader.document(file) if file.exists() else None
    if document is None:
        return None
    decoded, problems = reader.memory.decode_record(Emergency, document, {})
    reader.problems += problems
    return decoded


def shown_emergency(decoded: Decoded[Emergency] | None, site: Site) -> Emergency | None:
    """Return what the site shows: nothing while it is switched off, and no drill where samples are left out."""
    if decoded is None or not decoded.value.active:
        return None
    return decoded.value if site.samples or not decoded.value.sample else None


def check_emergency(
    decoded: Decoded[Emergency],
    records: Mapping[str, Mapping[str, Decoded[Record]]],
    ids: Mapping[str, Collection[str]],
    *,
    has_easy: bool,
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the file, and, once it is switched on, what readers still lack: that stops nothing.

    Args:
        decoded: The file.
        records: Kind to id to record, for the places that it names.
        ids: Kind to the ids of all files.
        has_easy: The city has the easy voice.
    """
    yield from check_names(decoded, records, ids, {})
    yield from check_texts(decoded)
    emergency = decoded.value
    if not emergency.active:
        return
    if not emergency.changed.is_known:
        yield decoded.diagnose(("active",), "emergency-without-time")
    wanted = (*LANGUAGES[1:], "easy") if has_easy else LANGUAGES[1:]
    for loc, text in _texts(emergency):
        if missing := tuple(lang for lang in wanted if not text.has(lang)):
            yield decoded.diagnose(loc, "emergency-untranslated", field=loc[-1], missing=missing)


def _texts(emergency: Emergency) -> Iterator[tuple[Loc, Text]]:
    """Yield the words that readers cannot do without, with their places."""
    yield ("headline",), emergency.headline
    for number, report in enumerate(emergency.notices):
        yield ("notices", number, "text"), report.text
