"""What the cache knows of the last build: its inputs, its files, and what each piece of work asked.

Five files, because a build of which nothing has changed reads the first alone, and one of which little has changed
little of the others, and writes the smallest. `front`, `details` and `later` begin with a line that names the format,
the program that wrote them and the digest of the rest: what was cut short, damaged or written by another version is
taken for no cache at all. What only some builds look at is packed, so that the others need not build it up.
"""

import marshal
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from build_tools.publish.entries import Damaged, Entries, Index, write_entries
from build_tools.publish.inputs import Input, digest_of

_FORMAT = f"kyodo-site cache 4, {sys.implementation.cache_tag}"
K = TypeVar("K", bound="_Kept")

Stat = tuple[int, int, bytes]
"""Of a finished file: size, time of the last change in nanoseconds, digest."""


@dataclass(slots=True)
class _Kept:
    """A value made of plain tuples, dicts, texts and numbers."""


@dataclass(slots=True)
class Front(_Kept):
    """What has to be known to tell that nothing has changed."""

    build: str = ""
    """See `Details`."""
    key: str = ""
    """What every file of the site depends on: program, packages, settings, options."""
    inputs: Mapping[str, Input] = field(default_factory=dict)
    outputs: dict[str, Stat] = field(default_factory=dict)
    """Address below the site's root to the finished file in the tree."""
    after: str = ""
    """Between this moment and the next, in ISO 8601 and both exclusive, the clock changes nothing."""
    before: str = ""
    problems: tuple[tuple[Any, ...], ...] = ()
    """The warnings of the last build, see `Diagnostic`."""
    out: str = ""
    """The folder that held this site when the build ended; empty when it was not published."""
    is_good: bool = False
    """The site may be published."""
    announced: str = ""
    """What the content was compared with: the published state, its size and time."""
    zone: str = ""
    """The site's time zone."""
    shells: str = ""
    """The key of the shells in the cache."""
    pages: int = 0
    records: int = 0


@dataclass(slots=True)
class Details(_Kept):
    """What has to be known to find out what a change touches."""

    build: str = ""
    """A word that no other build has: what is kept later belongs to it."""

    prints: dict[str, tuple[bytes, bytes, bytes]] = field(default_factory=dict)
    """Record, `event/walk`, to the digests of its face, its text and its translations."""
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Record to those that name it."""
    shells: dict[str, bytes] = field(default_factory=dict)
    """`shell ja events/`, `pages ja` to digests."""
    units: dict[str, bytes] = field(default_factory=dict)
    """Unit to its packed `Kept`."""
    index: Index = field(default_factory=dict, compare=False)
    """Where the units stand in a file of their own."""
    records: Index = field(default_factory=dict, compare=False)
    """Where the content stands in another one."""
    changed: dict[str, bytes] = field(default_factory=dict)
    """The records whose texts have changed since, packed as those are."""
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Question about a text, `body event/walk`, to the units that ask it."""
    anchored: dict[str, str] = field(default_factory=dict)
    """File of a page to whose parts other pages link, to the unit that made it."""


@dataclass(slots=True)
class _Later(_Kept):
    """What small builds have changed since a whole one: it stands in the place of what that one left."""

    build: str = ""
    """That of the whole one."""
    front: dict[str, Any] = field(default_factory=dict)
    """`Front` by field, with those inputs and outputs that are others now."""
    gone: tuple[str, ...] = ()
    """The outputs that are no more."""
    details: dict[str, Any] = field(default_factory=dict)
    """`Details` by field, with what is another now."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What there is of a unit of work."""

    questions: tuple[str, ...]
    after: str
    """Between this moment and the next, in ISO 8601 and both exclusive, the clock answers the same."""
    before: str
    outputs: tuple[tuple[str, bytes | None], ...]
    """Its files, each with its packed `PageFacts`; None for one that is not HTML."""

    def pack(self) -> bytes:
        """Return the value in one piece."""
        return marshal.dumps((self.questions, self.after, self.before, self.outputs))

    @classmethod
    def unpack(cls, data: bytes) -> "Kept":
        """Return the value that `pack` gave."""
        questions, *rest = marshal.loads(data)  # noqa: S302 -- the ledger's digest says that this program wrote it
        return cls(tuple(map(sys.intern, questions)), *rest)  # many units ask the same


@dataclass(frozen=True, slots=True)
class Ledger:
    """The files in a folder of the cache."""

    folder: Path
    _read: dict[str, tuple[tuple[int, int, int], Any]] = field(default_factory=dict, repr=False, compare=False)
    """What has been read, by file: for the live preview, which asks for the same parts at every save."""

    def read_front(self) -> Front:
        """Return the first part; an empty one where none can be trusted. Nobody changes what is read."""
        front = self._part("front", Front)
        later = self._later(front.build)
        if not later.front:
            return front
        inputs, outputs = ({**getattr(front, name), **later.front[name]} for name in ("inputs", "outputs"))
        for path in later.gone:
            del outputs[path]
        return Front(**{**later.front, "inputs": inputs, "outputs": outputs})

    def read_details(self) -> Details:
        """Return the other parts, with what small builds have changed since; an empty one where none can be trusted."""
        details = self.read_outline()
        try:
            units = self.open_units(details).read_all()
        except Damaged:
            return Details()
        return replace(details, units=units)

    def read_outline(self) -> Details:
        """Return the same without the units, which are many."""
        details = self._part("details", Details)
        later = self._changes(details)
        return replace(details, prints=details.prints | later.prints, texts=details.texts | later.texts)

    def open_units(self, outline: Details) -> Entries:
        """Return the units of what `read_outline` gave, each to be read when it is asked for."""
        return Entries(self.folder / "units", outline.index, self._changes(outline).units)

    def open_records(self, outline: Details) -> Entries:
        """Return the content that the last build read whole, see `partial.pack_catalog`, part by part as the units."""
        return Entries(self.folder / "records", outline.records, self._changes(outline).changed)

    def _changes(self, details: Details) -> Details:
        """Return what small builds have changed of the details."""
        return Details(**self._later(details.build).details)

    def _later(self, build: str) -> _Later:
        """Return what small builds have changed since a whole one; an empty value where there was none."""
        later = self._part("later", _Later)
        return later if build and later.build == build else _Later()

    def write(self, front: Front, details: Details, records: Iterable[tuple[str, bytes]] = ()) -> None:
        """Keep all parts.

        Args:
            front: The first part.
            details: The second one, with the units.
            records: The parts of the content by key; each is written before the next one is asked for.

        Raises:
            OSError: when the folder cannot be written; what was kept is then kept still, or gone.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self.forget()  # the parts must never be of two builds
        (self.folder / "later").unlink(missing_ok=True)
        index = write_entries(self.folder / "units", details.units.items())
        where = write_entries(self.folder / "records", records)
        _write(self.folder / "details", replace(details, units={}, index=index, records=where))
        _write(self.folder / "front", replace(front, build=details.build))

    def write_later(self, front: Front, changes: Details) -> None:
        """Keep of all parts what differs from what is kept.

        Args:
            front: The first part.
            changes: Of the same `build`; what it holds stands in the place of what is kept.

        Raises:
            OSError: when the folder cannot be written; what was kept is then kept still.
        """
        earlier, first = self._changes(changes), self._part("front", Front)
        changes = replace(
            changes,
            prints=earlier.prints | changes.prints,
            units=earlier.units | changes.units,
            texts=earlier.texts | changes.texts,
            changed=earlier.changed | changes.changed,
        )
        inputs = {key: known for key, known in front.inputs.items() if first.inputs.get(key) != known}
        outputs = {path: stat for path, stat in front.outputs.items() if first.outputs.get(path) != stat}
        gone = tuple(first.outputs.keys() - front.outputs.keys())
        front = replace(front, build=changes.build, inputs=inputs, outputs=outputs)
        _write(self.folder / "later", _Later(changes.build, _plain(front), gone, _plain(changes)))

    def forget(self) -> None:
        """Let the next build begin with nothing."""
        (self.folder / "front").unlink(missing_ok=True)

    def _part(self, name: str, kind: type[K]) -> K:
        try:
            info = (self.folder / name).stat()
        except OSError:
            return kind()
        stamp = (info.st_ino, info.st_mtime_ns, info.st_size)
        known = self._read.get(name)
        if known is None or known[0] != stamp:
            known = self._read[name] = (stamp, _read(self.folder / name, kind))
        found: K = known[1]
        return found


def _read(file: Path, kind: type[K]) -> K:
    try:
        data = file.read_bytes()
    except OSError:
        return kind()
    end = data.find(b"\n")
    body = memoryview(data)[end + 1 :]  # some megabytes, which would take a millisecond to copy
    if data[: max(end, 0)] != _head(body):
        return kind()
    values = marshal.loads(body)  # noqa: S302 -- the digest says that this program wrote it
    return kind(**values) if values.keys() == {item.name for item in fields(kind)} else kind()


def _write(file: Path, value: _Kept) -> None:
    body = marshal.dumps(_plain(value))
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        part.write_bytes(_head(body) + b"\n" + body)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _plain(value: _Kept) -> dict[str, Any]:
    return {item.name: getattr(value, item.name) for item in fields(value)}


def _head(body: bytes | memoryview) -> bytes:
    return f"{_FORMAT}, {digest_of(body).hex()}".encode()
