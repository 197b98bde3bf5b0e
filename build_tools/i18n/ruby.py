"""Readings as HTML: the marks of `model.ruby` as ruby in text, and as the words alone where no tag may stand.

Brackets for browsers without ruby are in `rp`, which no other one shows and no screen reader says.
"""

import re

from build_tools.model.ruby import MARK, base_text

_RUBY = "<ruby>\\1<rp>\uff08</rp><rt>\\2</rt><rp>\uff09</rp></ruby>"
_NO_TAGS = re.compile(r"(<(svg|option|textarea|script|style|title)\b.*?</\2>|<(code|pre)\b.*?</\3>|<[^>]*>)", re.DOTALL)
"""Parts of HTML where words stand that hold no tags, code, and tags with their attributes."""


def ruby_tags(html: str) -> str:
    """Return HTML of text alone with its marks as ruby."""
    return MARK.sub(_RUBY, str.__str__(html)) if "|" in html else html  # markup would escape what it joins


def set_ruby(html: str) -> str:
    """Return finished HTML with its marks as ruby; in attributes, pictures and choices the words alone; code stays."""
    if "|" not in html or not MARK.search(html):
        return html
    parts = _NO_TAGS.split(html)
    text = [ruby_tags(part) for part in parts[::4]]
    rest = [part if code else base_text(part) for part, code in zip(parts[1::4], parts[3::4], strict=True)]
    return "".join(piece for pair in zip(text, [*rest, ""], strict=True) for piece in pair)
