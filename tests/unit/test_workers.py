import os
import pickle
import select
import signal
import sys
from datetime import date

import pytest

from build_tools.i18n.words import MissingWord
from build_tools.model.moment import Moment, Precision
from build_tools.workers import WorkerDied, spread


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 5, 3000])
def test_every_piece_is_done_once(jobs, count):
    assert sorted(spread(lambda index: (index, "花"), count, jobs=jobs)) == [(index, "花") for index in range(count)]


def test_the_work_is_done_by_several_processes():
    parent, ours, theirs = os.getpid(), os.pipe(), os.pipe()

    def work(_: int) -> int:
        """Wait until the other process has taken its piece."""
        mine, other = (ours, theirs) if os.getpid() == parent else (theirs, ours)
        os.write(mine[1], b"x")
        os.read(other[0], 1)
        return os.getpid()

    found = list(spread(work, 2, jobs=2))
    for end in (*ours, *theirs):
        os.close(end)

    assert len(set(found)) == 2


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device", "x/y"), MissingWord("ja", "event.when"), ValueError("花")]
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_worker_raises_is_raised_here(error, jobs):
    def work(index: int) -> int:
        if index % 2:
            raise error
        return index

    with pytest.raises(type(error)) as raised:
        list(spread(work, 200, jobs=jobs))

    assert (str(raised.value), vars(raised.value)) == (str(error), vars(error))


def test_answers_are_taken_while_the_others_go_on():
    parent, begun, free = os.getpid(), os.pipe(), os.pipe()
    done = []

    def work(index: int) -> str:
        if os.getpid() == parent:
            os.read(begun[0], 1)  # the other one is at its second piece: the answer to its first is there
            return "here"
        done.append(index)
        if len(done) == 1:
            return "first"
        os.write(begun[1], b"x")
        return "freed" if select.select([free[0]], [], [], 10)[0] else "not freed"

    found = []
    for answer in spread(work, 3, jobs=2):
        found.append(answer)
        if answer == "first":
            os.write(free[1], b"x")
    for end in (*begun, *free):
        os.close(end)

    assert found == ["here", "first", "freed"]


def test_what_a_worker_raises_after_answers_is_raised_here():
    parent, done = os.getpid(), []

    def work(index: int) -> int:
        done.append(index)
        if os.getpid() != parent and len(done) == 3:
            raise ValueError("花")
        return index

    def work_until_it_raises() -> None:
        while True:  # the parent may have done all by itself
            done.clear()
            list(spread(work, 5000, jobs=2))

    with pytest.raises(ValueError, match="花"):
        work_until_it_raises()


def test_a_killed_worker_is_told_of():
    parent = os.getpid()

    def work(index: int) -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return index

    died = 0
    while not died:  # the parent may have done all by itself
        try:
            list(spread(work, 5000, jobs=3))
        except WorkerDied as death:
            died = death.signal

    assert died == signal.SIGKILL


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_objects_go_from_one_process_to_another_when_pickle_takes_them(jobs):
    found = spread(lambda index: Moment(date(2026, 11, 1 + index % 30), Precision.DAY), 60, jobs=jobs, courier=pickle)

    assert sorted(moment.first.day for moment in found) == sorted([*range(1, 31)] * 2)


@pytest.mark.parametrize("count", [0, 1, 5])
@pytest.mark.parametrize("end", [lambda: None, lambda: 1 / 0, sys.exit], ids=["good", "wrong", "ended"])
def test_one_other_process_does_something_beforehand(tmp_path, count, end, capfd):
    def prepare() -> None:
        os.write(2, b"not now")
        with (tmp_path / "said").open("a") as said:
            said.write(f"{os.getpid()}\n")
        end()

    done = list(spread(lambda index: index, count, jobs=3, beforehand=prepare))

    assert sorted(done) == list(range(count))
    (process,) = (tmp_path / "said").read_text().split()
    assert process != str(os.getpid())
    assert capfd.readouterr().err == ""


def test_a_single_process_does_nothing_beforehand():
    assert list(spread(lambda index: index, 3, jobs=1, beforehand=lambda: 1 / 0)) == [0, 1, 2]
