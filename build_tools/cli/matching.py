"""The command about the matching board: what could go together and why, and what a match becomes."""

import os
import sys
from datetime import datetime
from pathlib import Path

import click

from build_tools.cli.options import AS_OF, CONTENT, LANG, absolute, report, tell_written
from build_tools.clock import read_now
from build_tools.config import Config
from build_tools.content.loader import load_content
from build_tools.i18n.words import Words
from build_tools.matching.explaining import explain, format_points
from build_tools.matching.scoring import Found, find_matches, key_of
from build_tools.model.catalog import Catalog, kind_of
from build_tools.strings.messages import say


@click.command()
@click.option("--accept", default="", metavar="'ID ID ID'", help="Entries that become a project: two or three ids.")
@click.option("--id", "id_", default="", help="Id of that project. Default: that of the first entry.")
@click.option("--title", default="", help="Its title in Japanese.")
@click.option("--title-en", default="", help="Its title in English.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, help="How many matches are told.")
@LANG
@CONTENT
@AS_OF
def match(  # noqa: PLR0913 -- an argument for each option
    accept: str,
    id_: str,
    title: str,
    title_en: str,
    *,
    limit: int,
    lang: str,
    content: Path | None,
    as_of: datetime | None,
) -> None:
    """List which needs, proposals and operations could go together, and why; or make a project of a match."""
    from build_tools.editing.accepting import changes_for, draft_project, find_entries
    from build_tools.editing.scaffold import Refused, write_scaffold
    from build_tools.editing.targets import split_names

    config = Config.at(Path.cwd(), content=absolute(content))
    loaded = load_content(config.content, root=config.root)
    if loaded.catalog is None:
        report(loaded.problems, lang)
        sys.exit(1)
    if not accept:
        _list(loaded.catalog, limit, lang)
        return
    try:
        day = read_now(as_of.date() if as_of else None, zone=loaded.catalog.site.timezone).date()
        entries = find_entries(split_names((accept,)), loaded.catalog)
        draft = draft_project(entries, id_ or entries[0].id, updated=day, titles={"ja": title, "en": title_en})
        written = write_scaffold(config.content, draft, lang=lang, vocabularies=loaded.catalog.vocabularies)
    except Refused as refused:
        click.echo(say(refused.key, lang, **refused.details), err=True)
        sys.exit(2)
    tell_written(written, draft.unfilled, lang)
    click.echo(say("match-change", lang))
    for entry, lines in changes_for(entries, draft.id):
        path = os.path.relpath(config.root / loaded.catalog.paths[key_of(entry)])
        click.echo("\n".join((f"\n{path}", *(f"    {line}" for line in lines))))


def _list(catalog: Catalog, limit: int, lang: str) -> None:
    matches = find_matches(catalog)
    if not matches.shown:
        click.echo(say("match-nothing", lang))
    for heading, every in (("match-triples", matches.triples), ("match-pairs", matches.pairs)):
        if every:
            click.echo(say(heading, lang, count=len(every)))
        for found in every[:limit]:
            _tell(found, catalog, lang)


def _tell(found: Found, catalog: Catalog, lang: str) -> None:
    words = Words(lang, catalog.strings[lang])
    click.echo(f"\n{words('matching.score', points=format_points(found.score * 100))}")
    for entry in found.entries:
        mark = f" [{words('mark.sample')}]" if entry.sample else ""
        click.echo(f"  {words(f'kind.{kind_of(entry)}')}: {entry.title.get(lang)} ({entry.id}){mark}")
    for reason in explain(found, catalog, words):
        click.echo(f"    - {reason.striptags()}")
