"""The other half of a build: it looks what has changed, and after an edit it changes search while pages are made.

Neither half imports what the other one needs. What they tell each other is plain, since it goes through a pipe.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from build_tools.clock import read_now
from build_tools.publish.inputs import PROGRAM, RECORDS, SETTINGS, Inputs, digest_of, read_inputs, read_platform
from build_tools.publish.tree import Tree, damaged
from build_tools.workflow.made import Built, Made, Session

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from build_tools.config import Config
    from build_tools.diagnostics import Diagnostic
    from build_tools.publish.ledger import Front, Ledger
    from build_tools.publish.making import Results, Searched
    from build_tools.publish.partner import Partner
    from build_tools.workflow.made import Wish

Look = tuple[dict[str, Any], tuple[str, ...], tuple[str, ...], str, str, bool]
"""What the look has found, as it goes through a pipe: the inputs that are not as they were, with what is known of them;
those that have gone; those that have changed; `Front.key` as it is now; the moment that the site speaks for, in ISO
8601; whether what was published last is what it was then. Both halves judge by it, so that they never take different
ways."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a build begins with."""

    config: Config
    wish: Wish
    out: Path | None
    """The folder to publish to."""
    tree: Tree
    ledger: Ledger
    kept: Front
    """What the earlier build left."""
    was_cut_short: bool

    @classmethod
    def of(cls, config: Config, wish: Wish, out: Path | None, ledger: Ledger) -> Start:
        """Return the start of a build on top of what a ledger tells."""
        tree, busy = Tree(ledger.folder / "site"), ledger.folder / "busy"
        return cls(config, wish, out, tree, ledger, ledger.read_front(), busy.exists())

    @property
    def busy(self) -> Path:
        """The file that is there while a build goes on."""
        return self.ledger.folder / "busy"

    def announced(self) -> str:
        """Return what tells one published state from another: its file, size and time; empty for none."""
        file = self.wish.announced(self.config)
        with suppress(OSError):
            info = file.stat()
            return f"{file} {info.st_size} {info.st_mtime_ns}"
        return ""

    def session(self, look: Look, step: Callable[[str], None]) -> Session:
        """Return the build that a look has to lead to."""
        other, gone, changed, key, moment, is_announced = look
        files = {**self.kept.inputs, **other}
        for path in gone:
            del files[path]
        return Session(
            config=self.config,
            wish=self.wish,
            step=step,
            tree=self.tree,
            ledger=self.ledger,
            before=self.kept,
            key=key,
            inputs=Inputs(files, frozenset(changed)),
            moment=datetime.fromisoformat(moment) if moment else None,
            is_announced=is_announced,
        )


@dataclass(frozen=True, slots=True)
class Beside:
    """The work of this half."""

    start: Start

    def work(self, told: Iterator[Any]) -> Generator[Any, None, Built | None]:
        """Yield a `Look`; then, of a build that is local, what `tell_end` has asked for, see `hear_search`.

        Returns:
            What there is, where nothing has to be made.
        """
        start = self.start
        inputs = read_inputs(start.config, start.kept.inputs)
        key = _key(start.config, start.wish, inputs)
        if not inputs.changed and self._is_current(key):
            return _unchanged(start.kept)
        look = self._look(inputs, key)
        yield look
        if start.session(look, lambda _: None).is_local and not start.wish.pages_only:
            yield from self._search(told, inputs.changed_in(RECORDS))
        return None

    def _is_current(self, key: str) -> bool:
        """The site that an earlier build left is the one that this build would make."""
        start, kept = self.start, self.start.kept
        if start.was_cut_short or kept.key != key or not kept.is_good or kept.announced != start.announced():
            return False
        if start.out is not None and kept.out != str(start.out):
            return False
        now = read_now(start.wish.as_of, zone=kept.zone).isoformat()
        return kept.after < now < kept.before and not any(damaged(start.out or start.tree.root, kept.outputs))

    def _look(self, inputs: Inputs, key: str) -> Look:
        start, kept = self.start, self.start.kept
        other = {path: known for path, known in inputs.files.items() if kept.inputs.get(path) != known}
        gone = tuple(kept.inputs.keys() - inputs.files.keys())
        moment = read_now(start.wish.as_of, zone=kept.zone).isoformat() if kept.zone else ""
        return other, gone, tuple(inputs.changed), key, moment, kept.announced == start.announced()

    def _search(self, told: Iterator[Any], texts: Iterable[str]) -> Iterator[tuple[Any, ...] | None]:
        """Yield the files of the index that are others now.

        Args:
            told: The pages, as they are made.
            texts: The files that have changed: in a page of one stand the same sentences.

        Yields None where too little is kept to change it, or a finished file is not as it was left: only the long way
        makes that again.
        """
        from build_tools.publish.ledger import Details
        from build_tools.publish.making import Results
        from build_tools.publish.offline import OfflineFiles, Plan
        from build_tools.publish.searching import Lost, SearchFiles, Wanted
        from build_tools.search.sentences import read_sentences

        def lose(_: object) -> Mapping[str, Searched]:
            raise Lost

        # What takes time and needs no page is done while the pages are made.
        start, folder, known = self.start, self.start.ledger.folder, self.start.kept.outputs
        files, offline = SearchFiles(folder / "search").opened(), OfflineFiles(folder / "offline").opened()
        hurt = set(start.tree.damaged({path: stat for path, stat in known.items() if not is_page(path)}))
        results = Results(dict(known), Details())
        for text in texts:
            deque(read_sentences((start.config.content / text).read_text("utf-8", errors="replace")), maxlen=0)
        end = _take(told, results)
        if end is None:
            return
        if not hurt <= results.made:  # those that are made meanwhile may be looked at in between
            yield None
            return
        listed, kinds, day = end
        today, pages = date.fromisoformat(day), frozenset(results.made)
        wanted = Wanted(labels=None, synonyms=None, kinds=kinds, today=today)
        plan = Plan(listed=listed, labels=None, synonyms=None, words=None, kinds=kinds, today=today)
        try:
            files.update(
                results,
                start.tree,
                known,
                wanted,
                read=start.tree.read,
                remake=lose,
                jobs=1,
                is_compressed=start.wish.is_compressed,
            )
            offline.update(results, start.tree, known, plan, remake=lose, is_compressed=start.wish.is_compressed)
        except Lost:
            yield None
            return
        made = tuple((path, results.outputs[path], path in results.written) for path in results.made - pages)
        yield made, tuple(known.keys() - results.outputs.keys())


def _key(config: Config, wish: Wish, inputs: Inputs) -> str:
    """Return what every finished file depends on."""
    shown = (
        config.content.relative_to(config.root) if config.content.is_relative_to(config.root) else config.content.name
    )
    words = (read_platform(), str(shown), str(wish.is_compressed))
    return digest_of("\n".join(words).encode() + inputs.digest_of(SETTINGS, PROGRAM)).hex()


def _unchanged(kept: Front) -> Built:
    return Built(Made(None, _warnings(kept), (), kept.records), {})


def _warnings(kept: Front) -> tuple[Diagnostic, ...]:
    if not kept.problems:
        return ()
    from build_tools.publish.memory import unpack

    return unpack(kept.problems)


def is_page(path: str) -> bool:
    """The file is a page: whether those are as they were left, the other half looks, and this one at the rest."""
    return path.endswith(".html")


def tell_end(beside: Partner, results: Results, *, listed: Sequence[str], kinds: Sequence[str], today: date) -> None:
    """Tell that all pages are made, what is known of them, and what the index is made with besides."""
    made = tuple((path, results.outputs[path], path in results.written) for path in results.made)
    beside.tell((made, tuple(listed), tuple(kinds), today.isoformat()))


def hear_search(beside: Partner, results: Results) -> bool:
    """Take over the files of search; False where they have to be made in the long way."""
    heard = beside.hear()
    if heard is None:
        return False
    made, gone = heard
    for path, stat, is_written in made:
        results.note(path, stat, is_written=is_written)
    for path in gone:
        del results.outputs[path]
    return True


def _take(told: Iterator[Any], results: Results) -> tuple[Sequence[str], Sequence[str], str] | None:
    """Take over pages as they are told of, until the end, and return what else is told then.

    None when there is no such end: the long way was taken, which sees to search itself.
    """
    from build_tools.publish.making import index_page
    from build_tools.search.entries import Entry

    for message in told:
        if isinstance(message[0], str):
            path, entry = message
            results.searched[path] = index_page(Entry.unpack(entry))
        else:
            made, listed, kinds, day = message
            for path, stat, is_written in made:
                results.note(path, stat, is_written=is_written)
            return listed, kinds, day
    return None
