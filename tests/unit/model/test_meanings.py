import pytest

from build_tools.model.base import Text
from build_tools.model.declared import fields_of
from build_tools.model.kinds import KINDS
from build_tools.model.meanings import field_meaning
from build_tools.model.occasions import Event, Registration
from build_tools.model.site import Term


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_is_described(kind):
    assert [name for name in fields_of(kind.model) if not field_meaning(kind.model, name)] == []


@pytest.mark.parametrize(
    ("model", "name", "meaning"),
    [
        (Event, "place", "Where."),
        (Event, "title", "Name as the source prints it."),
        (Registration, "opens", "From when."),
        (Term, "ja", "Japanese label."),
    ],
    ids=["own", "inherited", "of a part", "no record"],
)
def test_the_meaning_is_the_docstring_below_the_field(model, name, meaning):
    assert field_meaning(model, name) == meaning


def test_a_field_without_docstring_has_no_meaning():
    assert field_meaning(Text, "ja") == ""
