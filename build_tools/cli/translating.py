"""The command that says that a translation agrees with the Japanese as it stands."""

import os
import sys
from pathlib import Path

import click

from build_tools.cli.options import CONTENT, LANG, absolute
from build_tools.config import Config
from build_tools.editing.scaffold import Refused
from build_tools.editing.stamping import stamp_named, stamp_unstamped
from build_tools.editing.targets import split_names
from build_tools.strings.messages import say


@click.command()
@click.argument("names", metavar="ID", nargs=-1)
@click.option("--all", "is_all", is_flag=True, help="Stamp every translation that bears no stamp yet.")
@click.option("--kind", default="", help="With --all, only this kind of record.")
@LANG
@CONTENT
def translated(names: tuple[str, ...], *, is_all: bool, kind: str, lang: str, content: Path | None) -> None:
    """Say that a translation is up to date. ID: events/2026-walk, or events/2026-walk.en for one language."""
    config = Config.at(Path.cwd(), content=absolute(content))
    if is_all == bool(names):
        click.echo(say("translated-what", lang), err=True)
        sys.exit(2)
    try:
        found = [item for name in split_names(names) for item in stamp_named(name, config)]
        found += stamp_unstamped(config, kind=kind) if is_all else ()
    except Refused as refused:
        click.echo(say(refused.key, lang, **refused.details), err=True)
        sys.exit(2)
    for item in found:
        key = "translated-written" if item.is_new else "translated-already"
        click.echo(say(key, lang, path=os.path.relpath(item.file), stamp=item.stamp))
    click.echo(say("translated-count", lang, count=sum(item.is_new for item in found)))
