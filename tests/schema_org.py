"""Judges JSON-LD by what schema.org and Google's documentation of events ask for.

Source: schema.org 29, the ranges of the properties; Google Search Central, "Event structured data".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

DATE = r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?[+-]\d\d:\d\d)?"
URL = r"https?://[^\s<>\"]+"
TEXT = r"(?s).+"
STATUS = r"https://schema\.org/Event(Scheduled|Rescheduled|Postponed|Cancelled|MovedOnline)"
MODE = r"https://schema\.org/(Offline|Online|Mixed)EventAttendanceMode"
NAMED = {"name": TEXT, "url": URL, "description": TEXT, "sameAs": URL}
RANGES: dict[str, dict[str, Any]] = {
    "Event": NAMED
    | {
        "startDate": DATE,
        "endDate": DATE,
        "doorTime": DATE,
        "previousStartDate": DATE,
        "eventStatus": STATUS,
        "eventAttendanceMode": MODE,
        "location": ("Place", "VirtualLocation"),
        "organizer": ("Organization",),
        "performer": ("Organization",),
        "funder": ("Organization",),
        "contributor": ("Organization",),
        "offers": ("Offer",),
        "isAccessibleForFree": bool,
        "maximumAttendeeCapacity": int,
        "remainingAttendeeCapacity": int,
        "inLanguage": "ja|en",
        "superEvent": ("EventSeries",),
        "subEvent": ("Event",),
    },
    "EventSeries": NAMED,
    "Place": NAMED
    | {
        "address": ("PostalAddress",),
        "alternateName": TEXT,
        "telephone": TEXT,
        "amenityFeature": ("LocationFeatureSpecification",),
    },
    "LocationFeatureSpecification": {"name": TEXT, "value": bool},
    "VirtualLocation": {"url": URL},
    "PostalAddress": {
        "addressCountry": "JP",
        "addressRegion": TEXT,
        "addressLocality": TEXT,
        "streetAddress": TEXT,
        "postalCode": r"\d{3}-\d{4}",
    },
    "Organization": NAMED
    | {
        "alternateName": TEXT,
        "address": ("PostalAddress",),
        "telephone": TEXT,
        "email": TEXT,
        "foundingDate": r"\d{4}(-\d\d(-\d\d)?)?",
        "dissolutionDate": r"\d{4}(-\d\d(-\d\d)?)?",
        "parentOrganization": ("Organization",),
    },
    "Offer": {
        "name": TEXT,
        "description": TEXT,
        "price": int,
        "priceCurrency": "JPY",
        "url": URL,
        "availability": r"https://schema\.org/(InStock|SoldOut|PreOrder)",
        "validFrom": DATE,
        "validThrough": DATE,
    },
    "BreadcrumbList": {"itemListElement": ("ListItem",)},
    "ListItem": {"position": int, "name": TEXT, "item": URL},
}
REQUIRED = {
    "Event": ("name", "startDate", "location"),
    "Place": ("address",),
    "VirtualLocation": ("url",),
    "Organization": ("name", "url"),
    "BreadcrumbList": ("itemListElement",),
    "ListItem": ("position", "name", "item"),
}
RECOMMENDED = {
    "Event": ("description", "endDate", "eventStatus", "offers", "organizer"),
    "Place": ("name",),
    "PostalAddress": ("addressLocality", "addressRegion", "streetAddress"),
    "Offer": ("availability", "price", "priceCurrency", "url", "validFrom"),
}
"""Without `image` and `performer`: no picture is kept, and few events have a performer."""


def wrong(node: dict[str, Any], path: str = "") -> list[str]:
    """Give each property that schema.org does not have there, or whose value is of another kind."""
    return list(_wrong(node, path or node["@type"]))


def missing(node: dict[str, Any], table: dict[str, tuple[str, ...]]) -> list[str]:
    """Give each property of a table that a node, or a node in it, lacks: `Event.offers`."""
    own = [f"{node['@type']}.{name}" for name in table.get(node["@type"], ()) if name not in node]
    inner = [value for values in node.values() for value in _many(values) if isinstance(value, dict)]
    return own + [name for value in inner if value["@type"] != "Event" for name in missing(value, table)]


def _many(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _wrong(node: dict[str, Any], path: str) -> Iterator[str]:
    ranges = RANGES[node["@type"]]
    for name, values in node.items():
        if name in ("@type", "@context"):
            continue
        for value in _many(values):
            if not _fits(value, ranges.get(name, ())):
                yield f"{path}.{name}: {value!r}"
            elif isinstance(value, dict):
                yield from _wrong(value, f"{path}.{name}")


def _fits(value: object, wanted: Any) -> bool:
    if isinstance(wanted, tuple):
        return isinstance(value, dict) and value["@type"] in wanted
    if isinstance(wanted, str):
        return isinstance(value, str) and re.fullmatch(wanted, value) is not None
    return type(value) is wanted
