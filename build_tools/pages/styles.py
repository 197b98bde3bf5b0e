"""Which style sheets a page links besides `site.css`, which all have: those of the components it shows.

`tests/site/test_styles.py` holds every built page against the sheets: none lacks one, none links one in vain.
"""

from collections.abc import Mapping
from dataclasses import replace

from build_tools.artifacts import Page

NETWORK, OPENING = "network.css", "opening.css"
SESSIONS = ("event.css", "fold.css")
CARDS = ("lists.css", "events.css")

_EVENT, _EVENTS, _FILTERS, _FOLD = "event.css", "events.css", "filters.css", "fold.css"
_LISTS, _PLAN, _PROJECTS = "lists.css", "plan.css", "projects.css"
_OF_TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "accessibility_result.html": (_LISTS, _FOLD, _PLAN, "criteria.css"),
    "calendar.html": (_LISTS, _EVENT),
    "design.html": (_LISTS, _EVENTS, _FILTERS, _EVENT, _FOLD, OPENING, _PLAN, "results.css", "design.css"),
    "easy_home.html": (_LISTS,),
    "event.html": (_EVENTS, _EVENT),
    "events.html": (_LISTS, _EVENTS, _FILTERS),
    "events_past.html": (_LISTS,),
    "events_year.html": (_LISTS, _EVENTS),
    "fields.html": (_FOLD,),
    "glossary.html": (_LISTS, _PLAN),
    "guideline.html": (_PLAN,),
    "history.html": (_PLAN,),
    "home.html": (_LISTS, _EVENTS, "home.css"),
    "initiatives.html": (_LISTS,),
    "matching.html": (_LISTS, "matching.css"),
    "matching_forms.html": (_LISTS,),
    "month.html": ("month.css",),
    "organizations.html": (_LISTS,),
    "organizations_kana.html": (_LISTS,),
    "places.html": (_LISTS,),
    "plan.html": (_LISTS, _PLAN),
    "project.html": (_PROJECTS,),
    "projects.html": (_LISTS,),
    "projects_network.html": (_FOLD, NETWORK),
    "projects_partners.html": (_LISTS, _PROJECTS),
    "projects_themes.html": (_LISTS,),
    "projects_years.html": (_LISTS, _FOLD),
    "search.html": (_LISTS, _FILTERS, "search.css", "results.css"),
    "sitemap.html": (_LISTS, _FOLD),
    "sources.html": (_PLAN,),
    "support_office.html": (_FOLD, _PLAN),
    "targets.html": (_LISTS, _FOLD, _PLAN),
    "translations.html": ("docs.css",),
}
"""In the order they are linked: what a later one says of an element that both know goes."""


def styles_of(template: str) -> tuple[str, ...]:
    """Return the sheets of a template."""
    return _OF_TEMPLATES.get(template, ())


def with_styles(page: Page, *names: str) -> Page:
    """Return a page that also links some sheets."""
    return replace(page, styles=(*page.styles, *(name for name in names if name not in page.styles)))
