"""The table of file makers: add one here and its files exist."""

from collections.abc import Callable, Iterator
from datetime import datetime

from build_tools.artifacts import File
from build_tools.feeds.calendars.files import build_calendars
from build_tools.feeds.news import build_news_files
from build_tools.feeds.opendata.files import build_open_data
from build_tools.feeds.state import build_state
from build_tools.model.catalog import Catalog

_MAKERS: tuple[Callable[[Catalog, datetime], Iterator[File]], ...] = (
    build_calendars,
    build_news_files,
    build_open_data,
    build_state,
)


def build_all_files(catalog: Catalog, now: datetime) -> Iterator[File]:
    """Yield every file for machines made from the catalog."""
    for maker in _MAKERS:
        yield from maker(catalog, now)
