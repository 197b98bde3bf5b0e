"""The preview's own HTML: the panel that says what is wrong, and the tags that keep a page up to date."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from build_tools.diagnostics import Diagnostic, format_hint, format_message, read_messages
from build_tools.strings.messages import say

MOST = 50
"""How many problems a panel lists."""
STYLE = "/_preview/preview.css"
SCRIPT = "/_preview/reload.js"

_BODY = re.compile(rb"<body[^>]*>")
_PANEL = Markup(
    '<section class="preview-panel" id="preview-panel" lang="{lang}"'
    ' role="alert" tabindex="0" aria-labelledby="preview-title">'
    '<p id="preview-title">{title}</p><ul>{items}</ul></section>\n'
)
_NOTE = Markup("<li><p>{}</p></li>")
_ITEM = Markup(
    '<li><p><code class="preview-spot">{spot}</code> {message} <code>[{code}]</code></p>'
    "{source}<p>{word}: {hint}</p></li>"
)
_SOURCE = Markup("<pre>{}<mark>{}</mark>{}</pre>")
_EMPTY = Markup(
    '<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n</head>\n'
    "<body>\n<main><h1>{title}</h1></main>\n</body>\n</html>\n"
)


def build_panel(title: str, notes: Iterable[str], problems: Iterable[Diagnostic], *, lang: str) -> bytes:
    """Return the panel as HTML; everything in it is escaped.

    Args:
        title: What the problems mean for the page, in one sentence.
        notes: Whole sentences on what no content file is to blame for.
        problems: At most `MOST` of them are listed, by file and line.
        lang: Language of the reader, which need not be the page's.
    """
    listed = sorted(problems, key=lambda item: item.sort_key)
    items = [*(_NOTE.format(note) for note in notes), *(_item(item, lang) for item in listed[:MOST])]
    if len(listed) > MOST:
        items.append(_NOTE.format(say("preview-more", lang, count=len(listed) - MOST)))
    return _PANEL.format(lang=lang, title=title, items=Markup("").join(items)).encode()


def _item(item: Diagnostic, lang: str) -> Markup:
    spot = f"{item.spot.path}:{item.spot.line}:{item.spot.column}"
    word, hint = read_messages(lang)["-words"]["hint"], format_hint(item, lang)
    message = format_message(item, lang)
    return _ITEM.format(spot=spot, message=message, code=item.code, source=_source(item), word=word, hint=hint)


def _source(item: Diagnostic) -> Markup:
    """Return the line with its wrong part marked; nothing where there is no line to show."""
    if not item.source.strip():
        return Markup("")
    start = item.spot.column - 1
    end = start + max(1, item.width)
    return _SOURCE.format(item.source[:start], item.source[start:end], item.source[end:])


def build_empty_page(*, lang: str) -> bytes:
    """Return the page that stands where no build has succeeded yet."""
    return _EMPTY.format(lang=lang, title=say("preview-empty", lang)).encode()


def dress(html: bytes, *, panel: bytes, version: str) -> bytes:
    """Return a page with the panel on top, which may be empty, and what reloads the page."""
    style = f'<link rel="stylesheet" href="{STYLE}">\n'.encode()
    script = f'<script src="{SCRIPT}" data-version="{version}" defer></script>\n'.encode()
    html = _insert(html, style, before=b"</head>") if panel else html
    html = _BODY.sub(lambda match: match[0] + b"\n" + panel, html, count=1) if panel else html
    return _insert(html, script, before=b"</body>")


def _insert(html: bytes, tag: bytes, *, before: bytes) -> bytes:
    """Return the page with a tag before the last `before`, or at the end of a page without it."""
    head, found, tail = html.rpartition(before)
    return head + tag + found + tail if found else html + tag
