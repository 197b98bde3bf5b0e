"""The commands about search: what a query finds in the site that was built, and how well a corpus is searched."""

import sys
from datetime import datetime
from pathlib import Path

import click

from build_tools.cli.options import AS_OF, LANG
from build_tools.clock import read_now
from build_tools.config import Config
from build_tools.model.base import LANGUAGES
from build_tools.search.evaluating import Group, measure
from build_tools.search.finding import Found, Hit, find
from build_tools.search.lookup import FileIndex
from build_tools.search.planning import Way
from build_tools.strings.messages import say

_ZONE = "Asia/Tokyo"
"""Where those are who ask: the files of an index name no zone."""


@click.command()
@click.argument("query")
@LANG
@AS_OF
@click.option("--in", "site_lang", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help="Language of the site.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, help="How many pages are told.")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder of the finished site.")
def search(  # noqa: PLR0913, PLR0917 -- an argument for each option
    query: str, lang: str, as_of: datetime | None, site_lang: str, limit: int, out: Path | None
) -> None:
    """Say what a query finds in the site that was built, with scores, and why."""
    folder = (out or Config.at(Path.cwd()).out) / "search"
    today = read_now(as_of.date() if as_of else None, zone=_ZONE).date()
    try:
        indexes = {name: FileIndex((folder / name).joinpath, today) for name in LANGUAGES}
    except (FileNotFoundError, ValueError, KeyError):
        click.echo(say("no-index", lang, folder=str(folder)), err=True)
        sys.exit(3)
    index, other = indexes[site_lang], next(indexes[name] for name in LANGUAGES if name != site_lang)
    found = find(query, index, index.synonyms, other)
    click.echo(_summary(found, query, lang))
    for number, hit in enumerate(found.hits[:limit], 1):
        path, title, kind, *_ = index.page(hit.page) or other.page(hit.page) or ("", "", "")
        click.echo(f"{number:3}. {hit.score:8.3f}  {title} [{kind}] /{path}")
        click.echo(f"     {_why(hit, lang)}")


def _summary(found: Found, query: str, lang: str) -> str:
    if not found.hits:
        return say("found-nothing", lang, query=query)
    form = "found-other" if found.is_other else "found-close" if found.is_close else "found"
    return say(form, lang, query=query, number=len(found.hits))


def _why(hit: Hit, lang: str) -> str:
    if not hit.ways:
        return say("why-title", lang)
    return "; ".join(_tell(way, lang) for way in hit.ways)


def _tell(way: Way, lang: str) -> str:
    terms = " ".join(term for term, _ in way.terms)
    return say(f"why-{way.how}", lang, text=way.text, terms=terms)


@click.command()
@click.argument("records", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("queries", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--synonyms", type=click.Path(path_type=Path, exists=True, dir_okay=False), default=None,
              help="A file like content/synonyms.yml.")  # fmt: skip
@click.option("--pages", type=click.IntRange(0, 100_000), default=0, help="Put it among so many made-up pages.")
@click.option("--misses", "is_detailed", is_flag=True, help="Tell each query that does not find all that it should.")
@LANG
def search_eval(  # noqa: PLR0913 -- an argument for each option
    records: Path, queries: Path, synonyms: Path | None, pages: int, *, is_detailed: bool, lang: str
) -> None:
    """Measure search on a corpus: RECORDS and QUERIES are JSON files in the form of the benchmark's."""
    groups = measure(records, queries, synonyms, pages=pages)
    click.echo(say("eval-head", lang))
    for group in groups:
        click.echo(_row(group))
        for line in group.misses if is_detailed else ():
            click.echo(f"    {line}")


def _row(group: Group) -> str:
    return f"{group.name:14} {group.queries:7} {group.recall:8.3f} {group.requests:9.1f} {group.octets / 1024:9.1f}"
