"""Looks at the finished site before anyone else does: no link may lead nowhere, nothing may come from elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

_LOADED = (
    "link[rel=stylesheet]",
    "link[rel=icon]",
    "script",
    "img",
    "source",
    "iframe",
    "object",
    "embed",
    "video",
    "audio",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a finished page."""

    page: str
    """File of the page below the site's root."""
    code: str
    """`broken-link`, `foreign-file` or `repeated-id`."""
    what: str
    """The link or id."""


@dataclass(frozen=True, slots=True)
class _Seen:
    ids: frozenset[str]
    links: tuple[str, ...]
    loaded: tuple[str, ...]
    repeated: tuple[str, ...]


def find_faults(files: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield what is wrong with the HTML among `files`, by page.

    Args:
        files: Address below the site's root to bytes, as they will be published.
    """
    seen = {path: _look(data) for path, data in files.items() if path.endswith(".html")}
    for page, found in seen.items():
        for id_ in found.repeated:
            yield Fault(page, "repeated-id", id_)
        for target in found.loaded:
            if _is_foreign(target):
                yield Fault(page, "foreign-file", target)
        for link in (*found.links, *found.loaded):
            if not _leads_somewhere(page, link, files, seen):
                yield Fault(page, "broken-link", link)


@lru_cache(maxsize=16384)  # the live preview looks at the same pages again and again
def _look(data: bytes) -> _Seen:
    tree = LexborHTMLParser(data)
    ids = [str(node.attributes["id"]) for node in tree.css("[id]")]
    links = tuple(str(node.attributes["href"]) for node in tree.css("a[href]"))
    loaded = tuple(
        str(value)
        for node in tree.css(",".join(_LOADED))
        for value in (node.attributes.get("src"), node.attributes.get("href"), node.attributes.get("data"))
        if value
    )
    repeated = tuple(sorted({id_ for id_ in ids if ids.count(id_) > 1})) if len(set(ids)) != len(ids) else ()
    return _Seen(frozenset(ids), links, loaded, repeated)


def _is_foreign(target: str) -> bool:
    try:
        return bool(urlsplit(target).netloc)
    except ValueError:
        return True


def _leads_somewhere(page: str, link: str, files: Mapping[str, bytes], seen: Mapping[str, _Seen]) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return True
    target = page
    if parts.path:
        folder = "" if parts.path.startswith("/") else page.rpartition("/")[0] + "/"
        path = normpath((folder + unquote(parts.path)).lstrip("/") or ".")
        is_folder = parts.path.endswith("/") or path == "."
        target = (f"{path}/index.html" if path != "." else "index.html") if is_folder else path
    if target not in files:
        return False
    return not parts.fragment or target not in seen or unquote(parts.fragment) in seen[target].ids
