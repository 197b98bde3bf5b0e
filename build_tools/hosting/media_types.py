"""Which kind of file an ending stands for. Source: IANA, Media Types; JSON has no charset (RFC 8259 section 11)."""

from collections.abc import Mapping
from types import MappingProxyType

HTML = "text/html; charset=utf-8"
TYPES: Mapping[str, str] = MappingProxyType(
    {
        "atom": "application/atom+xml; charset=utf-8",
        "avif": "image/avif",
        "css": "text/css; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
        "geojson": "application/geo+json",
        "html": HTML,
        "ics": "text/calendar; charset=utf-8",
        "jpg": "image/jpeg",
        "js": "text/javascript; charset=utf-8",
        "json": "application/json",
        "jsonld": "application/ld+json",
        "md": "text/markdown; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8",
        "pdf": "application/pdf",
        "png": "image/png",
        "svg": "image/svg+xml",
        "txt": "text/plain; charset=utf-8",
        "vcf": "text/vcard; charset=utf-8",
        "webmanifest": "application/manifest+json",
        "webp": "image/webp",
        "woff2": "font/woff2",
        "xml": "application/xml",
        "zip": "application/zip",
    }
)
"""Ending without its dot to Content-Type."""
OTHER = "application/octet-stream"
"""Of any other file."""
