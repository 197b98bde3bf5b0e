"""A feed and its entries, before they take a format."""

from dataclasses import dataclass
from datetime import datetime

LIMIT = 50
"""How many entries a feed has at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One piece of news."""

    id: str
    """A `tag:` URI that stays, whatever the title and the address become (RFC 4151)."""
    url: str
    """Absolute address of the page."""
    lang: str
    """Language of title and text: Japanese where a translation is missing."""
    title: str
    text: str
    """Plain words in lines; perhaps empty."""
    updated: datetime
    """When the record says that it changed, with the zone of the site."""
    published: datetime | None = None
    """When it was given out, where the record says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """News of one sort in one language, newest first."""

    id: str
    """A `tag:` URI, as of an entry."""
    lang: str
    title: str
    about: str
    """One sentence on what it brings."""
    author: str
    """Name of the site."""
    rights: str
    """Licence, in words."""
    rights_url: str
    home: str
    """Absolute address of the site's home page."""
    page: str
    """Absolute address of the page that shows the same to people."""
    atom_url: str
    json_url: str
    updated: datetime
    """Change of the newest entry; without entries, of the newest record of the site."""
    entries: tuple[Entry, ...]
