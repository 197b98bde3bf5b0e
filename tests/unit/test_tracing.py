from datetime import date, datetime, timedelta

import pytest

from build_tools.tracing import EVER, NEVER, Asked, Now, ask, listening, recall

NOON = datetime(2026, 11, 28, 12)
MIDNIGHT = datetime(2026, 11, 28)
INSTANT = timedelta(microseconds=1)


def test_questions_count_for_the_work_around_too():
    with listening() as outer:
        ask("face event/a")
        with listening() as inner:
            ask("body event/b")

    assert inner.questions == {"body event/b"}
    assert outer.questions == {"face event/a", "body event/b"}


def test_a_question_that_nobody_listens_to_is_no_mistake():
    ask("face event/a")

    with listening() as asked:
        pass

    assert asked == Asked()


def test_what_a_kept_result_asked_is_asked_again():
    kept = Asked({"all event"}, MIDNIGHT, EVER)

    with listening() as asked:
        recall(kept)

    assert asked == kept


@pytest.mark.parametrize(
    ("compare", "answer", "after", "before"),
    [
        (lambda now: now < datetime(2026, 12, 5), True, NEVER, datetime(2026, 12, 5)),
        (lambda now: now >= datetime(2026, 12, 5), False, NEVER, datetime(2026, 12, 5)),
        (lambda now: datetime(2026, 11, 1) <= now, True, datetime(2026, 11, 1), EVER),
        (lambda now: datetime(2026, 11, 1) > now, False, datetime(2026, 11, 1), EVER),
        (lambda now: now <= NOON, True, NOON - INSTANT, NOON + INSTANT),
        (lambda now: now < EVER, True, NEVER, EVER),
        (lambda now: now.date(), date(2026, 11, 28), MIDNIGHT - INSTANT, MIDNIGHT + timedelta(1)),
        (
            lambda now: now - timedelta(30) < datetime(2026, 11, 1),
            True,
            NEVER,
            datetime(2026, 12, 1),
        ),
        (
            lambda now: (now + timedelta(hours=13)).date(),
            date(2026, 11, 29),
            datetime(2026, 11, 28, 11) - INSTANT,
            datetime(2026, 11, 29, 11),
        ),
    ],
    ids=["before", "not yet", "after", "no longer", "at it", "for ever", "day", "moved back", "moved on"],
)
def test_an_answer_of_the_clock_holds_between_two_moments(compare, answer, after, before):
    with listening() as asked:
        found = compare(Now.of(NOON))

    assert (found, asked) == (answer, Asked(set(), after, before))


def test_several_answers_hold_together_for_the_shortest_time():
    with listening() as asked:
        now = Now.of(NOON)
        _ = now < datetime(2026, 12, 5), now < datetime(2026, 12, 1), now > datetime(2026, 11, 1)

    assert (asked.after, asked.before) == (datetime(2026, 11, 1), datetime(2026, 12, 1))
    assert [asked.holds_at(moment) for moment in (datetime(2026, 11, 1), NOON, datetime(2026, 12, 1))] == [
        False, True, False,
    ]  # fmt: skip
