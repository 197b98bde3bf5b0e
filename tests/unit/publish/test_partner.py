import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from build_tools.publish.partner import partner
from build_tools.workers import WorkerDied


def _join_two(told: Iterator[Any]) -> Iterator[Any]:
    yield "はじめに"
    yield (os.getpid(), next(told), next(told))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_partner_answers_before_and_after_it_is_told_of_things(jobs):
    with partner(_join_two, jobs=jobs) as other:
        first = other.hear()
        other.tell(("a", 1))
        other.tell("花" * 100_000)
        process, *told = other.hear()

    assert first == "はじめに"
    assert process == os.getpid() if jobs == 1 else process != os.getpid()
    assert told == [("a", 1), "花" * 100_000]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_partner_raises_is_raised_where_its_answer_is_heard(jobs):
    def work(_: Iterator[Any]) -> Iterator[Any]:
        yield 1
        raise PermissionError(13, "Permission denied", "x/y")

    with partner(work, jobs=jobs) as other:
        other.hear()
        with pytest.raises(PermissionError) as raised:
            other.hear()

    assert raised.value.filename == "x/y"


def test_a_partner_that_was_killed_is_told_of_when_it_is_heard():
    def work(told: Iterator[Any]) -> Iterator[Any]:
        yield os.kill(os.getpid(), next(told))

    with partner(work, jobs=2) as other:
        other.tell(int(signal.SIGKILL))
        with pytest.raises(WorkerDied) as raised:
            other.hear()
        other.tell("花")  # to nobody: that is no mistake

    assert raised.value.signal == signal.SIGKILL


def test_nobody_is_left_when_a_partner_is_not_heard():
    def work(told: Iterator[Any]) -> Iterator[Any]:
        yield os.getpid()
        yield from told

    with partner(work, jobs=2) as beside:
        pid = beside.hear()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
