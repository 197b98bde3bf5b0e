import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.content.nodes import Mapping, RefusedYaml, Scalar, Sequence, compose


def test_positions_are_code_points_also_in_japanese():
    root = compose("題: 防災🏢講座\nパート:\n  - 会場: '市役所'\n    定員: 30\n")

    assert root == Mapping(
        0,
        0,
        [
            (Scalar("題", 0, 0, 0, 1), Scalar("防災🏢講座", 0, 3, 0, 8)),
            (
                Scalar("パート", 1, 0, 1, 3),
                Sequence(
                    2,
                    2,
                    [
                        Mapping(
                            2,
                            4,
                            [
                                (Scalar("会場", 2, 4, 2, 6), Scalar("市役所", 2, 8, 2, 13, is_plain=False)),
                                (Scalar("定員", 3, 4, 3, 6), Scalar("30", 3, 8, 3, 10)),
                            ],
                        )
                    ],
                ),
            ),
        ],
    )


@pytest.mark.parametrize(
    "text",
    [
        "10:30",
        "24:00",
        "0425762111",
        "no",
        "はい",
        "1e3",
        "0x10",
        "~",
        "null",
        "2026-11-23",
        "1_000",
        ".inf",
        "=",
        "<<",
    ],
)
def test_scalars_stay_the_text_that_was_typed(text):
    value = compose(f"key: {text}").find("key")

    assert value == Scalar(text, 0, 5, 0, 5 + len(text))


def test_repeated_keys_are_all_there():
    assert [(key.text, value.text) for key, value in compose("a: 1\nb: 2\na: 3\n").entries] == [
        ("a", "1"),
        ("b", "2"),
        ("a", "3"),
    ]


def test_find():
    root = compose("a: 1\na: 2\n")

    assert (root.find("a").text, root.find_key("a").line, root.find("b"), root.find_key("b")) == ("1", 0, None, None)


@pytest.mark.parametrize("text", ["", "\n", "# 注\n"], ids=repr)
def test_nothing_is_an_empty_mapping(text):
    assert compose(text).entries == []


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("題: &a x", "yaml-anchor", 0, 3),
        ("題: *a", "yaml-anchor", 0, 3),
        ("&a k: v", "yaml-anchor", 0, 0),
        ("題: !!binary eA==", "yaml-tag", 0, 3),
        ("題: !x", "yaml-tag", 0, 3),
        ("題: !!map {a: b}", "yaml-tag", 0, 3),
        ("a: b\n---\nc: d", "second-document", 1, 0),
        ("a: b\n--- c", "second-document", 1, 0),
        ("- a\n- b", "not-a-mapping", 0, 0),
        ("題名", "not-a-mapping", 0, 0),
        ("a: [[[[[[x]]]]]]", "too-deep", 0, 8),
        ("a: " + "[" * 50_000, "too-deep", 0, 8),
        ("{" * 50_000, "too-deep", 0, 6),
        ("? [a]\n: b", "yaml-syntax", 0, 2),
        ("題: b: c", "yaml-syntax", 0, 4),
        ("題: '開いた", "yaml-syntax", 0, 3),
        ("a: b\n\tc: d", "yaml-syntax", 1, 0),
        ("題: 防災\n名: 防\x07災", "yaml-syntax", 1, 4),
        ("a: @b", "yaml-syntax", 0, 3),
        ("%YAML 9.9\n---\na: b", "yaml-syntax", 0, 0),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_refused(text, code, line, column):
    with pytest.raises(RefusedYaml) as error:
        compose(text)

    assert (error.value.code, error.value.line, error.value.column) == (code, line, column)


def test_six_levels_are_taken():
    assert compose("a: [[[[[x]]]]]").find("a").items[0].items[0].items[0].items[0].items[0].text == "x"


@given(st.text(alphabet="ab:-[]{}'\"#&*!|>%@` \n　：日", max_size=60))
def test_any_text_is_a_mapping_or_refused(text):
    try:
        root = compose(text)
    except RefusedYaml as error:
        root = error

    assert isinstance(root, Mapping | RefusedYaml)
