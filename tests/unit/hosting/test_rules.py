import itertools

import pytest

from build_tools.hosting.policy import HEADER_POLICY
from build_tools.hosting.rules import RULES, Place

PLACE = Place("https://town.example/commons/")
FOR_EVER = "public, max-age=31536000, immutable"
A_WEEK = "public, max-age=604800"
SHORT = "public, max-age=300"


@pytest.mark.parametrize(
    ("path", "kind", "kept", "is_open"),
    [
        ("", "text/html; charset=utf-8", "no-cache", False),
        ("en/events/2026-kagu/", "text/html; charset=utf-8", "no-cache", False),
        ("404.html", "text/html; charset=utf-8", "no-cache", False),
        ("robots.txt", "text/plain; charset=utf-8", "no-cache", False),
        ("sitemap.xml", "application/xml", "no-cache", False),
        ("sw.js", "text/javascript; charset=utf-8", "no-cache", False),
        ("manifest.webmanifest", "application/manifest+json", "no-cache", False),
        ("site.zip", "application/zip", "no-cache", False),
        ("no-ending", "application/octet-stream", "no-cache", False),
        ("assets/site.0123456789.css", "text/css; charset=utf-8", FOR_EVER, False),
        ("assets/site.0123456789.js", "text/javascript; charset=utf-8", FOR_EVER, False),
        ("search/ja/index.json", "application/json", "no-cache", False),
        ("search/ja/t/e382-abc.txt", "text/plain; charset=utf-8", A_WEEK, False),
        ("search/en/facets-abc.json", "application/json", A_WEEK, False),
        ("data/events.json", "application/json", SHORT, True),
        ("data/places.geojson", "application/geo+json", SHORT, True),
        ("data/000000_event.csv", "text/csv; charset=utf-8", SHORT, True),
        ("data/catalog.jsonld", "application/ld+json", SHORT, True),
        ("feeds/events.xml", "application/atom+xml; charset=utf-8", SHORT, True),
        ("en/feeds/events.json", "application/feed+json", SHORT, True),
        ("calendar/all.ics", "text/calendar; charset=utf-8", SHORT, True),
        ("en/organizations/aoba/aoba.vcf", "text/vcard; charset=utf-8", SHORT, True),
    ],
)
def test_kind_time_and_readers_of_a_file(path, kind, kept, is_open):
    headers = PLACE.headers(path)

    assert (headers["Content-Type"], headers["Cache-Control"]) == (kind, kept)
    assert headers.get("Access-Control-Allow-Origin") == ("*" if is_open else None)


def test_headers_of_every_answer():
    assert PLACE.everywhere == {
        "Content-Security-Policy": HEADER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Strict-Transport-Security": "max-age=31536000",
    }


def test_a_site_without_https_does_not_ask_for_it():
    assert PLACE.everywhere.keys() - Place("http://intra.example/").everywhere.keys() == {"Strict-Transport-Security"}


@pytest.mark.parametrize(
    ("base", "host", "root", "missing"),
    [
        ("https://town.example/", "town.example", "/", {"/en/": "/en/404.html", "/": "/404.html"}),
        (
            "http://intra.example:8080/commons/",
            "intra.example:8080",
            "/commons/",
            {"/commons/en/": "/commons/en/404.html", "/commons/": "/commons/404.html"},
        ),
    ],
)
def test_where_a_site_is(base, host, root, missing):
    place = Place(base)

    assert (place.host, place.root, list(place.missing.items())) == (host, root, list(missing.items()))


def test_no_two_rules_give_one_address_the_same_header():
    samples = {rule: rule.begins + ("" if rule.is_one else f"x/y{rule.ends or '.json'}") for rule in RULES}

    assert [
        (one, other)
        for one, other in itertools.permutations(RULES, 2)
        if other.pattern.match(samples[one]) and dict(one.headers).keys() & dict(other.headers).keys()
    ] == []
