"""The events as the table of 32 columns and as JSON with the keys of GIF.

Sources: the recommended data set "list of events" for the table; DS-43C (2025-03-25) for the JSON. The maps
stand in `feeds/maps/`. Nobody has checked that the files conform, and they do not say so.
"""

from collections.abc import Iterator, Mapping

from build_tools.feeds.opendata.gif import build_event
from build_tools.feeds.opendata.writing import write_csv, write_json
from build_tools.model.base import LANGUAGES
from build_tools.model.catalog import Catalog
from build_tools.model.occasions import Event
from build_tools.model.tables.event_cells import Sheet
from build_tools.model.tables.maps import ColumnMap, read_map
from build_tools.urls import address_of, canonical
from build_tools.views.datasets import published_events

_LANG = LANGUAGES[0]


def sheet_of(catalog: Catalog, columns: ColumnMap) -> Sheet:
    """Return the table of events that a map describes, with the addresses of the Japanese pages."""

    def address(event: Event) -> str:
        return canonical(catalog.site.base_url, address_of(event), _LANG)

    return Sheet(catalog, columns, address)


def build_events(catalog: Catalog) -> Mapping[str, bytes]:
    """Return the events in each form, `csv` and `json`."""
    return {"csv": build_events_csv(catalog), "json": build_events_json(catalog)}


def build_events_csv(catalog: Catalog) -> bytes:
    """Return the table, a row an event, by start."""
    sheet = sheet_of(catalog, read_map("recommended-events"))
    return write_csv(sheet.map.names, (sheet.row(event) for event in published_events(catalog)))


def build_events_json(catalog: Catalog) -> bytes:
    """Return the events as a JSON list, by start."""
    sheet = sheet_of(catalog, read_map("recommended-events"))
    return write_json(list(_events(catalog, sheet)))


def _events(catalog: Catalog, sheet: Sheet) -> Iterator[dict[str, object]]:
    for event in published_events(catalog):
        yield build_event(event, sheet, read_map("gif-events"))
