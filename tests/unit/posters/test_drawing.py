from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from build_tools.posters.drawing import draw, fit_title
from build_tools.posters.saying import Poster, Tone
from build_tools.posters.typefaces import BOLD, REGULAR, is_cut, letters, settable

POSTER = Poster(
    lang="ja",
    name="event/walk",
    site="くにたち協働ひろば",
    title="家具の固定",
    label="講座",
    day=("2026.12", "5", "土曜日"),
    details=("2026年12月5日(土) 14時から", "みどり広場"),
)
WALL, ROOF = (90, 540), (226, 160)
RED, GREEN, GREY, ROOF_RED = (163, 58, 37), (29, 92, 77), (85, 96, 92), (181, 69, 44)
LONG = "第二回(仮称)女性の人権と自立を保障する地域づくり連絡協議会 準備会" * 4


def picture(**fields):
    return Image.open(BytesIO(draw(replace(POSTER, **fields))))


def changed(**fields):
    """Give the box in which a poster differs from `POSTER`."""
    return ImageChops.difference(picture().convert("RGB"), picture(**fields).convert("RGB")).getbbox()


def test_a_poster_is_a_small_picture_with_a_palette():
    data = draw(POSTER)
    image = Image.open(BytesIO(data))

    assert (image.format, image.mode, image.size) == ("PNG", "P", (1200, 630))
    assert len(data) < 60_000
    assert draw(POSTER) == data


@pytest.mark.parametrize(
    ("fields", "inside"),
    [
        ({"title": "たんすの固定"}, (440, 140, 1150, 300)),
        ({"details": ("2026年12月5日(土) 14時から", "駅前広場")}, (440, 480, 1150, 530)),
        ({"day": ("2026.12", "6", "土曜日")}, (76, 300, 376, 475)),
        ({"site": "くにたち協働の広場"}, (440, 570, 1150, 630)),
        ({"label": "催し"}, (440, 76, 1150, 140)),
    ],
    ids=["title", "place", "day", "site", "label"],
)
def test_every_word_is_drawn_in_its_place(fields, inside):
    left, top, right, bottom = changed(**fields)

    assert (left >= inside[0], top >= inside[1], right <= inside[2], bottom <= inside[3]) == (True,) * 4


@pytest.mark.parametrize(
    ("tone", "wall", "roof"),
    [
        (Tone.SAMPLE, GREEN, ROOF_RED),
        (Tone.OFF, RED, GREY),
        (Tone.OVER, GREY, (139, 146, 141)),
        (None, GREEN, ROOF_RED),
    ],
)
def test_the_house_shows_from_afar_how_it_stands(tone, wall, roof):
    image = picture(signs=((tone, "印"),) if tone else ()).convert("RGB")

    assert (image.getpixel(WALL), image.getpixel(ROOF)) == (wall, roof)


def test_the_day_of_a_cancelled_event_is_struck_through():
    assert [picture(signs=((tone, "印"),)).convert("RGB").getpixel((170, 395)) for tone in (Tone.OFF, Tone.TURN)] == [
        (255, 255, 255),
        GREEN,
    ]


def test_without_a_day_the_house_has_its_door():
    image = picture(day=("", "", "")).convert("RGB")

    assert {image.getpixel((226, height)) for height in range(370, 548)} == {(255, 255, 255)}


@pytest.mark.parametrize(
    ("title", "size", "lines"),
    [
        ("防災講座", 74, ("防災講座",)),
        ("くにたち地図旅 Vol.18「歩いて、見つける わたしのエンゲキ」感じる冒険編", 58,
         ("くにたち地図旅 Vol.18", "「歩いて、見つける", "わたしのエンゲキ」", "感じる冒険編")),
        ("Furniture that stays where it is", 74, ("Furniture that", "stays where it is")),
    ],
)  # fmt: skip
def test_a_long_title_has_smaller_letters(title, size, lines):
    assert fit_title(title, 340, whole=POSTER.site) == (size, lines)


def test_a_title_that_is_too_long_is_cut():
    size, lines = fit_title(LONG, 260)

    assert (size, len(lines), lines[-1][-1]) == (38, 4, "…")


def test_what_the_fonts_lack_is_left_out_or_shown_as_missing():
    assert settable("家具🏠の 🎪 固定 𠮷野 Café — 髙﨑") == "家具の  固定 〓野 Café — 髙﨑"


@pytest.mark.parametrize("name", [BOLD, REGULAR])
def test_both_fonts_have_what_japanese_texts_are_written_with(name):
    font = letters(name, 24)
    blank = bytes(font.getmask("\uffff"))
    characters = [chr(code) for code in range(0x4E00, 0xA000) if chr(code).encode("shift_jis", "ignore")]

    assert len(characters) == 6356
    assert [char for char in (*characters, *"髙﨑ぁンー・「」〜ōéÄ—’“”") if bytes(font.getmask(char)) == blank] == []


def test_what_is_said_to_be_missing_is_missing():
    assert [char for char in "漢髙éō A" if not is_cut(char)] == []
    assert [char for char in "𠮷🏠Ąก" if is_cut(char)] == []
