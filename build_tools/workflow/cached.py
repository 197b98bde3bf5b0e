"""A build that does again only what has to be: the finished files stay in the cache, with what each was made from.

Three ways, the shortest that will do:

1. Nothing has changed, and the site is whole: nothing is imported that reads or renders.
2. Texts below the front matter have changed, and nothing else: their records alone are read (`local`).
3. Anything else: all content is read and checked, and what asked for something that is another now is made again
   (`whole`).
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.clock import read_now
from build_tools.publish.inputs import PROGRAM, SETTINGS, Inputs, digest_of, read_inputs, read_platform
from build_tools.publish.ledger import Front, Ledger
from build_tools.publish.partner import partner
from build_tools.publish.syncing import aside_of, locked, publish, publish_changes
from build_tools.publish.tree import Files, Tree, damaged
from build_tools.workflow.beside import Beside
from build_tools.workflow.made import Made, Session, Step, Wish

if TYPE_CHECKING:
    from build_tools.config import Config
    from build_tools.content.memory import Memory
    from build_tools.diagnostics import Diagnostic
    from build_tools.workflow.made import Outcome


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
    folder = ledger.folder
    tree, busy = Tree(folder / "site"), folder / "busy"
    with locked(folder / "lock"):
        kept = ledger.read_front()
        inputs = read_inputs(config, kept.inputs)
        key = _key(config, wish, inputs)
        was_cut_short = busy.exists()
        is_usable = kept.key == key and not was_cut_short
        if is_usable and not inputs.changed and _is_current(config, wish, tree, kept, out):
            return _unchanged(tree, kept)
        is_same = kept.key == key
        moment = read_now(wish.as_of, zone=kept.zone) if kept.zone else None
        is_announced = kept.announced == _announced(config, wish)
        session = Session(config, wish, step, tree, ledger, kept, is_same, inputs, moment, is_announced, memory)
        tree.root.mkdir(parents=True, exist_ok=True)
        busy.touch()
        aside = (
            None if out is None or kept.outputs else aside_of(out)
        )  # all is new, so the site can grow beside the tree
        if aside:
            shutil.rmtree(aside, ignore_errors=True)
            session = replace(session, aside=aside)
        outcome = _make(session)
        if outcome.details is None:
            if not was_cut_short:
                busy.unlink()
            return outcome.made
        tree.remove(outcome.made.removed if is_usable else set(tree.files()) - outcome.outputs.keys())
        is_published = out is not None and outcome.made.is_good
        if out is not None and is_published:
            is_earlier = is_usable and kept.out == str(out)
            if not (is_earlier and publish_changes(tree, outcome.made.written, outcome.made.removed, out)):
                publish(tree, outcome.outputs, out, begun=aside is not None)
        keep = ledger.write_later if outcome.is_local else ledger.write
        keep(_front(session, key, outcome, str(out) if is_published else ""), outcome.details)
        busy.unlink()
    return outcome.made


def _make(session: Session) -> Outcome:
    """Take the shortest way that will do."""
    if session.before.outputs:
        with partner(_beside(session).work, jobs=session.wish.jobs) as beside:
            # Meanwhile: to look at all files takes as long as to import what reads and renders.
            from build_tools.workflow.local import make_local

            session = session.knowing(beside.hear())
            if session.is_local and (outcome := make_local(session, beside)):
                return outcome
    from build_tools.workflow.whole import make_whole

    return make_whole(session)


def _beside(session: Session) -> Beside:
    return Beside(
        session.tree,
        session.ledger.folder,
        session.before.outputs,
        is_searched=session.is_local and not session.wish.pages_only,
        is_compressed=session.wish.is_compressed,
    )


def _key(config: Config, wish: Wish, inputs: Inputs) -> str:
    """Return what every finished file depends on."""
    shown = (
        config.content.relative_to(config.root) if config.content.is_relative_to(config.root) else config.content.name
    )
    words = (read_platform(), str(shown), str(wish.is_compressed))
    return digest_of("\n".join(words).encode() + inputs.digest_of(SETTINGS, PROGRAM)).hex()


def _is_current(config: Config, wish: Wish, tree: Tree, kept: Front, out: Path | None) -> bool:
    """The site that an earlier build left is the one that this build would make."""
    if not kept.is_good or kept.announced != _announced(config, wish):
        return False
    if out is not None and kept.out != str(out):
        return False
    now = read_now(wish.as_of, zone=kept.zone).isoformat()
    return kept.after < now < kept.before and not any(damaged(out or tree.root, kept.outputs))


def _unchanged(tree: Tree, kept: Front) -> Made:
    return Made(Files(tree.root, kept.outputs), _warnings(kept), (), kept.records)


def _warnings(kept: Front) -> tuple[Diagnostic, ...]:
    if not kept.problems:
        return ()
    from build_tools.publish.memory import unpack

    return unpack(kept.problems)


def _announced(config: Config, wish: Wish) -> str:
    """Return what tells one published state from another: its file, size and time; empty for none."""
    file = wish.announced(config)
    with suppress(OSError):
        info = file.stat()
        return f"{file} {info.st_size} {info.st_mtime_ns}"
    return ""


def _front(session: Session, key: str, outcome: Outcome, out: str) -> Front:
    from build_tools.publish.memory import pack

    return Front(
        key=key,
        inputs=session.inputs.files,
        outputs=dict(outcome.outputs),
        after=outcome.after,
        before=outcome.before,
        problems=pack(outcome.made.problems),
        out=out,
        is_good=outcome.made.is_good,
        announced=_announced(session.config, session.wish),
        zone=outcome.zone,
        shells=outcome.shells,
        records=outcome.made.records,
    )
