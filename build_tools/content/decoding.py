"""From documents to one typed record: words joined, values typed, problems located.

The Japanese document holds the facts; the others give words only. What each field is
follows from its declaration in `model/`.
"""

from collections.abc import Mapping as MappingType
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from build_tools.content.decoded import Decoded, Loc, M, Positions
from build_tools.content.documents import Document
from build_tools.content.nodes import Mapping, Node, Scalar, Sequence
from build_tools.content.problems import diagnose_errors, diagnose_unknown_field
from build_tools.content.stamps import FIELD, stamp_of, translations_of
from build_tools.diagnostics import Diagnostic
from build_tools.model.base import Body, Shape, Text, is_model, written_shapes
from build_tools.model.declared import Model
from build_tools.model.freshness import UNTRANSLATED

Tree = str | list["Tree"] | dict[str, "Tree"]
"""A value as it was written: text, and what holds it."""


@dataclass(slots=True)
class _Raw:
    """Data for pydantic, with the node of every value."""

    data: dict[str, Tree]
    positions: Positions
    problems: list[Diagnostic]
    empty: dict[Loc, tuple[Document, Scalar]] = field(default_factory=dict)
    """Keys written without a value, which count as not written."""
    stamps: dict[str, str] = field(default_factory=dict)
    """Language to the stamp that its translation carries."""


def decode_record(
    model: type[M],
    document: Document,
    translations: MappingType[str, Document],
    *,
    extra: MappingType[str, str] = MappingProxyType({}),
    earlier: M | None = None,
) -> tuple[Decoded[M] | None, list[Diagnostic]]:
    """Decode a record from its Japanese document and those that translate it.

    Args:
        model: The declaration of the record's kind.
        document: The Japanese document: facts and words.
        translations: Language (`en`, `easy`) to the document with its words.
        extra: Values that are not written in the file, such as the id.
        earlier: The record as it was when its front matter was the same, which is then not checked again.

    Returns:
        The record, or None when it cannot be typed; and every problem found on the way.
    """
    raw = _Raw({}, {}, [])
    _Facts(document, raw).collect(model, document.front, raw.data)
    stamp = stamp_of(model, raw.data, document.body) if translations else ""
    for lang, translation in translations.items():
        _Words(translation, lang, raw).add(model, translation.front, raw.data)
    bodies = {"ja": document.body} | {lang: doc.body for lang, doc in translations.items()}
    if document.body.strip():
        raw.data["body"] = {lang: body for lang, body in bodies.items() if body.strip()}
    for lang, doc in {"ja": document, **translations}.items():
        raw.positions[("body", lang)] = (doc, Scalar("", doc.body_line - doc.front_line - 1, 0, 0, 0))
        if lang != "ja" and doc.body.strip() and not document.body.strip():
            raw.problems.append(doc.diagnose_line("text-without-source", doc.body_line))
    more: dict[str, object] = dict(extra)
    if translations:
        stamps = {lang: raw.stamps.get(lang, "") for lang in translations}
        more["translations"] = translations_of(model, extra.get("id", ""), stamp, stamps)
    return _validate(model, document, raw, more, earlier)


def _validate(
    model: type[M], document: Document, raw: _Raw, extra: MappingType[str, object], earlier: M | None
) -> tuple[Decoded[M] | None, list[Diagnostic]]:
    if earlier:
        with suppress(ValueError):  # something is wrong with the text: what, is told below
            return Decoded(_with_text(earlier, raw, extra), document, raw.positions), raw.problems
    from pydantic import ValidationError  # see `model.declared`

    try:
        value: M = model.model_validate({**raw.data, **extra})
    except ValidationError as error:
        blank: Decoded[Any] = Decoded(model.__new__(model), document, raw.positions)
        return None, [*raw.problems, *diagnose_errors(error, blank, model, raw.empty)]
    return Decoded(value, document, raw.positions), raw.problems


def _with_text(earlier: M, raw: _Raw, extra: MappingType[str, object]) -> M:
    """Return a record with another text.

    Raises:
        ValueError: when something is wrong with the text.
    """
    body = raw.data.get("body")
    changed = {
        "body": Body.model_construct(**body) if isinstance(body, dict) else None,
        "translations": extra.get("translations", UNTRANSLATED),
    }
    return earlier.model_copy(update=changed)


@dataclass(frozen=True, slots=True)
class _Facts:
    """Copies the Japanese document into `raw` as plain data."""

    document: Document
    raw: _Raw

    def collect(self, model: type[Model], mapping: Mapping, target: dict[str, Tree], loc: Loc = ()) -> None:
        """Copy a mapping; an empty value counts as not written."""
        document, positions, shapes = self.document, self.raw.positions, written_shapes(model)
        for key, node in mapping.entries:
            name = key.text
            path = (*loc, name)
            if name in target:
                continue
            shape = shapes.get(name)
            if shape is None:
                self.raw.problems.append(diagnose_unknown_field(document, key, model, mapping))
                continue
            if isinstance(node, Scalar) and not node.text.strip() and (node.is_plain or not loc):
                self.raw.empty[path] = (document, key)
                continue
            positions[path] = (document, node)
            target[name] = self._value(shape, node, path)

    def _value(self, shape: Shape, node: Node, path: Loc) -> Tree:
        if isinstance(node, Scalar):
            if shape.type is Text:
                self.raw.positions[(*path, "ja")] = (self.document, node)
            return node.text
        if isinstance(node, Mapping) and is_model(shape.type) and not shape.many:
            return self._part(shape, node, path)
        if isinstance(node, Sequence) and shape.many:
            return [self._item(shape, item, (*path, index)) for index, item in enumerate(node.items)]
        return _plain(node)

    def _item(self, shape: Shape, node: Node, path: Loc) -> Tree:
        self.raw.positions[path] = (self.document, node)
        if isinstance(node, Scalar):
            return node.text
        return self._part(shape, node, path) if isinstance(node, Mapping) and is_model(shape.type) else _plain(node)

    def _part(self, shape: Shape, node: Mapping, path: Loc) -> dict[str, Tree]:
        part: dict[str, Tree] = {}
        self.collect(shape.type, node, part, path)
        return part


def _plain(node: Node) -> Tree:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key.text: _plain(value) for key, value in node.entries}


@dataclass(frozen=True, slots=True)
class _Words:
    """Adds a translation to the fields that hold words; refuses anything else."""

    document: Document
    lang: str
    raw: _Raw

    def add(self, model: type[Model], mapping: Mapping, target: Tree, loc: Loc = ()) -> None:
        """Add the words of a mapping to the plain data of the same part."""
        shapes = written_shapes(model)
        for key, node in mapping.entries:
            shape = shapes.get(key.text)
            if key.text == FIELD and not loc and isinstance(node, Scalar):
                self.raw.stamps[self.lang] = node.text.strip()
                self.raw.positions[(FIELD, self.lang)] = (self.document, node)
            elif shape is None:
                self.raw.problems.append(diagnose_unknown_field(self.document, key, model, mapping))
            elif not isinstance(node, Scalar) or node.text.strip():
                self._add_field(shape, key, node, target, (*loc, key.text))

    def _add_field(self, shape: Shape, key: Scalar, node: Node, target: Tree, path: Loc) -> None:
        name = key.text
        source = target.get(name) if isinstance(target, dict) else None
        if source is None and (shape.type is Text or is_model(shape.type)):
            self.raw.problems.append(self.document.diagnose("text-without-source", key))
        elif isinstance(target, dict) and shape.type is Text and not shape.many and isinstance(node, Scalar):
            target[name] = self._joined(target[name], node)
            self.raw.positions[(*path, self.lang)] = (self.document, node)
        elif is_model(shape.type) and shape.type is not Text and isinstance(node, Mapping) and isinstance(source, dict):
            self.add(shape.type, node, source, path)
        elif is_model(shape.type) and shape.many and isinstance(node, Sequence) and isinstance(source, list):
            self._add_list(shape.type, node, source, path)
        else:
            self.raw.problems.append(self.document.diagnose("fact-in-translation", key, field=name))

    def _add_list(self, model: type[Model], node: Sequence, source: list[Tree], loc: Loc) -> None:
        name, here, there = str(loc[-1]), len(node.items), len(source)
        if here != there:
            problem = self.document.diagnose("translation-length", node, field=name, here=here, there=there)
            self.raw.problems.append(problem)
            return
        for index, item in enumerate(node.items):
            if isinstance(item, Mapping):
                self.add(model, item, source[index], (*loc, index))
            elif model is Text and isinstance(item, Scalar):
                source[index] = self._joined(source[index], item)
            else:
                self.raw.problems.append(self.document.diagnose("fact-in-translation", item, field=name))

    def _joined(self, source: Tree, words: Scalar) -> dict[str, Tree]:
        known = source if isinstance(source, dict) else {"ja": source}
        return {**known, self.lang: words.text}
