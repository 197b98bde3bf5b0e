"""The list of notices, and the page of each."""

from collections.abc import Iterator

from build_tools.artifacts import Page
from build_tools.model.occasions import Notice
from build_tools.pages.desk import Desk
from build_tools.views.selections import current_notices


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the list of those that still matter."""
    t = desk.words
    shown = current_notices(desk.catalog.all(Notice), desk.now)
    yield desk.page("notices.html", "notices/", t("notices.title"), t("notices.lead"), notices=shown)


def build_record(desk: Desk, notice: Notice) -> Iterator[Page]:
    """Yield the page of a notice."""
    yield desk.record_page("notice.html", notice, trail=("notices/",))
