"""YAML as nodes with positions: scalars stay the text that was typed.

PyYAML turns `10:30` into 630 and lets the last of two equal keys win. Here a node keeps
its text, line and column, and nothing is converted. The tree is built from parser
events, so that limits hold before anything nests deeply.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

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
        root = _Composer(text).document()
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
    """Turns parser events into nodes, and refuses what we do not take.

    Every content file passes here: classes are compared, not asked for, and `get_event` is called without more ado.
    """

    def __init__(self, text: str) -> None:
        self._next = yaml.CSafeLoader(text).get_event

    def document(self) -> Node:
        root: Node = Mapping(0, 0)
        documents = 0
        while (event := self._next()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _refused("second-document", event)
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
        return root

    def _node(self, event: Any, depth: int) -> Node:  # noqa: ANN401 -- the class of an event says what it has
        kind, start = type(event), event.start_mark
        if event.anchor:  # an alias has one too
            raise _refused("yaml-anchor", event)
        if event.tag:
            raise _refused("yaml-tag", event)
        if kind is ScalarEvent:
            end = event.end_mark
            return Scalar(event.value, start.line, start.column, end.line, end.column, not event.style)
        if depth > MAX_DEPTH:
            raise _refused("too-deep", event)
        if kind is MappingStartEvent:
            return Mapping(start.line, start.column, self._entries(depth + 1))
        return Sequence(start.line, start.column, self._items(depth + 1))

    def _entries(self, depth: int) -> list[tuple[Scalar, Node]]:
        entries, following, node = [], self._next, self._node
        while type(event := following()) is not MappingEndEvent:
            key = node(event, depth)
            if type(key) is not Scalar:
                raise RefusedYaml("yaml-syntax", key.line, key.column)
            entries.append((key, node(following(), depth)))
        return entries

    def _items(self, depth: int) -> list[Node]:
        items = []
        while type(event := self._next()) is not SequenceEndEvent:
            items.append(self._node(event, depth))
        return items


def _refused(code: str, event: Any) -> RefusedYaml:  # noqa: ANN401 -- as above
    return RefusedYaml(code, event.start_mark.line, event.start_mark.column)
