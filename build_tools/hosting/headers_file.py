"""The file `_headers` for Cloudflare Pages and Netlify, which both read it from the root of the published site.

Both send `Cache-Control: public, max-age=0, must-revalidate` by themselves, which means what `no-cache` does, so it
stands here for nothing but what differs. Both know ordinary media types.
Source: developers.cloudflare.com/pages/configuration/headers (100 rules, lines of 2,000 characters, one asterisk in a
path); docs.netlify.com/manage/routing/headers.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from build_tools.artifacts import File
from build_tools.hosting.rules import RULES, Place
from build_tools.model.catalog import Catalog

PATH = "_headers"
"""Its address below the site's root."""


def build_headers_file(catalog: Catalog, now: datetime) -> Iterator[File]:  # noqa: ARG001 -- as every maker; the day plays no part
    """Yield the file; hosts that do not know it publish it like any other."""
    yield File(PATH, format_headers_file(Place(catalog.site.base_url)).encode())


def format_headers_file(place: Place) -> str:
    """Return the text of the file."""
    blocks = [_block(f"{place.root}*", place.everywhere.items())]
    blocks += (_block(rule.splat(place.root), rule.headers) for rule in RULES)
    return "\n".join(blocks)


def _block(path: str, headers: Iterable[tuple[str, str]]) -> str:
    return "".join([f"{path}\n", *(f"  {name}: {value}\n" for name, value in headers)])
