"""What a field is for: the docstring below its declaration, read from the source when someone asks.

pydantic can do so as well (`use_attribute_docstrings`), but does it for every class at every start.
"""

import ast
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from inspect import cleandoc
from itertools import pairwise
from pathlib import Path

from build_tools.model.base import Model, owner_of


def field_meaning(model: type[Model], name: str) -> str:
    """Return the docstring of a field; empty where it has none."""
    owner = owner_of(model, name)
    return _docstrings(owner.__module__).get((owner.__name__, name), "")


@cache
def _docstrings(module: str) -> Mapping[tuple[str, str], str]:
    """Return class and field to docstring, of every class of a module."""
    source = Path(str(sys.modules[module].__file__)).read_text(encoding="utf-8")
    classes = (node for node in ast.parse(source).body if isinstance(node, ast.ClassDef))
    return {(node.name, name): text for node in classes for name, text in _fields(node)}


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(node.body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, cleandoc(text)
