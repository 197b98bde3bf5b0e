"""The command that builds and publishes the site."""

import gc
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import click

from build_tools.cli.options import AS_OF, CACHE, CONTENT, LANG, PUBLISHED, absolute, report, shown
from build_tools.config import Config
from build_tools.posters.fonts import missing
from build_tools.search.dictionary import has_dictionary
from build_tools.shells import ShellProblem
from build_tools.strings.messages import say
from build_tools.workers import WorkerDied, cores
from build_tools.workflow.cached import build_site
from build_tools.workflow.made import Made, Wish

MOST_FAULTS = 20
"""So many faults of finished pages are told one by one; a slip in the theme stands on every page."""


@click.command()
@LANG
@CONTENT
@AS_OF
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder of the finished site.")
@PUBLISHED
@CACHE
@click.option("--no-cache", "is_kept", flag_value=False, default=True, help="Make everything, and keep nothing of it.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=cores, help="How many processes work; all cores by default."
)
@click.option("--compress", "is_compressed", is_flag=True, help="Put a .gz and a .br beside each text file.")
@click.option("--pages-only", is_flag=True, help="For a first look: no calendars, feeds, data, flyers, verification.")
@click.option("--profile", "is_profiled", is_flag=True, help="Tell how long each step took.")
def site(  # noqa: PLR0913, PLR0917 -- an argument for each option
    lang: str,
    content: Path | None,
    as_of: datetime | None,
    out: Path | None,
    published: Path | None,
    cache: Path | None,
    jobs: int,
    *,
    is_kept: bool,
    is_compressed: bool,
    pages_only: bool,
    is_profiled: bool,
) -> None:
    """Check, build, verify and publish the site, and say where it is."""
    gc.disable()  # the process ends before what it would collect is worth the time
    config = Config.at(Path.cwd(), content=absolute(content), out=absolute(out), cache=absolute(cache))
    wish = Wish(
        as_of=as_of.date() if as_of else None,
        published=absolute(published),
        pages_only=pages_only,
        is_compressed=is_compressed,
        jobs=jobs,
    )
    clock = _Clock(lang)
    made = _build(config, wish, clock, lang, is_kept=is_kept)
    report(made.problems, lang)
    for line in fault_lines(made, lang):
        click.echo(line, err=True)
    if made.files is None or not made.is_good:
        click.echo(say("not-published", lang, out=shown(config.out)), err=True)
        sys.exit(1)
    if is_profiled:
        for line in clock.lines():
            click.echo(line)
    if lost := missing():
        click.echo(say("no-posters", lang, names=", ".join(lost)), err=True)
    if not has_dictionary():
        click.echo(say("no-dictionary", lang), err=True)
    click.echo(_summary(made, clock.total, lang))
    click.echo(say("where", lang, out=shown(config.out)))


def _build(config: Config, wish: Wish, clock: "_Clock", lang: str, *, is_kept: bool) -> Made:
    """Build; what has nothing to do with a record ends in one sentence."""
    try:
        if is_kept:
            return build_site(config, wish, out=config.out, step=clock.begin)
        from build_tools.workflow.clean import publish_once

        return publish_once(config, wish, out=config.out, step=clock.begin)
    except WorkerDied as death:
        click.echo(say("worker-died", lang, signal=death.signal or death.code), err=True)
        click.echo(say("not-published", lang, out=shown(config.out)), err=True)
        sys.exit(3)
    except OSError as error:
        problem, path = error.strerror or str(error), error.filename or ""
        click.echo(say("environment", lang, problem=problem, path=path), err=True)
        click.echo(say("not-published", lang, out=shown(config.out)), err=True)
        sys.exit(3)
    except ShellProblem as error:
        click.echo(say("shells", lang, problem=error), err=True)
        sys.exit(1)


class _Clock:
    """Says each step as it begins, and how long it took."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._began: list[tuple[str, float]] = [("start", time.monotonic())]

    def begin(self, name: str) -> None:
        """Note that a step begins."""
        self._began.append((name, time.monotonic()))
        click.echo(say(f"step-{name}", self._lang))

    @property
    def total(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self._began[0][1]

    def lines(self) -> Iterator[str]:
        """Yield a line for each step that has ended."""
        ends = [*(moment for _, moment in self._began[1:]), time.monotonic()]
        for (name, began), ended in zip(self._began, ends, strict=True):
            yield say("profile-step", self._lang, step=name, seconds=f"{ended - began:7.3f}")


def _summary(made: Made, seconds: float, lang: str) -> str:
    pages = {
        name: _count(paths)
        for name, paths in (("all", made.files or ()), ("made", made.made), ("removed", made.removed))
    }
    return say(
        "published",
        lang,
        pages=pages["all"],
        records=made.records,
        seconds=f"{seconds:.1f}",
        made=pages["made"],
        kept=pages["all"] - pages["made"],
        removed=pages["removed"],
        written=len(made.written),
    )


def _count(paths: Iterable[str]) -> int:
    return sum(path.endswith(".html") for path in paths)


def fault_lines(made: Made, lang: str) -> Iterator[str]:
    """Yield what is wrong with finished pages, as sentences."""
    for fault in made.faults[:MOST_FAULTS]:
        yield say(fault.code, lang, page=fault.page, what=fault.what)
    if len(made.faults) > MOST_FAULTS:
        yield say("more-faults", lang, number=len(made.faults) - MOST_FAULTS)
