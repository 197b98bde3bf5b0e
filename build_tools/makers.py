"""How a table names a maker: as `module:function`, so that a module is imported when the first page of it is made."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any


@cache
def maker(name: str) -> Callable[..., Any]:
    """Return the function that `module:function` names, below `build_tools`.

    Raises:
        ImportError, AttributeError: when there is none; `tests/unit/builder/test_units.py` asks for each.
    """
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(f"build_tools.{module}"), function)
    return found


@dataclass(frozen=True, slots=True)
class PerRecord:
    """What there is once for each record of a kind."""

    kind: str
    make: str
    """Its maker; see `maker`."""
    is_paper: bool = False
    """It is only printed: a first look at the site does without it."""
