"""How a value is declared: a class with a type for each field, and a docstring below it.

pydantic checks values, and is imported when the first one is checked: after an edit of a text, a build takes what an
earlier one has checked, and importing pydantic would take it a fifth of its time.
"""

import inspect
from collections.abc import Mapping
from copy import copy
from dataclasses import FrozenInstanceError, dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, dataclass_transform, get_args, get_origin

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema, SchemaValidator

_NONE = object()


@dataclass(frozen=True, slots=True)
class Count:
    """The field holds a list of so many."""

    least: int
    most: int | None = None
    """None for any number."""

    def __get_pydantic_core_schema__(self, source: object, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        """Let pydantic count."""
        most = {} if self.most is None else {"max_length": self.most}
        return {**handler(source), "min_length": self.least, **most}


@dataclass(frozen=True, slots=True)
class Given:
    """The field is no part of the front matter: the loader gives it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A declared field."""

    type: Any
    """As it stands in the declaration, marks of `Annotated` and all."""
    default: Any
    """What it is where nothing is given; nothing of use where `is_required`."""
    is_required: bool

    @property
    def marks(self) -> tuple[Any, ...]:
        """The marks of `Annotated` around the whole."""
        return get_args(self.type)[1:] if get_origin(self.type) is Annotated else ()

    @property
    def is_written(self) -> bool:
        """An editor writes it in the front matter."""
        return not any(isinstance(mark, Given) for mark in self.marks)

    @property
    def count(self) -> Count | None:
        """How many a list has to have; None for any number."""
        return next((mark for mark in self.marks if isinstance(mark, Count)), None)


@dataclass_transform(eq_default=False, kw_only_default=True, frozen_default=True)
class _Declaration(type):
    """The class of our classes: of one whose class is `type`, mypy 2.4 does not know that it has a hash."""


class Model(metaclass=_Declaration):
    """A frozen value with known fields only. What begins with an underscore is no field."""

    scalar: ClassVar[str] = ""
    """The field that a text alone stands for; empty for none."""

    if not TYPE_CHECKING:  # which fields a class takes, `dataclass_transform` tells

        def __init__(self, **given: Any) -> None:  # noqa: ANN401 -- what the fields take
            self.__dict__.update(self.model_validate(given).__dict__)

        def __eq__(self, other: object) -> bool:
            return self.__dict__ == other.__dict__ if type(self) is type(other) else NotImplemented

        def __hash__(self) -> int:
            return hash((type(self), *(getattr(self, name) for name in fields_of(type(self)))))

    @classmethod
    def model_validate(cls, given: object) -> Self:
        """Return the value of what was written: texts, lists and mappings.

        Raises:
            pydantic.ValidationError: carries every error, with its path.
        """
        value: Self = _checker(cls).validate_python(given)
        return value

    @classmethod
    def model_construct(cls, **given: Any) -> Self:  # noqa: ANN401 -- as `__init__`
        """Return a value whose fields are known to be of their types; `__post_init__` is called all the same."""
        value = cls.__new__(cls)
        value.__dict__.update({name: field.default for name, field in fields_of(cls).items()} | given)
        if hasattr(value, "__post_init__"):
            value.__post_init__()
        return value

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """Return the value with some fields of other values, which are known to be of their types."""
        value = copy(self)
        value.__dict__.update(update)
        return value

    @classmethod
    def _read_scalar(cls, value: str) -> Mapping[str, Any]:
        """Return the fields of a text alone."""
        return {cls.scalar: value}

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        """Tell pydantic of the fields."""
        from pydantic_core import core_schema as core

        def read(value: object) -> object:
            return cls._read_scalar(value) if isinstance(value, str) else value

        fields = []
        for name, field in fields_of(cls).items():
            schema = handler.generate_schema(field.type)
            if not field.is_required:
                schema = core.with_default_schema(schema, default=field.default)
            fields.append(core.dataclass_field(name, schema, kw_only=True))
        arguments = core.dataclass_args_schema(cls.__name__, fields, extra_behavior="forbid")
        made = core.dataclass_schema(
            cls, arguments, [field["name"] for field in fields], post_init=hasattr(cls, "__post_init__")
        )
        return core.no_info_before_validator_function(read, made) if cls.scalar else made

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={getattr(self, name, None)!r}" for name in fields_of(type(self)))
        return f"{type(self).__name__}({fields})"

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(name)

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(name)


@cache
def fields_of(model: type[Model]) -> Mapping[str, Field]:
    """Return the declared fields by name; those of the classes above first."""
    found = {}
    for owner in reversed(model.__mro__):
        for name, type_ in inspect.get_annotations(owner).items():
            if owner is not Model and not name.startswith("_"):
                default = owner.__dict__.get(name, _NONE)
                found[name] = Field(type_, None if default is _NONE else default, default is _NONE)
    return MappingProxyType(found)


@cache
def _checker(model: type[Model]) -> "SchemaValidator":
    """Return what checks values of a model, built when its first one is checked: most commands need few of them."""
    from pydantic import TypeAdapter

    return TypeAdapter(model).validator  # type: ignore[return-value]
