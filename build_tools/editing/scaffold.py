"""Starts a record: a file with the fields to fill in, each under a comment that says what it is for.

Nothing is invented. What only a person can know stays empty, and an empty value counts as
not written: `check` names each required field until somebody fills it in.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from build_tools.content.stamps import FIELD
from build_tools.editing.wording import Vocabularies, describe_form, format_meaning, is_part
from build_tools.model.base import Model, Record, Text, shape_of, shapes_of
from build_tools.model.declared import Field, fields_of
from build_tools.model.kinds import KIND_BY_NAME, Kind
from build_tools.model.values import parse_line, parse_slug
from build_tools.strings.messages import say

USUAL: Mapping[str, tuple[str, ...]] = {
    "plan": (),
    "clause": ("level",),
    "guideline": ("versions", "chapters"),
    "initiative": ("measure",),
    "service": ("successor", "clause"),
    "yearly-theme": ("themes", "initiative"),
    "indicator": ("unit", "clause", "target", "observations", "organizations", "projects"),
    "evaluation": (),
    "project": (
        "status_note",
        "status_as_of",
        "starts",
        "ends",
        "themes",
        "initiative",
        "clauses",
        "places",
        "steps",
        "documents",
        "results",
    ),
    "organization": ("short_name", "legal_form", "since", "parent", "address", "phone", "web"),
    "place": ("short_name", "address", "access", "opened", "hours", "phone", "web", "run_by", "rooms"),
    "event": (
        "themes",
        "ends",
        "place",
        "room",
        "organizers",
        "series",
        "number",
        "project",
        "audience",
        "capacity",
        "fee",
        "free",
        "registration",
        "support",
    ),
    "series": ("themes", "organizers", "project", "since"),
    "notice": ("until", "events", "projects", "organizations"),
    "history": ("ends", "organizations", "projects", "events", "clauses", "places"),
    "term": ("also",),
    "need": ("places", "starts", "ends"),
    "proposal": ("places", "starts", "ends"),
    "operation": ("places", "starts", "ends"),
    "accessibility-policy": ("department", "exceptions", "problems"),
}
"""Kind that people start to the optional fields that its records use most; every kind has those of `_ALWAYS` too."""

BY_MACHINE: Mapping[str, str] = {"accessibility-test": "make evidence"}
"""Kind to the command that writes its records: nobody starts one by hand."""

_ALWAYS = ("reading", "summary", "note")
_FIRST = ("title", *_ALWAYS)
_LAST = ("sources", "sample", "updated")


class Refused(Exception):
    """The record cannot be started; carries a key of `strings/cli.*.yml` and what it names."""

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key)
        self.key, self.details = key, details


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a record before anybody has written it."""

    kind: Kind
    id: str
    updated: date
    """The day it is started on."""
    titles: Mapping[str, str]
    """Language to title; empty where none was given."""
    is_sample: bool = False
    """An invented example."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Further fields to what is written behind their names: a value, or the lines of a list, each with its line end
    before it."""

    @property
    def values(self) -> dict[str, str]:
        """Field to its value, as it is written in the Japanese file."""
        sample = {"sample": "true"} if self.is_sample else {}
        return (
            {"title": format_scalar(self.titles.get("ja", "")), "updated": self.updated.isoformat()}
            | sample
            | {**self.given}
        )

    @property
    def unfilled(self) -> tuple[str, ...]:
        """Required fields that a person has to fill in, in the order of the file."""
        fields = fields_of(self.kind.model)
        return tuple(name for name in _names(self) if fields[name].is_required and not self.values.get(name))


def decode_draft(
    kind: str, id_: str, *, updated: date, titles: Mapping[str, str] | None = None, is_sample: bool = False
) -> Draft:
    """Return what somebody asked for.

    Raises:
        Refused: for a kind that is none or that a machine writes, an id that cannot be one, or a title with hidden
            characters.
    """
    if kind in BY_MACHINE:
        raise Refused("new-by-machine", kind=kind, folder=KIND_BY_NAME[kind].folder, command=BY_MACHINE[kind])
    if kind not in KIND_BY_NAME:
        near = difflib.get_close_matches(kind.lower(), USUAL, 1, 0.6)
        raise Refused("new-near-kind" if near else "new-no-kind", kind=kind, near=near, known=", ".join(USUAL))
    try:
        parse_slug(id_)
    except ValueError:
        raise Refused("new-bad-id", id=id_) from None
    lines = {lang: " ".join(title.splitlines()).strip() for lang, title in (titles or {}).items()}
    for title in lines.values():
        try:
            parse_line(title)
        except ValueError:
            raise Refused("new-hidden-character") from None
    return Draft(kind=KIND_BY_NAME[kind], id=id_, updated=updated, titles=lines, is_sample=is_sample)


def write_scaffold(content: Path, draft: Draft, *, lang: str, vocabularies: Vocabularies) -> tuple[Path, ...]:
    """Write the Japanese and the English file of a record, and return where they are.

    Raises:
        Refused: when the folder of records is not there, or a file of this id is.
        OSError: when a file cannot be written.
    """
    if not content.is_dir():
        raise Refused("new-no-content", path=content)
    folder = content / draft.kind.folder
    if taken := sorted(file.name for file in folder.glob(f"{draft.id}.*")):
        raise Refused("new-exists", path=f"{content.name}/{draft.kind.folder}/{min(taken, key=len)}")
    texts = {
        folder / f"{draft.id}.md": build_record(draft, lang=lang, vocabularies=vocabularies),
        folder / f"{draft.id}.en.md": build_translation(draft, lang=lang),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    return tuple(texts)


def build_record(draft: Draft, *, lang: str, vocabularies: Vocabularies) -> str:
    """Return the text of the Japanese file: the facts, required ones and the usual others, and the words."""
    writer = _Writer(lang, vocabularies)
    lines = [f"# {say('new-head', lang)}"]
    for name in _names(draft):
        lines += writer.field(draft.kind.model, name, draft.values.get(name, ""))
    return _file([*lines, f"# {format_meaning(Record, 'body', lang)}"])


def build_translation(draft: Draft, *, lang: str) -> str:
    """Return the text of the English file: the fields that hold words, and nothing else."""
    values = {"title": format_scalar(draft.titles.get("en", ""))}
    words = _words(draft.kind.model, _names(draft), lang, values)
    stamp = (f"# {say('new-stamp', lang, id=f'{draft.kind.folder}/{draft.id}.en')}", f"{FIELD}:")
    return _file([f"# {say('new-words-head', lang)}", *words, *stamp, f"# {format_meaning(Record, 'body', lang)}"])


def format_scalar(text: str) -> str:
    """Return a text as a YAML value: as it is, or in single quotes where YAML would read something else."""
    try:
        is_plain = yaml.safe_load(f"a: {text}") == {"a": text}
    except (yaml.YAMLError, ValueError):  # ValueError: PyYAML reads 2026-13-45 as a date
        is_plain = False
    return text if is_plain or not text else "'{}'".format(text.replace("'", "''"))


def _names(draft: Draft) -> tuple[str, ...]:
    """Return the fields of the file, in its order: names first, then facts, then where they come from."""
    wanted = {*_ALWAYS, *USUAL[draft.kind.name], *(("sample",) if draft.is_sample else ()), *draft.given}
    fields = fields_of(draft.kind.model)
    shown = [n for n, field in fields.items() if field.is_written and (field.is_required or n in wanted)]
    middle = [name for name in shown if name not in _FIRST + _LAST]
    return tuple(name for name in (*_FIRST, *middle, *_LAST) if name in shown)


def _file(front: Iterable[str]) -> str:
    return "\n".join(["---", *front, "---", ""])


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes fields with their comments, in one language."""

    lang: str
    vocabularies: Vocabularies

    def field(self, model: type[Model], name: str, value: str = "") -> Iterator[str]:
        """Yield the lines of one field; what an optional one could hold stays behind comment marks."""
        declared = fields_of(model)[name]
        shape = shape_of(declared)
        meaning = format_meaning(model, name, self.lang)
        yield f"# {say('new-required', self.lang, meaning=meaning) if declared.is_required else meaning}"
        if not value:
            yield from (f"# {line}" for line in describe_form(shape, self.vocabularies, self.lang))
        yield from f"{name}: {value}".replace(": \n", ":\n").rstrip().split("\n")
        if value:
            return
        if is_part(shape):
            lines = self.parts(shape.type, declared, many=shape.many)
            yield from lines if declared.is_required else (f"# {line}" for line in lines)
        elif shape.many:
            yield "#   - …"

    def parts(self, model: type[Model], declared: Field, *, many: bool) -> Iterator[str]:
        """Yield the fields of a part, indented; as many parts as the field needs, the first with comments."""
        lines = [line for name in fields_of(model) for line in self.field(model, name)]
        yield from _indent(lines, many=many)
        for _ in range(declared.count.least - 1 if declared.count else 0):
            yield from _indent([line for line in lines if not line.startswith("#")], many=many)


def _words(model: type[Model], names: Iterable[str], lang: str, values: Mapping[str, str]) -> Iterator[str]:
    """Yield the fields that hold words; those inside parts stay behind comment marks."""
    for name in names:
        shape = shapes_of(model)[name]
        if shape.type is Text:
            yield f"# {format_meaning(model, name, lang)}"
            yield f"{name}: {values.get(name, '')}".rstrip()
        elif is_part(shape) and (inner := list(_words(shape.type, fields_of(shape.type), lang, {}))):
            yield f"# {format_meaning(model, name, lang)}"
            yield from (f"# {line}" for line in (f"{name}:", *_indent(inner, many=shape.many)))


def _indent(lines: Iterable[str], *, many: bool) -> Iterator[str]:
    """Yield the lines of a part, indented below its field; an item of a list begins at its first key."""
    is_open = many
    for line in lines:
        if is_open and not line.startswith("#"):
            yield f"  - {line}"
            is_open = False
        else:
            yield f"{'    ' if many else '  '}{line}"
