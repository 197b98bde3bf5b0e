"""The commands that check, build and show the site."""

import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.cli.options import AS_OF, CONTENT, FORMATS, LANG, PUBLISHED, absolute, report, shown
from build_tools.config import Config
from build_tools.content.loader import Loaded, load_content
from build_tools.content.published import check_against
from build_tools.content.untranslated import check_translated
from build_tools.model.announced import STATE_PATH
from build_tools.strings.messages import say

if TYPE_CHECKING:
    from build_tools.engine.preview import Draft
    from build_tools.workflow import Made

MOST_FAULTS = 20
"""So many faults of finished pages are told one by one; a slip in the theme stands on every page."""


@click.command()
@LANG
@CONTENT
@AS_OF
@PUBLISHED
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", help="For people, programs or GitHub."
)
def check(lang: str, content: Path | None, as_of: datetime | None, published: Path | None, form: str) -> None:
    """Say everything that is wrong with the content."""
    config = Config.at(Path.cwd(), content=absolute(content))
    loaded = load_content(config.content, root=config.root)
    state, day = absolute(published) or config.out / STATE_PATH, as_of.date() if as_of else None
    loaded.problems += check_against(state, loaded, day, root=config.root)
    loaded.problems += check_translated(loaded, day)
    report(loaded, lang, form)
    if form == "text":
        count = sum(len(records) for records in loaded.catalog.records.values()) if loaded.catalog else 0
        click.echo(_summary(loaded, lang) if loaded.has_errors else say("checked", lang, records=count))
    sys.exit(1 if loaded.has_errors else 0)


def _summary(loaded: Loaded, lang: str) -> str:
    errors = sum(problem.is_error for problem in loaded.problems)
    counts = {"errors": errors, "warnings": len(loaded.problems) - errors}
    words = {name: say(f"{name}-one" if count == 1 else name, lang, count=count) for name, count in counts.items()}
    return say("problems", lang, **words)


@click.command()
@LANG
@CONTENT
@AS_OF
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder of the finished site.")
@PUBLISHED
def site(lang: str, content: Path | None, as_of: datetime | None, out: Path | None, published: Path | None) -> None:
    """Check, build, verify and publish the site, and say where it is."""
    from build_tools.engine.shells import ShellProblem
    from build_tools.publish.writing import publish
    from build_tools.workflow import make_site

    config = Config.at(Path.cwd(), content=absolute(content), out=absolute(out))
    started = time.monotonic()
    try:
        day = as_of.date() if as_of else None
        made = make_site(
            config, day, step=lambda name: click.echo(say(f"step-{name}", lang)), published=absolute(published)
        )
    except ShellProblem as problem:
        click.echo(say("shells", lang, problem=problem), err=True)
        sys.exit(1)
    report(Loaded(None, list(made.problems)), lang)
    for line in _fault_lines(made, lang):
        click.echo(line, err=True)
    if made.files is None or not made.is_good:
        click.echo(say("not-published", lang, out=shown(config.out)), err=True)
        sys.exit(1)
    written = publish(made.files, config.out)
    seconds = f"{time.monotonic() - started:.1f}"
    counts = {"pages": sum(path.endswith(".html") for path in made.files), "records": made.records, "seconds": seconds}
    click.echo(say("published", lang, made=written.made, kept=written.kept, removed=written.removed, **counts))
    click.echo(say("where", lang, out=shown(config.out)))


def _fault_lines(made: "Made", lang: str) -> Iterator[str]:
    for fault in made.faults[:MOST_FAULTS]:
        yield say(fault.code, lang, page=fault.page, what=fault.what)
    if len(made.faults) > MOST_FAULTS:
        yield say("more-faults", lang, number=len(made.faults) - MOST_FAULTS)


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
    try:
        run_preview(
            config,
            lambda pages_only: _draft(config, day, lang, pages_only=pages_only),
            port=port,
            lang=lang,
            report=click.echo,
        )
    except KeyboardInterrupt:
        click.echo(say("preview-ended", lang))


def _draft(config: Config, day: date | None, lang: str, *, pages_only: bool) -> "Draft":
    """Return what a build gives for the preview, where a half-saved file is no reason to end."""
    from jinja2 import TemplateError, TemplateSyntaxError

    from build_tools.engine.preview import Draft
    from build_tools.engine.shells import ShellProblem
    from build_tools.workflow import make_site

    try:
        made = make_site(config, day, pages_only=pages_only)
    except ShellProblem as problem:
        return Draft(None, notes=(say("shells", lang, problem=problem),))
    except TemplateError as error:
        where = f"{error.filename}:{error.lineno} " if isinstance(error, TemplateSyntaxError) else ""
        return Draft(None, notes=(say("template", lang, problem=f"{where}{error.message}"),))
    except OSError as error:
        reason, path = error.strerror or str(error), error.filename or ""
        return Draft(None, notes=(say("environment", lang, problem=reason, path=path),))
    return Draft(made.files, made.problems, tuple(_fault_lines(made, lang)))
