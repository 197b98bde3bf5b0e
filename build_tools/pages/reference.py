"""The editors' reference: fields from the declarations, messages from their file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from build_tools.artifacts import Page
from build_tools.diagnostics import read_fields, read_messages
from build_tools.model.base import Model, RefMark, Shape, Source, TermMark, Text, field_key, is_model, shape_of
from build_tools.model.declared import fields_of
from build_tools.model.emergency import Emergency
from build_tools.model.kinds import KINDS
from build_tools.model.meanings import field_meaning
from build_tools.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One row of the table of fields."""

    name: str
    """Dotted for a field of a part."""
    form: str
    meaning: str
    required: bool


@dataclass(frozen=True, slots=True)
class KindTable:
    """The fields of a kind of record."""

    name: str
    place: str
    """Its folder, or its file, below `content/`."""
    fields: tuple[FieldRow, ...]


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the pages of fields and of messages."""
    t = desk.words
    tables = (
        *(KindTable(kind.name, f"{kind.folder}/", tuple(_rows(kind.model, desk))) for kind in KINDS),
        KindTable("emergency", "emergency.yml", tuple(_rows(Emergency, desk))),
    )
    yield desk.page(
        "fields.html",
        "editors/fields/",
        t("reference.fields"),
        t("reference.fields.lead"),
        trail=("editors/",),
        kinds=tables,
    )
    messages = sorted(
        (code, _shown(entry)) for code, entry in read_messages(desk.lang).items() if not code.startswith("-")
    )
    yield desk.page(
        "messages.html",
        "editors/messages/",
        t("reference.messages"),
        t("reference.messages.lead"),
        trail=("editors/",),
        messages=messages,
    )


def _shown(entry: Mapping[str, str]) -> Mapping[str, str]:
    """Return a message without the names of what the program fills in."""
    return {part: re.sub(r"\{\w+\}", "…", text) for part, text in entry.items()}


def _rows(model: type[Model], desk: Desk, prefix: str = "") -> Iterator[FieldRow]:
    for name, field in fields_of(model).items():
        if not field.is_written:
            continue
        shape = shape_of(field)
        yield FieldRow(prefix + name, _form(shape, desk), _meaning(model, name, desk), field.is_required)
        if is_model(shape.type) and shape.type not in (Text, Source):
            yield from _rows(shape.type, desk, f"{prefix}{name}.")


def _meaning(model: type[Model], name: str, desk: Desk) -> str:
    """Return what a field is for: its docstring, or that of its declaring class in Japanese."""
    if desk.lang == "ja":
        return read_fields()[field_key(model, name)]
    return field_meaning(model, name)


def _form(shape: Shape, desk: Desk) -> str:
    """Return what an editor writes as the value."""
    t = desk.words
    if isinstance(shape.mark, RefMark):
        form = t("form.reference", kind=t(f"kind.{shape.mark.kind}"))
    elif isinstance(shape.mark, TermMark):
        form = t("form.term", vocabulary=shape.mark.vocabulary)
    elif isinstance(shape.type, type) and issubclass(shape.type, Enum):
        form = " / ".join(str(member.value) for member in shape.type)
    elif shape.expects:
        form = read_messages(desk.lang)["-expects"][shape.expects]
    else:
        form = t("form.text") if shape.type is Text else t("form.source") if shape.type is Source else t("form.part")
    return t("form.list", form=form) if shape.many else form
