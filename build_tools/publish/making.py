"""Runs units of work, keeps their files, and notes what the cache has to know of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from build_tools.publish.compressing import TWINS, is_compressible
from build_tools.publish.inputs import digest_of
from build_tools.publish.ledger import Details, Kept, Stat
from build_tools.publish.shelf import Shelf
from build_tools.workers import spread

if TYPE_CHECKING:  # after an edit one process makes pages and another one the index, without the modules of the other
    from build_tools.builder.units import Unit
    from build_tools.builder.workshop import Workshop
    from build_tools.publish.looking import PageFacts
    from build_tools.search.entries import Entry


class Sink(Protocol):
    """Where finished files go."""

    def put(self, path: str, data: bytes, before: Stat | None) -> tuple[Stat, bool]:
        """Take a file; return what is to be known of it, and whether it was written."""

    def read(self, path: str) -> bytes:
        """Return a file that was taken, now or by an earlier build."""


@dataclass(frozen=True, slots=True)
class Store:
    """Keeps finished files in memory: a build without a cache."""

    files: dict[str, bytes] = field(default_factory=dict)

    def put(self, path: str, data: bytes, before: Stat | None) -> tuple[Stat, bool]:  # noqa: ARG002 -- as every sink
        """Take a file."""
        self.files[path] = data
        return (len(data), 0, digest_of(data)), True

    def read(self, path: str) -> bytes:
        """Return a file."""
        return self.files[path]


TellSearch = Callable[[str, tuple[Any, ...]], None]
"""Takes the file of a page, and its packed `search.entries.Entry`."""
Place = tuple[str, str, str, str, bool]
"""Of a page that is searched: its language, and its `search.indexing.Head`."""
Searched = tuple[Place, bytes]
"""What search has to know of a page: where it belongs, and the packed `search.indexed.Indexed`."""


class Found(MutableMapping[str, Searched]):
    """What search has to know of pages, by file. The packed part, some 10 KB a page, waits on disk."""

    def __init__(self) -> None:
        """Begin with no page."""
        self._places: dict[str, Place] = {}
        self._pieces = Shelf(None, {})

    def __getitem__(self, path: str) -> Searched:
        return self._places[path], self._pieces[path]

    def __setitem__(self, path: str, searched: Searched) -> None:
        self._places[path], self._pieces[path] = searched

    def __delitem__(self, path: str) -> None:
        del self._places[path], self._pieces[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@dataclass
class Results:
    """What there is of a site, from this build and from the one before; first made, then asked."""

    outputs: dict[str, Stat]
    """Address below the site's root to what is known of the finished file."""
    details: Details
    made: set[str] = field(default_factory=set)
    """Files that were made anew, whether or not their content is another one."""
    written: set[str] = field(default_factory=set)
    """Those of them that have another content, or are new."""
    searched: MutableMapping[str, Searched] = field(default_factory=Found)
    """What search has to know of the pages that were made anew."""

    def forget(self, keys: Iterable[str]) -> None:
        """Drop what is known of units that are made anew, or are no more."""
        for key in keys:
            if packed := self.details.units.pop(key, None):
                for path, _ in Kept.unpack(packed).outputs:
                    self.outputs.pop(path, None)

    def take(self, outcome: tuple[Any, ...], tell_search: TellSearch | None = None) -> None:
        """Take over what a unit gave: its key, its packed `Kept`, and of each file what is to be known.

        What its pages say is taken apart for search here, wherever they were made, unless `tell_search` sees to that:
        the dictionary for that takes as much memory as all that makes pages, and most sentences stand in pages of more
        than one process.
        """
        key, packed, files = outcome
        for path, stat, is_written, entry in files:
            self.note(path, stat, is_written=is_written)
            if entry and tell_search:
                tell_search(path, entry)
            elif entry:
                self.searched[path] = index_page(_unpacked(entry))
        self.details.units[key] = packed

    def note(self, path: str, stat: Stat, *, is_written: bool) -> None:
        """Take over a finished file."""
        self.outputs[path] = stat
        self.made.add(path)
        if is_written:
            self.written.add(path)

    @cached_property
    def units(self) -> Mapping[str, Kept]:
        """What is kept of each unit, by its key."""
        return {key: Kept.unpack(packed) for key, packed in self.details.units.items()}

    @cached_property
    def _facts(self) -> Mapping[bytes, PageFacts]:
        """Packed facts to facts."""
        from build_tools.publish.looking import PageFacts

        every = (facts for kept in self.units.values() for _, facts in kept.outputs if facts)
        return {facts: PageFacts.unpack(facts) for facts in every}

    @cached_property
    def pages(self) -> Mapping[str, PageFacts]:
        """File to facts of all HTML, by file: what was made first must not decide what is told first."""
        found = {path: facts for kept in self.units.values() for path, facts in kept.outputs if facts}
        return {path: self._facts[facts] for path, facts in sorted(found.items())}

    def made_by(self, unit: Unit) -> Iterator[tuple[str, PageFacts | None]]:
        """Yield the files of a unit, in order, with the facts of those that are HTML."""
        for path, facts in self.units[unit.key].outputs:
            yield path, self._facts[facts] if facts else None

    def anchored(self) -> dict[str, str]:
        """Return the pages to whose parts other pages link, by file, each with the unit that made it."""
        wanted = {
            target
            for page, facts in self.pages.items()
            for target, fragment, _ in facts.seen.targets
            if fragment and target != page
        }
        return {path: key for key, kept in self.units.items() for path, _ in kept.outputs if path in wanted}

    def disputed(self) -> set[str]:
        """Return the units of which another one has made the same file: what is kept of them is worth nothing."""
        owners: dict[str, list[str]] = {}
        for key, kept in self.units.items():
            for path, _ in kept.outputs:
                owners.setdefault(path, []).append(key)
        return {key for keys in owners.values() if len(keys) > 1 for key in keys}


def _unpacked(entry: tuple[Any, ...]) -> Entry:
    from build_tools.search.entries import Entry

    return Entry.unpack(entry)


def index_page(entry: Entry) -> Searched:
    """Return what search has to know of a page."""
    from build_tools.search.indexed import Indexed
    from build_tools.search.indexing import Head

    head = Head.of(entry.path, entry.facets)
    return (entry.lang, head.path, head.kind, head.ends, head.is_off), Indexed.of(entry).pack()


def make_units(  # noqa: PLR0913 -- all that it takes
    units: Sequence[Unit],
    workshop: Workshop,
    sink: Sink,
    results: Results,
    *,
    known: Mapping[str, Stat],
    jobs: int,
    is_compressed: bool = False,
    is_verified: bool = True,
    tell_search: TellSearch | None = None,
) -> None:
    """Make units and put what they give into `sink` and `results`.

    Args:
        units: What to make.
        workshop: What it is made with.
        sink: Where the files go.
        results: What there is of the site already.
        known: Finished files that are whole: one with the same content is not written again.
        jobs: How many processes work.
        is_compressed: Put compressed twins beside text files.
        is_verified: Look at what stands in the pages, for `verifying.check` and for search.
        tell_search: Is told of pages that are searched; None to take them apart here.

    Raises:
        OSError: when a file cannot be written.
        WorkerDied: when a process was killed.
        MissingWord, jinja2.TemplateError: as `Workshop.make`.
    """
    from build_tools.publish.looking import Looker

    results.forget(unit.key for unit in units)
    base_url = workshop.catalog.site.base_url.rstrip("/") + "/"
    looker = Looker(workshop.shells, is_quick=not is_verified, base_url=base_url)

    def work(index: int) -> tuple[Any, ...]:
        product = workshop.make(units[index])
        rows, files = [], []
        for output in product.outputs:
            entry = output.entry.pack() if output.entry and is_verified else None
            for path, stat, is_written in put(sink, output.path, output.data, known, is_compressed=is_compressed):
                is_itself = path == output.path
                files.append((path, looker.facts(output) if is_itself else None))
                rows.append((path, stat, is_written, entry if is_itself else None))
        asked = product.asked
        questions, after, before = tuple(sorted(asked.questions)), asked.after.isoformat(), asked.before.isoformat()
        return units[index].key, Kept(questions, after, before, tuple(files)).pack(), tuple(rows)

    for outcome in spread(work, len(units), jobs=jobs):
        results.take(outcome, tell_search)


def put(
    sink: Sink, path: str, data: bytes, known: Mapping[str, Stat], *, is_compressed: bool
) -> Iterator[tuple[str, Stat, bool]]:
    """Yield `(path, what is to be known of it, whether it was written)` of a file, and of its compressed twins."""
    stat, is_written = sink.put(path, data, known.get(path))
    yield path, stat, is_written
    if not is_compressed or not is_compressible(path, data):
        return
    for ending, pack in TWINS.items():
        twin = path + ending
        if not is_written and twin in known:
            yield twin, known[twin], False
        else:
            yield twin, *sink.put(twin, pack(data), known.get(twin))
