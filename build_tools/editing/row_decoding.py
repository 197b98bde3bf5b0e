"""One row of the table of 32 columns as an event, every problem at its cell.

The cells become nodes as if somebody had typed them into a content file; the loader's own
decoding and rules then judge them, and point at the cell that each value came from.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from build_tools.content.decoded import Decoded
from build_tools.content.decoding import Tree, decode_record
from build_tools.content.documents import Document
from build_tools.content.event_rules import check_event
from build_tools.content.nodes import Mapping as MappingNode
from build_tools.content.nodes import Node, Scalar, Sequence
from build_tools.content.texts import check_texts
from build_tools.diagnostics import Diagnostic, Spot
from build_tools.editing.names import Names
from build_tools.editing.row_parsing import NotOursError, Parser
from build_tools.editing.table_reading import Row
from build_tools.model.declared import fields_of
from build_tools.model.moment import parse_day
from build_tools.model.occasions import Event
from build_tools.model.tables.maps import ColumnMap
from build_tools.strings.spelling import tidy, to_hiragana

_LAST = ("sources", "certain", "updated")
"""Fields that stand below all others in a file."""

_OF_LINES = ("empty-field", "missing-field")
"""Codes that speak of lines and colons, which a table does not have."""

_SHOWN = 80
"""So many characters of a cell are shown with a message."""

_TEXTS = ("title", "title.en", "starts.note", "summary", "fee.words", "registration", "remarks")
"""Columns of running text, which has rules of its own."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for every row."""

    path: str
    """Name of the file, for messages."""
    map: ColumnMap
    names: Names
    updated: str
    """Day of the import."""
    source: str
    """Where rows without a URL come from; may be empty."""


@dataclass(slots=True)
class DecodedRow:
    """An event that came in, with what an editor would have typed for it."""

    event: Event | None
    front: MappingNode
    english: str
    problems: list[Diagnostic]


@dataclass(slots=True)
class RowDecoder:
    """Collects the fields of one row."""

    row: Row
    setting: Setting
    fields: dict[str, Node] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    """What no field is for: it goes below the note."""
    assumed_kind: str = ""
    """The kind of event that was taken because the row names none."""

    def cell(self, source: str) -> str:
        """Return the text of the column that a source fills."""
        return self.row.cells[self.setting.map.index(source)]

    def decode(self, id_: str) -> DecodedRow:
        """Return the event, as the record `id_`."""
        self._texts()
        self._times()
        self._place()
        self._organizers()
        self._fees()
        self._contact()
        self._registration()
        self._sources()
        self._asides()
        front = MappingNode(self.row.number - 1, 0, [(self._key(name), self.fields[name]) for name in self._order()])
        document = Document(self.setting.path, [], front, 0, "", 0)
        decoded, problems = decode_record(Event, document, {"en": self._english(document)}, extra={"id": id_})
        problems += list(check_event(decoded)) if decoded else []
        self.problems += [self.at_cell(problem) for problem in problems] + list(self._check_texts(decoded))
        return DecodedRow(decoded.value if decoded else None, front, self.cell("title.en"), self.problems)

    def at_cell(self, problem: Diagnostic) -> Diagnostic:
        """Return a problem with the name and the text of its cell."""
        index = problem.spot.column - 1
        text = f"{self.setting.map.names[index]}: {self.row.cells[index]}".rstrip()
        code = "empty-cell" if problem.code in _OF_LINES else problem.code
        return replace(problem, code=code, cell=text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…", source="")

    def report(self, where: str | int, code: str, **details: object) -> None:
        """Add a problem at the column that a source fills, or that is counted from 0."""
        index = self.setting.map.index(where) if isinstance(where, str) else where
        self.problems.append(
            self.at_cell(Diagnostic(Spot(self.setting.path, self.row.number, index + 1), code, details))
        )

    def _texts(self) -> None:
        self._put("title", self.cell("title"), "title")
        if kana := self.cell("title.kana"):
            self._put("reading", to_hiragana(tidy(kana)), "title.kana")
        if summary := self.cell("summary"):
            self._put("summary", summary, "summary")
        kind = self.setting.names.usual("event-kinds", self.setting.map.kind)
        self._put("kind", kind, "title")
        if capacity := self.cell("capacity"):
            self._put("capacity", tidy(capacity), "capacity")
        remarks = self._parser.remarks(self.cell("remarks"))
        self.assumed_kind = "" if "kind" in remarks else kind
        for name, tree in remarks.items():
            self._put(name, tree, "remarks")

    def _times(self) -> None:
        day, note = self.cell("starts.day"), self.cell("starts.note")
        try:
            found = self._parser.time_note(note, has_day=bool(day)) if note else {}
        except NotOursError:
            found = {} if day else {"starts": "unknown"}
            self._aside("starts.note")
        for name, tree in found.items():
            self._put(name, tree, "starts.note")
        if "starts" not in found:
            self._put("starts", self._moment(day, "starts.clock"), self._finer(day, "starts"))
        if text := self._moment(self.cell("ends.day") or self._day_of_clock(), "ends.clock"):
            self._put("ends", text, self._finer(self.cell("ends.day"), "ends", begins=day))

    def _day_of_clock(self) -> str:
        """Return the day that a time of the end without a day is of: the first one; empty where that is none."""
        day = self.cell("starts.day") if self.cell("ends.clock") else ""
        try:
            return parse_day(tidy(day)).isoformat()
        except ValueError:
            return ""

    def _moment(self, day: str, clock: str) -> str:
        return tidy(f"{day} {self.cell(clock)}".strip()) if day else ""

    def _finer(self, day: str, side: str, *, begins: str = "") -> str:
        """Return the column that a moment is looked for in first: that of the clock, once the day is plainly right."""
        is_right = tidy(day) == tidy(begins) if begins else _is_day(day)
        return f"{side}.clock" if self.cell(f"{side}.clock") and (is_right or not day) else f"{side}.day"

    def _place(self) -> None:
        name, room, words = self.cell("place.name"), self.cell("place.room"), self.setting.map.words
        if place := self.setting.names.place(name):
            self._put("place", place, "place.name")
        elif name == words["online"] and not room:
            if "attendance_mode" not in self.fields:
                self._put("attendance_mode", "online", "place.name")
        elif name:
            self.report("place.name", "unknown-place-name", name=name)
            room = f"{name} {room}".strip()
        if room:
            self._put("room", room, "place.room" if place else "place.name")

    def _organizers(self) -> None:
        found, unknown = self.setting.names.parties(self.cell("organizers"))
        parties: list[Tree] = [
            {"organization": id_, "role": role} if role else {"organization": id_} for id_, role in found
        ]
        if parties:
            self._put("organizers", parties, "organizers")
        for name in unknown:
            self.report("organizers", "unknown-organizer-name", name=name)
        if unknown:
            self._aside("organizers", self.setting.map.words["join"].join(unknown))

    def _fees(self) -> None:
        words = self.setting.map.words
        basic = tidy(self.cell("fee.yen"))
        basic = "0" if basic == words["free"] else basic
        fees, text = self._parser.fees(self.cell("fee.words"))
        is_free = basic == "0" and not text and all(fee["yen"] == "0" for fee in fees if isinstance(fee, dict))
        if is_free:
            self._put("free", "true", "fee.yen")
        elif basic and not (fees and isinstance(fees[0], dict) and fees[0]["yen"] == basic):
            fees.insert(0, {"group": words["basic"], "yen": basic})
        if fees:
            self._put("fees", fees, "fee.yen" if basic else "fee.words")
        if text:
            self._put("fee", text, "fee.words")

    def _contact(self) -> None:
        name, phone = self.cell("contact.name"), self.cell("contact.phone")
        organization = self.setting.names.organization(name)
        parts = {
            "organization": (organization or "", "contact.name"),
            "name": ("" if organization else name, "contact.name"),
            "phone": (phone, "contact.phone"),
        }
        entries = [(key, self.node(text, source)) for key, (text, source) in parts.items() if text]
        if entries:
            self._group("contact", entries)

    def _registration(self) -> None:
        entries = []
        if day := self.cell("deadline.day"):
            entries.append(("deadline", self.node(self._moment(day, "deadline.clock"), self._finer(day, "deadline"))))
        tree = self._parser.registration(self.cell("registration"))
        entries += [(name, self.node(part, "registration")) for name, part in tree.items()]
        if entries:
            self._group("registration", entries)

    def _sources(self) -> None:
        url = self.cell("url") or self.setting.source
        if url:
            self._put("sources", [url], "url")
        else:
            self.report("url", "row-without-source")
            self._put("sources", ["plan"], "url")
        self._put("updated", self.setting.updated, "title")

    def _aside(self, source: str, text: str = "") -> None:
        template = self.setting.map.words["imported"]
        self.asides.append(template.format(column=self.setting.map.column(source), text=text or self.cell(source)))

    def _asides(self) -> None:
        note = self.fields.get("note")
        texts = [note.text] if isinstance(note, Scalar) else []
        if self.asides:
            self._put("note", " / ".join([*texts, *self.asides]), "remarks")

    @property
    def _parser(self) -> Parser:
        return Parser(self.setting.map.words, self.setting.names)

    def _put(self, name: str, tree: Tree, source: str) -> None:
        self.fields[name] = self.node(tree, source)

    def _group(self, name: str, entries: list[tuple[str, Node]]) -> None:
        first = entries[0][1]
        keys = [(Scalar(key, node.line, node.column, node.line, node.column), node) for key, node in entries]
        self.fields[name] = MappingNode(first.line, first.column, keys)

    def node(self, tree: Tree, source: str) -> Node:
        """Return a tree as nodes that all stand in one cell."""
        line, column = self.row.number - 1, self.setting.map.index(source)
        if isinstance(tree, str):
            return Scalar(tree, line, column, line, column + 1)
        if isinstance(tree, list):
            return Sequence(line, column, [self.node(item, source) for item in tree])
        keys = [(Scalar(key, line, column, line, column), self.node(value, source)) for key, value in tree.items()]
        return MappingNode(line, column, keys)

    def _key(self, name: str) -> Scalar:
        node = self.fields[name]
        return Scalar(name, node.line, node.column, node.line, node.column + 1)

    def _order(self) -> Iterator[str]:
        names = [name for name in fields_of(Event) if name in self.fields]
        yield from (name for name in names if name not in _LAST)
        yield from (name for name in names if name in _LAST)

    def _english(self, document: Document) -> Document:
        title = self.cell("title.en")
        entries = [(self._key("title"), self.node(title, "title.en"))] if title else []
        return Document(document.path, [], MappingNode(document.front.line, 0, entries), 0, "", 0)

    def _check_texts(self, decoded: Decoded[Any] | None) -> Iterator[Diagnostic]:
        """Yield what may not stand in the words of a record, cell by cell."""
        for source in _TEXTS if decoded else ():
            column = self.setting.map.index(source)
            cell = Document(self.setting.path, [self.row.cells[column]], MappingNode(0, 0), 0, "", 0)
            positions: Mapping[tuple[str | int, ...], tuple[Document, Node]] = {("title",): (cell, cell.front)}
            if decoded:
                for problem in check_texts(Decoded(decoded.value, cell, dict(positions))):
                    spot = Spot(self.setting.path, self.row.number, column + 1)
                    yield self.at_cell(replace(problem, spot=spot))


def _is_day(text: str) -> bool:
    try:
        parse_day(tidy(text))
    except ValueError:
        return False
    return True
