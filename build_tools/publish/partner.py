"""Two processes that share a short build: each imports what the other one need not, and they tell each other of things.

What is imported on one side costs the other one nothing, so that two halves of a short build take half of the time.
"""

import marshal
import os
import pickle
import signal
import struct
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from typing import IO, Any, Generic, Protocol, TypeVar

from build_tools.workers import WorkerDied, pickled

_HEAD = struct.Struct("=BI")
"""What follows, and how many octets it has."""
_MESSAGE, _NOTE, _RESULT, _ERROR = range(4)

T = TypeVar("T")
Note = Callable[[str], None]
Work = Callable[[Iterator[Any]], Generator[Any, None, T | None]]
"""Takes what it is told, yields answers; both plain tuples, texts and numbers.

What it returns, if anything, is the result of the whole, and whatever goes on beside is given up.
"""


class Partner(Protocol):
    """Whoever does the other half, as the main half sees it."""

    @property
    def is_apart(self) -> bool:
        """It is at work already, on a core of its own."""

    def tell(self, message: Any) -> None:  # noqa: ANN401 -- as `marshal` takes it
        """Let it know of something; it waits until it is asked for."""

    def hear(self) -> Any:  # noqa: ANN401 -- what the two have agreed upon
        """Return its next answer. One that is long must be heard: neither side goes on with a full pipe.

        Raises:
            EOFError: when there is none.
        """

    def note(self, what: str) -> None:
        """Call the function that was given for notes, where it was given."""


def accompany(main: Callable[[Partner], T], work: Work[T], *, jobs: int, note: Note = lambda _: None) -> T:
    """Return what `main` returns, which goes on in a process of its own while `work` goes on here.

    It is this way round so that `main` can import what takes long before anybody knows whether that is needed.

    Args:
        main: Tells and asks the other half. What it returns or raises must be picklable.
        work: Does the other half. One that waits for more is told that there is no more when `main` is done.
        jobs: How many processes there may be; with one, work is done when an answer is asked for.
        note: Is called here, with what `main` notes.

    Raises:
        WorkerDied: when the process of `main` was killed.
        Exception: what either of them raised.
    """
    if jobs <= 1 or not hasattr(os, "fork"):
        try:
            return main(_Here(work, note))
        except _Ended as end:
            result: T = end.result
            return result
    (ear, told), (said, mouth) = os.pipe(), os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.close(told)
            os.close(said)
            _go_on(main, _There(os.fdopen(mouth, "wb", buffering=0), os.fdopen(ear, "rb")))
        finally:
            os._exit(0)
    os.close(ear)
    os.close(mouth)
    with os.fdopen(told, "wb", buffering=0) as tells, os.fdopen(said, "rb") as hears:
        other: _Main[T] = _Main(pid, tells, hears, note)
        try:
            return other.accompany(work)
        finally:
            other.end()


class _Ended(BaseException):
    """The work has given the result of the whole: `main` is given up, whatever it would catch."""

    def __init__(self, result: Any) -> None:  # noqa: ANN401 -- whatever it is
        super().__init__()
        self.result = result


class _Here:
    """The other half, done in this process."""

    is_apart = False

    def __init__(self, work: Work[Any], note: Note) -> None:
        self._told: deque[Any] = deque()
        self._said = work(iter(self._told.popleft, object()))
        self.note = note

    def tell(self, message: Any) -> None:  # noqa: ANN401 -- as `marshal` takes it
        self._told.append(message)

    def hear(self) -> Any:  # noqa: ANN401 -- as `Partner`
        try:
            return next(self._said)
        except StopIteration as end:
            raise _Ended(end.value) from None


class _There:
    """The other half, in the process that this one was forked from."""

    is_apart = True

    def __init__(self, mouth: IO[bytes], ear: IO[bytes]) -> None:
        self._mouth, self._ear = mouth, ear

    def tell(self, message: Any) -> None:  # noqa: ANN401 -- as `marshal` takes it
        _put(self._mouth, _MESSAGE, marshal.dumps(message))

    def hear(self) -> Any:  # noqa: ANN401 -- as `Partner`
        found = _next(self._ear)
        if found is None:
            raise EOFError
        return marshal.loads(found[1])  # noqa: S302 -- our own parent wrote it

    def note(self, what: str) -> None:
        _put(self._mouth, _NOTE, what.encode())

    def end(self, kind: int, data: bytes) -> None:
        """Say how it ended."""
        _put(self._mouth, kind, data)


def _go_on(main: Callable[[Partner], Any], there: _There) -> None:
    """Do the main half in the child until all is said, or something is wrong."""
    try:
        there.end(_RESULT, pickle.dumps(main(there), pickle.HIGHEST_PROTOCOL))
    except BaseException as error:  # noqa: BLE001 -- it goes on in the parent, as if it had been raised there
        with suppress(BrokenPipeError):
            there.end(_ERROR, pickled(error))


class _Main(Generic[T]):
    """The main half, as the parent sees it."""

    def __init__(self, pid: int, tells: IO[bytes], hears: IO[bytes], note: Note) -> None:
        self._pid, self._tells, self._hears, self._note = pid, tells, hears, note
        self._end: tuple[int, bytes] | None = None

    def accompany(self, work: Work[T]) -> T:
        """Do the work here, and return the result of the whole."""
        told = self._messages()
        said = work(told)
        while True:
            try:
                answer = next(said)
            except StopIteration as end:
                if end.value is not None:
                    found: T = end.value
                    return found
                break
            with suppress(BrokenPipeError):  # it has ended: how, is told below
                _put(self._tells, _MESSAGE, marshal.dumps(answer))
        self._tells.close()  # whoever waits for more must not wait for ever
        deque(told, maxlen=0)
        if self._end is None:
            code = self._wait()
            raise WorkerDied(-code if code < 0 else 0, code)
        kind, data = self._end
        result = pickle.loads(data)  # noqa: S301 -- our own child wrote it
        if kind == _ERROR:
            raise result
        return result  # type: ignore[no-any-return]

    def _messages(self) -> Iterator[Any]:
        """Yield what is told, until the end is."""
        while self._end is None and (found := _next(self._hears)):
            kind, data = found
            if kind == _MESSAGE:
                yield marshal.loads(data)  # noqa: S302 -- our own child wrote it
            elif kind == _NOTE:
                self._note(data.decode())
            else:
                self._end = kind, data

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            self._wait()

    def _wait(self) -> int:
        pid, self._pid = self._pid, 0
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _next(pipe: IO[bytes]) -> tuple[int, bytes] | None:
    """Return the next kind and data of a pipe; None when the other side has ended, even within a message."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    data = pipe.read(length)
    return (kind, data) if len(data) == length else None


def _put(pipe: IO[bytes], kind: int, data: bytes) -> None:
    left = memoryview(_HEAD.pack(kind, len(data)) + data)
    while left:
        left = left[pipe.write(left) :]
