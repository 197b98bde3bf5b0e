"""The commands. The only module that prints or exits; heavy parts are imported when asked for.

Exit codes: 0 clean, 1 content errors, 2 usage, 3 environment (disk full, missing tool).
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from build_tools.clock import read_now
from build_tools.config import Config
from build_tools.content.loader import Loaded, load_content, load_settings, load_vocabularies
from build_tools.content.published import check_against
from build_tools.diagnostics import format_github, format_json, format_text
from build_tools.model.announced import STATE_PATH
from build_tools.model.site import Term
from build_tools.strings.messages import say

if TYPE_CHECKING:
    from build_tools.editing.importing import Import
    from build_tools.engine.preview import Draft
    from build_tools.workflow import Made

_FORMATS = {"text": format_text, "json": format_json, "github": format_github}

MOST_FAULTS = 20
"""So many faults of finished pages are told one by one; a slip in the theme stands on every page."""


def _default_lang() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "ja" if value.startswith("ja") else "en"
    return "en"


_LANG = click.option("--lang", type=click.Choice(["ja", "en"]), default=_default_lang, help="Language of messages.")
_CONTENT = click.option("--content", type=click.Path(path_type=Path), default=None, help="Folder of records.")
_PUBLISHED = click.option(
    "--published",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=None,
    help="What was published last: its data/state.json. Default: that of the last build.",
)
_AS_OF = click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Day the site speaks for.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Build the site of a city's collaboration from the records under content/."""


@cli.command()
@_LANG
@_CONTENT
@_AS_OF
@_PUBLISHED
@click.option(
    "--format", "form", type=click.Choice(list(_FORMATS)), default="text", help="For people, programs or GitHub."
)
def check(lang: str, content: Path | None, as_of: datetime | None, published: Path | None, form: str) -> None:
    """Say everything that is wrong with the content."""
    config = Config.at(Path.cwd(), content=_absolute(content))
    loaded = load_content(config.content, root=config.root)
    state, day = _absolute(published) or config.out / STATE_PATH, as_of.date() if as_of else None
    loaded.problems += check_against(state, loaded, day, root=config.root)
    _report(loaded, lang, form)
    if form == "text":
        count = sum(len(records) for records in loaded.catalog.records.values()) if loaded.catalog else 0
        click.echo(_summary(loaded, lang) if loaded.has_errors else say("checked", lang, records=count))
    sys.exit(1 if loaded.has_errors else 0)


def _report(loaded: Loaded, lang: str, form: str = "text") -> None:
    text = _FORMATS[form](loaded.problems, lang)
    if text:
        click.echo(text, err=form == "text")


def _summary(loaded: Loaded, lang: str) -> str:
    errors = sum(problem.is_error for problem in loaded.problems)
    return say("problems", lang, errors=errors, warnings=len(loaded.problems) - errors)


@cli.command()
@_LANG
@_CONTENT
@_AS_OF
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder of the finished site.")
@_PUBLISHED
def site(lang: str, content: Path | None, as_of: datetime | None, out: Path | None, published: Path | None) -> None:
    """Check, build, verify and publish the site, and say where it is."""
    from build_tools.engine.shells import ShellProblem
    from build_tools.publish.writing import publish
    from build_tools.workflow import make_site

    config = Config.at(Path.cwd(), content=_absolute(content), out=_absolute(out))
    started = time.monotonic()
    try:
        day = as_of.date() if as_of else None
        made = make_site(
            config, day, step=lambda name: click.echo(say(f"step-{name}", lang)), published=_absolute(published)
        )
    except ShellProblem as problem:
        click.echo(say("shells", lang, problem=problem), err=True)
        sys.exit(1)
    _report(Loaded(None, list(made.problems)), lang)
    for line in _fault_lines(made, lang):
        click.echo(line, err=True)
    if made.files is None or not made.is_good:
        click.echo(say("not-published", lang, out=_shown(config.out)), err=True)
        sys.exit(1)
    written = publish(made.files, config.out)
    seconds = f"{time.monotonic() - started:.1f}"
    counts = {"pages": sum(path.endswith(".html") for path in made.files), "records": made.records, "seconds": seconds}
    click.echo(say("published", lang, made=written.made, kept=written.kept, removed=written.removed, **counts))
    click.echo(say("where", lang, out=_shown(config.out)))


def _fault_lines(made: "Made", lang: str) -> Iterator[str]:
    for fault in made.faults[:MOST_FAULTS]:
        yield say(fault.code, lang, page=fault.page, what=fault.what)
    if len(made.faults) > MOST_FAULTS:
        yield say("more-faults", lang, number=len(made.faults) - MOST_FAULTS)


@cli.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="First port to try; 0 takes any free one.")
@_LANG
@_CONTENT
@_AS_OF
def serve(port: int, lang: str, content: Path | None, as_of: datetime | None) -> None:
    """Show the site on this machine alone, and show every save at once."""
    from build_tools.engine.preview import run_preview

    config = Config.at(Path.cwd(), content=_absolute(content))
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


@cli.command()
@click.argument("kind")
@click.argument("id_", metavar="ID")
@click.option("--title", default="", help="Title in Japanese, as the source prints it.")
@click.option("--title-en", default="", help="Title in English.")
@click.option("--sample", is_flag=True, help="Mark it as an invented example.")
@_LANG
@_CONTENT
@_AS_OF
def new(  # noqa: PLR0913 -- an argument for each option
    kind: str,
    id_: str,
    title: str,
    title_en: str,
    *,
    sample: bool,
    lang: str,
    content: Path | None,
    as_of: datetime | None,
) -> None:
    """Start a record of a KIND: its files, with the fields to fill in. The ID becomes its address."""
    from build_tools.editing.scaffold import Refused, decode_draft, write_scaffold

    config = Config.at(Path.cwd(), content=_absolute(content))
    titles = {"ja": title, "en": title_en}
    try:
        day = _read_day(config, as_of, lang)
        draft = decode_draft(kind, id_, updated=day, titles=titles, is_sample=sample)
        written = write_scaffold(config.content, draft, lang=lang, vocabularies=_read_vocabularies(config, lang))
    except Refused as refused:
        click.echo(say(refused.key, lang, **refused.details), err=True)
        sys.exit(2)
    for file in written:
        click.echo(say("new-written", lang, path=os.path.relpath(file)))
    click.echo(say("new-next" if draft.unfilled else "new-next-filled", lang, fields=", ".join(draft.unfilled)))


@cli.command()
@_LANG
@_CONTENT
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder of the schemas.")
def schema(lang: str, content: Path | None, out: Path | None) -> None:
    """Write a JSON Schema for each kind of record, for editors that help while one types."""
    from build_tools.editing.schema import write_schemas
    from build_tools.model.kinds import KINDS

    config = Config.at(Path.cwd(), content=_absolute(content))
    folder = _absolute(out) or config.cache / "schema"
    written = write_schemas(folder, lang=lang, vocabularies=_read_vocabularies(config, lang))
    click.echo(say("schema-written", lang, count=len(written), out=_shown(folder)))
    click.echo(say("schema-next", lang, file=os.path.relpath(written[0]), folder=KINDS[0].folder))


@cli.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--write", is_flag=True, help="Write the new records; without it, only say what would be written.")
@click.option("--source", default="", help="Address that the facts of rows without a URL come from.")
@_LANG
@_CONTENT
@_AS_OF
def import_(  # noqa: PLR0913 -- an argument for each option
    file: Path, *, write: bool, source: str, lang: str, content: Path | None, as_of: datetime | None
) -> None:
    """Bring in events from a CSV FILE with the 32 columns of the recommended data set."""
    from build_tools.editing.importing import plan_import, read_event_ids, read_import, write_import
    from build_tools.model.values import parse_url

    config = Config.at(Path.cwd(), content=_absolute(content))
    try:
        source = parse_url(source) if source else ""
    except ValueError:
        click.echo(say("import-bad-source", lang, value=source), err=True)
        sys.exit(2)
    loaded = load_content(config.content, root=config.root)
    if loaded.catalog is None:
        _report(loaded, lang)
        sys.exit(1)
    today = read_now(as_of.date() if as_of else None, zone=loaded.catalog.site.timezone).date()
    taken = read_event_ids(config.content)
    plan = plan_import(read_import(file), file.name, loaded.catalog, taken=taken, today=today, source=source)
    _report(Loaded(None, list(plan.problems)), lang)
    for line in _import_lines(plan, config, lang):
        click.echo(line)
    if plan.has_errors:
        click.echo(say("import-stopped", lang), err=True)
        sys.exit(1)
    written = write_import(config.content, plan.outcomes) if write else ()
    ending = "import-written" if written else "import-nothing" if write or not plan.count("new") else "import-dry"
    click.echo(say(ending, lang, count=len(written)))


def _import_lines(plan: "Import", config: Config, lang: str) -> Iterator[str]:
    for item in plan.outcomes:
        path = os.path.relpath(config.content / "events" / f"{item.id}.md")
        yield say(
            f"import-{item.fate}", lang, row=item.row, path=path, title=item.title, columns=", ".join(item.changed)
        )
    yield say("import-count", lang, **{fate: plan.count(fate) for fate in ("new", "same", "changed", "wrong")})


def _read_day(config: Config, as_of: datetime | None, lang: str) -> date:
    """Return the day it is in the city; without its settings, stop and say why."""
    if as_of:
        return as_of.date()
    loaded = load_settings(config.content, root=config.root)
    if loaded.settings is None:
        _report(Loaded(None, loaded.problems), lang)
        sys.exit(1)
    return read_now(None, zone=loaded.settings[0].timezone).date()


def _read_vocabularies(config: Config, lang: str) -> Mapping[str, Mapping[str, Term]]:
    """Return the vocabularies; with errors in them, stop and say them."""
    vocabularies, problems = load_vocabularies(config.content, root=config.root)
    if any(problem.is_error for problem in problems):
        _report(Loaded(None, problems), lang)
        sys.exit(1)
    return vocabularies


def _absolute(path: Path | None) -> Path | None:
    return path.resolve() if path else None


def _shown(path: Path) -> str:
    return f"{path.relative_to(Path.cwd())}/" if path.is_relative_to(Path.cwd()) else str(path)


def main() -> None:
    """Run the command line; trouble with the machine ends in one sentence and exit code 3."""
    _guard(cli)


def _guard(command: Callable[[], Any]) -> None:
    try:
        command()
    except OSError as error:
        click.echo(
            say("environment", _default_lang(), problem=error.strerror or str(error), path=error.filename or ""),
            err=True,
        )
        sys.exit(3)
