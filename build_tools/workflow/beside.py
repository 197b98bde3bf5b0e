"""What another process does while pages are made after an edit: it looks at the finished files, then changes search.

Neither side imports what the other one needs. What they tell each other is plain, since it goes through a pipe.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from build_tools.publish.tree import damaged

if TYPE_CHECKING:
    from pathlib import Path

    from build_tools.publish.ledger import Stat
    from build_tools.publish.making import Results, Searched
    from build_tools.publish.partner import Partner
    from build_tools.publish.tree import Tree

_KANJI = "\u65e5"
"""For a text that has one the dictionary is asked."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The work of the other process."""

    tree: Tree
    folder: Path
    """Of the ledger."""
    outputs: Mapping[str, Stat]
    """What is known of the finished files."""
    is_searched: bool
    """There may be pages to put into the index; else it is over when the files have been looked at."""
    is_compressed: bool

    def work(self, told: Iterator[Any]) -> Iterator[Any]:
        """Yield the files that are not as they were left; then what `tell_end` has asked for, see `hear_search`."""
        hurt = tuple(damaged(self.tree.root, self.outputs))
        yield hurt
        if self.is_searched and not hurt:
            yield self._search(told)

    def _search(self, told: Iterator[Any]) -> tuple[Any, ...] | None:
        """Return the files of the index that are others now; None where too little is kept to change it."""
        from build_tools.publish.ledger import Details
        from build_tools.publish.making import Results
        from build_tools.publish.offline import OfflineFiles, Plan
        from build_tools.publish.searching import Lost, SearchFiles, Wanted
        from build_tools.search.readings import word_terms

        def lose(_: object) -> Mapping[str, Searched]:
            raise Lost

        # What takes time and needs no page is read while the pages are made: the dictionary, what is kept.
        word_terms(_KANJI)
        files, offline = (SearchFiles(self.folder / "search").opened(), OfflineFiles(self.folder / "offline").opened())
        results = Results(dict(self.outputs), Details())
        listed, kinds, day = _take(told, results)
        today, known, pages = date.fromisoformat(day), self.outputs, frozenset(results.made)
        wanted = Wanted(labels=None, synonyms=None, kinds=kinds, today=today)
        plan = Plan(listed=listed, labels=None, synonyms=None, words=None, kinds=kinds, today=today)
        try:
            files.update(
                results,
                self.tree,
                known,
                wanted,
                read=self.tree.read,
                remake=lose,
                jobs=1,
                is_compressed=self.is_compressed,
            )
            offline.update(results, self.tree, known, plan, remake=lose, is_compressed=self.is_compressed)
        except Lost:
            return None
        made = tuple((path, results.outputs[path], path in results.written) for path in results.made - pages)
        return made, tuple(known.keys() - results.outputs.keys())


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


def _take(told: Iterator[Any], results: Results) -> tuple[Sequence[str], Sequence[str], str]:
    """Take over pages as they are told of, until the end, and return what else is told then."""
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
    raise EOFError
