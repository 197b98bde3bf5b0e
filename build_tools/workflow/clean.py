"""A build that takes nothing from an earlier one: in memory, or straight into the place of the site."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from build_tools.clock import read_now
from build_tools.config import Config
from build_tools.engine.shells import load_shells
from build_tools.i18n.words import MissingWord
from build_tools.publish.ledger import Details, Stat
from build_tools.publish.making import Results, Sink, Store
from build_tools.publish.offline import OfflineFiles
from build_tools.publish.searching import SearchFiles
from build_tools.publish.syncing import aside_of, locked, swap
from build_tools.publish.tree import Files, Tree
from build_tools.views.selections import count_real
from build_tools.workflow.indexing import put_offline, put_search
from build_tools.workflow.job import Job, check_content
from build_tools.workflow.locating import missing_word
from build_tools.workflow.made import Made, Step, Wish


def make_site(
    config: Config,
    as_of: date | None,
    *,
    step: Step = lambda _: None,
    published: Path | None = None,
    pages_only: bool = False,
) -> Made:
    """Read, check, build and verify a site in memory.

    Args:
        config: Where things are.
        as_of: The day it speaks for; None for the clock.
        step: Called with the name of each step.
        published: The state that was published last; None for that of the site in `config.out`, if there is one.
        pages_only: See `Wish`.

    Raises:
        ShellProblem: when MkDocs refuses the hand-written pages or the configuration.
        OSError: when a file cannot be read.
    """
    store = Store()
    made, outputs = _make(config, Wish(as_of=as_of, published=published, pages_only=pages_only), store, step)
    return replace(made, files=dict(sorted(store.files.items()))) if outputs else made


def publish_once(config: Config, wish: Wish, *, out: Path, step: Step = lambda _: None) -> Made:
    """Make a site and publish it when it is good; keep no cache of it.

    Raises:
        As `make_site`; WorkerDied when a process was killed.
        OSError: when a file cannot be written; what was published stays.
    """
    with locked(out.with_name(f".{out.name}.lock")):
        aside = aside_of(out)
        shutil.rmtree(aside, ignore_errors=True)
        try:
            aside.mkdir(parents=True)
            made, outputs = _make(config, wish, Tree(aside), step)
            if not (outputs and made.is_good):
                return made
            swap(aside, out)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return replace(made, files=Files(out, outputs))


def _make(config: Config, wish: Wish, sink: Sink, step: Step) -> tuple[Made, Mapping[str, Stat]]:
    """Return what was made, and what is known of each file; no file when the content has errors."""
    step("check")
    loaded = check_content(config, wish)
    if loaded.catalog is None:
        return Made(None, tuple(loaded.problems)), {}
    step("shells")
    shells = load_shells(config)
    step("build")
    moment = read_now(wish.as_of, zone=loaded.catalog.site.timezone)
    job = Job(config, wish, loaded.catalog, shells, moment)
    results = Results({}, Details())
    try:
        job.make(job.units, sink, results, known={})
    except MissingWord as missing:
        return Made(None, (*loaded.problems, missing_word(config, missing))), {}
    if not wish.pages_only:
        step("search")
        put_search(job, SearchFiles(), sink, results, {})
        put_offline(job, OfflineFiles(), sink, results, {})
        step("verify")
    job.put_sitemap(sink, results, {})
    problems, faults = job.judge(results)
    every = frozenset(results.outputs)
    made = Made({}, (*loaded.problems, *problems), faults, count_real(loaded.catalog), every, every)
    return made, results.outputs
