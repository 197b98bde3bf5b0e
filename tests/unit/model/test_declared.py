from typing import Annotated

import pytest
from pydantic import ValidationError

from build_tools.model.declared import Count, Field, Given, Model, fields_of
from build_tools.model.values import Name, Whole


class Seat(Model):
    """A place to sit."""

    scalar = "row"

    row: Name
    """In which row."""
    number: Whole | None = None
    """Which one."""


class Hall(Model):
    """A room with seats."""

    id: Annotated[Name, Given()]
    """Its name."""
    seats: Annotated[tuple[Seat, ...], Count(1, 2)]
    """Its seats."""


class Theatre(Hall):
    """A hall with a stage."""

    stage: Seat | None = None
    """Where the stage is."""
    id: Annotated[Name, Given()] = "theatre"
    """Its name."""


def errors(model, given):
    with pytest.raises(ValidationError) as raised:
        model.model_validate(given)
    return [(error["type"], error["loc"]) for error in raised.value.errors()]


def test_texts_become_values():
    hall = Theatre.model_validate({"id": "aoba", "seats": ["a", {"row": "b", "number": "1,200"}], "stage": "c"})

    assert hall == Theatre(id="aoba", seats=(Seat(row="a"), Seat(row="b", number="1200")), stage=Seat(row="c"))
    assert repr(hall) == (
        "Theatre(id='aoba', seats=(Seat(row='a', number=None), Seat(row='b', number=1200)), "
        "stage=Seat(row='c', number=None))"
    )
    assert len({hall, Theatre.model_validate({"id": "aoba", "seats": ["a"]}), hall.model_copy(update={})}) == 2


def test_every_error_is_told_with_its_place():
    given = {"seats": [{"number": "x"}, "b", {"row": "c", "colour": "red"}], "stage": ["a"], "lamp": "on"}

    assert sorted(errors(Hall, given)) == [
        ("bad-number", ("seats", 0, "number")),
        ("missing", ("id",)),
        ("missing", ("seats", 0, "row")),
        ("unexpected_keyword_argument", ("lamp",)),
        ("unexpected_keyword_argument", ("seats", 2, "colour")),
        ("unexpected_keyword_argument", ("stage",)),
    ]
    assert errors(Theatre, {"seats": ["a"], "stage": ["a"]}) == [("dataclass_type", ("stage",))]


@pytest.mark.parametrize(("number", "type_"), [(0, "too_short"), (3, "too_long")])
def test_a_list_has_as_many_entries_as_it_has_to(number, type_):
    assert errors(Hall, {"id": "aoba", "seats": ["a"] * number}) == [(type_, ("seats",))]


def test_fields_stand_in_the_order_of_their_first_declaration():
    stage, id_ = fields_of(Theatre)["stage"], fields_of(Theatre)["id"]

    assert list(fields_of(Theatre)) == ["id", "seats", "stage"]
    assert fields_of(Theatre)["seats"] == Field(Annotated[tuple[Seat, ...], Count(1, 2)], None, is_required=True)
    assert (stage.is_required, stage.is_written, stage.count, stage.default) == (False, True, None, None)
    assert (id_.is_required, id_.is_written, id_.default) == (False, False, "theatre")
    assert fields_of(Hall)["seats"].count == Count(1, 2)


def test_a_value_of_known_parts_is_not_checked():
    seat = Seat.model_construct(row="a")

    assert (seat, seat.number) == (Seat(row="a"), None)
    assert seat.model_copy(update={"number": 3}) == Seat(row="a", number="3")
