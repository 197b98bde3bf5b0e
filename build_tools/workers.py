"""Does pieces of work side by side: processes that share all that was read before they were forked.

Each takes the next number from a pipe until there is none left, so that no core waits for another.
"""

import marshal
import os
import pickle
import signal
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import IO, Any, Protocol

_NUMBER = struct.Struct("=I")
_MOST = 4096
"""So many numbers fit into any pipe without a reader (64 KiB on Linux, less elsewhere)."""

_FAILED = 0xFFFFFFFF
_LONGEST = 1 << 24
"""So many octets of what was raised are read."""


class WorkerDied(Exception):
    """A process ended before its work was done; carries the number of the signal, or of its exit."""

    def __init__(self, number: int, code: int) -> None:
        super().__init__(number, code)
        self.signal, self.code = number, code


class Courier(Protocol):
    """Takes what work gives from one process to another: `marshal` for plain values, `pickle` for objects."""

    def dumps(self, value: Any, /) -> bytes:  # noqa: ANN401 -- whatever it is
        """Return a value as bytes."""

    def loads(self, data: bytes, /) -> Any:  # noqa: ANN401 -- whatever it was
        """Return the value that `dumps` took."""


@dataclass(slots=True)
class _Worker:
    pid: int
    courier: Courier
    file: IO[bytes]
    """Takes answers, each behind its length; in the end perhaps `_FAILED` and what was raised."""
    read: int = 0
    """Octets of it that are read."""

    def answers(self) -> Iterator[Any]:
        """Yield what is there and was not yielded yet, while the process goes on."""
        while (size := self._number()) is not None and size != _FAILED:
            data = os.pread(self.file.fileno(), size, self.read + _NUMBER.size)
            if len(data) < size:
                return
            self.read += _NUMBER.size + size
            yield from self.courier.loads(data)  # our own child wrote it

    def judge(self, code: int) -> None:
        """Raise what the process raised, or that it was killed."""
        if code == 0:
            return
        if code == 1 and self._number() == _FAILED:
            start = self.read + _NUMBER.size
            raise pickle.loads(os.pread(self.file.fileno(), _LONGEST, start))  # noqa: S301 -- our own child wrote it
        raise WorkerDied(-code if code < 0 else 0, code)

    def _number(self) -> int | None:
        data = os.pread(self.file.fileno(), _NUMBER.size, self.read)  # its own place, not that of who writes
        return _NUMBER.unpack(data)[0] if len(data) == _NUMBER.size else None


def cores() -> int:
    """Return how many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[int], Any],
    count: int,
    *,
    jobs: int,
    courier: Courier = marshal,
    beforehand: Callable[[], object] | None = None,
) -> Iterator[Any]:
    """Yield `work(0)` to `work(count - 1)`, in no order, each as soon as this process has time for it.

    Who takes the answers may work on them here: the others then do more of the rest.

    Args:
        work: Gives what the courier can take.
        count: How many pieces there are; the first ones are begun first.
        jobs: How many processes, this one among them.
        courier: By default `work` gives plain tuples, texts and numbers.
        beforehand: What the second process does, where there is one, before it takes its first piece. Whether it
            succeeds plays no part: it prepares what can be done here too.

    Raises:
        WorkerDied: when a process was killed.
        Exception: what `work` raised, wherever it ran.
    """
    if jobs <= 1 or not hasattr(os, "fork") or (count <= 1 and beforehand is None):
        yield from map(work, range(count))
        return
    chunks = _chunks(count)
    numbers = _numbers(len(chunks))
    others = min(jobs, max(count, 2)) - 1
    workers = [_fork(work, chunks, numbers, courier, beforehand if number == 0 else None) for number in range(others)]
    with ExitStack() as closing:
        for worker in workers:
            closing.enter_context(worker.file)
        try:
            for number in _take(numbers):
                yield from map(work, chunks[number])
                for worker in workers:
                    yield from worker.answers()
        except BaseException:
            for worker in workers:
                os.kill(worker.pid, signal.SIGKILL)
            raise
        finally:
            os.close(numbers)
            codes = [os.waitstatus_to_exitcode(os.waitpid(worker.pid, 0)[1]) for worker in workers]
        for worker, code in zip(workers, codes, strict=True):
            yield from worker.answers()
            worker.judge(code)


def _chunks(count: int) -> Sequence[range]:
    """Cut the numbers into runs: alone at first, where the long ones are, then longer."""
    size = max(1, count // (_MOST // 4))
    single = min(count, 64)
    return [range(i, i + 1) for i in range(single)] + [
        range(i, min(i + size, count)) for i in range(single, count, size)
    ]


def _numbers(count: int) -> int:
    """Return a pipe to read the numbers of all chunks from."""
    numbers, fill = os.pipe()
    os.write(fill, b"".join(map(_NUMBER.pack, range(count))))
    os.close(fill)
    return numbers


def _take(numbers: int) -> Iterator[int]:
    while data := os.read(numbers, _NUMBER.size):
        yield _NUMBER.unpack(data)[0]


def _fork(
    work: Callable[[int], Any],
    chunks: Sequence[range],
    numbers: int,
    courier: Courier,
    beforehand: Callable[[], object] | None = None,
) -> _Worker:
    import tempfile  # a build of which nothing has changed does without it

    answers = tempfile.TemporaryFile()  # noqa: SIM115 -- it lives as long as the worker
    pid = os.fork()
    if pid:
        return _Worker(pid, courier, answers)
    code = 1
    try:
        if beforehand:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what goes wrong is said when it is done here
            with suppress(Exception, SystemExit):
                beforehand()
        code = _serve(work, chunks, numbers, answers, courier)
    finally:
        os._exit(code)


def _serve(
    work: Callable[[int], Any], chunks: Sequence[range], numbers: int, answers: IO[bytes], courier: Courier
) -> int:
    """Work in the child: 0 with its answers written, or 1 with the exception that ended it."""
    try:
        for number in _take(numbers):
            data = courier.dumps([work(index) for index in chunks[number]])
            answers.write(_NUMBER.pack(len(data)) + data)
            answers.flush()
    except BaseException as error:  # noqa: BLE001 -- it goes on in the parent, as if it had been raised there
        answers.write(_NUMBER.pack(_FAILED) + pickled(error))
        answers.flush()
        return 1
    return 0


def pickled(error: BaseException) -> bytes:
    """Return an exception in one piece, with where it was raised; one that refuses is told by its words."""
    from traceback import format_tb  # what goes well does without it

    error.add_note("".join(format_tb(error.__traceback__)).rstrip())
    try:
        data = pickle.dumps(error)
        pickle.loads(data)  # noqa: S301 -- our own, to see whether the parent will be able to
    except Exception:  # noqa: BLE001 -- an exception may refuse in any way
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return data
