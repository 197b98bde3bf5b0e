"""Feeds as Atom. Source: RFC 4287."""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from build_tools.feeds.feed import Entry, Feed

_NO_CHARACTERS = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write (section 2.2), and the carriage return, which a parser would change."""


def format_atom(feed: Feed) -> bytes:
    """Return a feed as an Atom document."""
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.lang})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.about)
    _link(root, "self", "application/atom+xml", feed.atom_url)
    _link(root, "alternate", "text/html", feed.page, hreflang=feed.lang)
    _link(root, "alternate", "application/feed+json", feed.json_url)
    _add(root, "updated", feed.updated.isoformat())
    author = SubElement(root, "author")
    _add(author, "name", feed.author)
    _add(author, "uri", feed.home)
    _add(root, "rights", f"{feed.rights} {feed.rights_url}")
    for entry in feed.entries:
        _add_entry(root, entry, lang=feed.lang)
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _add_entry(root: Element, entry: Entry, *, lang: str) -> None:
    node = SubElement(root, "entry", {"xml:lang": entry.lang} if entry.lang != lang else {})
    _add(node, "id", entry.id)
    _add(node, "title", entry.title)
    _link(node, "alternate", "text/html", entry.url)
    _add(node, "updated", entry.updated.isoformat())
    if entry.published:
        _add(node, "published", entry.published.isoformat())
    if entry.text:
        _add(node, "summary", entry.text)


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _NO_CHARACTERS.sub("", text)


def _link(parent: Element, rel: str, type_: str, href: str, **more: str) -> None:
    SubElement(parent, "link", {"rel": rel, "type": type_, "href": _NO_CHARACTERS.sub("", href), **more})
