"""The tables of file makers: add one here and its files exist."""

from collections.abc import Mapping
from types import MappingProxyType

from build_tools.makers import PerRecord

SITE_FILES: Mapping[str, str] = MappingProxyType(
    {
        "archive": "feeds.calendars.files:build_archive",
        "calendars": "feeds.calendars.files:build_common_calendars",
        "data": "feeds.opendata.files:build_open_data",
        "headers": "hosting.headers_file:build_headers_file",
        "news": "feeds.news:build_news_files",
        "offline": "feeds.offline:build_list",
        "state": "feeds.state:build_state",
    }
)
"""Name to the maker `(catalog, now) -> files` of files about many records."""

RECORD_FILES: Mapping[str, PerRecord] = MappingProxyType(
    {
        "card": PerRecord("organization", "feeds.cards:build_card"),
        "event-calendar": PerRecord("event", "feeds.calendars.files:build_event_calendar"),
        "series-calendar": PerRecord("series", "feeds.calendars.files:build_topic_calendar"),
        "project-calendar": PerRecord("project", "feeds.calendars.files:build_topic_calendar"),
        "organizer-calendar": PerRecord("organization", "feeds.calendars.files:build_topic_calendar"),
    }
)
"""Name to the maker `(record, catalog, now, lang) -> files` of the files that each record of a kind has."""
