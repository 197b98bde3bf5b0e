from dataclasses import replace

import pytest
from markupsafe import Markup

from build_tools.i18n.faces import face_of
from build_tools.pages.fitting import SCALES, Fitted, Sheet, fit, width_of
from tests.records import moment, words

SHEET = Sheet(
    title="防災講座",
    original="",
    is_sample=False,
    is_off=False,
    banner=(),
    kind="講演・講座",
    faces=(face_of(moment("2026-12-05 14:00"), words("ja")),),
    has_clock=True,
    notes=0,
    place=("ひろば", "国立市1-1"),
    lead="家具の固定を学びます。",
    facts=(Markup("市民"), Markup("無料")),
    unsure="",
    body=Markup(""),
)
ORDER = [scale.name for scale in SCALES]


def paragraphs(*numbers: int, of: int = 200) -> Markup:
    return Markup("\n").join(Markup("<p>{}{}</p>").format(number, "あ" * of) for number in numbers)


def test_a_little_text_makes_a_poster_with_a_picture():
    assert fit(SHEET) == Fitted("poster", "side", "huge", Markup(""), is_cut=False, picture="large")


@pytest.mark.parametrize(
    ("body", "density", "layout"),
    [
        (paragraphs(1, of=60), "poster", "side"),
        (paragraphs(1, of=200), "roomy", "side"),
        (paragraphs(1, 2, of=200), "normal", "flow"),
        (paragraphs(1, 2, 3, 4, of=200), "dense", "flow"),
    ],
)
def test_more_text_makes_smaller_letters_and_is_whole(body, density, layout):
    fitted = fit(replace(SHEET, body=body))

    assert (fitted.density, fitted.layout, fitted.body, fitted.is_cut) == (density, layout, body, False)


def test_too_much_text_is_cut_at_the_end_of_a_paragraph():
    fitted = fit(replace(SHEET, body=paragraphs(*range(20))))

    assert fitted == Fitted("dense", "flow", "huge", paragraphs(0, 1, 2, 3), is_cut=True)


def test_no_heading_stays_without_its_text():
    body = paragraphs(0, 1, 2) + Markup("\n<h2>次</h2>\n") + paragraphs(5, of=900)

    assert fit(replace(SHEET, body=body)).body == paragraphs(0, 1, 2)


def test_a_first_paragraph_that_is_too_long_is_left_to_the_page():
    fitted = fit(replace(SHEET, body=paragraphs(1, of=5000)))

    assert (fitted.body, fitted.is_cut) == ("", True)


@pytest.mark.parametrize(
    "more",
    [
        {"title": "長い題名" * 20},
        {"is_sample": True},
        {"is_off": True, "banner": ("中止", "工事のため。" * 20)},
        {"facts": tuple(Markup("事実") for _ in range(12))},
        {"place": ("ひろば", "住所" * 40, "行き方" * 40)},
        {"notes": 7},
        {"unsure": "確認できていません。" * 20},
        {"lead": "概要" * 60},
        {"faces": SHEET.faces * 2},
    ],
    ids=lambda more: next(iter(more)),
)
def test_what_stands_above_the_text_takes_its_room(more):
    body = paragraphs(*range(99), of=20)

    assert 0 < len(fit(replace(SHEET, **more, body=body)).body) < len(fit(replace(SHEET, body=body)).body)


@pytest.mark.parametrize(("text", "width"), [("", 0), ("ab c", 4), ("あ", 2), ("ｱ", 1), ("A・催し", 7)])
def test_width_counts_full_width_characters_twice(text, width):
    assert width_of(text) == width


@pytest.mark.parametrize(
    ("title", "size"),
    [
        ("防災講座", "huge"),
        ("くにたち原爆体験伝承者講話 (長崎伝承)", "medium"),  # thirteen characters without a space stay on one line
        ("災害時の自助を学ぶ 第1回 家具の固定と部屋の安全", "large"),
        ("あ" * 200, "tiny"),
        ("", "huge"),
    ],
)
def test_the_title_is_as_large_as_it_may_be(title, size):
    assert fit(replace(SHEET, title=title)).title == size
