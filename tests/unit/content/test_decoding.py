import pytest

from build_tools.content.decoding import decode_record
from build_tools.content.parsing import parse_document
from build_tools.model.base import Body, Party, Text
from build_tools.model.occasions import Event, Session
from tests.records import moment

JAPANESE = """\
---
title: 防災講座
kind: lecture
starts: 2026-12-05 10:00
sources:
  - plan
updated: 2026-11-23
sessions:
  - starts: 2026-12-05 10:00
    title: 前半
  - starts: 2026-12-05 11:00
    title: 後半
organizers:
  - aoba
  - organization: machi
    role: co-host
registration:
  deadline: 2026-12-01
  note: 電話で。
---

本文です。
"""


def decode(japanese=JAPANESE, *, earlier=None, **translations):
    documents = {lang: parse_document(text.encode(), f"walk.{lang}.md") for lang, text in translations.items()}
    return decode_record(
        Event, parse_document(japanese.encode(), "walk.md"), documents, extra={"id": "walk"}, earlier=earlier
    )


@pytest.mark.parametrize("text", ["別の本文です。", "{協働|きょうどう}の話。", ""])
@pytest.mark.parametrize("english", ["Another text.", ""])
def test_a_record_with_another_text_is_the_same_as_when_all_is_checked(text, english):
    words = {"en": f"---\ntitle: Lecture\n---\n\n{english}\n"} if text else {}
    earlier, _ = decode(**words and {"en": "---\ntitle: Lecture\n---\n\nThe text.\n"})
    japanese = JAPANESE.replace("本文です。", text)

    found, problems = decode(japanese, earlier=earlier.value, **words)

    whole, told = decode(japanese, **words)
    assert (found.value, found.positions.keys(), problems) == (whole.value, whole.positions.keys(), told)


@pytest.mark.parametrize("text", ["本\u202e文", "…"])
def test_what_is_wrong_with_another_text_is_told_as_when_all_is_checked(text):
    earlier, _ = decode()
    japanese = JAPANESE.replace("本文です。", text)

    found, problems = decode(japanese, earlier=earlier.value)

    assert found is None
    assert problems == decode(japanese)[1] != []


def lines(problems):
    return [(problem.spot.path, problem.spot.line, problem.spot.column, problem.code) for problem in problems]


def test_words_of_all_languages_are_joined():
    decoded, problems = decode(
        en="---\ntitle: Lecture\nsessions:\n  - title: First\n  - title: Second\n"
        "registration:\n  note: By phone.\n---\n\nText.\n",
        easy="---\ntitle: はなし\n---\n",
    )
    event = decoded.value

    assert problems == []
    assert event.title == Text(ja="防災講座", en="Lecture", easy="はなし")
    assert event.body == Body(ja="\n本文です。", en="\nText.")
    assert event.registration.note == Text(ja="電話で。", en="By phone.")
    assert event.sessions == (
        Session(starts="2026-12-05 10:00", title={"ja": "前半", "en": "First"}),
        Session(starts="2026-12-05 11:00", title={"ja": "後半", "en": "Second"}),
    )


def test_facts_are_typed():
    event = decode()[0].value

    assert event.starts == moment("2026-12-05 10:00")
    assert event.organizers == (Party(organization="aoba"), Party(organization="machi", role="co-host"))


@pytest.mark.parametrize(
    ("loc", "line", "column"),
    [
        (("starts",), 4, 9),
        (("sessions", 1, "title"), 12, 12),
        (("sessions", 1, "ends"), 11, 5),
        (("organizers", 0), 14, 5),
        (("organizers", 1, "role"), 16, 11),
        (("registration", "note"), 19, 9),
        (("capacity",), 2, 1),
    ],
    ids=str,
)
def test_a_value_knows_where_it_was_written(loc, line, column):
    document, node = decode()[0].at(*loc)
    spot = document.at(node)

    assert (spot.path, spot.line, spot.column) == ("walk.md", line, column)


@pytest.mark.parametrize(
    ("english", "problem"),
    [
        ("starts: 2026-12-05", (2, 1, "fact-in-translation")),
        ("sources:\n  - plan", (3, 5, "fact-in-translation")),
        ("organizers:\n  - aoba\n  - machi", (3, 5, "fact-in-translation")),
        ("registration: closed", (2, 1, "fact-in-translation")),
        ("registration:\n  deadline: 2026-12-01", (3, 3, "fact-in-translation")),
        ("sessions:\n  - title: First", (3, 3, "translation-length")),
        ("summary: A lecture", (2, 1, "text-without-source")),
        ("title:\n  en: Lecture", (2, 1, "fact-in-translation")),
        ("titel: Lecture", (2, 1, "unknown-field")),
    ],
    ids=lambda value: value.split("\n")[0] if isinstance(value, str) else None,
)
def test_a_translation_gives_words_only(english, problem):
    _, problems = decode(en=f"---\n{english}\n---\n")

    assert lines(problems)[0] == ("walk.en.md", *problem)


def test_all_problems_are_found_at_once():
    broken = (
        JAPANESE.replace("kind: lecture", "kind:").replace("2026-12-01", "あした").replace("title: 後半", "titel: 後半")
    )

    decoded, problems = decode(broken, en="---\nkind: lecture\n---\n")

    assert decoded is None
    assert lines(sorted(problems, key=lambda problem: problem.sort_key)) == [
        ("walk.en.md", 2, 1, "fact-in-translation"),
        ("walk.md", 3, 1, "empty-field"),
        ("walk.md", 12, 5, "unknown-field"),
        ("walk.md", 18, 13, "bad-date"),
    ]
