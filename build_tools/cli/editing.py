"""The commands that start records, bring them in, and help while one types."""

import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.cli.options import AS_OF, CONTENT, LANG, absolute, report, shown, tell_written
from build_tools.clock import read_now
from build_tools.config import Config
from build_tools.content.loader import load_content, load_settings, load_vocabularies
from build_tools.model.site import Term
from build_tools.strings.messages import say

if TYPE_CHECKING:
    from build_tools.editing.importing import Import


@click.command()
@click.argument("kind")
@click.argument("id_", metavar="ID")
@click.option("--title", default="", help="Title in Japanese, as the source prints it.")
@click.option("--title-en", default="", help="Title in English.")
@click.option("--sample", is_flag=True, help="Mark it as an invented example.")
@LANG
@CONTENT
@AS_OF
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

    config = Config.at(Path.cwd(), content=absolute(content))
    titles = {"ja": title, "en": title_en}
    try:
        day = _read_day(config, as_of, lang)
        draft = decode_draft(kind, id_, updated=day, titles=titles, is_sample=sample)
        written = write_scaffold(config.content, draft, lang=lang, vocabularies=_read_vocabularies(config, lang))
    except Refused as refused:
        click.echo(say(refused.key, lang, **refused.details), err=True)
        sys.exit(2)
    tell_written(written, draft.unfilled, lang)


@click.command()
@LANG
@CONTENT
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder of the schemas.")
def schema(lang: str, content: Path | None, out: Path | None) -> None:
    """Write a JSON Schema for each kind of record, for editors that help while one types."""
    from build_tools.editing.schema import write_schemas
    from build_tools.model.kinds import KINDS

    config = Config.at(Path.cwd(), content=absolute(content))
    folder = absolute(out) or config.cache / "schema"
    written = write_schemas(folder, lang=lang, vocabularies=_read_vocabularies(config, lang))
    click.echo(say("schema-written", lang, count=len(written), out=shown(folder)))
    click.echo(say("schema-next", lang, file=os.path.relpath(written[0]), folder=KINDS[0].folder))


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--write", is_flag=True, help="Write the new records; without it, only say what would be written.")
@click.option("--source", default="", help="Address that the facts of rows without a URL come from.")
@LANG
@CONTENT
@AS_OF
def import_(  # noqa: PLR0913 -- an argument for each option
    file: Path, *, write: bool, source: str, lang: str, content: Path | None, as_of: datetime | None
) -> None:
    """Bring in events from a CSV FILE with the 32 columns of the recommended data set."""
    from build_tools.editing.importing import plan_import, read_event_ids, read_import, write_import
    from build_tools.model.values import parse_url

    config = Config.at(Path.cwd(), content=absolute(content))
    try:
        source = parse_url(source) if source else ""
    except ValueError:
        click.echo(say("import-bad-source", lang, value=source), err=True)
        sys.exit(2)
    loaded = load_content(config.content, root=config.root)
    if loaded.catalog is None:
        report(loaded.problems, lang)
        sys.exit(1)
    today = read_now(as_of.date() if as_of else None, zone=loaded.catalog.site.timezone).date()
    taken = read_event_ids(config.content)
    plan = plan_import(read_import(file), file.name, loaded.catalog, taken=taken, today=today, source=source)
    report(plan.problems, lang)
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
        report(loaded.problems, lang)
        sys.exit(1)
    return read_now(None, zone=loaded.settings[0].timezone).date()


def _read_vocabularies(config: Config, lang: str) -> Mapping[str, Mapping[str, Term]]:
    """Return the vocabularies; with errors in them, stop and say them."""
    vocabularies, problems = load_vocabularies(config.content, root=config.root)
    if any(problem.is_error for problem in problems):
        report(problems, lang)
        sys.exit(1)
    return vocabularies
