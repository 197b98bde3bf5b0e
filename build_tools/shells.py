"""Shells: pages of the theme with marks where a page's values will stand."""

from collections.abc import Mapping
from dataclasses import dataclass

NAMES = (
    "title",
    "description",
    "canonical",
    "ja",
    "en",
    "robots",
    "trail",
    "content",
    "twin",
    "easy",
    "built",
    "head",
    "name",
    "poster",
    "alert_style",
    "alert",
)
"""`ja` and `en` are the absolute addresses of the page in each language; `twin` links to the other one. `name` is its
heading alone; `poster` stands for the picture that other sites show for a link to it, on hand-written pages too.

`easy` links to the page in easy Japanese; on such a page to the one in Japanese that it retells. `alert_style` and
`alert` are the style sheet and the banner of an emergency, empty on all other days.
"""

PREFIX = "kyodo-mark-8c1f-"


def mark(name: str) -> str:
    """Return the text that stands for a value in a shell: letters, digits and hyphens only."""
    return f"{PREFIX}{name}-end"


MARKS = {name: mark(name) for name in NAMES}

RECORD = "_record/"
"""Ending of the address of a shell for record pages, one level below its list."""

SHELLS = (
    "",
    "events/",
    "events/past/",
    "events/_record/",
    "events/_record/flyer/",
    "series/",
    "series/_record/",
    "projects/",
    "projects/themes/",
    "projects/partners/",
    "projects/years/",
    "projects/network/",
    "projects/_record/",
    "matching/",
    "matching/_record/",
    "matching/forms/_record/",
    "organizations/",
    "organizations/kana/",
    "organizations/_record/",
    "places/",
    "places/_record/",
    "plan/",
    "initiatives/",
    "initiatives/_record/",
    "targets/",
    "evaluation/",
    "guideline/",
    "support-office/",
    "history/",
    "glossary/",
    "notices/",
    "notices/_record/",
    "sources/",
    "sitemap/",
    "search/",
    "data/",
    "calendar/",
    "accessibility/",
    "accessibility/result/",
    "easy/",
    "easy/_record/",
    "easy/_record/_record/",
    "developers/design/",
    "editors/fields/",
    "editors/messages/",
    "editors/translations/",
)
"""Addresses of the shells."""

OUTSIDE_MENU = ("search/", "easy/", "accessibility/result/")
"""Shells of pages that no menu lists; those of records are not listed either."""

BESIDE_MENU = "search/"
"""The shell of other pages of its depth that no menu lists."""

TEMPLATES = {"events/_record/flyer/": "paper.html", "matching/forms/_record/": "paper.html"}
"""Shells that are made from another template of the theme than its `main.html`."""


@dataclass(frozen=True, slots=True)
class Shells:
    """What the theme made of one project."""

    shells: Mapping[tuple[str, str], str]
    """Language and address of a shell to its HTML, with marks."""
    pages: Mapping[tuple[str, str], str]
    """Language and file path (`about/index.html`, `404.html`) of a hand-written page to its HTML."""


class ShellProblem(Exception):
    """MkDocs refused to build; carries what it said."""
