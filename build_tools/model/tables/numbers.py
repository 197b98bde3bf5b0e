"""The number of an event in open data: ten digits that stay the same as long as its id does.

An id that ends in a hyphen and ten digits has those: an event that came in with a number
keeps it. Any other has the first 64 bits of the SHA-256 of its id, modulo 10 to the 10th.
With 10,000 events the chance that two of these meet is 1 in 200; `check_numbers` says so.
"""

import hashlib
import re
from collections.abc import Iterator

from build_tools.diagnostics import Diagnostic, Spot
from build_tools.model.catalog import Catalog
from build_tools.model.occasions import Event

DIGITS = 10
_OWN = re.compile(rf"(?:^|.*-)(\d{{{DIGITS}}})", re.ASCII)


def number_of(id_: str) -> str:
    """Return the number of the event with this id, with leading zeros."""
    if match := _OWN.fullmatch(id_):
        return match[1]
    digest = hashlib.sha256(id_.encode()).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}}"


def check_numbers(catalog: Catalog) -> Iterator[Diagnostic]:
    """No two events that are published have one number."""
    taken: dict[str, str] = {}
    for event in catalog.all(Event):
        if event.sample:
            continue
        path, number = catalog.paths[("event", event.id)], number_of(event.id)
        if number in taken:
            yield Diagnostic(Spot(path), "number-taken", {"number": number, "other": taken[number]})
        taken.setdefault(number, path)
