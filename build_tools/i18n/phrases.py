"""Where a long Japanese title may break: before a word rather than inside it.

Chromium finds phrases by itself (`word-break: auto-phrase`), but cuts one that is longer than a line anywhere,
and takes a name in kana apart. Scripts change where words begin, which is enough for a title of a few words.
"""

import re
from itertools import pairwise

from markupsafe import Markup

from build_tools.i18n.filling import show

_HIRAGANA, _KATAKANA, _HAN = "\u3041-\u3096", "\u30a1-\u30f6", "\u4e00-\u9fff"
_LONG = "\u30fc"
"""The sign that makes a vowel in katakana long."""
_HONORIFICS = "\u304a\u3054"
"""o and go, which begin a word."""
_CLOSING, _OPENING = "\u30fb\u3001\u3002\u300d\u300f\uff09)", "\u300c"
_START = re.compile(
    rf"(?<=[{_HIRAGANA}])(?<![{_HONORIFICS}])(?=[{_HAN}{_KATAKANA}A-Za-z])"  # behind a particle or an ending
    rf"|(?<=[{_KATAKANA}{_LONG}])(?=[{_HAN}])|(?<=[{_HAN}])(?=[{_KATAKANA}])"
    rf"|(?<=[{_CLOSING}])(?=[{_HIRAGANA}{_KATAKANA}{_HAN}A-Za-z{_OPENING}])"
)


def phrased(title: str) -> Markup:
    """Return a title as HTML that says where it may break; one with readings stands as it is."""
    starts = [] if "|" in title else [match.start() for match in _START.finditer(title)]
    if not starts:
        return show(title)
    parts = (show(title[start:end]) for start, end in pairwise((0, *starts, len(title))))
    return Markup("<wbr>").join(parts)
