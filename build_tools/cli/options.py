"""What the commands share: their options, and how they tell what is wrong."""

import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.strings.messages import say

if TYPE_CHECKING:
    from build_tools.diagnostics import Diagnostic

FORMATS = ("text", "json", "github")


def default_lang() -> str:
    """Return the language of messages that the environment asks for."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "ja" if value.startswith("ja") else "en"
    return "en"


LANG = click.option("--lang", type=click.Choice(["ja", "en"]), default=default_lang, help="Language of messages.")
CONTENT = click.option("--content", type=click.Path(path_type=Path), default=None, help="Folder of records.")
CACHE = click.option("--cache", type=click.Path(path_type=Path), default=None, help="Folder of what is kept.")
PUBLISHED = click.option(
    "--published",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=None,
    help="What was published last: its data/state.json. Default: that of the last build.",
)
AS_OF = click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Day the site speaks for.")


def report(problems: "Iterable[Diagnostic]", lang: str, form: str = "text") -> None:
    """Say the problems in one of the `FORMATS`: text for people goes to the error stream."""
    problems = tuple(problems)
    if not problems and form == "text":
        return
    from build_tools.diagnostics import format_github, format_json, format_text

    format_ = {"text": format_text, "json": format_json, "github": format_github}[form]
    if text := format_(problems, lang):
        click.echo(text, err=form == "text")


def absolute(path: Path | None) -> Path | None:
    """Return a path that was given, so that a change of folder does not move it."""
    return path.resolve() if path else None


def shown(path: Path) -> str:
    """Return a folder as a person reads it: from here, where it lies below."""
    return f"{path.relative_to(Path.cwd())}/" if path.is_relative_to(Path.cwd()) else str(path)


def tell_written(files: Iterable[Path], unfilled: Collection[str], lang: str) -> None:
    """Say which files a command has begun, and what is left to fill in: the names of fields."""
    for file in files:
        click.echo(say("new-written", lang, path=os.path.relpath(file)))
    click.echo(say("new-next" if unfilled else "new-next-filled", lang, fields=", ".join(unfilled)))
