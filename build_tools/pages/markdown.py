"""Contributed Markdown as safe HTML.

GitHub's own C parser with raw HTML off, which does not hang on hostile input, then an
allow list. Never Jinja, never Python-Markdown.
"""

import re
import unicodedata
from collections.abc import Callable

import nh3
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from build_tools.model.ruby import MARK, base_text
from build_tools.pages.commonmark import build_html

_TAGS = {
    "p",
    "br",
    "hr",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "em",
    "strong",
    "del",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_ATTRIBUTES = {
    "*": set[str](),
    "a": {"href"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "th": {"class"},
    "td": {"class"},
    "ol": {"start"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"}, link_rel=None
)
_CLEAN = re.compile(
    r"(?:[^<>&\x00-\x08\x0b-\x1f\x7f\xa0]++"
    r"|&(?:amp|lt|gt);"
    r"|</?(?:p|ul|li|em|strong|h[2-4])>"
    r'|<h[2-4] id="[\w-]++">'
    r'|<a href="(?:https?://(?:[a-z](?:[a-z0-9]|-(?!-))*+\.)++[a-z]{2,}/|(?:\.\./)++)[A-Za-z0-9/._~=+#-]*+">|</a>)*+'
)
"""HTML that the allow list leaves as it is; to find that out itself, it takes a fifteenth of the time of a build."""
_HEADING = re.compile(r"<h([2-6])>(.*?)</h\1>", re.DOTALL)
_PART = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>', re.DOTALL)
_ALIGN = re.compile(r' align="(left|right|center)"')
_HREF = re.compile(r'href="([^"]*)"')


def render_markdown(text: str, *, resolve: Callable[[str], str], taken: set[str] | None = None) -> Markup:
    """Return a record's Markdown as HTML.

    Args:
        text: CommonMark with GitHub's tables and strike-through; raw HTML is dropped.
        resolve: Turns an address on this site (`/events/x/`) into the link to print.
        taken: Ids that the page uses already; takes those of the headings in this text.
    """
    html = build_html(_guard_marks(text) if "|" in text else text)
    # Links come before cleaning: only here is every quote that belongs to no attribute escaped.
    html = _HREF.sub(lambda match: f'href="{resolve(match[1])}"', html)
    if " align=" in html:
        html = _ALIGN.sub(r' class="align-\1"', html)
    html = _with_heading_ids(html, set() if taken is None else taken)
    return Markup(_clean(html))  # noqa: S704 -- nh3 has cleaned it, or there was nothing to clean


def _guard_marks(text: str) -> str:
    """Keep the bar of a reading from ending a cell of a table; elsewhere a bar is no sign."""
    return "\n".join(MARK.sub(r"{\1\|\2}", line) if "|" in base_text(line) else line for line in text.split("\n"))


def _clean(html: str) -> str:
    return html if _CLEAN.fullmatch(html) else box_tables(_CLEANER.clean(html))


def box_tables(html: str) -> str:
    """Let each table scroll inside a box of its own, which the keyboard reaches."""
    opened = html.replace("<table>", '<div class="table" tabindex="0" role="group"><table>')
    return opened.replace("</table>", "</table></div>")


def _with_heading_ids(html: str, taken: set[str]) -> str:
    def mark(match: re.Match[str]) -> str:
        id_ = unique_slug(base_text(_words(match[2])), taken)
        return f'<h{match[1]} id="{id_}">{match[2]}</h{match[1]}>'

    return _HEADING.sub(mark, html)


def _words(html: str) -> str:
    """Return the text of a heading."""
    is_plain = "<" not in html and "&" not in html
    return html if is_plain else LexborHTMLParser(html).text()


def parts_of(html: Markup) -> tuple[tuple[str, str], ...]:
    """Return `(id, words)` of each heading of the second level in a rendered text, in order."""
    return tuple((id_, _words(words)) for id_, words in _PART.findall(html))


def unique_slug(text: str, taken: set[str]) -> str:
    """Return a readable id for a heading and add it to `taken`.

    Letters and digits of any script stay, all else becomes a hyphen; a second heading of
    the same words gets `-2`.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    base = re.sub(r"[^\w]+", "-", folded).strip("-") or "section"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    taken.add(slug)
    return slug
