"""The only speller of addresses: where each record's page is, and how one page links to another.

All links inside the site are relative, so that it works under any address, from a folder,
or from a USB stick.
"""

from build_tools.model.base import Record
from build_tools.model.catalog import kind_of

_PAGES = {
    "project": "projects/{id}/",
    "organization": "organizations/{id}/",
    "place": "places/{id}/",
    "event": "events/{id}/",
    "series": "series/{id}/",
    "notice": "notices/{id}/",
    "initiative": "initiatives/{id}/",
    "plan": "plan/",
    "clause": "plan/#clause-{id}",
    "guideline": "guideline/",
    "service": "support-office/#{id}",
    "yearly-theme": "support-office/#{id}",
    "indicator": "targets/#{id}",
    "evaluation": "evaluation/",
    "history": "history/#h-{id}",
}
"""Kind to address below the language's root; an anchor where records share a page."""


def address_of(record: Record) -> str:
    """Return the address of a record below its language's root, with its anchor."""
    return address(kind_of(record), record.id)


def address(kind: str, id_: str) -> str:
    """Return the address of the record `id_` of a kind."""
    return _PAGES[kind].format(id=id_)


def has_own_page(kind: str) -> bool:
    """Records of this kind have a page each."""
    return "{id}/" in _PAGES[kind]


def fiscal_year_address(year: int) -> str:
    """Return the address of the list of a fiscal year's events."""
    return f"events/fy{year}/"


def to_root(path: str) -> str:
    """Return the way from a page up to its language's root: `../../`, or `./` from the home page."""
    return "../" * path.count("/") or "./"


def relative(page: str, target: str) -> str:
    """Return the link from the page `page` to `target`, both below the same language's root."""
    path, _, anchor = target.partition("#")
    if path == page and anchor:
        return f"#{anchor}"
    return to_root(page) + path + (f"#{anchor}" if anchor else "")


def language_root(lang: str) -> str:
    """Return the folder of a language below the site's root."""
    return "" if lang == "ja" else f"{lang}/"


def site_path(path: str, lang: str) -> str:
    """Return the address of a page below the site's root."""
    return language_root(lang) + path


def twin(path: str, lang: str, other: str) -> str:
    """Return the link from a page to the same page in another language."""
    up = "../" if language_root(lang) else ""
    return to_root(path) + up + language_root(other) + path


def canonical(base_url: str, path: str, lang: str) -> str:
    """Return the absolute address of a page."""
    return base_url.rstrip("/") + "/" + site_path(path, lang)
