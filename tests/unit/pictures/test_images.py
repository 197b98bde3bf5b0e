"""What is known of a picture before it is decoded, and what is published of it."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageDraw

from build_tools.content.images import read_originals
from build_tools.model.pictures import Original
from build_tools.pictures.encoding import encode, open_upright
from build_tools.pictures.sizes import Version, versions_of

TOP, BOTTOM = (200, 30, 30), (30, 30, 200)
PLACE, CAMERA, OWNER = 0x8825, 0x010F, 0xA430


def halves(width=1600, height=1200):
    """Give a picture that is red above and blue below."""
    image = Image.new("RGB", (width, height), BOTTOM)
    ImageDraw.Draw(image).rectangle((0, 0, width, height // 2 - 1), fill=TOP)
    return image


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "images").mkdir()
    return tmp_path / "images"


def read(folder):
    found, problems = read_originals(folder.parent, "content/images")
    assert problems == []
    return found


def open_version(path, version):
    return Image.open(BytesIO(encode(open_upright(path), version)))


def near(color, other):
    return all(abs(one - two) < 25 for one, two in zip(color, other, strict=True))


@pytest.mark.parametrize("name", ["hall.jpg", "hall.jpeg", "hall.png", "hall.webp"])
def test_the_size_stands_at_the_beginning(folder, name):
    halves().save(folder / name)

    assert [(original.width, original.height) for original in read(folder).values()] == [(1600, 1200)]


def test_a_picture_that_lies_on_its_side_is_turned(folder):
    exif = Image.Exif()
    exif[0x0112] = 6
    halves().rotate(90, expand=True).save(folder / "hall.jpg", exif=exif)
    (original,) = read(folder).values()
    shown = open_version(original.path, Version("", "webp", 480, 360))

    assert (original.width, original.height, shown.size) == (1600, 1200, (480, 360))
    assert (near(shown.getpixel((240, 20)), TOP), near(shown.getpixel((240, 340)), BOTTOM)) == (True, True)


@pytest.mark.parametrize("form", ["avif", "webp"])
def test_nothing_is_published_but_what_can_be_seen(folder, form):
    exif = Image.Exif()
    exif[CAMERA] = "Secret Camera"
    exif.get_ifd(PLACE)[1] = "N"
    xmp = b"<x:xmpmeta>Taro</x:xmpmeta>"
    halves().save(folder / "hall.jpg", exif=exif, comment=b"Hanako", xmp=xmp)
    data = encode(open_upright(str(folder / "hall.jpg")), Version("", form, 480, 360))
    shown = Image.open(BytesIO(data))

    assert [word for word in (b"Secret", b"Taro", b"Hanako", b"Exif\0\0MM", b"xmpmeta") if word in data] == []
    assert (dict(shown.getexif()), shown.size, shown.format) == ({}, (480, 360), form.upper())
    assert near(shown.convert("RGB").getpixel((240, 20)), TOP)


def test_what_is_see_through_stands_on_white(folder):
    Image.new("RGBA", (600, 400), (*TOP, 0)).save(folder / "mark.png")

    shown = open_version(str(folder / "mark.png"), Version("", "webp", 480, 320))

    assert near(shown.convert("RGB").getpixel((10, 10)), (255, 255, 255))


def test_colours_of_another_profile_are_brought_to_srgb(folder):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    halves().save(folder / "hall.jpg", icc_profile=profile)

    upright = open_upright(str(folder / "hall.jpg"))

    assert (upright.info.get("icc_profile"), near(upright.getpixel((10, 10)), TOP)) == (None, True)


@pytest.mark.parametrize("form", ["avif", "webp"])
def test_the_same_picture_is_the_same_bytes(folder, form):
    halves().save(folder / "hall.png")
    version = Version("", form, 960, 720)

    assert encode(open_upright(str(folder / "hall.png")), version) == encode(
        open_upright(str(folder / "hall.png")), version
    )


@pytest.mark.parametrize(
    ("width", "height", "sizes"),
    [
        (2400, 1200, [(480, 240), (960, 480), (1440, 720)]),
        (1440, 1080, [(480, 360), (960, 720), (1440, 1080)]),
        (1000, 500, [(480, 240), (960, 480), (1000, 500)]),
        (300, 200, [(300, 200)]),
        (5000, 1, [(480, 1), (960, 1), (1440, 1)]),
    ],
)
def test_no_picture_is_made_larger(width, height, sizes):
    versions = tuple(versions_of("hall.jpg", Original("/x/hall.jpg", width, height, "0a1b")))

    assert [(version.width, version.height) for version in versions if version.form == "avif"] == sizes
    assert [version.path for version in versions if version.form == "webp"] == [
        f"img/hall.0a1b1-{width}.webp" for width, _ in sizes
    ]


@pytest.mark.parametrize("name", ["hall.jpg", "hall.png", "hall.webp"])
def test_a_file_whose_end_is_missing_is_told_of(folder, name):
    halves().save(folder / name)
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[:-100])

    found, problems = read_originals(folder.parent, "content/images")

    assert (found, [(problem.spot.path, problem.code) for problem in problems]) == (
        {},
        [(f"content/images/{name}", "bad-picture")],
    )


def test_the_name_says_what_the_picture_is(folder):
    halves(30, 20).save(folder / "hall.jpg", format="PNG")

    assert [problem.code for problem in read_originals(folder.parent, "")[1]] == ["bad-picture"]


def test_a_city_without_pictures_has_none(tmp_path):
    assert read_originals(tmp_path, "content/images") == ({}, [])
