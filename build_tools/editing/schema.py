"""A JSON Schema for each kind of record, so that an editor can help while one types.

It describes what is typed, not what the loader makes of it: words are one string, a party
may be just its id. It takes the text of a scalar as well as the number or truth value that
a YAML 1.2 editor sees in it. What needs another record or the day, `check` says.

Source: JSON Schema, draft 2020-12; `enumDescriptions` is an annotation that VS Code shows.
"""

import json
from pathlib import Path
from typing import Any

from build_tools.editing.wording import Vocabularies, format_meaning, format_term, term_keys
from build_tools.model.base import (
    Model,
    Record,
    Shape,
    Source,
    Text,
    is_model,
    shape_of,
    shapes_of,
    written_shapes,
)
from build_tools.model.declared import Field, fields_of
from build_tools.model.emergency import Emergency
from build_tools.model.kinds import KINDS, Kind

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def write_schemas(folder: Path, *, lang: str, vocabularies: Vocabularies) -> tuple[Path, ...]:
    """Write `<kind>.schema.json` for every kind and `emergency.schema.json`, and return where they are.

    Raises:
        OSError: when a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in KINDS:
        text = json.dumps(build_schema(kind, lang=lang, vocabularies=vocabularies), ensure_ascii=False, indent=2)
        file = folder / f"{kind.name}.schema.json"
        file.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        written.append(file)
    file = folder / "emergency.schema.json"
    text = json.dumps(build_emergency_schema(lang=lang, vocabularies=vocabularies), ensure_ascii=False, indent=2)
    file.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return (*written, file)


def build_schema(kind: Kind, *, lang: str, vocabularies: Vocabularies) -> Schema:
    """Return the schema of a record's front matter, in the order of the declaration."""
    title = {"$schema": _DIALECT, "title": kind.name, "description": kind.model.__doc__ or ""}
    return title | _object(kind.model, vocabularies, lang)


def build_emergency_schema(*, lang: str, vocabularies: Vocabularies) -> Schema:
    """Return the schema of `content/emergency.yml`, where words in all languages stand in one file."""
    title = {"$schema": _DIALECT, "title": "emergency", "description": Emergency.__doc__ or ""}
    schema = title | _object(Emergency, vocabularies, lang)
    _let_speak(schema, Emergency)
    return schema


def _let_speak(schema: Schema, model: type[Model]) -> None:
    """Let words stand in several languages, wherever a part of the schema takes words."""
    for name, shape in written_shapes(model).items():
        found = schema["properties"][name]
        value = found["items"] if shape.many else found
        if shape.type is Text:
            value["anyOf"] = [{"type": value.pop("type")}, _object(Text, {}, "en")]
        elif "properties" in value:
            _let_speak(value, shape.type)


def _object(model: type[Model], vocabularies: Vocabularies, lang: str) -> Schema:
    fields = {name: field for name, field in fields_of(model).items() if field.is_written}
    return {
        "type": "object",
        "properties": {name: _property(model, name, vocabularies, lang) for name in fields},
        "required": [name for name, field in fields.items() if field.is_required],
        "additionalProperties": False,
    }


def _property(model: type[Model], name: str, vocabularies: Vocabularies, lang: str) -> Schema:
    field = fields_of(model)[name]
    shape = shape_of(field)
    schema = _value(shape, vocabularies, lang)
    if shape.many:
        schema = {"type": "array", "items": schema} | _limits(field)
    if not field.is_required:
        schema = _or_empty(schema)
    return {"description": format_meaning(model, name, lang)} | schema | _default(field)


def _value(shape: Shape, vocabularies: Vocabularies, lang: str) -> Schema:
    """Return the schema of a single value."""
    if keys := term_keys(shape, vocabularies):
        labels = [format_term(shape, key, vocabularies, lang) for key in keys]
        return {"type": "string", "enum": list(keys)} | ({"enumDescriptions": labels} if any(labels) else {})
    if shape.type is Text:
        return {"type": "string"}
    if shape.type is Source:
        return {"type": "string", "pattern": f"^(plan(:{_slug_pattern()})?|https?://.+)$"}
    if is_model(shape.type):
        return _part(shape.type, vocabularies, lang)
    return dict(shape.schema or {"type": "string"})


def _part(model: type[Model], vocabularies: Vocabularies, lang: str) -> Schema:
    whole = _object(model, vocabularies, lang)
    if not model.scalar:
        return whole
    short = _value(shapes_of(model)[model.scalar], vocabularies, lang)
    return {"anyOf": [short, whole]}


def _slug_pattern() -> str:
    pattern: str = (shapes_of(Record)["id"].schema or {})["pattern"]
    return pattern.strip("^$")


def _or_empty(schema: Schema) -> Schema:
    """Let nothing stand after the colon, which counts as not written."""
    if "anyOf" in schema:
        return {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    empty: Schema = schema | {"type": [*types, "null"]}
    return empty | {"enum": [*schema["enum"], None]} if "enum" in schema else empty


def _limits(field: Field) -> Schema:
    """Return how many items a list takes."""
    if field.count is None:
        return {}
    return {"minItems": field.count.least} | ({} if field.count.most is None else {"maxItems": field.count.most})


def _default(field: Field) -> Schema:
    """Return what an optional field means while it is not written, where that is anything."""
    return {"default": field.default} if isinstance(field.default, bool | int | str) else {}
