import re
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from tests.gallery import kinds_of, make_gallery, name_of

pytestmark = pytest.mark.browser


def width_of(picture: Path) -> int:
    """Give the width of a picture in pixels."""
    with Image.open(picture) as image:
        return image.width


def test_the_gallery_of_two_kinds_is_what_it_says(tree, browser, tmp_path, capsys):
    out = tmp_path / "gallery"
    out.mkdir()
    earlier = out / "plan.ja.390.light.png"
    earlier.touch()

    made = make_gallery(tree, browser, out, only=["home", "event"])

    names = [
        f"{kind}.{lang}.{width}.{look}.png"
        for kind in ("event", "home")
        for lang in ("ja", "en")
        for width in (390, 1280)
        for look in ("light", "dark")
    ]
    page = LexborHTMLParser((out / "index.html").read_text(encoding="utf-8"))
    assert made == ["index.html", *names]
    assert sorted(path.name for path in out.iterdir()) == sorted([*made, earlier.name])
    assert re.findall(r"\d+/\d+", capsys.readouterr().out) == [f"{number}/16" for number in range(1, 17)]
    assert [image.attributes["src"] for image in page.css("img")] == names
    assert {name: width_of(out / name) for name in names} == {name: int(name.split(".")[2]) for name in names}


def test_a_kind_that_does_not_exist_is_told(tree, browser, tmp_path):
    with pytest.raises(ValueError, match=r"There is no kind hoem\. The kinds are: .*home"):
        make_gallery(tree, browser, tmp_path / "gallery", only=["hoem"])

    assert list(Path(tmp_path).iterdir()) == []


def test_every_kind_has_a_name_of_its_own(tree):
    assert set(kinds_of(tree).values()) == {page.path for page in tree.kinds("ja")}


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("",), "home"),
        (("404.html",), "404"),
        (("events",), "events"),
        (("events", "2", "leaf"), "event"),
        (("events", "flyer"), "event-flyer"),
        (("easy", "events", "3", "leaf"), "easy-event"),
        (("matching", "2", "list"), "matching-list"),
        (("series", "2", "leaf"), "one-series"),
        (("matching", "2", "leaf"), "one-matching"),
    ],
)
def test_names_of_kinds(parts, name):
    assert name_of(parts) == name
