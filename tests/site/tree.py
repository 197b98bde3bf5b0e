"""A built site as data: its pages, their links, ids and heads, and one page of each kind.

Paths are those of the address bar, from the site's root, percent-decoded: `` is the Japanese home,
`en/events/` an English list. A site below a folder (`https://city.example/kyodo/`) has a `prefix`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

LANGS = ("ja", "en")
BESIDE_A_RECORD = {"flyer"}
"""Last parts of the addresses of pages that each record has one of."""


@dataclass(frozen=True, eq=False)
class Page:
    """One HTML page of the built site."""

    path: str
    """From the site's root: `events/2026-walk/`, or `404.html`."""
    file: Path = field(repr=False)
    dom: LexborHTMLParser = field(repr=False)

    @property
    def lang(self) -> str:
        """The language of the tree that the page stands in."""
        return "en" if self.path.startswith("en/") else "ja"

    @property
    def inner(self) -> str:
        """The path inside the tree of its language: the same for both languages."""
        return self.path.removeprefix("en/") if self.lang == "en" else self.path

    @property
    def is_missing_page(self) -> bool:
        """The page that answers where no other does."""
        return self.inner == "404.html"

    @cached_property
    def is_indexed(self) -> bool:
        """A page that search engines may list."""
        robots = self.dom.css_first("meta[name=robots]")
        asked = (robots.attributes.get("content") or "") if robots else ""
        return not self.is_missing_page and "noindex" not in asked

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every place in the page that a fragment can name."""
        named = {node.attributes.get("id") or "" for node in self.dom.css("[id]")}
        return frozenset(named | {node.attributes.get("name") or "" for node in self.dom.css("a[name]")})

    @cached_property
    def features(self) -> frozenset[str]:
        """The elements and classes of the page's body: `article.event`."""
        return frozenset(
            f"{node.tag}.{name}"
            for node in self.dom.css("body *")
            for name in (node.attributes.get("class") or "").split() or [""]
        )

    def head_links(self, rel: str) -> tuple[LexborNode, ...]:
        """Give the `link` elements with this word among their `rel`, in order."""
        return tuple(
            node for node in self.dom.css("link[rel]") if rel in (node.attributes.get("rel") or "").lower().split()
        )

    def text(self, selector: str) -> str:
        """Give the text of the first match, white space collapsed; empty where none matches."""
        node = self.dom.css_first(selector)
        return " ".join(node.text().split()) if node else ""


@dataclass(frozen=True)
class Tree:
    """All pages of a built site."""

    root: Path
    base: str
    """Where the site will stand, with a slash at its end: `base_url` of `content/site.yml`."""
    pages: dict[str, Page] = field(repr=False)
    """By path, sorted."""

    @property
    def prefix(self) -> str:
        """The path part of the base: `/`, or the folder that the site stands in."""
        return urlsplit(self.base).path

    def of(self, lang: str) -> tuple[Page, ...]:
        """Give the pages of one language, sorted by path."""
        return tuple(page for page in self.pages.values() if page.lang == lang)

    def resolve(self, page: Page, href: str) -> tuple[str, str] | None:
        """Give the path and the fragment that a link of a page leads to; None where it leaves the site."""
        there = urlsplit(urljoin(urljoin(self.base, page.path), href.strip()))
        here = urlsplit(self.base)
        if (there.scheme, there.netloc) != (here.scheme, here.netloc) or not there.path.startswith(here.path):
            return None
        return unquote(there.path).removeprefix(here.path), unquote(there.fragment)

    def has(self, path: str) -> bool:
        """A host would answer this path with a file, without a redirect."""
        return path in self.pages or ((self.root / path).is_file() and not path.endswith("/"))

    def files(self, *suffixes: str) -> Iterator[Path]:
        """Give the files with these suffixes, sorted."""
        return (file for file in sorted(self.root.rglob("*")) if file.suffix in suffixes and file.is_file())

    def kinds(self, lang: str, *, limit: int = 2) -> tuple[Page, ...]:
        """Give pages of each kind: the home, each first segment, and below it some lists and some leaves.

        Kinds are read off the addresses, so that a new section is covered by being there. Of each
        kind come up to `limit` pages that show the most of its elements and classes between them.
        Both languages take the same pages.
        """
        kinds: dict[tuple[str, ...], list[Page]] = defaultdict(list)
        lists = {parent(page.inner) for page in self.pages.values()}
        for page in self.of("ja"):
            kinds[kind(page.inner, is_list=page.inner in lists)].append(page)
        paths = [page.path for pages in kinds.values() for page in representatives(pages, limit=limit)]
        paths = paths if lang == "ja" else [f"en/{path}" for path in paths]
        return tuple(self.pages[path] for path in paths if path in self.pages)


def representatives(pages: list[Page], *, limit: int) -> Iterator[Page]:
    """Yield pages that have, one after the other, the most features that those before lack."""
    seen: frozenset[str] = frozenset()
    for _ in range(limit):
        best = max(pages, key=lambda page: (len(page.features - seen), page.path))
        if not best.features - seen:
            return
        seen |= best.features
        yield best


def shown(lines: Iterable[str], *, limit: int = 60) -> str:
    """Give findings for an assertion, one a line: the first of them, and how many more there are."""
    found = list(lines)
    rest = [f"and {len(found) - limit} more"] if len(found) > limit else []
    return "\n".join([*found[:limit], *rest])


def parent(path: str) -> str:
    """Give the path one level up: `events/2026-walk/` is below `events/`."""
    head = path.rstrip("/").rpartition("/")[0]
    return f"{head}/" if head else ""


def kind(path: str, *, is_list: bool) -> tuple[str, ...]:
    """Name the kind of a page: its first level, then for deeper pages the second and list or leaf."""
    parts = tuple(path.strip("/").split("/"))
    if len(parts) <= 1:
        return parts
    if parts[-1] in BESIDE_A_RECORD:
        return (parts[0], parts[-1])
    return (*parts[: min(len(parts) - 1, 2)], str(len(parts)), "list" if is_list else "leaf")


def read_tree(root: Path, *, base: str) -> Tree:
    """Parse every page under a folder."""
    pages = {}
    for file in sorted(root.rglob("*.html")):
        path = file.relative_to(root).as_posix()
        path = path.removesuffix("index.html") if file.name == "index.html" else path
        pages[path] = Page(path, file, LexborHTMLParser(file.read_text(encoding="utf-8")))
    return Tree(root, base, pages)
