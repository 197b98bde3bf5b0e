import copy
import pickle
from dataclasses import FrozenInstanceError

import pytest

from build_tools.model.base import Body, Party, Quantity, RefMark, Source, TermMark, Text, shape_of
from build_tools.model.declared import fields_of
from build_tools.model.kinds import KINDS
from build_tools.model.naming import marked_values
from build_tools.model.occasions import Event, Registration, Session
from tests.records import make_event


@pytest.mark.parametrize(
    ("text", "lang", "has", "words"),
    [
        (Text(ja="講座"), "ja", True, "講座"),
        (Text(ja="講座"), "en", False, "講座"),
        (Text(ja="講座", en="Lecture"), "en", True, "Lecture"),
        (Text(ja="講座", en=""), "en", False, "講座"),
        (Text(ja="講座", easy="はなし"), "easy", True, "はなし"),
        (Text(ja="講座"), "fr", False, "講座"),
    ],
)
def test_words_fall_back_to_japanese(text, lang, has, words):
    assert (text.has(lang), text.get(lang)) == (has, words)


MARKED = {"ja": "{協働|きょうどう}の話", "en": "Talk", "easy": "{話|はなし}"}
PLAIN = {"ja": "協働の話", "en": "Talk", "easy": "話（はなし）"}


def read_body(**words):
    body = Body(**words)
    body.belong("event", "walk")
    return body


def pickled(text):
    return pickle.loads(pickle.dumps(text))  # noqa: S301 -- our own


@pytest.mark.parametrize("make", [Text, Body, read_body])
@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda text: text.model_copy(update={}), pickled])
def test_marks_go_where_the_text_goes_and_count_for_equality_alone(make, again):
    text, plain = make(**MARKED), make(**PLAIN)

    assert [again(text).marked(lang) for lang in ("ja", "en", "easy", "fr")] == [*MARKED.values(), MARKED["ja"]]
    assert [again(plain).marked(lang) for lang in ("ja", "en", "easy", "fr")] == [*PLAIN.values(), PLAIN["ja"]]
    assert [{lang: getattr(each, lang) for lang in PLAIN} for each in (text, plain)] == [PLAIN, PLAIN]
    assert again(text) == text == make(**MARKED) != plain
    assert again(plain) == plain == make(**PLAIN) != make(**{**MARKED, "easy": PLAIN["easy"]})
    assert repr(again(text)) == repr(plain)
    assert hash(text) == hash(plain)


def test_marks_take_no_room_where_there_are_none():
    assert vars(Text(ja="講座")) == {"ja": "講座", "en": None, "easy": None}


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("plan", Source()),
        ("plan:4-1", Source(clause="4-1")),
        ("https://example.org/", Source(url="https://example.org/")),
    ],
)
def test_source_reads_and_writes_what_an_editor_types(typed, source):
    assert Source.model_validate(typed) == source
    assert str(source) == typed


def test_short_forms_of_parts():
    assert Party.model_validate("aoba") == Party(organization="aoba")
    assert Quantity.model_validate("1,200") == Quantity(value="1200")


def test_a_record_cannot_be_changed():
    event = make_event()

    with pytest.raises(FrozenInstanceError):
        event.title = Text(ja="別の題")


@pytest.mark.parametrize(
    ("model", "field", "shape"),
    [
        (Event, "title", (Text, False, None, None)),
        (Event, "place", (str, False, RefMark("place"), "id")),
        (Event, "themes", (str, True, TermMark("themes"), "id")),
        (Event, "sessions", (Session, True, None, None)),
        (Event, "registration", (Registration, False, None, None)),
    ],
)
def test_shape_of_a_field(model, field, shape):
    found = shape_of(fields_of(model)[field])

    assert (found.type, found.many, found.mark, found.expects) == shape


def test_every_name_in_a_record_is_found():
    event = make_event(
        themes=["disaster"],
        organizers=["aoba", {"organization": "machi", "role": "co-host"}],
        registration={"how": ["phone"]},
        sources=["plan:4-1", "plan"],
    )

    assert list(marked_values(event)) == [
        (("sources", 0, "clause"), "4-1", RefMark("clause")),
        (("kind",), "lecture", TermMark("event-kinds")),
        (("themes", 0), "disaster", TermMark("themes")),
        (("status",), "scheduled", TermMark("event-statuses")),
        (("attendance_mode",), "offline", TermMark("attendance-modes")),
        (("organizers", 0, "organization"), "aoba", RefMark("organization")),
        (("organizers", 1, "organization"), "machi", RefMark("organization")),
        (("organizers", 1, "role"), "co-host", TermMark("roles")),
        (("registration", "how", 0), "phone", TermMark("registration-ways")),
    ]


def test_kinds_have_names_and_folders_of_their_own():
    assert len({kind.name for kind in KINDS}) == len({kind.folder for kind in KINDS}) == len(KINDS)
