"""The site as a server of nginx. Source: nginx.org, modules ngx_http_headers, _map, _core, _gzip_static."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from build_tools.config import PACKAGE
from build_tools.hosting.filling import Form
from build_tools.hosting.media_types import OTHER, TYPES
from build_tools.hosting.rules import ASK_EACH_TIME, CACHE, RULES, TYPE, Place


def format_nginx(place: Place, *, folder: str, listen: str = "", has_brotli: bool = False) -> str:
    """Return a configuration for the http block of nginx.

    Args:
        place: Where the site is published.
        folder: The folder that holds what is at the root of the host: the site, or for a site below a folder of its
            host the folder in which that one lies.
        listen: Address and port; by default the port 80 of every address.
        has_brotli: The server has the module that hands out `.br` files.
    """
    varying = {name: _variable(name) for rule in RULES for name, _ in rule.headers if name != TYPE}
    headers = dict(place.everywhere) | varying
    return _form().fill(
        base=place.base_url,
        host=place.host.partition(":")[0],
        root=place.root,
        folder=_quote(folder),
        listen=listen or "80",
        brotli="" if has_brotli else "# ",
        other=OTHER,
        maps="\n\n".join(_map(place, name, variable) for name, variable in varying.items()),
        missing="\n".join(_missing(place.missing)),
        headers=_lines(4, (f"add_header {name} {_value(value)} always;" for name, value in headers.items())),
        types=_lines(8, (f"{_quote(kind)} {ending};" for ending, kind in TYPES.items())),
        locations="".join(_locations(place)),
    )


@cache
def _form() -> Form:
    return Form((PACKAGE / "hosting" / "nginx.conf").read_text(encoding="utf-8"))


def _variable(header: str) -> str:
    return "$kyodo_" + header.lower().replace("-", "_")


def _map(place: Place, name: str, variable: str) -> str:
    default = ASK_EACH_TIME if name == CACHE else ""
    found = ((rule, value) for rule in RULES for other, value in rule.headers if other == name and value != default)
    rows = (f"{_quote('~' + rule.expression(place.root))} {_quote(value)};" for rule, value in found)
    return f"map $uri {variable} {{\n{_lines(4, (f'default {_quote(default)};', *rows))}\n}}"


def _missing(pages: Mapping[str, str]) -> Iterator[str]:
    """Yield which page answers for what does not exist; nginx takes the first expression that fits."""
    *longer, (_, page) = pages.items()
    yield f"    default {page};"
    yield from (f"    ~^{begins} {page};" for begins, page in longer)


def _locations(place: Place) -> Iterator[str]:
    """Yield the addresses whose media type is not that of their ending."""
    for rule in RULES:
        kind = dict(rule.headers).get(TYPE)
        if kind and kind != TYPES.get(rule.ends.removeprefix(".")):
            lines = (f"location ~ {_quote(rule.expression(place.root))} {{", "    types { }")
            yield f"\n{_lines(4, (*lines, f'    default_type {_quote(kind)};', '}'))}\n"


def _value(value: str) -> str:
    return value if value.startswith("$") else _quote(value)


def _quote(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _lines(indent: int, lines: Iterable[str]) -> str:
    return "\n".join(" " * indent + line for line in lines)
