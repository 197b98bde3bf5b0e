"""The headers of every answer of the site, declared once.

A rule is a form of address with headers. All rules that fit an address count, and no two of them ever give the same
header: hosts differ in what they do then (one joins the values, another takes the last).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from urllib.parse import urlsplit

from build_tools.hosting.media_types import HTML, OTHER, TYPES
from build_tools.hosting.policy import HEADER_POLICY
from build_tools.model.base import LANGUAGES
from build_tools.urls import language_root, site_path

CACHE, TYPE = "Cache-Control", "Content-Type"
ASK_EACH_TIME = "no-cache"
"""Kept, but asked for each time: a change of an event must not wait. Of all that no rule gives another time."""
_FOR_EVER = "public, max-age=31536000, immutable"
"""Of what bears its whole digest in its name."""
_A_WEEK = "public, max-age=604800"
"""Of what bears a short digest in its name."""
_SHORT = "public, max-age=300"
"""Of what programs fetch by themselves, some of them far too often."""
_OPEN = ("Access-Control-Allow-Origin", "*")
"""Any page of any site may read it with a script: this is what open data is for."""
_STS = ("Strict-Transport-Security", "max-age=31536000")
"""A year of https alone, for this host: its neighbours under the same domain may not be ready for it."""

EVERYWHERE: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": HEADER_POLICY,
        "X-Content-Type-Options": "nosniff",
        # The sites that are linked to learn that a visitor comes from here, and not from which page or search.
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        # Nothing here is secret, and pictures and data are free to use: a site that isolates itself may load them too.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
)
"""The headers of every answer, also of redirects and of what does not exist."""


@dataclass(frozen=True)
class Rule:
    """Headers for the addresses that begin and end in a certain way."""

    begins: str
    """From the site's root, without a slash before it."""
    headers: tuple[tuple[str, str], ...]
    ends: str = ""
    is_one: bool = False
    """It is for one address, `begins`."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What its addresses look like, from the site's root."""
        return re.compile(self.expression(""))

    def expression(self, root: str) -> str:
        """Return a regular expression for its addresses, for a site below a folder of its host.

        Args:
            root: What stands before an address: `/`, or `/commons/`.
        """
        rest = "$" if self.is_one else f".*{re.escape(self.ends)}$" if self.ends else ""
        return f"^{re.escape(root + self.begins)}{rest}"

    def splat(self, root: str) -> str:
        """Return its addresses as a path with at most one asterisk; `root` as in `expression`."""
        return root + self.begins + ("" if self.is_one else f"*{self.ends}")


def _rules() -> Iterator[Rule]:
    for ending in ("csv", "geojson", "ics", "jsonld", "vcf"):
        yield Rule("", ((TYPE, TYPES[ending]), (CACHE, _SHORT), _OPEN), f".{ending}")
    yield Rule("", ((TYPE, TYPES["webmanifest"]),), ".webmanifest")
    yield Rule("data/", ((TYPE, TYPES["json"]), (CACHE, _SHORT), _OPEN), ".json")
    for root in map(language_root, LANGUAGES):
        yield Rule(f"{root}feeds/", ((TYPE, TYPES["atom"]), (CACHE, _SHORT), _OPEN), ".xml")
        yield Rule(f"{root}feeds/", ((TYPE, "application/feed+json"), (CACHE, _SHORT), _OPEN), ".json")
    yield Rule("assets/", ((CACHE, _FOR_EVER),))
    for lang in LANGUAGES:
        yield from (Rule(f"search/{lang}/{part}", ((CACHE, _A_WEEK),)) for part in ("t/", "p/", "w/", "facets-"))
    # An old worker that stays would keep old pages alive.
    yield Rule("sw.js", ((CACHE, ASK_EACH_TIME),), is_one=True)


RULES = tuple(_rules())
"""What differs from address to address."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the site is published, as far as headers depend on it."""

    base_url: str
    """Its address, with a slash at the end."""

    @property
    def host(self) -> str:
        """The name of its host, with a port that is not the usual one."""
        return urlsplit(self.base_url).netloc

    @property
    def root(self) -> str:
        """What its addresses begin with: `/`, or the folder below its host."""
        return urlsplit(self.base_url).path or "/"

    @property
    def everywhere(self) -> Mapping[str, str]:
        """The headers of every answer; https is asked for where the site has it."""
        return {**EVERYWHERE, **dict([_STS] if self.base_url.startswith("https:") else [])}

    @property
    def missing(self) -> Mapping[str, str]:
        """Beginning of addresses to the page that answers for what does not exist there, longest first."""
        pages = {self.root + language_root(lang): self.root + site_path("404.html", lang) for lang in LANGUAGES}
        return dict(sorted(pages.items(), key=lambda page: -len(page[0])))

    def headers(self, path: str) -> Mapping[str, str]:
        """Return all headers of the answer with a file; what does not exist is answered with a page `404.html`.

        Args:
            path: Its address from the site's root, without a slash before it; a page's may end in one.
        """
        ending = path.rpartition("/")[2].rpartition(".")[2]
        kind = HTML if path.endswith("/") or not path else TYPES.get(ending, OTHER)
        found = {CACHE: ASK_EACH_TIME, TYPE: kind, **self.everywhere}
        for rule in RULES:
            if rule.pattern.match(path):
                found |= dict(rule.headers)
        return found
