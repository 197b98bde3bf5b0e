import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from build_tools.publish.partner import accompany
from build_tools.workers import WorkerDied


def _join_two(told: Iterator[Any]) -> Iterator[Any]:
    yield "はじめに"
    yield (os.getpid(), next(told), next(told))


def _nothing(_: Iterator[Any]) -> Iterator[Any]:
    yield from ()


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_other_half_answers_before_and_after_it_is_told_of_things(jobs):
    noted = []

    def main(other):
        first = other.hear()
        other.note("半分")
        other.tell(("a", 1))
        other.tell("花" * 100_000)
        return first, other.is_apart, os.getpid(), other.hear()

    first, is_apart, own, (process, *told) = accompany(main, _join_two, jobs=jobs, note=noted.append)

    assert (first, noted, told) == ("はじめに", ["半分"], [("a", 1), "花" * 100_000])
    assert (process, is_apart, own != process) == (os.getpid(), jobs == 2, jobs == 2)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_other_half_raises_is_raised(jobs):
    def work(_):
        yield 1
        raise PermissionError(13, "Permission denied", "x/y")

    def main(other):
        other.hear()
        return other.hear()

    with pytest.raises(PermissionError) as raised:
        accompany(main, work, jobs=jobs)

    assert raised.value.filename == "x/y"


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_main_half_raises_is_raised(jobs):
    def main(_):
        raise PermissionError(13, "Permission denied", "x/y")

    with pytest.raises(PermissionError) as raised:
        accompany(main, _nothing, jobs=jobs)

    assert raised.value.filename == "x/y"
    if jobs == 2:  # its own traceback ends where the processes meet
        assert "raise PermissionError" in raised.value.__notes__[0]


def test_who_waits_for_an_answer_that_nobody_gives_is_told_so():
    def main(other):
        return other.hear()

    with pytest.raises(EOFError):
        accompany(main, _nothing, jobs=2)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_result_of_the_other_half_ends_the_main_half(jobs):
    ends = []

    def work(_):
        yield "first"
        return "nothing to do"

    def main(other):
        try:
            other.hear()
            while True:
                other.hear()
        except Exception:
            ends.append("as if something were wrong")
            raise

    assert accompany(main, work, jobs=jobs) == "nothing to do"
    assert ends == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_who_waits_for_more_is_told_that_there_is_no_more(jobs):
    def work(told):
        yield 1
        yield len(list(told))

    def main(other):
        return other.hear()

    assert accompany(main, work, jobs=jobs) == 1


def test_a_main_half_that_was_killed_is_told_of():
    def main(_):
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(WorkerDied) as raised:
        accompany(main, _nothing, jobs=2)

    assert raised.value.signal == signal.SIGKILL


def test_nobody_is_left_when_the_other_half_gives_the_result():
    def work(told):
        yield from ()
        return next(told)

    def main(other):
        other.tell(os.getpid())
        signal.pause()

    pid = accompany(main, work, jobs=2)

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
