"""The cells that hold several things, read back: the inverse of `model.tables.event_cells`.

What a function gives is a tree of plain texts, as an editor would type it. `NotOursError` means that
a cell was not written by this site: the caller then keeps its text as words.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from build_tools.content.decoding import Tree
from build_tools.editing.names import Names
from build_tools.model.moment import Moment, parse_moment
from build_tools.model.occasions import EventStatus
from build_tools.model.tables.maps import pattern_of
from build_tools.model.tables.moments import parse_rough
from build_tools.model.tables.phrases import split_phrases
from build_tools.model.values import parse_url

_TERMS = (("themes", "themes"), ("audience", "audiences"), ("support", "event-supports"))


class NotOursError(ValueError):
    """The cell is not in the form that this site writes."""


@dataclass(frozen=True)
class Parser:
    """Reads cells with the words of the map and the names of the records."""

    words: Mapping[str, str]
    names: Names

    def time_note(self, cell: str, *, has_day: bool) -> dict[str, Tree]:
        """Return what the cell says of `starts`, `ends`, `doors` and `sessions`."""
        head, parts = split_phrases(cell, {self.words[name] for name in ("ends", "doors", "sessions")})
        fields: dict[str, Tree] = {}
        if has_day == bool(head):
            raise NotOursError(cell)
        if head:
            fields |= self._rough_span(head)
        sessions: list[Tree] = []
        for label, text in parts:
            if label == self.words["sessions"]:
                sessions.append(self._session(text))
            elif label == self.words["doors"]:
                fields["doors"] = str(self._moment(text))
            else:
                fields["ends"] = str(self._moment(text))
        return fields | ({"sessions": sessions} if sessions else {})

    def _rough_span(self, text: str) -> dict[str, Tree]:
        span = pattern_of(self.words["span"]).fullmatch(text)
        if span:
            return {"starts": str(self._moment(span["starts"])), "ends": str(self._moment(span["ends"]))}
        return {"starts": str(self._moment(text))}

    def _session(self, text: str) -> Tree:
        title = pattern_of(self.words["session-title"]).pattern
        match = re.fullmatch(rf"(?P<starts>[\w: -]+?)(?:/(?P<ends>[\w: -]+?))?(?:{title})?", text, re.ASCII)
        if match is None:
            raise NotOursError(text)
        found = {name: value for name, value in match.groupdict().items() if value}
        for name in found.keys() & {"starts", "ends"}:
            _accept(parse_moment, found[name])
        return dict(found)

    def _moment(self, text: str) -> Moment:
        try:
            return parse_rough(text, self.words)
        except ValueError:
            raise NotOursError(text) from None

    def fees(self, cell: str) -> tuple[list[Tree], str]:
        """Return `(fees, words)` of the cell; one that lists nothing is all words."""
        head, parts = split_phrases(cell, {self.words["fee-note"]})
        listed = self._listed_fees(head)
        if not listed or len(parts) > 1:
            return [], cell
        return listed, parts[0][1] if parts else ""

    def _listed_fees(self, text: str) -> list[Tree]:
        fee = re.compile(f"{pattern_of(self.words['fee']).pattern}(?:{re.escape(self.words['join'])}|$)")
        found, position = [], 0
        while position < len(text):
            match = fee.match(text, position)
            if match is None or not match["yen"].isdecimal():
                return []
            found.append({"group": match["group"], "yen": match["yen"]})
            position = match.end()
        return list(found)

    def registration(self, cell: str) -> dict[str, Tree]:
        """Return the registration that the cell tells of; a cell that is not ours is its note."""
        try:
            return self._registration(cell)
        except NotOursError:
            return {"note": cell} if cell else {}

    def _registration(self, cell: str) -> dict[str, Tree]:
        keys = {self.words[f"registration.{name}"]: name for name in _REGISTRATION}
        head, parts = split_phrases(cell, keys)
        fields: dict[str, Tree] = {}
        if head == self.words["registration.none"]:
            fields["required"] = "false"
        elif head:
            fields["how"] = self._terms("registration-ways", head)
        for label, text in parts:
            name = keys[label].replace("-", "_")
            if name in fields or bool(text) == (name in ("lottery", "waiting_list")):
                raise NotOursError(cell)
            fields[name] = text or "true"
        if "opens" in fields:
            _accept(parse_moment, str(fields["opens"]))
        return fields

    def remarks(self, cell: str) -> dict[str, Tree]:
        """Return the fields that the cell tells of; a cell that is not ours is the note."""
        try:
            return self._remarks(cell)
        except NotOursError:
            return {"note": cell} if cell else {}

    def _remarks(self, cell: str) -> dict[str, Tree]:
        head, parts = split_phrases(cell, self._remark_names)
        if head:
            raise NotOursError(cell)
        fields: dict[str, Tree] = {}
        changes: list[Tree] = []
        places: list[str] = []
        for label, text in parts:
            name = self._remark_names[label]
            if name == "previous-place":
                places.append(text)
                continue
            found = {"changes": [self._change(text)]} if name == "change" else self._remark(name, text)
            changes += found.pop("changes", [])
            if fields.keys() & found.keys():
                raise NotOursError(cell)
            fields |= found
        return fields | self._left_places(places, fields) | ({"changes": changes} if changes else {})

    def _left_places(self, texts: list[str], fields: Mapping[str, Tree]) -> dict[str, Tree]:
        """Return the places that were left, first to last: an event that went online has its last one as `place`."""
        found: dict[str, Tree] = {}
        *earlier, last = texts or [""]
        has_left = (fields.get("status"), fields.get("attendance_mode")) == ("moved-online", "online")
        if not has_left:
            earlier = texts
        elif place := self.names.place(last):
            found["place"] = place
        elif last:
            found["room"] = last
        if len(earlier) > 1 or (found.keys() & fields.keys()) or ("room" in fields and "place" not in found):
            raise NotOursError(str(texts))
        for text in earlier:
            if not (place := self.names.place(text)):
                raise NotOursError(text)
            found["previous_place"] = place
        return found

    @cached_property
    def _remark_names(self) -> Mapping[str, str]:
        statuses = [f"status.{status.value}" for status in EventStatus if status is not EventStatus.SCHEDULED]
        return {self.words[name]: name for name in (*statuses, *_REMARKS)}

    def _remark(self, name: str, text: str) -> dict[str, Tree]:  # noqa: C901, PLR0911 -- a case for each label
        if name.startswith("status."):
            return {"status": name.removeprefix("status."), **({"reason": text} if text else {})}
        if name in dict(_TERMS):
            return {name: self._terms(dict(_TERMS)[name], text)}
        if name == "online-url":
            _accept(parse_url, text)
        match name:
            case "note" | "online-url" if text:
                return {name.replace("-", "_"): text}
            case "full" if not text:
                return {"full": "true"}
            case "uncertain" if text == self.words["uncertain-text"]:
                return {"certain": "false"}
            case "seats-left" if text.isdecimal():
                return {"seats_left": text}
            case "previous-starts":
                return {"previous_starts": str(self._moment(text))}
            case "previous-room" if text:
                return {"room": text}
            case "mode":
                return {"attendance_mode": self._term("attendance-modes", text)}
            case "kind":
                return {"kind": self._term("event-kinds", text)}
        raise NotOursError(text)

    def _change(self, text: str) -> Tree:
        match = pattern_of(self.words["change-text"]).fullmatch(text)
        if match is None:
            raise NotOursError(text)
        _accept(parse_moment, match["date"])
        return {"date": match["date"], "what": self._terms("change-kinds", match["what"]), "text": match["text"]}

    def _terms(self, vocabulary: str, text: str) -> list[Tree]:
        return [self._term(vocabulary, label) for label in text.split(self.words["join"])]

    def _term(self, vocabulary: str, label: str) -> str:
        if term := self.names.term(vocabulary, label):
            return term
        raise NotOursError(label)


_REGISTRATION = ("opens", "url", "phone", "mail", "lottery", "waiting-list", "note")
_REMARKS = (
    "previous-starts", "previous-place", "previous-room", "change", "full", "seats-left", "uncertain", "note", "mode",
    "online-url", "kind", "themes", "audience", "support",
)  # fmt: skip


def _accept(parse: Callable[[str], object], text: str) -> None:
    """Refuse a text that a parser of values refuses."""
    try:
        parse(text)
    except ValueError:
        raise NotOursError(text) from None
