"""From documents to one typed record: words joined, values typed, problems located.

The Japanese document holds the facts; the others give words only. What each field is
follows from its declaration in `model/`.
"""

import difflib
from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from build_tools.content.documents import Document
from build_tools.content.nodes import Mapping, Node, Scalar, Sequence
from build_tools.diagnostics import Diagnostic, Spot
from build_tools.model.base import Model, TermMark, Text, is_model, shapes_of
from build_tools.model.values import is_hidden
from build_tools.strings.spelling import tidy

M = TypeVar("M", bound=Model)
Loc = tuple[str | int, ...]
Positions = dict[Loc, tuple[Document, Node]]


@dataclass(slots=True)
class Decoded(Generic[M]):
    """A typed value that still knows where each of its fields was written."""

    value: M
    document: Document
    """The Japanese document."""
    positions: Positions

    def at(self, *loc: str | int) -> tuple[Document, Node]:
        """Return document and node of a field, or of the nearest thing around it."""
        for end in range(len(loc), 0, -1):
            if found := self.positions.get(loc[:end]) or self.positions.get((*loc[:end], "ja")):
                return found
        return self.document, self.document.front

    def diagnose(self, loc: Loc, code: str, *, fix: str | None = None, **details: Any) -> Diagnostic:
        """Return a diagnostic that points at a field."""
        document, node = self.at(*loc)
        return document.diagnose(code, node, fix=fix, **details)


@dataclass(slots=True)
class _Raw:
    """Data for pydantic, with the node of every value."""

    data: dict[str, Any]
    positions: Positions
    problems: list[Diagnostic]
    empty: dict[Loc, tuple[Document, Scalar]] = field(default_factory=dict)
    """Keys written without a value, which count as not written."""


def decode_record(
    model: type[M], document: Document, translations: MappingType[str, Document], *, extra: dict[str, Any] | None = None
) -> tuple[Decoded[M] | None, list[Diagnostic]]:
    """Decode a record from its Japanese document and those that translate it.

    Args:
        model: The declaration of the record's kind.
        document: The Japanese document: facts and words.
        translations: Language (`en`, `easy`) to the document with its words.
        extra: Values that are not written in the file, such as the id.

    Returns:
        The record, or None when it cannot be typed; and every problem found on the way.
    """
    raw = _Raw({}, {}, [])
    _collect(model, document, document.front, (), raw)
    for lang, translation in translations.items():
        _translate(model, translation, translation.front, raw, raw.data, (), lang)
    bodies = {"ja": document.body} | {lang: doc.body for lang, doc in translations.items()}
    if document.body.strip():
        raw.data["body"] = {lang: body for lang, body in bodies.items() if body.strip()}
    for lang, doc in {"ja": document, **translations}.items():
        raw.positions[("body", lang)] = (doc, Scalar("", doc.body_line - doc.front_line - 1, 0, 0, 0))
        if lang != "ja" and doc.body.strip() and not document.body.strip():
            raw.problems.append(doc.diagnose_line("text-without-source", doc.body_line))
    return _validate(model, document, raw, extra or {})


def _validate(
    model: type[M], document: Document, raw: _Raw, extra: dict[str, Any]
) -> tuple[Decoded[M] | None, list[Diagnostic]]:
    try:
        value: M = model.model_validate({**raw.data, **extra})
    except ValidationError as error:
        blank: Decoded[Any] = Decoded(model.model_construct(), document, raw.positions)
        errors = error.errors(include_url=False)
        return None, raw.problems + [_problem(blank, model, raw, item) for item in errors if not _follows(item, errors)]
    return Decoded(value, document, raw.positions), raw.problems


def _collect(model: type[Model], document: Document, mapping: Mapping, loc: Loc, raw: _Raw) -> None:
    """Copy a mapping into `raw` as plain data; an empty value counts as not written."""
    target = raw.data if not loc else _reach(raw.data, loc)
    for key, node in mapping.entries:
        path = (*loc, key.text)
        if key.text in target:
            continue
        if key.text not in model.model_fields or model.model_fields[key.text].exclude:
            raw.problems.append(_unknown_field(document, key, model))
            continue
        if isinstance(node, Scalar) and node.text == "" and node.is_plain:
            raw.empty[path] = (document, key)
            continue
        raw.positions[path] = (document, node)
        _place(model, key.text, document, node, path, target, raw)


def _place(
    model: type[Model], name: str, document: Document, node: Node, path: Loc, target: dict[str, Any], raw: _Raw
) -> None:
    shape = shapes_of(model)[name]
    if isinstance(node, Scalar):
        target[name] = node.text
        if shape.type is Text:
            raw.positions[(*path, "ja")] = (document, node)
    elif isinstance(node, Mapping) and is_model(shape.type) and not shape.many:
        target[name] = {}
        _collect(shape.type, document, node, path, raw)
    elif isinstance(node, Sequence) and shape.many:
        items: list[Any] = [None] * len(node.items)
        target[name] = items
        for index, item in enumerate(node.items):
            spot = (*path, index)
            raw.positions[spot] = (document, item)
            if isinstance(item, Mapping) and is_model(shape.type):
                items[index] = {}
                _collect(shape.type, document, item, spot, raw)
            else:
                items[index] = _plain(item)
    else:
        target[name] = _plain(node)


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key.text: _plain(value) for key, value in node.entries}


def _reach(data: Any, loc: Loc) -> Any:
    for step in loc:
        data = data[step]
    return data


def _translate(
    model: type[Model], document: Document, mapping: Mapping, raw: _Raw, target: Any, loc: Loc, lang: str
) -> None:
    """Add the words of a translation to the fields that hold words; refuse anything else."""
    for key, node in mapping.entries:
        name = key.text
        if name not in model.model_fields or model.model_fields[name].exclude:
            raw.problems.append(_unknown_field(document, key, model))
            continue
        shape = shapes_of(model)[name]
        source = target.get(name) if isinstance(target, dict) else None
        path = (*loc, name)
        if isinstance(node, Scalar) and not node.text:
            continue
        if source is None and (shape.type is Text or is_model(shape.type)):
            raw.problems.append(document.diagnose("text-without-source", key))
        elif shape.type is Text and not shape.many and isinstance(node, Scalar):
            words = source if isinstance(source, dict) else {"ja": source}
            target[name] = {**words, lang: node.text}
            raw.positions[(*path, lang)] = (document, node)
        elif is_model(shape.type) and shape.type is not Text and isinstance(node, Mapping) and isinstance(source, dict):
            _translate(shape.type, document, node, raw, source, path, lang)
        elif is_model(shape.type) and shape.many and isinstance(node, Sequence) and isinstance(source, list):
            _translate_list(shape.type, document, node, raw, source, path, lang)
        else:
            raw.problems.append(document.diagnose("fact-in-translation", key, field=name))


def _translate_list(
    model: type[Model], document: Document, node: Sequence, raw: _Raw, source: list[Any], loc: Loc, lang: str
) -> None:
    if len(node.items) != len(source):
        here, there = len(node.items), len(source)
        raw.problems.append(document.diagnose("translation-length", node, field=str(loc[-1]), here=here, there=there))
        return
    for index, item in enumerate(node.items):
        if isinstance(item, Mapping):
            _translate(model, document, item, raw, source[index], (*loc, index), lang)
        elif model is Text and isinstance(item, Scalar):
            source[index] = {
                **({"ja": source[index]} if isinstance(source[index], str) else source[index]),
                lang: item.text,
            }
        else:
            raw.problems.append(document.diagnose("fact-in-translation", item, field=str(loc[-1])))


def _unknown_field(document: Document, key: Scalar, model: type[Model]) -> Diagnostic:
    names = [name for name, field in model.model_fields.items() if not field.exclude]
    near = difflib.get_close_matches(key.text.lower().replace("-", "_"), names, 1, 0.72)
    return document.diagnose(
        "unknown-field", key, fix=near[0] if near else None, field=key.text, known=tuple(sorted(names))
    )


_BY_TYPE = {
    "missing": "missing-field",
    "enum": "unknown-choice",
    "tuple_type": "not-a-list",
    "too_short": "too-few",
    "too_long": "too-many",
}


def _follows(error: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    """A list is too short only because an entry of it is wrong, which is said on its own."""
    loc = error["loc"]
    return error["type"] == "too_short" and any(
        other["loc"][: len(loc)] == loc for other in errors if other is not error
    )


def _problem(decoded: Decoded[Any], model: type[Model], raw: _Raw, error: ErrorDetails) -> Diagnostic:
    """Turn one of pydantic's errors into a diagnostic at the place it is about."""
    loc = tuple(error["loc"])
    details: dict[str, Any] = dict(error.get("ctx") or {})
    code = _BY_TYPE.get(error["type"], str(details.pop("code", "not-a-value")))
    if code == "missing-field":
        expects = _expected_form(model, loc)
        if loc in raw.empty:
            document, key = raw.empty[loc]
            return document.diagnose("empty-field", key, field=loc[-1], expects=expects)
        return decoded.diagnose(loc[:-1], code, field=loc[-1], expects=expects)
    if code == "unknown-choice":
        expected = tuple(str(details.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", "))
        return diagnose_unknown(decoded, loc, code, str(error["input"]), expected, {})
    if code == "not-a-list":
        return decoded.diagnose(loc, code, field=loc[-1], value=error["input"])
    if (
        code == "not-a-value"
        and error["type"] in ("model_type", "model_attributes_type", "dict_type")
        and details.get("class_name") != "Text"
    ):
        code = "not-a-mapping"
    loc = (*loc, details["lang"]) if "lang" in details else loc
    if code == "hidden-character" and loc[0] == "body":
        return _hidden_in_body(decoded.at(*loc)[0])
    details.setdefault("field", next((step for step in reversed(loc) if isinstance(step, str)), ""))
    details.setdefault("value", error["input"])
    details.setdefault("expects", "line")
    return decoded.diagnose(loc, code, fix=details.get("suggestion"), **details)


def _hidden_in_body(document: Document) -> Diagnostic:
    """Return the diagnostic of the first character of a body that cannot be seen."""
    for number in range(document.body_line, len(document.lines) + 1):
        for column, char in enumerate(document.line(number), 1):
            if is_hidden(char):
                return document.diagnose_line("hidden-character", number, column)
    raise AssertionError(document.path)


def _expected_form(model: type[Model], loc: Loc) -> str:
    """Return the name of the form that a field takes: a key of the `-expects` table of the messages."""
    names = [step for step in loc if isinstance(step, str)]
    for name in names[:-1]:
        model = shapes_of(model)[name].type
    shape = shapes_of(model)[names[-1]]
    if shape.many:
        return "list"
    if isinstance(shape.mark, TermMark):
        return "term"
    return shape.expects or ("part" if is_model(shape.type) and shape.type is not Text else "line")


def diagnose_unknown(
    decoded: Decoded[Any],
    loc: Loc,
    code: str,
    value: str,
    known: Iterable[str],
    titles: MappingType[str, tuple[str, ...]],
    **details: Any,
) -> Diagnostic:
    """Return a diagnostic for a name that is not among `known`, with the meant or the nearest one as fix.

    Args:
        decoded: The record.
        loc: Path of the field.
        code: Code of the diagnostic.
        value: What was written.
        known: The names that would be right.
        titles: Name to the words by which people know it: many write those instead.
        details: What else the message needs.
    """
    names = tuple(known)
    plain = tidy(value).lower()
    meant = [plain] if plain in names else [name for name, words in titles.items() if value in words]
    meant = meant or [name for name, words in titles.items() if any(value in word or word in value for word in words)]
    near = difflib.get_close_matches(value.lower(), names, 5, 0.5)
    shown = tuple(meant[:5]) or tuple(difflib.get_close_matches(value.lower(), names, 5, 0.3)) or names[:12]
    fix = (*meant, *near)[:1]
    return decoded.diagnose(loc, code, fix=fix[0] if fix else None, value=value, known=shown, **details)


def enum_values(type_: type[Enum]) -> tuple[str, ...]:
    """Return the values of an enumeration, in order."""
    return tuple(str(member.value) for member in type_)


def diagnose_file(path: str, code: str, **details: Any) -> Diagnostic:
    """Return a diagnostic about a file as a whole."""
    return Diagnostic(Spot(path), code, details)
