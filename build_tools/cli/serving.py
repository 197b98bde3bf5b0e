"""The command that shows the site while one writes."""

import gc
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.cli.options import AS_OF, CONTENT, LANG, absolute
from build_tools.cli.publishing import fault_lines
from build_tools.config import Config
from build_tools.posters.fonts import missing
from build_tools.publish.scratch import scratch_folder
from build_tools.search.dictionary import has_dictionary
from build_tools.strings.messages import say

if TYPE_CHECKING:
    from build_tools.engine.preview import Draft


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="First port to try; 0 takes any free one.")
@LANG
@CONTENT
@AS_OF
def serve(port: int, lang: str, content: Path | None, as_of: datetime | None) -> None:
    """Show the site on this machine alone, and show every save at once."""
    from build_tools.engine.preview import run_preview

    config = Config.at(Path.cwd(), content=absolute(content))
    day = as_of.date() if as_of else None
    if not has_dictionary():
        click.echo(say("no-dictionary", lang), err=True)
    if lost := missing():
        click.echo(say("no-posters", lang, names=", ".join(lost)), err=True)
    try:
        with scratch_folder(config.cache / "previews") as folder:
            run_preview(config, _drafts(config, day, lang, folder), port=port, lang=lang, report=click.echo)
    except KeyboardInterrupt:
        pass
    click.echo(say("preview-ended", lang))


def _drafts(config: Config, day: date | None, lang: str, folder: Path) -> "Callable[[bool], Draft]":
    """Return a function that builds again what has to be: the pages alone, or the whole."""
    from jinja2 import TemplateError, TemplateSyntaxError

    from build_tools.content.memory import Memory
    from build_tools.engine.preview import Draft
    from build_tools.publish.ledger import Ledger
    from build_tools.publish.tree import Files
    from build_tools.shells import ShellProblem
    from build_tools.workflow.cached import build_site
    from build_tools.workflow.made import Wish

    memory = Memory()
    ledgers = {pages_only: Ledger(folder / ("look" if pages_only else "whole")) for pages_only in (True, False)}

    def draft(pages_only: bool) -> Draft:  # noqa: FBT001 -- as the preview calls it
        """Return what a build gives, where a half-saved file is no reason to end."""
        wish = Wish(as_of=day, pages_only=pages_only)
        try:
            made = build_site(config, wish, out=None, ledger=ledgers[pages_only], memory=memory)
        except ShellProblem as problem:
            return Draft(None, notes=(say("shells", lang, problem=problem),))
        except TemplateError as error:
            where = f"{error.filename}:{error.lineno} " if isinstance(error, TemplateSyntaxError) else ""
            return Draft(None, notes=(say("template", lang, problem=f"{where}{error.message}"),))
        except OSError as error:
            reason, path = error.strerror or str(error), error.filename or ""
            return Draft(None, notes=(say("environment", lang, problem=reason, path=path),))
        gc.freeze()  # what is kept from save to save is not to be looked through again and again
        marks = made.files.marks if isinstance(made.files, Files) else None
        return Draft(made.files, made.problems, tuple(fault_lines(made, lang)), marks)

    return draft
