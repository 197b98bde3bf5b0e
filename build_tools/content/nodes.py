"""YAML as nodes with positions: scalars stay the text that was typed.

PyYAML turns `10:30` into 630 and lets the last of two equal keys win. Here a node keeps
its text, line and column, and nothing is converted. The tree is built from parser
events, so that limits hold before anything nests deeply.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_DEPTH = 6


@dataclass(slots=True)
class Scalar:
    """A value as typed."""

    text: str
    line: int
    """From 0, within the YAML text."""
    column: int
    """From 0, in code points."""
    end_line: int
    end_column: int
    is_plain: bool = True
    """Written without quotes or block marks."""


@dataclass(slots=True)
class Mapping:
    """Keys and their values, in order, repeated keys included."""

    line: int
    column: int
    entries: list[tuple[Scalar, "Node"]] = field(default_factory=list)

    def find(self, key: str) -> "Node | None":
        """Return the first value of `key`."""
        return next((value for name, value in self.entries if name.text == key), None)

    def find_key(self, key: str) -> Scalar | None:
        """Return the node of the key itself."""
        return next((name for name, _ in self.entries if name.text == key), None)


@dataclass(slots=True)
class Sequence:
    """Items in order."""

    line: int
    column: int
    items: "list[Node]" = field(default_factory=list)


Node = Scalar | Mapping | Sequence


class RefusedYaml(Exception):
    """YAML that we do not take: a code, and where.

    Codes: `yaml-syntax`, `too-deep`, `yaml-anchor`, `yaml-tag`, `second-document`, `not-a-mapping`.
    """

    def __init__(self, code: str, line: int, column: int, problem: str = "") -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.problem = code, line, column, problem


def compose(text: str) -> Mapping:
    """Return the root mapping of one YAML document; an empty text gives an empty mapping.

    Raises:
        RefusedYaml: for a syntax error, or for anything beyond plain mappings, lists and
            scalars (anchors, aliases, tags, a second document, more than 6 levels).
    """
    try:
        root = _Composer(yaml.parse(text, Loader=yaml.CSafeLoader)).document()
    except yaml.MarkedYAMLError as error:
        is_open = "end of stream" in (error.problem or "")  # the place where it was opened helps more
        mark = (error.context_mark if is_open else None) or error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        raise RefusedYaml("yaml-syntax", line, column, error.problem or "") from None
    except yaml.YAMLError as error:
        above, end, before = (
            text.encode()[: getattr(error, "position", 0)].decode(errors="ignore").rpartition("\n")
        )  # octets
        raise RefusedYaml(
            "yaml-syntax", above.count("\n") + len(end), len(before), str(getattr(error, "reason", ""))
        ) from None
    if not isinstance(root, Mapping):
        raise RefusedYaml("not-a-mapping", root.line, root.column)
    return root


class _Composer:
    """Turns parser events into nodes, and refuses what we do not take."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self._events = events
        self._documents = 0

    def document(self) -> Node:
        root: Node = Mapping(0, 0)
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    raise _refused("second-document", event)
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, depth=1)
        return root

    def _node(self, event: yaml.Event, *, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused("yaml-anchor", event)
        if getattr(event, "tag", None):
            raise _refused("yaml-tag", event)
        if isinstance(event, yaml.ScalarEvent):
            (line, column), (end_line, end_column) = _spot(event.start_mark), _spot(event.end_mark)
            return Scalar(event.value, line, column, end_line, end_column, not event.style)
        if depth > MAX_DEPTH:
            raise _refused("too-deep", event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth=depth)
        return self._sequence(event, depth=depth)

    def _mapping(self, event: yaml.Event, *, depth: int) -> Mapping:
        mapping = Mapping(*_spot(event.start_mark))
        for key_event in self._events:
            if isinstance(key_event, yaml.MappingEndEvent):
                break
            key = self._node(key_event, depth=depth + 1)
            if not isinstance(key, Scalar):
                raise RefusedYaml("yaml-syntax", key.line, key.column)
            mapping.entries.append((key, self._node(next(self._events), depth=depth + 1)))
        return mapping

    def _sequence(self, event: yaml.Event, *, depth: int) -> Sequence:
        sequence = Sequence(*_spot(event.start_mark))
        for item in self._events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            sequence.items.append(self._node(item, depth=depth + 1))
        return sequence


def _spot(mark: Any) -> tuple[int, int]:  # noqa: ANN401 -- the parser has two classes of marks
    """Return line and column of a parser's mark; every event of a text has one."""
    return mark.line, mark.column


def _refused(code: str, event: yaml.Event) -> RefusedYaml:
    return RefusedYaml(code, *_spot(event.start_mark))
