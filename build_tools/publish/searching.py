"""Makes the index of search, or changes it where pages have changed, and keeps what that takes.

What a page adds is kept with the digest of the page, so that what is known of another state is never taken for this.
"""

import marshal
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from build_tools.model.base import LANGUAGES
from build_tools.publish.compressing import TWINS
from build_tools.publish.ledger import Stat
from build_tools.publish.making import Results, Sink, put
from build_tools.publish.packs import Packs, Remake, read_kept, write_kept
from build_tools.publish.workers import spread
from build_tools.search.indexing import Head, Indexed, Labels, number_pages
from build_tools.search.updating import Kept, build, change
from build_tools.tracing import EVER, NEVER

_FOLDER = "search"
_MANY = 4
"""Where more than one page of so many is another one, all is made anew."""

Row = tuple[str, str, Indexed | None, Indexed | None]
"""Language and path of a page, what it was, what it is."""


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
    """What is kept from build to build; all plain."""

    pages: dict[str, tuple[bytes, tuple[str, str, str, str, bool] | None]] = field(default_factory=dict)
    """Address of an HTML file to its digest and its head, see `Searched`; None for a page that is not searched."""
    order: list[tuple[str, str, str, bool]] = field(default_factory=list)
    """`Head` of each page, by number."""
    labels: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()
    kept: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """Language to its `updating.Kept`."""
    is_compressed: bool = False
    """Its files have compressed twins."""


@dataclass(frozen=True, slots=True)
class SearchFiles:
    """The index of every language, and where what it takes is kept."""

    folder: Path | None = None
    """In the cache; None keeps nothing."""
    is_foreign: bool = False
    """What is kept there is of another program: its forms may be other ones."""

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
        state, packs = _read_state(self.folder), Packs(self.folder)
        if wanted.labels is None and not state.kept:
            raise Lost
        rows = _take_pages(state, results, packs, remake)
        heads = number_pages((Head(*page[1:]) for _, page in state.pages.values() if page), wanted.kinds)
        order = [_plain(head) for head in heads]
        labels = {lang: _plain(item) for lang, item in wanted.labels.items()} if wanted.labels else state.labels
        synonyms = state.synonyms if wanted.synonyms is None else tuple(map(tuple, wanted.synonyms))
        numbers = {head.path: number for number, head in enumerate(heads)}
        is_near = (
            rows is not None
            and (order, labels) == (state.order, state.labels)
            and _is_whole(state, known, is_compressed=is_compressed)
        )
        if not is_near:
            packs.complete({path: page[0] for path, page in state.pages.items() if page[1]}, remake)

        def work(index: int) -> tuple[Any, ...]:
            lang, named = LANGUAGES[index], Labels(*labels[LANGUAGES[index]])
            if is_near:
                kept = Kept(*state.kept[lang])
                changes = [(numbers[path], was, now) for at, path, was, now in rows or () if at == lang]
                files = change(kept, changes, named, lambda path: read(_address(lang, path)).decode())
            else:
                kept, files = build(_all_pages(lang, state, numbers, packs), named)
            path, files[path] = kept.index(heads, named, synonyms, wanted.today)
            texts = ((_address(lang, path), text.encode()) for path, text in files.items())
            done = [row for path, data in texts for row in put(sink, path, data, known, is_compressed=is_compressed)]
            return lang, _plain(kept), done

        for lang, kept, done in spread(work, len(LANGUAGES), jobs=1 if is_near else jobs):
            state.kept[lang] = kept
            _note(results, known, done, _addresses(lang, Kept(*kept)), lang, is_compressed=is_compressed)
        state.order, state.labels, state.synonyms, state.is_compressed = order, labels, synonyms, is_compressed
        if self.folder:
            packs.write()
            write_kept(self.folder / "state", marshal.dumps(_plain(state)))
        return _bounds(heads, wanted.today)


def _take_pages(state: _State, results: Results, packs: "Packs", remake: Remake) -> list[Row] | None:
    """Take over what the pages are now.

    Returns:
        Those that are another one; None where they are many, or what one was is not known.
    """
    pages = {path: stat[2] for path, stat in results.outputs.items() if path.endswith(".html")}
    made = [path for path in results.made if path in pages]
    others = [path for path, digest in pages.items() if path not in state.pages or state.pages[path][0] != digest]
    lost = [path for path in others if path not in results.made]
    found = {**results.searched, **(remake(lost) if lost else {})}
    gone = [path for path in state.pages if path not in pages]
    rows: list[Row] | None = []
    for path in dict.fromkeys((*others, *made, *gone)):
        digest, head = state.pages.pop(path, (b"", None))
        was, now = packs.take(path, digest) if head else None, found.get(path) if path in pages else None
        if path in pages:
            state.pages[path] = (pages[path], now[0] if now else None)
        if now:
            packs.put(path, pages[path], now[1])
        if (head and not was) or len(rows or ()) * _MANY > len(pages):
            rows = None
        place = now[0] if now else head
        if place and rows is not None and was != (now and now[1]):
            rows.append((*place[:2], Indexed.unpack(was) if was else None, Indexed.unpack(now[1]) if now else None))
    return rows


def _is_whole(state: _State, known: Mapping[str, Stat], *, is_compressed: bool) -> bool:
    """Every file of the index is there as it was left, and with twins where they are wanted."""
    return (
        bool(state.kept)
        and state.is_compressed == is_compressed
        and all(path in known for lang, kept in state.kept.items() for path in _addresses(lang, Kept(*kept)))
    )


def _all_pages(lang: str, state: _State, numbers: Mapping[str, int], packs: "Packs") -> list[Indexed | None]:
    """Return the pages of a language by number."""
    pages: list[Indexed | None] = [None] * len(numbers)
    for path, (digest, head) in state.pages.items():
        if head and head[0] == lang:
            pages[numbers[head[1]]] = Indexed.unpack(packs.get(path, digest) or b"")
    return pages


def _note(  # noqa: PLR0913 -- what there is, and what is new
    results: Results,
    known: Mapping[str, Stat],
    done: Iterable[tuple[str, Stat, bool]],
    paths: Iterable[str],
    lang: str,
    *,
    is_compressed: bool,
) -> None:
    """Take over the files of an index, new and old; those that are no part of it any more go."""
    for path in [path for path in results.outputs if path.startswith(f"{_FOLDER}/{lang}/")]:
        del results.outputs[path]
    for path, stat, is_written in done:
        results.outputs[path] = stat
        if is_written:
            results.note(path, stat, is_written=True)
    for path in paths:
        for file in (path, *(path + ending for ending in TWINS if is_compressed)):
            if file not in results.outputs and file in known:
                results.outputs[file] = known[file]


def _address(lang: str, path: str) -> str:
    return f"{_FOLDER}/{lang}/{path}"


def _addresses(lang: str, kept: Kept) -> Iterable[str]:
    return (_address(lang, path) for path in kept.addresses())


def _bounds(heads: Iterable[Head], today: date) -> tuple[str, str]:
    """Return the moments between which the same events are to come."""
    turns = {
        datetime.combine(date.fromisoformat(head.ends) + timedelta(days=1), time.min) for head in heads if head.ends
    }
    midnight = datetime.combine(today, time.min)
    after = max((turn for turn in turns if turn <= midnight), default=None)
    before = min((turn for turn in turns if turn > midnight), default=EVER)
    return (after - timedelta(microseconds=1) if after else NEVER).isoformat(), before.isoformat()


def _plain(value: _State | Kept | Labels | Head) -> tuple[Any, ...]:
    """Return the fields of a value in order."""
    return tuple(getattr(value, item.name) for item in fields(value))


def _read_state(folder: Path | None) -> _State:
    data = read_kept(folder / "state") if folder else None
    return _State(*marshal.loads(data)) if data else _State()  # noqa: S302 -- `read_kept` knows that we wrote it
