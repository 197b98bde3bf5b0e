import re

import pytest
import zxingcpp
from PIL import Image

from build_tools.pages.qr import build_qr

PARTS = re.compile(
    r'<svg class="qr" role="img" aria-label="(?P<name>[^"]*)" viewBox="0 0 (?P<size>\d+) (?P=size)"'
    r' shape-rendering="crispEdges">'
    r'<path fill="#fff" d="M0 0h(?P=size)v(?P=size)H0z"/><path fill="#000" d="(?P<path>[^"]*)"/></svg>'
)
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def paint(svg: str, *, scale: int = 4) -> Image.Image:
    """Paint the rectangles of the path, as a browser does."""
    parts = PARTS.fullmatch(svg)
    picture = Image.new("L", (int(parts["size"]),) * 2, 255)
    for x, y, length, _ in (map(int, run) for run in RUN.findall(parts["path"])):
        picture.paste(0, (x, y, x + length, y + 1))
    return picture.resize((picture.width * scale,) * 2, Image.Resampling.NEAREST)


@pytest.mark.parametrize(
    "url",
    [
        "https://kunitachi-kyodo.example/events/2026-kagu/",
        "https://kunitachi-kyodo.example/en/events/a/",
        "https://town.example/" + "long-name-" * 12 + "/",
        "https://町.example/催し/",
    ],
)
def test_a_reader_finds_the_text(url):
    [found] = zxingcpp.read_barcodes(paint(build_qr(url, name="x")))

    assert (found.text, found.format, found.ec_level) == (url, zxingcpp.BarcodeFormat.QRCode, "M")


def test_four_modules_around_the_code_are_white():
    picture = paint(build_qr("https://town.example/", name="x"), scale=1)

    assert Image.eval(picture, lambda value: 255 - value).getbbox() == (4, 4, picture.width - 4, picture.height - 4)


def test_the_name_is_escaped():
    svg = build_qr("https://town.example/", name='<b> & "講座"')

    assert PARTS.fullmatch(svg)["name"] == "&lt;b&gt; &amp; &#34;講座&#34;"
