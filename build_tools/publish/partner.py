"""A process beside this one that is told of things as they happen, and answers: for work that needs other modules.

What is imported on one side costs the other one nothing, so that two halves of a short build take half of the time.
"""

import marshal
import os
import pickle
import signal
import struct
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, Protocol

from build_tools.workers import WorkerDied, pickled

_HEAD = struct.Struct("=?I")
"""Whether what follows is an exception, and how many octets it has."""

Work = Callable[[Iterator[Any]], Iterator[Any]]
"""Takes what it is told, yields answers; both plain tuples, texts and numbers."""


class Partner(Protocol):
    """Whoever does the other half."""

    def tell(self, message: Any) -> None:  # noqa: ANN401 -- as `marshal` takes it
        """Let it know of something; it waits until it is asked for."""

    def hear(self) -> Any:  # noqa: ANN401 -- what the two have agreed upon
        """Return its next answer.

        Raises:
            WorkerDied: when the process was killed.
            Exception: what the work raised.
        """


@contextmanager
def partner(work: Work, *, jobs: int) -> Iterator[Partner]:
    """Begin work that goes on beside while the context lasts; what is not heard by then is given up.

    Args:
        work: Is told first and yields later as often as it is asked and heard: one that waits for more waits for ever.
        jobs: How many processes there may be; with one, work is done when an answer is asked for.
    """
    if jobs <= 1 or not hasattr(os, "fork"):
        yield _Here(work)
        return
    (ear, told), (said, mouth) = os.pipe(), os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.close(told)
            os.close(said)
            _serve(work, os.fdopen(ear, "rb"), os.fdopen(mouth, "wb", buffering=0))
        finally:
            os._exit(0)
    os.close(ear)
    os.close(mouth)
    with os.fdopen(told, "wb", buffering=0) as tells, os.fdopen(said, "rb") as hears:
        there = _There(pid, tells, hears)
        try:
            yield there
        finally:
            there.end()


class _Here:
    """The same in this process."""

    def __init__(self, work: Work) -> None:
        self._told: deque[Any] = deque()
        self._said = work(iter(self._told.popleft, object()))

    def tell(self, message: Any) -> None:  # noqa: ANN401 -- as `marshal` takes it
        self._told.append(message)

    def hear(self) -> Any:  # noqa: ANN401 -- as `Partner`
        return next(self._said)


class _There:
    """A process of its own."""

    def __init__(self, pid: int, tells: IO[bytes], hears: IO[bytes]) -> None:
        self._pid, self._tells, self._hears = pid, tells, hears

    def tell(self, message: Any) -> None:  # noqa: ANN401 -- as `marshal` takes it
        with suppress(BrokenPipeError):  # it has ended: `hear` tells why
            _put(self._tells, marshal.dumps(message))

    def hear(self) -> Any:  # noqa: ANN401 -- as `Partner`
        head = self._hears.read(_HEAD.size)
        if len(head) < _HEAD.size:
            code = self._wait()
            raise WorkerDied(-code if code < 0 else 0, code)
        is_error, length = _HEAD.unpack(head)
        data = self._hears.read(length)
        if is_error:
            raise pickle.loads(data)  # noqa: S301 -- our own child wrote it
        return marshal.loads(data)  # noqa: S302 -- as above

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            self._wait()

    def _wait(self) -> int:
        pid, self._pid = self._pid, 0
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _serve(work: Work, told: IO[bytes], mouth: IO[bytes]) -> None:
    """Work in the child until all is said, or something is wrong."""
    try:
        for answer in work(_messages(told)):
            _put(mouth, marshal.dumps(answer))
    except BaseException as error:  # noqa: BLE001 -- it goes on where the answer is heard
        _put(mouth, pickled(error), is_error=True)


def _messages(told: IO[bytes]) -> Iterator[Any]:
    while head := told.read(_HEAD.size):
        yield marshal.loads(told.read(_HEAD.unpack(head)[1]))  # noqa: S302 -- our own parent wrote it


def _put(pipe: IO[bytes], data: bytes, *, is_error: bool = False) -> None:
    left = memoryview(_HEAD.pack(is_error, len(data)) + data)
    while left:
        left = left[pipe.write(left) :]
