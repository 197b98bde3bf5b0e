"""What a build makes: files of the site, before they are written."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page as a fragment with what its shell needs."""

    path: str
    """Address below the language's root, `events/2026-walk/`; empty for the home page."""
    lang: str
    shell: str
    """Name of the shell it is stamped into."""
    title: str
    """Its heading, as plain words."""
    description: str
    content: str
    """HTML of the main part."""
    trail: tuple[tuple[str, str], ...] = ()
    """Breadcrumb above this page: `(path, title)`, from the section down."""
    qualifier: str = ""
    """What tells it from pages with the same heading: a date, a kind. Shown in the browser's title only."""
    source: str = ""
    """Path of the record's content file below the project's root; empty for a list."""
    updated: date | None = None
    is_indexed: bool = True
    """False keeps it out of search engines and the sitemap."""
    scripts: tuple[str, ...] = ()
    """Files of `theme/assets/` that it wants as script modules."""
    styles: tuple[str, ...] = ()
    """Files of `theme/assets/` that it links as style sheets, after the one that every page has."""
    head: str = ""
    """HTML for the end of the head: feeds of this page, data for search engines."""
    canonical: str = ""
    """Address of the page that search engines should take in its place; empty for its own."""
    easy: str = ""
    """Address of the page that says the same in easy Japanese, its own there; empty where there is none."""
    retells: str | None = None
    """Of a page in easy Japanese: address of the page that says the same; None for every other page."""
    is_whole: bool = False
    """`content` is all of the document: it is set into no shell, and search is not told of it."""
    record: tuple[str, str] | None = None
    """Kind and id of the record that the page is about; None for a list, and for what is only printed."""


@dataclass(frozen=True, slots=True)
class File:
    """Any other file."""

    path: str
    """Address below the site's root."""
    data: bytes
