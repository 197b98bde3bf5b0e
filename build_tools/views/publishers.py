"""Whose address it is."""

import re

from build_tools.model.catalog import Catalog
from build_tools.model.site import Term

_HOST = re.compile(r"https?://([^/?#:]+)", re.IGNORECASE)


def publisher_of(url: str, catalog: Catalog) -> tuple[str, Term | None]:
    """Return the host of a checked address, in small letters, and its entry of the publishers vocabulary.

    Entries are named by hosts: `www.` and a last dot taken off, dots as hyphens.
    """
    found = _HOST.match(url)
    host = found[1].lower() if found else ""
    return host, catalog.terms("publishers").get(host.rstrip(".").removeprefix("www.").replace(".", "-"))
