"""Which style sheets a page links besides `site.css`, which all have: those of the components it shows.

`tests/site/test_styles.py` holds every built page against the sheets: none lacks one, none links one in vain.
"""

from collections.abc import Mapping
from dataclasses import replace

from build_tools.artifacts import Page

NETWORK, OPENING = "network.css", "opening.css"

_EVENTS, _FILTERS, _PLAN, _PROJECTS = "events.css", "filters.css", "plan.css", "projects.css"
_OF_TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "calendar.html": (_EVENTS,),
    "event.html": (_EVENTS,),
    "events.html": (_EVENTS, _FILTERS),
    "events_past.html": (_EVENTS,),
    "events_year.html": (_EVENTS,),
    "glossary.html": (_PLAN,),
    "guideline.html": (_PLAN,),
    "history.html": (_PLAN,),
    "home.html": (_EVENTS, "home.css"),
    "matching.html": ("matching.css",),
    "month.html": ("month.css",),
    "plan.html": (_PLAN,),
    "project.html": (_PROJECTS,),
    "projects_network.html": (NETWORK,),
    "projects_partners.html": (_PROJECTS,),
    "search.html": (_FILTERS, "results.css"),
    "series.html": (_EVENTS,),
    "sources.html": (_PLAN,),
    "support_office.html": (_PLAN,),
    "targets.html": (_PLAN,),
}


def styles_of(template: str) -> tuple[str, ...]:
    """Return the sheets of a template, in the order they are linked."""
    return _OF_TEMPLATES.get(template, ())


def with_style(page: Page, name: str) -> Page:
    """Return a page that also links a sheet."""
    return page if name in page.styles else replace(page, styles=(*page.styles, name))
