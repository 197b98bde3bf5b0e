"""A build that does again only what has to be: the finished files stay in the cache, with what each was made from.

Three ways, the shortest that will do:

1. Nothing has changed, and the site is whole: nothing is imported that reads or renders.
2. Texts below the front matter have changed, and nothing else: their records alone are read (`local`).
3. Anything else: all content is read and checked, and what asked for something that is another now is made again
   (`whole`).

Where an earlier build has left something, two processes begin: one looks what has changed (`beside`) while the other
one imports what reads and renders, which takes as long, and then makes the site.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.publish.ledger import Front, Ledger
from build_tools.publish.partner import Partner, accompany
from build_tools.publish.syncing import aside_of, locked, publish, publish_changes
from build_tools.publish.tree import Files
from build_tools.workflow.beside import Beside, Start
from build_tools.workflow.made import Built

if TYPE_CHECKING:
    from pathlib import Path

    from build_tools.config import Config
    from build_tools.content.memory import Memory
    from build_tools.workflow.made import Made, Outcome, Session, Step, Wish


def build_site(  # noqa: PLR0913 -- what it is asked for, and where things are
    config: Config,
    wish: Wish,
    *,
    out: Path | None,
    step: Step = lambda _: None,
    ledger: Ledger | None = None,
    memory: Memory | None = None,
) -> Made:
    """Bring the finished files in the cache up to date, and publish them when they are good.

    Another build with the same cache waits for this one.

    Args:
        config: Where things are.
        wish: What is asked for.
        out: The folder to publish to; None leaves the files in the cache.
        step: Called with the name of each step.
        ledger: Of the folder where the finished files are kept; by default a part of the cache.
        memory: What earlier builds of this program have read.

    Raises:
        ShellProblem: when MkDocs refuses the hand-written pages or the configuration.
        WorkerDied: when a process was killed.
        OSError: when a file cannot be read or written; what was published stays.
    """
    ledger = ledger or Ledger(config.cache / ("look" if wish.pages_only else "whole"))
    with locked(ledger.folder / "lock"):
        start = Start.of(config, wish, out, ledger)
        jobs = wish.jobs if start.kept.outputs and memory is None else 1
        built = accompany(lambda beside: _build(start, beside, memory), Beside(start).work, jobs=jobs, note=step)
    if built.other is None:
        return built.made
    before = {path: stat for path, stat in start.kept.outputs.items() if path not in built.made.removed}
    return replace(built.made, files=Files(start.tree.root, {**before, **built.other}))


def _build(start: Start, beside: Partner, memory: Memory | None) -> Built:
    """Make what has to be made, publish it when it is good, and keep what the next build has to know."""
    if beside.is_apart:
        # Meanwhile the other process looks what has changed, which takes as long.
        import build_tools.workflow.local  # noqa: F401
    session = replace(start.session(beside.hear(), beside.note), memory=memory)
    tree, ledger, out, kept = start.tree, start.ledger, start.out, start.kept
    tree.root.mkdir(parents=True, exist_ok=True)
    start.busy.touch()
    # All is new, so the site can grow beside the tree.
    aside = None if out is None or kept.outputs else aside_of(out)
    if aside:
        shutil.rmtree(aside, ignore_errors=True)
        session = replace(session, aside=aside)
    outcome = _make(session, beside)
    if outcome.details is None:
        if not start.was_cut_short:
            start.busy.unlink()
        return Built(outcome.made)
    is_usable = session.is_same_program and not start.was_cut_short
    tree.remove(outcome.made.removed if is_usable else set(tree.files()) - outcome.outputs.keys())
    is_published = out is not None and outcome.made.is_good
    if out is not None and is_published:
        is_earlier = is_usable and kept.out == str(out)
        if not (is_earlier and publish_changes(tree, outcome.made.written, outcome.made.removed, out)):
            publish(tree, outcome.outputs, out, begun=aside is not None)
    front = _front(session, start, outcome, str(out) if is_published else "")
    if outcome.is_local:
        ledger.write_later(front, outcome.details)
    else:
        ledger.write(front, outcome.details, outcome.records)
    start.busy.unlink()
    other = {path: stat for path, stat in outcome.outputs.items() if kept.outputs.get(path) != stat}
    return Built(replace(outcome.made, files=None), other)


def _make(session: Session, beside: Partner) -> Outcome:
    """Take the shortest way that will do."""
    if session.is_local:
        from build_tools.workflow.local import make_local

        if outcome := make_local(session, beside):
            return outcome
    from build_tools.workflow.whole import make_whole

    return make_whole(session)


def _front(session: Session, start: Start, outcome: Outcome, out: str) -> Front:
    from build_tools.publish.memory import pack

    return Front(
        key=session.key,
        inputs=session.inputs.files,
        outputs=dict(outcome.outputs),
        after=outcome.after,
        before=outcome.before,
        problems=pack(outcome.made.problems),
        out=out,
        is_good=outcome.made.is_good,
        announced=start.announced(),
        zone=outcome.zone,
        shells=outcome.shells,
        records=outcome.made.records,
    )
