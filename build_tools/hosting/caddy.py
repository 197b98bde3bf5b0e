"""The site as a site of Caddy. Source: caddyserver.com/docs/caddyfile, on header, file_server, handle_errors."""

from collections.abc import Iterable, Iterator
from functools import cache

from build_tools.config import PACKAGE
from build_tools.hosting.filling import Form
from build_tools.hosting.media_types import TYPES
from build_tools.hosting.rules import ASK_EACH_TIME, CACHE, RULES, TYPE, Place


def format_caddy(place: Place, *, folder: str, address: str = "") -> str:
    """Return a block for a Caddyfile.

    Args:
        place: Where the site is published.
        folder: See `nginx.format_nginx`.
        address: Where Caddy listens; by default the host of the site, with a certificate that Caddy gets by itself.
    """
    return _form().fill(
        base=place.base_url,
        address=address or place.host,
        root=place.root,
        folder=_quote(folder),
        default=_quote(ASK_EACH_TIME),
        headers=_lines(3, (f"{name} {_quote(value)}" for name, value in _common(place))),
        rules=_lines(2, _rules(place)),
        missing=_lines(2, _missing(place)),
    )


@cache
def _form() -> Form:
    return Form((PACKAGE / "hosting" / "Caddyfile").read_text(encoding="utf-8"))


def _common(place: Place) -> Iterator[tuple[str, str]]:
    yield from place.everywhere.items()
    yield CACHE, ASK_EACH_TIME


def _rules(place: Place) -> Iterator[str]:
    """Yield the headers of some addresses: first the media types of endings, then what the rules say."""
    for ending, kind in TYPES.items():
        if ending != "html":  # the address of a page does not end so, and Caddy knows it
            yield f"@{ending} path *.{ending}"
            yield f"header @{ending} {TYPE} {_quote(kind)}"
    for number, rule in enumerate(RULES, 1):
        yield f"@rule{number} path_regexp {_quote(rule.expression(place.root))}"
        yield from (f"header @rule{number} {name} {_quote(value)}" for name, value in rule.headers)


def _missing(place: Place) -> Iterator[str]:
    """Yield which page answers for what does not exist."""
    for number, (begins, page) in enumerate(place.missing.items(), 1):
        yield f"@missing{number} path {begins}*"
        yield f"rewrite @missing{number} {page}"


def _quote(value: str) -> str:
    return "`" + value + "`" if '"' in value or "\\" in value else f'"{value}"'


def _lines(indent: int, lines: Iterable[str]) -> str:
    return "\n".join("\t" * indent + line for line in lines)
