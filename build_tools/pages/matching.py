"""The matching board, the page of each of its entries, and the forms on paper by which one comes in."""

from collections.abc import Iterator

from build_tools.artifacts import Page
from build_tools.i18n.words import Words
from build_tools.matching.explaining import explain, format_points
from build_tools.matching.scoring import find_matches, key_of
from build_tools.model.base import LANGUAGES
from build_tools.model.catalog import kind_name, kind_of
from build_tools.model.matching import ENTRY_KINDS, Entry, EntryStatus
from build_tools.pages.desk import Desk
from build_tools.pages.elapsed import format_elapsed
from build_tools.urls import form_address, twin
from build_tools.views.board import became_projects, columns_of, count_real_entries, matched
from build_tools.views.elapsed import Elapsed, elapsed

BOARD = "matching/"
MOST_SHOWN = 10
"""So many suggestions stand on the board; the command `match` lists all."""
_FORM_LINES = {
    "need": (("what", 5), ("who", 2), ("where", 1), ("when", 1), ("own-part", 3)),
    "proposal": (("idea", 5), ("who", 2), ("where", 1), ("when", 1), ("own-part", 3)),
    "operation": (("operation", 5), ("who", 2), ("where", 1), ("when", 1), ("open-part", 3)),
}
"""Kind to the questions of its form, each with how many lines there are to write on."""


def build_board(desk: Desk) -> Iterator[Page]:
    """Yield the board."""
    t, catalog, today = desk.words, desk.catalog, desk.now.date()
    columns = columns_of(catalog)
    found = find_matches(catalog).shown[:MOST_SHOWN]
    yield desk.page(
        "matching.html",
        BOARD,
        t("matching.title"),
        t("matching.lead"),
        columns=columns,
        ages={key_of(entry): format_age(elapsed(entry.received, today), t) for c in columns for entry in c.entries},
        key_of=key_of,
        suggestions=[(match, format_points(match.score * 100), explain(match, catalog, t)) for match in found],
        matched=matched(catalog),
        projects=became_projects(catalog),
        is_empty=not count_real_entries(catalog),
        has_samples=any(catalog.all(model) for model in ENTRY_KINDS),
        forms=_forms(),
    )


def build_record(desk: Desk, entry: Entry) -> Iterator[Page]:
    """Yield the page of an entry."""
    is_open = entry.status is EntryStatus.OPEN
    age = format_age(elapsed(entry.received, desk.now.date()), desk.words) if is_open else ""
    kind = kind_of(entry)
    partners = [desk.catalog.get(*each) for each in entry.partners.items()]
    yield desk.record_page(
        "matching_entry.html", entry, trail=(BOARD,), entry=entry, kind=kind, age=age, partners=partners
    )


def build_forms(desk: Desk) -> Iterator[Page]:
    """Yield a form for each kind of entry."""
    other = next(lang for lang in LANGUAGES if lang != desk.lang)
    for kind, path in _forms():
        title = desk.words(f"form.{kind}.title")
        yield desk.page(  # noqa: S604 -- a shell of the theme
            "matching_form.html",
            path,
            title,
            desk.words(f"form.{kind}.lead"),
            trail=(BOARD,),
            shell="matching/forms/_record/",
            kind=kind,
            questions=[(name, range(lines)) for name, lines in _FORM_LINES[kind]],
            twin=twin(path, desk.lang, other),
            other=other,
        )


def format_age(age: Elapsed, words: Words) -> str:
    """Return how long an entry has been open, in words."""
    if age == Elapsed(0, 0, 0):
        return words("board.open-today")
    return words("board.open-for", age=format_elapsed(age, words))


def _forms() -> tuple[tuple[str, str], ...]:
    """Return kind and address of each form."""
    return tuple((kind_name(model), form_address(kind_name(model))) for model in ENTRY_KINDS)
