"""What this build tells people of its events, for the next check to compare with.

It is no open data: samples are in it, marked, so that an editor can try on them what a change asks for.
"""

from collections.abc import Iterator
from datetime import datetime

from build_tools.artifacts import File
from build_tools.model.announced import STATE_PATH, State, announced
from build_tools.model.catalog import Catalog
from build_tools.model.kinds import KINDS
from build_tools.model.occasions import Event
from build_tools.urls import address_of, has_own_page


def build_state(catalog: Catalog, now: datetime) -> Iterator[File]:  # noqa: ARG001 -- as every maker; the day plays no part
    """Yield the state of all events, by id, and the pages of all records; what is not known is left out."""
    state = State(events={event.id: announced(event) for event in catalog.all(Event)}, pages=dict(_pages(catalog)))
    yield File(STATE_PATH, (state.model_dump_json(indent=1, exclude_none=True) + "\n").encode())


def _pages(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        for record in catalog.all(kind.model) if has_own_page(kind.name) else ():
            if not record.sample:
                yield address_of(record), f"{kind.folder}/{record.id}"
