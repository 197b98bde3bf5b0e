"""No two files may claim one address, and no old address may hide a page that exists."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from build_tools.diagnostics import Diagnostic, Spot
from build_tools.model.base import LANGUAGES
from build_tools.model.catalog import Catalog
from build_tools.urls import site_path

_OURS = "docs/"
"""What stands for the source of a file that no record is to blame for."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A file of the site and what it is made from."""

    file: str
    """Below the site's root."""
    address: str = ""
    """Of a page, below its language's root; a page alone can be to blame."""
    source: str = ""
    """Its content file; empty for a list."""
    is_page: bool = False


def check_addresses(claims: Iterable[Claim], catalog: Catalog) -> Iterator[Diagnostic]:
    """Yield a problem for each address that is claimed twice, once for all languages.

    Args:
        claims: All files but the pages at old addresses; of two pages that clash, the later one is to blame.
        catalog: The checked content.
    """
    every = sorted(claims, key=lambda claim: claim.is_page)
    taken: dict[str, str] = {}
    told: set[str] = set()
    for claim in every:
        if claim.file in taken and claim.is_page and claim.address not in told:
            told.add(claim.address)
            details = {"address": claim.address, "other": taken[claim.file]}
            yield Diagnostic(Spot(claim.source or claim.address), "path-taken", details)
        taken[claim.file] = (claim.source or claim.address) if claim.is_page else _OURS
    yield from _check_aliases(catalog, taken)


def _check_aliases(catalog: Catalog, taken: Mapping[str, str]) -> Iterator[Diagnostic]:
    for kind, records in catalog.records.items():
        for id_, record in records.items():
            for alias in record.aliases:
                files = (site_path(alias, lang) + "index.html" for lang in LANGUAGES)
                others = [taken[file] for file in files if file in taken]
                if others:
                    spot = Spot(catalog.paths[(kind, id_)])
                    yield Diagnostic(spot, "path-taken", {"address": alias, "other": others[0]})
