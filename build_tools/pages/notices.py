"""The list of notices, and the page of each."""

from collections.abc import Iterator

from build_tools.artifacts import Page
from build_tools.model.occasions import Notice
from build_tools.pages.desk import Desk
from build_tools.views.selections import current_notices


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the list of those that still matter, then a page for each notice."""
    t = desk.words
    notices = desk.catalog.all(Notice)
    shown = current_notices(notices, desk.now)
    yield desk.page("notices.html", "notices/", t("notices.title"), t("notices.lead"), notices=shown)
    for notice in notices:
        yield desk.record_page("notice.html", notice, trail=("notices/",))
