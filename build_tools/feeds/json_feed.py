"""Feeds as JSON Feed. Source: jsonfeed.org version 1.1."""

import json

from build_tools.feeds.feed import Entry, Feed


def format_json_feed(feed: Feed) -> bytes:
    """Return a feed as a JSON Feed document."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.json_url,
        "description": feed.about,
        "language": feed.lang,
        "authors": [{"name": feed.author, "url": feed.home}],
        # JSON Feed has no word for it; an extension begins with an underscore (section "Extensions").
        "_license": {"name": feed.rights, "url": feed.rights_url},
        "items": [_item(entry) for entry in feed.entries],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry) -> dict[str, str]:
    published = {"date_published": entry.published.isoformat()} if entry.published else {}
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.text,
        **published,
        "date_modified": entry.updated.isoformat(),
        "language": entry.lang,
    }
