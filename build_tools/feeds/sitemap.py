"""The sitemap for search engines. Source: sitemaps.org protocol 0.9; Google's xhtml:link extension."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape

from build_tools.model.base import LANGUAGES
from build_tools.urls import canonical


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that search engines may show."""

    path: str
    """Below the language's root."""
    lang: str
    updated: date | None = None


def build_sitemap(entries: Iterable[Entry], *, base_url: str) -> str:
    """Return the sitemap as XML, by language and address.

    `lastmod` is the record's last change, never the day of the build; a page that exists
    in both languages names the other one.
    """
    listed = sorted(entries, key=lambda entry: (LANGUAGES.index(entry.lang), entry.path))
    known = {(entry.lang, entry.path) for entry in listed}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    )
    for entry in listed:
        lines.append(f"<url><loc>{escape(canonical(base_url, entry.path, entry.lang), quote=False)}</loc>")
        if entry.updated:
            lines.append(f"<lastmod>{entry.updated.isoformat()}</lastmod>")
        for lang in LANGUAGES:
            if (lang, entry.path) in known:
                href = escape(canonical(base_url, entry.path, lang), quote=False)
                lines.append(f'<xhtml:link rel="alternate" hreflang="{lang}" href="{href}"/>')
        lines.append("</url>")
    return "\n".join([*lines, "</urlset>", ""])


def build_robots(*, base_url: str) -> str:
    """Return robots.txt: everything is open, and the sitemap is named. Source: RFC 9309."""
    return f"User-agent: *\nAllow: /\nSitemap: {base_url.rstrip('/')}/sitemap.xml\n"
