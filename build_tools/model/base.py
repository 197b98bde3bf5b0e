"""What every record has, and the marks by which other code reads a declaration.

A field says by its type what it is: `Text` is words (translatable), `Ref` names another
record, `Term` names an entry of a vocabulary, all else is a fact. Loader, JSON Schema,
scaffold and the editors' reference are all derived from these declarations.
"""

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, ClassVar, Union, get_args, get_origin

from build_tools.model.declared import Count, Field, Given, fields_of
from build_tools.model.declared import Model as Model  # noqa: PLC0414 -- who imports records imports it here
from build_tools.model.freshness import UNTRANSLATED, Translations
from build_tools.model.languages import LANGUAGES as LANGUAGES  # noqa: PLC0414 -- who imports records imports it here
from build_tools.model.ruby import plain_text
from build_tools.model.values import (
    Alias,
    Day,
    Flag,
    Kana,
    Leaf,
    Name,
    Slug,
    Typed,
    Whole,
    bad_value,
    parse_line,
    parse_url,
)
from build_tools.tracing import ask

_PLACEHOLDER = re.compile(r"\s*(?:…+|\.{3,}|-)\s*")
"""What stands for words that are still to be written, in hints and drafts."""
_MARKED = "_marked"
"""Under this name a text keeps language to words with their marks, where they have any."""


class Text(Model):
    """Words in the languages they exist in; Japanese always does. The fields hold no readings: see `marked`."""

    ja: str
    en: str | None = None
    easy: str | None = None

    scalar = "ja"

    def __post_init__(self) -> None:
        for lang, words in ((lang, words) for lang in ("ja", "en", "easy") if (words := getattr(self, lang))):
            try:
                parse_line(words)
            except ValueError as error:
                raise bad_value(str(error.args[0]), value=words, expects="line", lang=lang) from None
            if _PLACEHOLDER.fullmatch(words):
                raise bad_value("placeholder-left", value=words, expects="line", lang=lang)
            if (plain := plain_text(words, lang)) != words:
                self.__dict__[lang] = plain  # nobody has seen the value yet
                self.__dict__[_MARKED] = {**self.__dict__.get(_MARKED, {}), lang: words}

    def has(self, lang: str) -> bool:
        """Words exist in `lang`."""
        return bool(getattr(self, lang, None))

    def get(self, lang: str) -> str:
        """Return the words in `lang`, or else the Japanese ones."""
        return getattr(self, lang, None) or self.ja

    def marked(self, lang: str) -> str:
        """Return the words in `lang`, or else the Japanese ones, with the marks of their readings: for HTML alone."""
        marks: Mapping[str, str] = self.__dict__.get(_MARKED, {})
        return marks.get(lang if self.has(lang) else "ja", self.get(lang))

    def __str__(self) -> str:
        """Return the Japanese words."""
        return self.ja


class Body(Text):
    """The Markdown text below the front matter: most pages show a record without it, so reading it is noted."""

    _question: ClassVar[str] = ""

    def belong(self, kind: str, id_: str) -> None:
        """Say whose text it is."""
        self.__dict__["_question"] = f"body {kind}/{id_}"

    def get(self, lang: str) -> str:
        """Return the text in `lang`, or else the Japanese one."""
        if self._question:
            ask(self._question)
        return super().get(lang)


@dataclass(frozen=True, slots=True)
class RefMark:
    """The field holds the id of a record of this kind."""

    kind: str


@dataclass(frozen=True, slots=True)
class TermMark:
    """The field holds an entry of `content/vocabularies/<vocabulary>.yml`."""

    vocabulary: str


Mark = RefMark | TermMark
"""A field that names something."""


class Source(Model):
    """Where a fact comes from: a clause of the plan, or an address on the web."""

    clause: Annotated[Name, RefMark("clause")] | None = None
    """Id of the clause; None for a web address or the plan as a whole."""
    url: str | None = None
    """Address; None for the plan."""

    scalar = "url"

    @classmethod
    def _read_scalar(cls, value: str) -> Mapping[str, str]:
        if value == "plan":
            return {}
        if value.startswith("plan:"):
            return {"clause": value.removeprefix("plan:")}
        try:
            return {"url": parse_url(value)}
        except ValueError:
            raise bad_value("bad-source", value=value, expects="source") from None

    def __str__(self) -> str:
        """Return the text that an editor types for it."""
        return self.url or (f"plan:{self.clause}" if self.clause else "plan")


class Record(Model):
    """The fields of every record."""

    id: Annotated[Slug, Given()]
    """Name of the file, without its endings. It is in the address: never change it."""
    title: Text
    """Name as the source prints it."""
    reading: Kana | None = None
    """Reading of the title in kana, for the kana index and for search."""
    summary: Text | None = None
    """One or two sentences that say what it is; also the description search engines show."""
    note: Text | None = None
    """What is open: sources that disagree, a year that was inferred, a number cut off."""
    sources: Annotated[tuple[Source, ...], Count(1)]
    """Where the facts come from: `plan`, `plan:4-1` (a clause) or a web address."""
    certain: Flag = True
    """`false` marks the record as unconfirmed wherever it is named."""
    updated: Day
    """Day of the last change of the record's content."""
    sample: Flag = False
    """`true` marks an invented example; it stays out of feeds, open data and counters."""
    aliases: tuple[Alias, ...] = ()
    """Old addresses that lead here."""
    body: Annotated[Body | None, Given()] = None
    """The Markdown text below the front matter."""
    translations: Annotated[Translations, Given()] = UNTRANSLATED
    """The languages it is translated into, and how each translation stands."""


class Party(Model):
    """An organization that takes part, and as what."""

    scalar = "organization"

    organization: Annotated[Name, RefMark("organization")]
    """Id of the organization."""
    role: Annotated[Name, TermMark("roles")] | None = None
    """As what; leave out for the host."""


class Quantity(Model):
    """A count, as exact as its source."""

    scalar = "value"

    value: Whole
    """The number itself."""
    approximate: Flag = False
    """The source says about."""
    or_more: Flag = False
    """The source says or more."""


OrganizationRef = Annotated[Name, RefMark("organization")]
PlaceRef = Annotated[Name, RefMark("place")]
ProjectRef = Annotated[Name, RefMark("project")]
EventRef = Annotated[Name, RefMark("event")]
SeriesRef = Annotated[Name, RefMark("series")]
InitiativeRef = Annotated[Name, RefMark("initiative")]
IndicatorRef = Annotated[Name, RefMark("indicator")]
ClauseRef = Annotated[Name, RefMark("clause")]
Theme = Annotated[Name, TermMark("themes")]
Audience = Annotated[Name, TermMark("audiences")]


@dataclass(frozen=True, slots=True)
class Shape:
    """What the declaration of one field says, with containers and options taken off."""

    type: Any
    """The innermost type: a `Model` class, `str`, `bool`..."""
    many: bool
    """A list of them."""
    mark: Mark | None
    expects: str | None
    """Name of the form of a single value, a key of the `-expects` table of the messages."""
    schema: Mapping[str, Any] | None
    """JSON Schema of a single value, where its type declares one."""


def shape_of(field: Field) -> Shape:
    """Return the shape of a declared field."""
    type_, many, metadata = _unwrap(field.type, [])
    mark = next((item for item in metadata if isinstance(item, RefMark | TermMark)), None)
    leaf = next((item for item in metadata if isinstance(item, Leaf)), None)
    schema = next((item.schema for item in metadata if isinstance(item, Typed)), None)
    return Shape(type_, many, mark, leaf.expects if leaf else None, schema)


@cache
def shapes_of(model: type[Model]) -> Mapping[str, Shape]:
    """Return the shape of every declared field of a model, by name."""
    return MappingProxyType({name: shape_of(field) for name, field in fields_of(model).items()})


@cache
def written_shapes(model: type[Model]) -> Mapping[str, Shape]:
    """Return the shape of every field that an editor writes, by name: all but the id and the body."""
    fields = fields_of(model)
    return MappingProxyType({name: shape for name, shape in shapes_of(model).items() if fields[name].is_written})


def field_key(model: type[Model], name: str) -> str:
    """Return the name of a field's declaration: `Record.title`, though the model is `Event`."""
    return f"{owner_of(model, name).__name__}.{name}"


@cache
def owner_of(model: type[Model], name: str) -> type:
    """Return the class that declares a field first: `Record` for the title of `Event`."""
    return next(base for base in reversed(model.__mro__) if name in inspect.get_annotations(base))


def _unwrap(annotation: object, metadata: list[Any], *, many: bool = False) -> tuple[Any, bool, list[Any]]:
    """Return the innermost type, whether a list is around it, and all metadata on the way."""
    origin = get_origin(annotation)
    if origin is Annotated:
        base, *more = get_args(annotation)
        return _unwrap(base, metadata + more, many=many)
    if origin in (Union, UnionType):
        inner = next(arg for arg in get_args(annotation) if arg is not type(None))
        return _unwrap(inner, metadata, many=many)
    if origin is tuple:
        return _unwrap(get_args(annotation)[0], metadata, many=True)
    return annotation, many, metadata


def is_model(type_: object) -> bool:
    """The type is one of our models."""
    return isinstance(type_, type) and issubclass(type_, Model)
