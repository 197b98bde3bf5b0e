"""Figures in texts: the marks that name one must name what there is, and none of the plan's is typed by hand.

What stands in a record is looked for once, while its documents are at hand (`spot_figures`); which of it is a
figure of the plan only the indicators tell (`check_figures`).
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from build_tools.content.decoded import Decoded, Loc
from build_tools.content.documents import Document
from build_tools.content.marks import FULL_WIDTH_BRACE, NARROW, quoted
from build_tools.content.nodes import Scalar
from build_tools.content.verbatim import without_code
from build_tools.diagnostics import Diagnostic
from build_tools.model.base import LANGUAGES, Record
from build_tools.model.figures import MARK, SENTENCES, figures_of
from build_tools.model.occasions import Event
from build_tools.model.promises import Indicator
from build_tools.patterns import lazy_pattern
from build_tools.strings.figures import family_of, find_figures

Indicators = Mapping[str, Decoded[Record]]
Plan = Mapping[tuple[str, Decimal], str]
"""Family of a unit and value of each figure of the plan to the name of its mark."""

_QUOTED = lazy_pattern(r"\s*(?:>|quote:|- (?:https?:|plan\b)|(?:url|document): )")
"""A line that says what somebody else wrote, or where."""
_NAME = lazy_pattern(r"\s*(?:- )?(?:title|short_name|label|reading): ")
"""A line with a name, in which no mark may stand."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a text."""

    document: str
    """Path of its file."""
    line: int
    column: int
    id: str
    part: str
    """Empty where it was left out."""
    width: int
    field: str
    """Where it stands: `body`, `summary`."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """A figure that somebody typed."""

    document: str
    line: int
    column: int
    width: int
    value: Decimal
    family: str


Spotted = tuple[Mark | ByHand, ...]


def spot_figures(decoded: Decoded[Any]) -> Spotted:
    """Return the marks and the figures in all documents of a record; they are looked for once."""
    if decoded.figures is None:
        found = (item for document in documents_of(decoded) for item in _spot(document, decoded))
        decoded.figures = tuple(found)
    return cast(Spotted, decoded.figures)


def documents_of(decoded: Decoded[Any]) -> tuple[Document, ...]:
    """Return the documents that a record was read from, the Japanese one first."""
    unique = {id(document): document for document, _ in decoded.positions.values()}
    return tuple(unique.values())


def _spot(document: Document, decoded: Decoded[Any]) -> Iterator[Mark | ByHand]:
    text = "\n".join(without_code(document))
    may_mark = "{" in text or FULL_WIDTH_BRACE in text
    marks = tuple(MARK.finditer(text.translate(NARROW))) if may_mark else ()  # full-width: told as such, once
    for match in marks:
        line, column = _place(text, match.start())
        if match["id"]:
            field = _field_at(document, line, decoded)
            yield Mark(document.path, line, column, match["id"], match["part"] or "", len(match[0]), field)
    for typed in find_figures(text):
        if any(match.start() < typed.start < match.end() for match in marks):
            continue
        line, column = _place(text, typed.start)
        if not _QUOTED.match(document.line(line)):
            width = typed.end - typed.start
            yield ByHand(document.path, line, column, width, typed.value, typed.family)


def _place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _field_at(document: Document, line: int, decoded: Decoded[Any]) -> str:
    """Return the name of the field whose words stand on a line."""
    if document.body_line and line >= document.body_line:
        return "body"
    inside = line - document.front_line - 1
    for loc, (owner, node) in decoded.positions.items():
        if owner is document and isinstance(node, Scalar) and node.line <= inside <= node.end_line:
            return _name_of(loc)
    return ""


def _name_of(loc: Loc) -> str:
    names = [step for step in loc if isinstance(step, str)]
    return names[-2] if len(names) > 1 and names[-1] in (*LANGUAGES, "easy") else names[-1]


def figures_of_plan(indicators: Indicators) -> Plan:
    """Return the figures that a clause of the plan sets, each with the mark that stands for it."""
    found: dict[tuple[str, Decimal], str] = {}
    for id_, decoded in sorted(indicators.items()):
        indicator = decoded.value
        if isinstance(indicator, Indicator) and indicator.clause and not indicator.sample:
            for part, figure in figures_of(indicator).items():
                if family := family_of(figure.unit):
                    found.setdefault((family, figure.value), f"{{{id_}.{part}}}")
    return found


def check_figures(decoded: Decoded[Record], indicators: Indicators, plan: Plan) -> Iterator[Diagnostic]:
    """Yield what is wrong with the figures in the texts of a record."""
    record = decoded.value
    is_owner = isinstance(record, Indicator) and record.clause is not None
    for item in spot_figures(decoded):
        if isinstance(item, Mark):
            yield from _check_mark(item, decoded, indicators)
        elif not is_owner and (mark := plan.get((item.family, item.value))):
            yield _by_hand(item, mark, _document(decoded, item.document))


def _by_hand(item: ByHand, mark: str, document: Document) -> Diagnostic:
    line, start = document.line(item.line), item.column - 1
    text = line[start : start + item.width]
    fix = None if _NAME.match(line) else quoted(line[:start] + mark + line[start + item.width :])
    details = {"text": text, "mark": mark, "way_out": f"{{{text}}}"}
    return document.diagnose_line("figure-by-hand", item.line, item.column, fix=fix, width=item.width, **details)


def _check_mark(mark: Mark, decoded: Decoded[Record], indicators: Indicators) -> Iterator[Diagnostic]:
    document, known = _document(decoded, mark.document), indicators.get(mark.id)
    if known is None:
        owners = [id_ for id_, other in indicators.items() if figures_of(cast(Indicator, other.value))]
        yield _unknown(document, mark, owners, of_part=False)
        return
    if known.value.sample and not decoded.value.sample:
        yield document.diagnose_line("names-a-sample", mark.line, mark.column, value=mark.id)
    parts = tuple(figures_of(cast(Indicator, known.value)))
    if not parts:
        yield document.diagnose_line("figure-without-values", mark.line, mark.column, width=mark.width, id=mark.id)
    elif mark.part not in parts:
        yield _unknown(document, mark, parts, of_part=True)
    if mark.field not in (("body",) if isinstance(decoded.value, Event) else SENTENCES):
        yield document.diagnose_line("figure-not-here", mark.line, mark.column, width=mark.width, field=mark.field)


def _unknown(document: Document, mark: Mark, known: Iterable[str], *, of_part: bool) -> Diagnostic:
    """Return a diagnostic for a mark that names nothing, with the nearest name as fix."""
    code = "unknown-figure-part" if of_part else "unknown-figure"
    names, value = tuple(known), mark.part if of_part else mark.id
    near = tuple(difflib.get_close_matches(value, names, 3, 0.4))
    line, start = document.line(mark.line), mark.column - 1
    right = f"{{{mark.id}.{near[0]}}}" if near and of_part else f"{{{near[0]}.{mark.part}}}" if near else ""
    fix = line[:start] + right + line[start + mark.width :] if right else None
    details = {"value": value, "id": mark.id, "mark": line[start : start + mark.width], "known": near or names[:12]}
    return document.diagnose_line(code, mark.line, mark.column, fix=fix, width=mark.width, **details)


def _document(decoded: Decoded[Record], path: str) -> Document:
    """Return a document of a record, which may have to be read again."""
    return next((document for document in documents_of(decoded) if document.path == path), decoded.document)
