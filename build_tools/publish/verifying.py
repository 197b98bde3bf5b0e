"""Looks at the finished site before anyone else does: no link may lead nowhere, nothing may come from elsewhere.

`look` asks one page alone, so that it need not be asked again while the page stays the same; `check` asks them all.
"""

import re
import sys
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from posixpath import normpath
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

from build_tools.publish.tags import read_tags

Target: TypeAlias = tuple[str, str, str]
"""File below the site's root, fragment, link as written; no file for a link that cannot be taken apart."""

_AWAY = re.compile(r"(?:https?://|mailto:|tel:)[!-Z\\^-~]*")
_ANCHOR = re.compile(r"#[\w-]*")
_PLAIN = re.compile(r"((?:\.\./)*)((?:[\w-]+/)*([\w-]+(?:\.[\w-]+)+)?)")
"""A way up, then down, with nothing to decode or to look into."""
_UNKNOWN: Target = ("", "", "")
_POSTER = re.compile(rb'<meta property="og:image" content="([^"<>]*+)">')


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
class Seen:
    """What stands in a page."""

    ids: tuple[str, ...]
    repeated: tuple[str, ...]
    """Ids that more than one element has."""
    foreign: tuple[str, ...]
    """What it loads from another host, as written."""
    targets: tuple[Target, ...]
    """Where its links lead, and what it loads; without those that leave the site."""

    def pack(self) -> tuple[Any, ...]:
        """Return plain values, for the ledger."""
        return (self.ids, self.repeated, self.foreign, self.targets)

    @classmethod
    def unpack(cls, values: Sequence[Any]) -> "Seen":
        """Return what `pack` was given; what stands in many pages is held once."""
        ids, repeated, foreign, targets = values
        return cls(tuple(map(sys.intern, ids)), repeated, foreign, tuple(map(_shared, targets)))


@lru_cache(maxsize=50_000)
def _shared(target: Target) -> Target:
    return target


def find_faults(files: Mapping[str, bytes], base_url: str = "") -> Iterator[Fault]:
    """Yield what is wrong with the HTML among `files`, by page.

    Args:
        files: Address below the site's root to bytes, as they will be published.
        base_url: See `look`.
    """
    seen = {path: look(path, data, base_url) for path, data in files.items() if path.endswith(".html")}
    yield from check(seen, files)


def look(page: str, data: bytes, base_url: str = "") -> Seen:
    """Return what stands in a page.

    Args:
        page: File of the page below the site's root.
        data: Its HTML.
        base_url: Address of the site. The picture for links to the page is named with it, and must be a file of the
            site; nobody asks for it where the address is not known.
    """
    found = read_tags(data)
    ids = tuple(dict.fromkeys(found.ids))
    times = Counter(found.ids) if len(ids) < len(found.ids) else {}
    repeated = tuple(sorted(id_ for id_, number in times.items() if number > 1))
    foreign = tuple(link for link in dict.fromkeys(found.loaded) if _is_foreign(link))
    targets = tuple(_targets(page, dict.fromkeys((*found.links, *found.loaded))))
    posters = [unescape(link.decode()) for link in _POSTER.findall(data)] if base_url else []
    own = tuple((link.removeprefix(base_url), "", link) for link in posters if link.startswith(base_url))
    away = tuple(link for link in posters if not link.startswith(base_url))
    return Seen(ids, repeated, (*foreign, *away), (*targets, *own))


def check(
    seen: Mapping[str, Seen], files: Container[str], *, pages: Mapping[str, Seen] | None = None
) -> Iterator[Fault]:
    """Yield what is wrong with pages, by page.

    Args:
        seen: File below the site's root to what stands in it.
        files: All files of the site.
        pages: The same as `seen` of all pages; None where those are all.
    """
    pages = seen if pages is None else pages
    ids: dict[str, frozenset[str]] = {}
    for page, found in seen.items():
        for id_ in found.repeated:
            yield Fault(page, "repeated-id", id_)
        for link in found.foreign:
            yield Fault(page, "foreign-file", link)
        for target, fragment, link in found.targets:
            if target not in files:
                yield Fault(page, "broken-link", link)
            elif fragment and target in pages:
                if target not in ids:
                    ids[target] = frozenset(pages[target].ids)
                if fragment not in ids[target]:
                    yield Fault(page, "broken-link", link)


@lru_cache(maxsize=4096)
def _is_foreign(link: str) -> bool:
    try:
        return bool(urlsplit(link).netloc)
    except ValueError:
        return True


def _targets(page: str, links: Iterable[str]) -> Iterator[Target]:
    """Yield where links on a page lead, but for those that leave the site."""
    folder = page.rpartition("/")[0]
    known = _known(folder.rpartition("/")[0]) if folder else {}
    for link in links:
        target = known.get(link, _UNKNOWN)
        if target is _UNKNOWN:
            target = _resolve(page, link)
            if folder and link.startswith("../"):
                known[link] = target
        if target:
            yield target


@lru_cache(maxsize=256)
def _known(above: str) -> dict[str, Target | None]:  # noqa: ARG001 -- one for each folder
    """Return where links that begin with `../` lead from any folder in one folder: pages side by side show many."""
    return {}


def _resolve(page: str, link: str) -> Target | None:
    """Return where a link leads; None for another site."""
    if _AWAY.fullmatch(link):
        return None
    if _ANCHOR.fullmatch(link):
        return page, link[1:], link
    return _resolve_plain(page, link) or _resolve_any(page, link)


def _resolve_plain(page: str, link: str) -> Target | None:
    """Return where a link leads that only climbs up and down; None for any other, and for the page itself."""
    match, folders = _PLAIN.fullmatch(link), page.split("/")[:-1]
    ups = match.end(1) // len("../") if match else 0
    if match is None or not link or ups > len(folders):
        return None
    way = "".join(f"{folder}/" for folder in folders[: len(folders) - ups]) + match[2]
    return way if match[3] else f"{way}index.html", "", link


def _resolve_any(page: str, link: str) -> Target | None:
    try:
        parts = urlsplit(link)
    except ValueError:
        return "", "", link
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return page, unquote(parts.fragment), link
    start = "" if parts.path.startswith("/") else page.rpartition("/")[0] + "/"
    path = normpath((start + unquote(parts.path)).lstrip("/") or ".")
    if parts.path.endswith("/") or path == ".":
        path = f"{path}/index.html" if path != "." else "index.html"
    return path, unquote(parts.fragment), link
