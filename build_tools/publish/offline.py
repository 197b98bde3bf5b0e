"""Makes the service worker: which pages there is room for, a small index of search over them, and what they load.

Room is counted as the browser keeps it, gzipped. What has been found out about a page is kept with its digest, so that
a build of which no kept page has changed does next to nothing.
"""

import gzip
import json
import marshal
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from build_tools.artifacts import File
from build_tools.config import PACKAGE
from build_tools.model.languages import LANGUAGES
from build_tools.publish.inputs import digest_of
from build_tools.publish.ledger import Stat
from build_tools.publish.making import Results, Searched, Sink, put
from build_tools.publish.searching import Lost, Remake
from build_tools.publish.shelf import read_kept, write_kept
from build_tools.search.indexed import Indexed
from build_tools.search.indexing import Head, Labels, number_pages
from build_tools.search.updating import build

WORKER = "sw.js"
ROOM = 580_000
"""Octets that all copies together may take. The goal is 600 KB; browsers pack a little less well."""
_FOLDER = "offline/search/"
_LEVEL = 6
_LOADED = re.compile(rb'"(?:\.\./)*(assets/[\w.-]+\.(?:css|js|svg))"')
_MADE = (_FOLDER, WORKER)
_REPAIRS = "w/"
"""Many small files of the index, from which words that are typed wrong are put right: for that there is no room."""
_SHARE = 0.8
"""Of the room for pages and what they load; the rest is for the index."""
_Page: TypeAlias = tuple[bytes, int, tuple[str, ...], Searched | None]
"""Of a page: its digest, its length when packed, what it loads, what search knows of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the worker is made with besides the pages."""

    listed: Sequence[str]
    """Addresses of pages below the root of the site, the weightiest first; of those that there are."""
    labels: Mapping[str, Labels] | None
    """By language, for the index; None for those of the last build."""
    synonyms: Sequence[Sequence[str]] | None
    """None for those of the last build."""
    words: Mapping[str, Mapping[str, str]] | None
    """Voice to what a copy says of itself, as HTML; None for those of the last build."""
    kinds: Sequence[str]
    """Record kinds in the order of their numbers."""
    today: date


@dataclass(slots=True)
class _Kept:
    """What is kept from build to build; all plain."""

    pages: dict[str, _Page] = field(default_factory=dict)
    """By file."""
    named: tuple[Any, ...] = ()
    """Labels, synonyms and words of the last build."""
    made_of: bytes = b""
    """Digest of all that the files were made of."""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfflineFiles:
    """The worker and its index, and where what it takes is kept."""

    folder: Path | None = None
    """In the cache; None keeps nothing."""
    is_foreign: bool = False
    """What is kept there is of another program."""
    kept: _Kept | None = None
    """What is kept there, where it has been read already."""

    def opened(self) -> "OfflineFiles":
        """Return the same, with what is kept read: while there is nothing else to do."""
        return replace(self, kept=self._read())

    def update(  # noqa: PLR0913 -- what it is made of, and where it goes
        self,
        results: Results,
        sink: Sink,
        known: Mapping[str, Stat],
        plan: Plan,
        *,
        remake: Remake,
        is_compressed: bool = False,
    ) -> None:
        """Bring the worker and its index up to date.

        Args:
            results: The finished files; takes these.
            sink: Where they go, and where the pages are read.
            known: Finished files that are whole.
            plan: What they are made with.
            remake: Gives what search has to know of pages of which it is not kept.
            is_compressed: Put compressed twins beside the files.

        Raises:
            Lost: as `remake`; or when what the last build had is wanted, and there is none.
            OSError: when a file cannot be written.
        """
        kept = self.kept or self._read()
        named = _named(plan) or kept.named
        if not named:
            raise Lost
        listed = tuple(path for page in plan.listed if (path := f"{page}index.html") in results.outputs)
        kept.pages = _look(listed, results, sink, kept.pages, remake)
        source = (PACKAGE / "theme" / "worker.js").read_text(encoding="utf-8")
        states = [(path, kept.pages[path][0], kept.pages[path][3]) for path in listed]
        made_of = _digest((states, named, tuple(plan.kinds), plan.today.isoformat(), is_compressed, source))
        if made_of == kept.made_of and all(path in known for path in kept.files):
            results.outputs.update((path, known[path]) for path in kept.files)
            return
        for path in [path for path in results.outputs if path.startswith(_MADE)]:
            del results.outputs[path]
        files = _Maker(kept.pages, results.outputs, sink, named, plan).files(source)
        kept.files = ()
        for file in files:
            for path, stat, is_written in put(sink, file.path, file.data, known, is_compressed=is_compressed):
                results.note(path, stat, is_written=is_written)
                kept.files += (path,)
        kept.named, kept.made_of = named, made_of
        if self.folder:
            write_kept(self.folder / "state", marshal.dumps(tuple(getattr(kept, item.name) for item in fields(kept))))

    def _read(self) -> _Kept:
        data = read_kept(self.folder / "state") if self.folder and not self.is_foreign else None
        return _Kept(*marshal.loads(data)) if data else _Kept()  # noqa: S302 -- `read_kept` knows that we wrote it


def _named(plan: Plan) -> tuple[Any, ...]:
    """Return labels, synonyms and words as plain values; nothing where the plan leaves them to the last build."""
    if plan.labels is None or plan.synonyms is None or plan.words is None:
        return ()
    labels = {lang: tuple(getattr(one, item.name) for item in fields(one)) for lang, one in plan.labels.items()}
    words = {voice: dict(said) for voice, said in plan.words.items()}
    return labels, tuple(map(tuple, plan.synonyms)), words


def _look(
    listed: Iterable[str], results: Results, sink: Sink, before: Mapping[str, _Page], remake: Remake
) -> dict[str, _Page]:
    """Return what is to be known of the listed pages; a page that was not made now and is the same is not read."""
    found, lost = {}, []
    for path in listed:
        digest, was = results.outputs[path][2], before.get(path)
        if was and was[0] == digest:
            _, size, loaded, searched = was
        else:
            data = sink.read(path)
            size, searched = _packed(data), None
            loaded = tuple(dict.fromkeys(name.decode() for name in _LOADED.findall(data)))
        if path in results.made:
            searched = results.searched.get(path)
        elif not was or was[0] != digest:
            lost.append(path)
        found[path] = (digest, size, loaded, searched)
    remade = remake(lost) if lost else {}
    return {path: (*page[:3], remade.get(path, page[3])) for path, page in found.items()}


def _digest(values: tuple[Any, ...]) -> bytes:
    """Return a digest of plain values. The older form of marshal tells nothing of which of them are one object."""
    return digest_of(marshal.dumps(values, 2))


def _packed(data: bytes) -> int:
    return len(gzip.compress(data, _LEVEL, mtime=0))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the files of one state."""

    pages: Mapping[str, _Page]
    """In the order of their weight."""
    outputs: Mapping[str, Stat]
    sink: Sink
    named: tuple[Any, ...]
    plan: Plan

    def files(self, source: str) -> tuple[File, ...]:
        """Return the index and the worker. Pages are left out, the lightest first, until everything finds room."""
        chosen, assets = self._choose(round(ROOM * _SHARE))
        index = self._index(chosen)
        while chosen and self._size(chosen, assets) + sum(_packed(file.data) for file in index) > ROOM:
            chosen = chosen[: len(chosen) * 9 // 10]
            index = self._index(chosen)
        stamps = {path: self.outputs[path][2] for path in (*chosen, *assets)}
        stamps |= {file.path: digest_of(file.data) for file in index}
        files = {path.removesuffix("index.html"): stamp.hex()[:12] for path, stamp in stamps.items()}
        words = self.named[2] if files else {}
        version = digest_of(repr((sorted(files.items()), words, source)).encode()).hex()[:12]
        kept = json.dumps({"version": version, "files": files, "words": words}, ensure_ascii=False, indent=0)
        return (*index, File(WORKER, f"const KEPT = {kept}\n\n{source}".encode()))

    def _choose(self, room: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the pages that find room together with what they load, and what that is."""
        chosen: list[str] = []
        assets: dict[str, int] = {}
        for path, (_, size, loaded, _) in self.pages.items():
            more = {name: _packed(self.sink.read(name)) for name in loaded if name not in assets}
            if size + sum(more.values()) <= room:
                chosen.append(path)
                assets |= more
                room -= size + sum(more.values())
        return tuple(chosen), tuple(assets)

    def _size(self, chosen: Iterable[str], assets: Iterable[str]) -> int:
        return sum(self.pages[path][1] for path in chosen) + sum(_packed(self.sink.read(name)) for name in assets)

    def _index(self, chosen: Iterable[str]) -> tuple[File, ...]:
        """Return an index of search that finds these pages, for each language that has any."""
        every = [searched for path in chosen if (searched := self.pages[path][3])]
        heads = number_pages((Head(*place[1:]) for place, _ in every), self.plan.kinds)
        numbers = {head.path: number for number, head in enumerate(heads)}
        labels, synonyms, _ = self.named
        return tuple(
            File(f"{_FOLDER}{lang}/{name}", text.encode())
            for lang in LANGUAGES
            for name, text in _index_of(lang, every, heads, numbers, Labels(*labels[lang]), synonyms, self.plan.today)
        )


def _index_of(  # noqa: PLR0913, PLR0917 -- all that an index is made of
    lang: str,
    every: Iterable[Searched],
    heads: Sequence[Head],
    numbers: Mapping[str, int],
    labels: Labels,
    synonyms: Sequence[Sequence[str]],
    today: date,
) -> Iterator[tuple[str, str]]:
    """Yield address and text of each file of the index of a language; none where it has no page."""
    pages: list[Indexed | None] = [None] * len(heads)
    for place, packed in every:
        if place[0] == lang:
            pages[numbers[place[1]]] = Indexed.unpack(packed)
    if any(pages):
        files: dict[str, str] = {}
        kept = build(pages, labels, files.__setitem__)
        yield from ((name, files[name]) for name in kept.addresses() if not name.startswith(_REPAIRS))
        kept.words = {}
        yield kept.index(heads, labels, synonyms, today)
