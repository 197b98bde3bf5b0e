"""Pages whose events are right at view time: they load `events.js` and carry the words for it."""

from dataclasses import replace
from functools import partial

from build_tools.artifacts import Page
from build_tools.i18n.filling import fill, join
from build_tools.i18n.words import Words
from build_tools.pages.desk import Desk
from build_tools.pages.easy_facts import easy_state_mark
from build_tools.views.lifecycle import State

SCRIPT = "events.js"


def make_easy_live(desk: Desk, page: Page, words: Words) -> Page:
    """Return a page in easy Japanese with the same; `words` are those of its voice."""
    states = join(easy_state_mark(state, words) for state in State)
    template = fill('<template data-zone="{}">{}</template>\n', desk.catalog.site.timezone, states)
    return replace(page, content=f"{page.content}{template}", scripts=(*page.scripts, SCRIPT))


def make_live(desk: Desk, page: Page, *, with_reasons: bool = False) -> Page:
    """Return the page with the script and, for each state, the HTML that shows it.

    Args:
        desk: Of the page's language.
        page: Holds events with the attributes of `Context.clock`.
        with_reasons: A sentence says what each state means.
    """
    zone = desk.catalog.site.timezone
    make = partial(desk.render, "states.html", "", states=tuple(State), with_reasons=with_reasons, zone=zone)
    words = desk.fragments.get(("states", with_reasons), make)
    return replace(page, content=f"{page.content}{words}", scripts=(*page.scripts, SCRIPT))
