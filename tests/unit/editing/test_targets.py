from build_tools.editing.targets import split_names


def test_names_stand_between_blanks_and_commas():
    assert split_names(("need/a, b、c", "d\u3000\uff0ce")) == ("need/a", "b", "c", "d", "e")
