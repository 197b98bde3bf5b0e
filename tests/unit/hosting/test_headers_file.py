"""`_headers` as Cloudflare Pages and Netlify read it, each in its own way, gives what is declared."""

import re
from collections.abc import Iterator

import pytest

from build_tools.hosting.headers_file import format_headers_file
from build_tools.hosting.rules import RULES, Place

MOST_RULES, LONGEST_LINE = 100, 2000
"""Of Cloudflare Pages."""
BASES = ["https://town.example/", "https://town.example/commons/", "http://intra.example:8080/"]
PATHS = [
    "",
    "en/",
    "events/2026-kagu/",
    "en/events/2026-kagu/flyer/",
    "404.html",
    "robots.txt",
    "sitemap.xml",
    "sw.js",
    "manifest.webmanifest",
    "assets/site.0123456789.css",
    "assets/icon.0123456789.svg",
    "search/ja/index.json",
    "search/ja/t/e382-abc.txt",
    "search/en/p/12-abc.json",
    "search/en/facets-abc.json",
    "data/events.json",
    "data/places.geojson",
    "data/000000_event.csv",
    "data/catalog.jsonld",
    "data/",
    "feeds/events.xml",
    "feeds/events.json",
    "en/feeds/changes.xml",
    "calendar/all.ics",
    "en/organizations/aoba/aoba.vcf",
    "pictures/hiroba.avif",
    "ファイル.ics",
]


def read(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield path and headers of each rule; anything that is not exactly one or the other is an error."""
    for block in text.removesuffix("\n").split("\n\n"):
        path, *lines = block.split("\n")
        assert re.fullmatch(r"/[!-~]*", path)
        assert path.count("*") <= 1
        assert ":" not in path
        pairs = [re.fullmatch(r"  ([A-Za-z-]+): (\S.*\S|\S)", line) for line in lines]
        assert pairs
        assert all(pairs)
        yield path, [(pair[1], pair[2]) for pair in pairs if pair]


def cloudflare(path: str) -> re.Pattern[str]:
    """An asterisk is any run of characters, and all else stands for itself."""
    return re.compile(f"^{'.*'.join(map(re.escape, path.split('*')))}$")


def netlify(path: str) -> re.Pattern[str]:
    """The same between slashes; a slash at the end may be there or not, and capitals do not matter."""
    parts = ["?.*" if part == "*" else re.escape(part).replace(r"\*", ".*") for part in path.strip("/").split("/")]
    return re.compile(f"^/{'/'.join(parts)}/?$", re.IGNORECASE)


HOSTS = {"cloudflare": cloudflare, "netlify": netlify}


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("matcher", HOSTS.values(), ids=HOSTS)
@pytest.mark.parametrize("path", PATHS)
def test_each_host_sends_what_is_declared_once(base, matcher, path):
    place = Place(base)
    rules = read(format_headers_file(place))

    sent = [header for pattern, headers in rules if matcher(pattern).match(place.root + path) for header in headers]

    # Both ask each time, and know ordinary kinds of files, without being told.
    told = {name for rule in RULES if rule.pattern.match(path) for name, _ in rule.headers} | place.everywhere.keys()
    assert sorted(sent) == sorted((name, value) for name, value in place.headers(path).items() if name in told)


@pytest.mark.parametrize("base", BASES)
def test_the_file_is_within_the_limits(base):
    text = format_headers_file(Place(base))

    assert len(list(read(text))) <= MOST_RULES
    assert max(map(len, text.splitlines())) <= LONGEST_LINE
    assert text.isascii()
