"""Every page and file of a catalog as makers give them, before they are set into shells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from build_tools.artifacts import File, Page
from build_tools.builder.addresses import Claim, check_addresses
from build_tools.builder.units import MOVED, all_units
from build_tools.builder.workshop import Workshop
from build_tools.diagnostics import Diagnostic
from build_tools.model.catalog import Catalog
from build_tools.shells import Shells
from build_tools.urls import site_path


@dataclass(frozen=True)
class Artifacts:
    """What a catalog gives at a moment."""

    pages: tuple[Page, ...]
    files: tuple[File, ...]
    problems: tuple[Diagnostic, ...]
    """Addresses that are claimed twice."""


def build_artifacts(catalog: Catalog, now: datetime, *, hand_written: Iterable[str] = (), only: str = "") -> Artifacts:
    """Make all that the catalog gives, beside hand-written pages at some addresses; or the files of a format `only`."""
    workshop = Workshop(catalog, now, Shells({}, {}), {})
    units = tuple(all_units({kind: tuple(ids) for kind, ids in catalog.records.items()}, pages_only=False))
    if only:
        files = (unit for unit in units if unit.group in {"file", "record-file"})
        units = tuple(unit for unit in files if only in unit.maker or unit.maker == "archive")
    made = [(unit, item) for unit in units for item in workshop.artifacts(unit)]
    pages = tuple(item for _, item in made if isinstance(item, Page))
    claims = [Claim(path) for path in hand_written]
    for unit, item in made:
        if isinstance(item, Page):
            file = site_path(item.path, item.lang) + "index.html"
            claims.append(Claim(file, item.path, item.source, is_page=True))
        elif unit.maker != MOVED:
            claims.append(Claim(item.path))
    others = tuple(item for _, item in made if isinstance(item, File))
    return Artifacts(pages, others, tuple(check_addresses(claims, catalog)))


def build_calendars(catalog: Catalog, now: datetime) -> tuple[File, ...]:
    """Make every calendar of the catalog."""
    return tuple(sorted(build_artifacts(catalog, now, only="calendar").files, key=lambda file: file.path))
