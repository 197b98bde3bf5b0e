"""Diagnostics and moments as the plain values that the ledger keeps."""

from collections.abc import Iterable
from typing import Any

from build_tools.diagnostics import Diagnostic, Spot


def pack(problems: Iterable[Diagnostic]) -> tuple[tuple[Any, ...], ...]:
    """Return problems as tuples of texts and numbers."""
    return tuple(
        (p.spot.path, p.spot.line, p.spot.column, p.code, dict(p.details), p.source, p.fix, p.width, p.cell)
        for p in problems
    )


def unpack(kept: Iterable[tuple[Any, ...]]) -> tuple[Diagnostic, ...]:
    """Return the problems that `pack` was given."""
    return tuple(Diagnostic(Spot(path, line, column), *rest) for path, line, column, *rest in kept)
