"""What an editor is told of a field: its meaning, and what may stand there."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from build_tools.diagnostics import display_width, read_fields, read_messages
from build_tools.model.base import Model, RefMark, Shape, Source, TermMark, Text, field_key, is_model
from build_tools.model.kinds import KIND_BY_NAME
from build_tools.model.meanings import field_meaning
from build_tools.model.site import Term
from build_tools.strings.messages import say

Vocabularies = Mapping[str, Mapping[str, Term]]
"""Vocabulary to entry to term, in the order of the file."""

_WIDTH = 96
"""Columns of a comment; a full-width character takes two."""

_PLAIN = ("line", "flag")
"""Forms that the meaning of a field already makes clear."""


def format_meaning(model: type[Model], name: str, lang: str) -> str:
    """Return what a field is for, on one line: its docstring, or the Japanese for it."""
    if lang == "ja":
        return read_fields()[field_key(model, name)]
    return " ".join(field_meaning(model, name).split())


def is_part(shape: Shape) -> bool:
    """The field holds fields of its own, not one value."""
    return is_model(shape.type) and shape.type not in (Text, Source)


def term_keys(shape: Shape, vocabularies: Vocabularies) -> tuple[str, ...]:
    """Return the words that a field takes, in the order of their file; empty where it is not bound to any.

    An enumeration knows its words, a vocabulary only names them; one that is missing narrows nothing.
    """
    members = tuple(str(item.value) for item in shape.type) if _is_enum(shape) else ()
    terms = tuple(vocabularies.get(shape.mark.vocabulary, ())) if isinstance(shape.mark, TermMark) else ()
    return tuple(key for key in terms if not members or key in members) or members


def format_term(shape: Shape, key: str, vocabularies: Vocabularies, lang: str) -> str:
    """Return the label of one of `term_keys`; empty where there is none."""
    terms = vocabularies.get(shape.mark.vocabulary, {}) if isinstance(shape.mark, TermMark) else {}
    return terms[key].get(lang) if key in terms else ""


def describe_form(shape: Shape, vocabularies: Vocabularies, lang: str) -> Iterator[str]:
    """Yield lines that say what to write; none where the meaning says enough."""
    if isinstance(shape.mark, RefMark):
        yield say("new-reference", lang, folder=KIND_BY_NAME[shape.mark.kind].folder)
    elif keys := term_keys(shape, vocabularies):
        labelled = (f"{key} {format_term(shape, key, vocabularies, lang)}".rstrip() for key in keys)
        yield from _wrap(say("new-choice", lang), labelled)
    elif shape.type is Source:
        yield say("new-form", lang, form=read_messages(lang)["-expects"]["source"])
    elif shape.expects and shape.expects not in _PLAIN:
        yield say("new-form", lang, form=read_messages(lang)["-expects"][shape.expects])


def _is_enum(shape: Shape) -> bool:
    return isinstance(shape.type, type) and issubclass(shape.type, Enum)


def _wrap(lead: str, items: Iterable[str]) -> Iterator[str]:
    """Yield lines of at most `_WIDTH` columns that hold the items, parted by slashes."""
    line = lead
    for index, item in enumerate(items):
        longer = f"{line} {item}" if not index else f"{line} / {item}"
        if index and display_width(longer) > _WIDTH:
            yield f"{line} /"
            longer = f"  {item}"
        line = longer
    yield line
