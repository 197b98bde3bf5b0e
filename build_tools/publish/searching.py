"""Makes the index of search, or changes it where pages have changed, and keeps what that takes.

What a page adds is kept with the digest of the page, so that what is known of another state is never taken for this.
"""

import marshal
import shutil
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from build_tools.model.languages import LANGUAGES
from build_tools.publish.compressing import TWINS
from build_tools.publish.entries import Index
from build_tools.publish.ledger import Stat
from build_tools.publish.making import Results, Searched, Sink, put
from build_tools.publish.shelf import Shelf, read_kept, write_kept
from build_tools.search.indexed import Indexed
from build_tools.search.indexing import Head, Labels, find_readings, number_pages
from build_tools.search.kept import Incomplete, Kept
from build_tools.search.sentences import let_go
from build_tools.search.updating import Change, build, change
from build_tools.tracing import EVER, NEVER
from build_tools.workers import spread

_FOLDER = "search"
_LARGE = 2_000
"""With more pages, the room that the dictionary takes matters more than the time to open it for the next edit."""
_BELOW = tuple(f"{_FOLDER}/{lang}/" for lang in LANGUAGES)
_PAGES = "pages"
"""The shelf of what is to be known of each page; each language has one for its index."""
_MANY = 4
"""Where more than one page of so many is another one, all is made anew."""

Remake = Callable[[Sequence[str]], Mapping[str, Searched]]
"""Gives what search has to know of pages of which it is not kept, by the address of their file."""
_Head = tuple[str, str, str, str, bool] | None
"""See `Searched`; None for a page that is not searched."""
Row = tuple[_Head, bytes | None, _Head, bytes | None]
"""Head of a page and what is kept of it, as they were, and as they are."""


class Lost(Exception):
    """What search has to know of a page is not kept, and cannot be made anew here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an index is made with besides the pages."""

    labels: Mapping[str, Labels] | None
    """By language; None for those of the last index."""
    synonyms: Sequence[Sequence[str]] | None
    """None for those of the last index."""
    kinds: Sequence[str]
    """Record kinds in the order of their numbers."""
    today: date


@dataclass(slots=True)
class _State:
    """What is kept from build to build, but for the shelves; all plain."""

    pages: dict[str, tuple[bytes, _Head]] = field(default_factory=dict)
    """Address of an HTML file to its digest and its head."""
    order: list[tuple[str, str, str, bool]] = field(default_factory=list)
    """`Head` of each page, by number."""
    labels: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    kept: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """Language to its `Kept`."""
    shelves: dict[str, Index] = field(default_factory=dict)
    """Where everything stands on each shelf."""
    is_compressed: bool = False
    """Its files have compressed twins."""


@dataclass(frozen=True, slots=True)
class SearchFiles:
    """The index of every language, and where what it takes is kept."""

    folder: Path | None = None
    """In the cache; None keeps nothing."""
    is_foreign: bool = False
    """What is kept there is of another program: its forms may be other ones."""
    state: _State | None = None
    """What is kept there, where it has been read already."""

    def opened(self) -> "SearchFiles":
        """Return the same, with what is kept read: while there is nothing else to do."""
        return replace(self, state=_read_state(self.folder))

    def update(  # noqa: PLR0913 -- what it is made of, and where it goes
        self,
        results: Results,
        sink: Sink,
        known: Mapping[str, Stat],
        wanted: Wanted,
        *,
        read: Callable[[str], bytes],
        remake: Remake,
        jobs: int,
        is_compressed: bool = False,
    ) -> tuple[str, str]:
        """Bring the files of the index up to date.

        Args:
            results: The pages; takes the files.
            sink: Where the files go.
            known: Finished files that are whole.
            wanted: What the index is made with.
            read: Gives a finished file of the earlier build.
            remake: Gives what is to be known of pages of which it is not kept.
            jobs: How many processes work.
            is_compressed: Put compressed twins beside the files.

        Returns:
            Between which moments, in ISO 8601 and exclusive, the index is the same.

        Raises:
            Lost: as `remake`; or when what the last index had is wanted, and there is none.
            OSError: when a file cannot be written.
        """
        if self.folder and self.is_foreign:
            shutil.rmtree(self.folder, ignore_errors=True)
        state = self.state or _read_state(self.folder)
        if wanted.labels is None and not state.kept:
            raise Lost
        pages, earlier = self._shelf(_PAGES, state), _files(state)
        rows = _take_pages(state, results, pages, remake)
        is_same = rows is not None and all(was == now for was, _, now, _ in rows)
        order = state.order if is_same else _number(state, wanted.kinds)
        labels = {lang: _plain(item) for lang, item in wanted.labels.items()} if wanted.labels else state.labels
        synonyms = _synonyms(state) if wanted.synonyms is None else wanted.synonyms
        heads, numbers = list(map(Head._make, order)), {head[0]: number for number, head in enumerate(order)}
        is_near = (
            is_same
            and (labels, is_compressed) == (state.labels, state.is_compressed)
            and bool(earlier)
            and earlier <= known.keys()
        )

        def work(index: int, *, is_near: bool) -> tuple[Any, ...]:
            lang, named = LANGUAGES[index], Labels(*labels[LANGUAGES[index]])
            shelf = self._shelf(lang, state if is_near else _State())
            done: list[tuple[str, Stat, bool]] = []

            def write(path: str, text: str) -> None:
                done.extend(put(sink, _address(lang, path), text.encode(), known, is_compressed=is_compressed))

            if is_near:
                kept = Kept.unpack(state.kept[lang], shelf)
                changes = _changes(lang, rows or (), numbers)
                files = change(kept, changes, named, lambda path: read(_address(lang, path)).decode())
                for path, text in files.items():
                    write(path, text)
            else:
                kept = build(_all_pages(lang, state, numbers, pages), named, write, shelf)
            write(*kept.index(heads, named, synonyms, wanted.today))
            return lang, kept.pack(), shelf.write(), done

        outcomes: list[tuple[Any, ...]] = []
        with suppress(Incomplete):
            outcomes = [work(index, is_near=True) for index in range(len(LANGUAGES))] if is_near else []
        if not outcomes:
            _complete(state, pages, remake)
            find_readings(tuple(map(tuple, synonyms)))
            _make_room(len(order))  # before processes are forked that would hold as much
            outcomes = list(spread(partial(work, is_near=False), len(LANGUAGES), jobs=jobs))
        written = []
        for lang, kept, shelf, files in outcomes:
            state.kept[lang], state.shelves[lang] = kept, shelf
            written += files
        state.order, state.labels, state.is_compressed = order, labels, is_compressed
        _note(results, known, written, state)
        if self.folder:
            state.shelves[_PAGES] = pages.write()
            write_kept(self.folder / "state", marshal.dumps(_plain(state)))
        return _bounds(heads, wanted.today)

    def _shelf(self, name: str, state: _State) -> Shelf:
        return Shelf(self.folder / name if self.folder else None, state.shelves.get(name, {}))


def _take_pages(state: _State, results: Results, pages: Shelf, remake: Remake) -> list[Row] | None:
    """Take over what the pages are now.

    Returns:
        Those that are another one; None where they are many, or what one was is not known.
    """
    there = {path: stat[2] for path, stat in results.outputs.items() if path.endswith(".html")}
    made = [path for path in results.made if path in there]
    others = [path for path, digest in there.items() if path not in state.pages or state.pages[path][0] != digest]
    lost = [path for path in others if path not in results.made]
    found = ChainMap(dict(remake(lost)) if lost else {}, results.searched)
    touched = tuple(dict.fromkeys((*others, *made, *(path for path in state.pages if path not in there))))
    is_known = bool(state.kept) and len(touched) * _MANY <= len(there)
    rows: list[Row] = []
    for path in touched:
        _, head = state.pages.pop(path, (b"", None))
        was = pages.get(path) if head and is_known else None
        is_known = is_known and bool(was) == bool(head)
        now_head, now = found.get(path, (None, None)) if path in there else (None, None)
        if path in there:
            state.pages[path] = (there[path], now_head)
        if was != now and is_known:  # what is not known to be little is not held
            rows.append((head, was, now_head, now))
        if now and was != now:
            pages[path] = now
        elif head and not now:
            pages.pop(path, None)
    return rows if is_known else None


def _changes(lang: str, rows: Iterable[Row], numbers: Mapping[str, int]) -> list[Change]:
    """Return the pages of a language that are others now."""
    return [
        (numbers[head[1]], Indexed.unpack(was) if was else None, Indexed.unpack(now) if now else None)
        for head, was, _, now in rows
        if head and head[0] == lang
    ]


def _number(state: _State, kinds: Sequence[str]) -> list[tuple[str, str, str, bool]]:
    heads = number_pages((Head(*head[1:]) for _, head in state.pages.values() if head), kinds)
    return [(head.path, head.kind, head.ends, head.is_off) for head in heads]


def _synonyms(state: _State) -> Sequence[Sequence[str]]:
    return Kept.unpack(state.kept[LANGUAGES[0]], {}).synonyms


def _complete(state: _State, pages: Shelf, remake: Remake) -> None:
    """Make anew what is not kept of pages."""
    lost = [path for path, (_, head) in state.pages.items() if head and pages.get(path) is None]
    for path, (_, data) in (remake(lost) if lost else {}).items():
        pages[path] = data


def _make_room(pages: int) -> None:
    if pages > _LARGE:
        let_go()


def _all_pages(lang: str, state: _State, numbers: Mapping[str, int], pages: Shelf) -> Iterator[Indexed | None]:
    """Yield the pages of a language by number, each read when it is asked for."""
    paths = {numbers[head[1]]: path for path, (_, head) in state.pages.items() if head and head[0] == lang}
    for number in range(len(numbers)):
        yield Indexed.unpack(pages[paths[number]]) if number in paths else None


def _files(state: _State) -> frozenset[str]:
    """Return the addresses of the files of the index, but for the first ones."""
    every = ((lang, Kept.unpack(kept, {})) for lang, kept in state.kept.items())
    return frozenset(_address(lang, path) for lang, kept in every for path in kept.addresses())


def _note(results: Results, known: Mapping[str, Stat], done: Iterable[tuple[str, Stat, bool]], state: _State) -> None:
    """Take over the files of the index, new and old; those that are no part of it any more go."""
    now = _files(state)
    for path in [path for path in results.outputs if path.startswith(_BELOW) and path not in now]:
        del results.outputs[path]
    for path, stat, is_written in done:
        results.outputs[path] = stat
        if is_written:
            results.note(path, stat, is_written=True)
    for path in now:
        for file in (path, *(path + ending for ending in TWINS if state.is_compressed)):
            if file not in results.outputs and file in known:
                results.outputs[file] = known[file]


def _address(lang: str, path: str) -> str:
    return f"{_FOLDER}/{lang}/{path}"


def _bounds(heads: Iterable[Head], today: date) -> tuple[str, str]:
    """Return the moments between which the same events are to come."""
    days, now = {head.ends for head in heads} - {""}, today.isoformat()
    gone, coming = [day for day in days if day < now], [day for day in days if day >= now]
    after = _midnight_after(max(gone)) - timedelta(microseconds=1) if gone else NEVER
    return after.isoformat(), (_midnight_after(min(coming)) if coming else EVER).isoformat()


def _midnight_after(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day) + timedelta(days=1), time.min)


def _plain(value: _State | Labels) -> tuple[Any, ...]:
    """Return the fields of a value in order."""
    return tuple(getattr(value, item.name) for item in fields(value))


def _read_state(folder: Path | None) -> _State:
    data = read_kept(folder / "state") if folder else None
    return _State(*marshal.loads(data)) if data else _State()  # noqa: S302 -- `read_kept` knows that we wrote it
