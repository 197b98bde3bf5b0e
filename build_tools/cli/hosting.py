"""The command that tells a server how to answer with the site."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import click

from build_tools.cli.options import CONTENT, LANG, absolute, report
from build_tools.config import Config
from build_tools.content.loader import load_settings
from build_tools.hosting.caddy import format_caddy
from build_tools.hosting.headers_file import format_headers_file
from build_tools.hosting.nginx import format_nginx
from build_tools.hosting.rules import Place
from build_tools.strings.messages import say

_HOSTS: Mapping[str, Callable[[Place, str, bool], str]] = MappingProxyType(
    {
        "caddy": lambda place, folder, _: format_caddy(place, folder=folder),
        "cloudflare": lambda place, *_: format_headers_file(place),
        "netlify": lambda place, *_: format_headers_file(place),
        "nginx": lambda place, folder, has_brotli: format_nginx(place, folder=folder, has_brotli=has_brotli),
    }
)
"""Kind of host to its configuration for a place, the folder of the site there, and what the server can do."""


@click.command()
@click.argument("host", type=click.Choice(sorted(_HOSTS)))
@click.option("--root", default="/var/www/html", help="Folder that the server shows at the root of the host.")
@click.option("--brotli", is_flag=True, help="nginx has the module that hands out .br files.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None, help="File to write.")
@LANG
@CONTENT
def headers(host: str, root: str, out: Path | None, lang: str, content: Path | None, *, brotli: bool) -> None:  # noqa: PLR0913 -- an argument for each option
    """Write how a HOST is to answer with the site: security headers, how long files are kept, kinds of files."""
    config = Config.at(Path.cwd(), content=absolute(content))
    loaded = load_settings(config.content, root=config.root)
    if loaded.settings is None:
        report(loaded.problems, lang)
        sys.exit(1)
    text = _HOSTS[host](Place(loaded.settings[0].base_url), root, brotli)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
        click.echo(say("headers-written", lang, path=out, host=host))
