"""What a record names: other records, and terms of vocabularies."""

from collections.abc import Iterator
from functools import cache

from build_tools.model.base import Mark, Model, Shape, Text, is_model, shapes_of


@cache
def _naming_fields(model: type[Model]) -> tuple[tuple[str, Shape], ...]:
    """Return the fields that can name something, themselves or in a part of them."""
    shapes = ((name, shape) for name, shape in shapes_of(model).items() if shape.type is not Text)
    return tuple((name, shape) for name, shape in shapes if shape.mark or is_model(shape.type))


def marked_values(model: Model, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str, Mark]]:
    """Yield `(path, value, mark)` for every reference and term in a record, in field order."""
    for name, shape in _naming_fields(type(model)):
        value = getattr(model, name)
        if value is None or value == ():
            continue
        for index, item in enumerate(value) if shape.many else ((None, value),):
            path = (*loc, name) if index is None else (*loc, name, index)
            if isinstance(item, Model):
                yield from marked_values(item, path)
            elif shape.mark:
                yield path, item, shape.mark
