"""What an English page would say in Japanese: why an event changed, and what changed.

Asked of events that still lie ahead and have an English file. An event without one is untranslated as a whole.
"""

from collections.abc import Iterator
from datetime import date

from build_tools.clock import read_now
from build_tools.content.decoded import Decoded
from build_tools.content.loader import Loaded
from build_tools.content.published import is_ahead
from build_tools.diagnostics import Diagnostic
from build_tools.model.announced import announced
from build_tools.model.occasions import Event


def check_translated(loaded: Loaded, as_of: date | None) -> Iterator[Diagnostic]:
    """Yield a warning for each event ahead whose change is told in Japanese only.

    Args:
        loaded: The content.
        as_of: The day it is; None for the clock.
    """
    if loaded.site is None:
        return
    today = read_now(as_of, zone=loaded.site.timezone).date()
    for decoded in loaded.events.values():
        if decoded and is_ahead(announced(decoded.value), today) and ("body", "en") in decoded.positions:
            yield from _check_event(decoded)


def _check_event(decoded: Decoded[Event]) -> Iterator[Diagnostic]:
    event, file = decoded.value, decoded.positions[("body", "en")][0].path
    if event.reason and not event.reason.has("en"):
        yield decoded.diagnose(("reason",), "untranslated-change", field="reason", file=file, lines="reason: …")
    first = next((index for index, change in enumerate(event.changes) if not change.text.has("en")), None)
    if first is not None:
        texts = (change.text.en for change in event.changes)
        lines = "\n".join(("changes:", *(f"  - text: {_quoted(text) if text else '…'}" for text in texts)))
        yield decoded.diagnose(
            ("changes", first, "text"), "untranslated-change", field="changes", file=file, lines=lines
        )


def _quoted(text: str) -> str:
    return "'{}'".format(text.replace("'", "''"))
