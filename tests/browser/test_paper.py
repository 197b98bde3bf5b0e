"""What comes out of the printer: one sheet of A4 for each flyer, and no page of the site with its edge cut off."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page
from pypdf import PdfReader

from build_tools.urls import site_path
from tests.site.tree import LANGS, Tree, shown

A4 = (595.3, 841.9)
"""Width and height in points."""
FEW = 10
FORMS = "matching/forms/"
"""The list of the forms; the forms themselves stand below it."""
PRINTED = {"width": 672, "height": 1000}
"""What the margins of the site's style sheet leave of A4, in CSS pixels."""
# What a printer would cut off: a page wider than the paper, or a box that only scrolling shows whole.
CUT_OFF = """() => {
    const {scrollWidth, clientWidth} = document.documentElement
    const page = scrollWidth > clientWidth ? [`page: ${scrollWidth} px`] : []
    return page.concat([...document.querySelectorAll("main *")].filter(element => {
        const {overflowX, position} = getComputedStyle(element)
        return overflowX !== "visible" && position !== "absolute" && element.scrollWidth > element.clientWidth + 1
    }).map(element => element.outerHTML.slice(0, 100)))
}"""
COLOURS = """() => [document.querySelector(".sheet"), document.querySelector(".lead, .title")].map((element, index) =>
    getComputedStyle(element)[index ? "color" : "backgroundColor"])"""
# In print, all stands on the sheet, and the large dates in their column.
OUTSIDE = """() => {
    const bottom = document.querySelector(".sheet").getBoundingClientRect().bottom
    return [...document.querySelectorAll(".sheet > *, .face-day")].filter(element => {
        const box = element.getBoundingClientRect()
        const around = element.parentElement.closest("div, article").getBoundingClientRect()
        return box.bottom > bottom || box.right > around.right + 1
    }).map(element => element.className)
}"""
VARIANTS = str.maketrans("⺟⺠⻁⻄⻑⻘⻝⻤⻨⻩⻫⻭⻲‧∼", "母民虎西長青食鬼麦黄斉歯亀・〜")
"""Radicals and signs that stand in a PDF for the characters that look like them; NFKC leaves them."""


def flyers(tree: Tree, lang: str) -> list[str]:
    """Give the paths of the flyers of a language, those with the most text first."""
    pages = [page for page in tree.of(lang) if page.path.endswith("/flyer/")]
    return [page.path for page in sorted(pages, key=lambda page: (-len(page.text("main")), page.path))]


def bare(text: str) -> str:
    """Give a text without white space and without variants of characters."""
    return "".join(unicodedata.normalize("NFKC", text.translate(VARIANTS)).split())


def printed(page: Page) -> PdfReader:
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))


def size(reader: PdfReader, number: int = 0) -> tuple[float, float]:
    box = reader.pages[number].mediabox
    return float(box.width), float(box.height)


def event_of(tree: Tree, path: str) -> str:
    """Give the address of a flyer's event."""
    return tree.pages[path].head_links("canonical")[0].attributes["href"] or ""


def misprints(tree: Tree, path: str, page: Page) -> Iterator[str]:
    """Yield what is wrong with the printed flyer that is open."""
    reader = printed(page)
    text = bare(reader.pages[0].extract_text())
    if len(reader.pages) != 1:
        yield f"/{path}: {len(reader.pages)} sheets"
    if size(reader) != pytest.approx(A4, abs=1):
        yield f"/{path}: {size(reader)}"
    for words in (tree.pages[path].text("h1"), event_of(tree, path)):
        if bare(words) not in text:
            yield f"/{path}: no {words}"


@pytest.mark.parametrize(
    ("lang", "part"),
    [("ja", slice(FEW)), ("en", slice(3 * FEW)), ("en", slice(3 * FEW, None, 8))],
    ids=["ja-longest", "en-longest", "en-others"],
)
def test_a_flyer_is_one_sheet_of_a4(tree, window, address, lang, part):
    paths = flyers(tree, lang)[part]
    found = []
    with window(lang=lang) as page:
        for path in paths:
            page.goto(address(path))
            found += misprints(tree, path, page)

    assert shown(found) == ""


def forms(tree: Tree, lang: str) -> list[str]:
    """Give the paths of the forms to fill in with a pen."""
    return [page.path for page in tree.of(lang) if page.inner.startswith(FORMS) and page.inner != FORMS]


@pytest.mark.parametrize("lang", LANGS)
def test_a_form_is_one_sheet_of_a4_without_its_menu(tree, window, address, lang):
    found = []
    with window(lang=lang) as page:
        for path in forms(tree, lang):
            page.goto(address(path))
            reader = printed(page)
            text = bare(reader.pages[0].extract_text())
            shows = [bare(tree.pages[path].text(part)) in text for part in ("h1", ".form-consent h2", ".bar p")]
            found.append((len(reader.pages), [round(side) for side in size(reader)], shows))

    assert found == [(1, [595, 842], [True, True, False])] * 3


@pytest.mark.parametrize("lang", LANGS)
def test_all_of_a_form_stays_on_its_sheet(tree, window, address, lang):
    found = []
    with window(lang=lang) as page:
        page.emulate_media(media="print")
        for path in forms(tree, lang):
            page.goto(address(path))
            found += [f"/{path}: {what}" for what in page.evaluate(OUTSIDE)]

    assert len(forms(tree, lang)) == 3
    assert shown(found) == ""


@pytest.mark.parametrize(("lang", "step"), [("ja", 1), ("en", 8)])
def test_all_of_a_flyer_stays_on_its_sheet(tree, window, address, lang, step):
    found = []
    with window(lang=lang) as page:
        page.emulate_media(media="print")
        for path in flyers(tree, lang)[::step]:
            page.goto(address(path), wait_until="domcontentloaded")
            found += [f"/{path}: {what}" for what in page.evaluate(OUTSIDE)]

    assert shown(found) == ""


@pytest.mark.parametrize("lang", LANGS)
def test_the_code_on_a_flyer_leads_to_its_event(tree, window, address, lang):
    paths = flyers(tree, lang)[:: max(1, len(flyers(tree, lang)) // FEW)]
    read, widths = {}, set()
    with window(lang=lang, color_scheme="dark", device_scale_factor=2) as page:
        for path in paths:
            page.goto(address(path))
            code = page.locator(".qr")
            read[path] = [each.text for each in zxingcpp.read_barcodes(Image.open(BytesIO(code.screenshot())))]
            widths.add(round(code.bounding_box()["width"] / 96 * 25.4, 1))

    assert read == {path: [event_of(tree, path)] for path in paths}
    assert widths == {30.0}


@pytest.mark.parametrize("lang", LANGS)
def test_a_flyer_fits_a_phone(tree, window, address, lang):
    found = []
    with window(width=320, lang=lang) as page:
        for path in flyers(tree, lang)[::8]:
            page.goto(address(path))
            found += [f"/{path}: {what}" for what in page.evaluate(CUT_OFF)]

    assert shown(found) == ""


@pytest.mark.parametrize(
    ("look", "colours"),
    [
        ({"color_scheme": "light"}, ["rgb(255, 255, 255)", "rgb(22, 32, 29)"]),
        ({"color_scheme": "dark"}, ["rgb(255, 255, 255)", "rgb(22, 32, 29)"]),
        ({"color_scheme": "dark", "contrast": "more"}, ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]),
        ({"forced_colors": "active"}, ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else "",
)
def test_paper_stays_white(tree, window, address, look, colours):
    with window(**look) as page:
        page.goto(address(flyers(tree, "ja")[0]))

        assert page.evaluate(COLOURS) == colours


def test_an_event_leads_to_its_flyer(tree):
    found = {path: tree.pages[path.removesuffix("flyer/")].dom.css('a[href$="/flyer/"]') for path in flyers(tree, "en")}

    assert shown(path for path, links in found.items() if len(links) != 1) == ""


def sheets(tree: Tree, lang: str) -> list[str]:
    """Give the pages that people print besides flyers: three events, the plan, the guideline and two months."""
    root = "" if lang == "ja" else "en/"
    events = [path.removesuffix("flyer/") for path in flyers(tree, lang)[:3]]
    months = [page.path for page in tree.of(lang) if page.dom.css_first("main table.calendar")]
    return [*events, f"{root}plan/", f"{root}guideline/", *months[:1], *months[-1:]]


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_cut_off_on_paper(tree, window, address, lang):
    found = []
    with window(lang=lang) as page:
        page.emulate_media(media="print")
        page.set_viewport_size(PRINTED)
        for path in sheets(tree, lang):
            page.goto(address(path))
            found += [f"/{path}: {what}" for what in page.evaluate(CUT_OFF)]
            reader = printed(page)
            if tree.pages[path].dom.css_first("main table.calendar") and len(reader.pages) != 1:
                found.append(f"/{path}: {len(reader.pages)} sheets")
            sizes = {size(reader, number) for number in range(len(reader.pages))}  # a month lies on its side
            found += [f"/{path}: {each}" for each in sizes if sorted(each) != pytest.approx(A4, abs=1)]

    assert shown(found) == ""


@pytest.mark.parametrize("lang", LANGS)
def test_the_guideline_is_printed_as_a_booklet(tree, window, address, lang):
    path = site_path("guideline/", lang)
    with window(lang=lang) as page:
        page.goto(address(path))
        reader = printed(page)
    sheets = [bare(sheet.extract_text()) for sheet in reader.pages]
    [url] = tree.pages[path].head_links("canonical")
    titles = [bare(heading.text()) for heading in tree.pages[path].dom.css("main h2, main h3")]

    assert [size(reader, number) for number in range(len(sheets))] == [pytest.approx(A4, abs=1)] * len(sheets)
    assert 5 <= len(sheets) <= FEW
    assert bare(tree.pages[path].text("h1")) in sheets[0]
    assert url.attributes["href"] in sheets[0]
    assert titles[0] in sheets[1]
    assert [sheet[: len(str(number))] for number, sheet in enumerate(sheets[1:], 2)] == [
        str(number) for number in range(2, len(sheets) + 1)
    ]
    assert f"{url.attributes['href']}#chapter-1-1" in "".join(sheets)
    assert [title for title in titles if title not in "".join(sheets)] == []


SEEN_PRINTED = """() => {
    const shown = [...document.querySelectorAll("main details")].filter(details => !details.closest("form, nav")
        && details.getClientRects().length && details.lastElementChild.matches(":not(summary)"))
    return {
        dark: ["body", "main", "h1"].map(name => document.querySelector(name)).filter(Boolean)
            .map(element => getComputedStyle(element).color).filter(colour => colour !== "rgb(0, 0, 0)"),
        folded: shown.map(details => details.lastElementChild)
            .filter(last => !last.getClientRects().length && getComputedStyle(last).display !== "none")
            .map(last => last.outerHTML.slice(0, 100)),
        untold: [...document.querySelectorAll('main a[href^="http"]:not(.spelled, [href*="google.com/"])')]
            .filter(link => !getComputedStyle(link, "::after").content.includes(link.getAttribute("href")))
            .map(link => link.outerHTML.slice(0, 100)),
        noise: [...document.querySelectorAll(".menu, .search, .trail, main button, main form")]
            .filter(element => element.getClientRects().length).map(element => element.outerHTML.slice(0, 60)),
    }
}"""
FEWEST_LETTERS = 12
"""On a sheet: less is a sheet for nothing."""


def kinds_of_pages(tree: Tree, lang: str) -> list[str]:
    """Give a page of each kind that the style sheet of the site prints; see `flyers` and `forms` for the others."""
    first = {}
    for page in tree.kinds(lang):
        if not page.dom.css_first(".sheet"):
            first.setdefault((page.inner.partition("/")[0], page.inner.count("/")), page.path)
    return list(first.values())


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_of_page_is_printed_whole_and_black_on_white(tree, window, address, lang):
    found = []
    with window(lang=lang, color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        page.set_viewport_size(PRINTED)
        for path in kinds_of_pages(tree, lang):
            page.goto(address(path), wait_until="domcontentloaded")
            found += [f"/{path}: {what}" for what in page.evaluate(CUT_OFF)]
            found += [f"/{path}: {name}: {what}" for name, all_ in page.evaluate(SEEN_PRINTED).items() for what in all_]

    assert shown(found) == ""


@pytest.mark.parametrize("lang", LANGS)
def test_no_sheet_is_blank_and_each_page_tells_its_address(tree, window, address, lang):
    found = []
    with window(lang=lang) as page:
        for path in kinds_of_pages(tree, lang)[::3]:
            page.goto(address(path), wait_until="domcontentloaded")
            sheets = [bare(sheet.extract_text()) for sheet in printed(page).pages]
            found += [f"/{path}: sheet {number}" for number, text in enumerate(sheets, 1) if len(text) < FEWEST_LETTERS]
            [url] = [link.attributes["href"] for link in tree.pages[path].head_links("canonical")] or [""]
            if url not in "".join(sheets) and not tree.pages[path].dom.css_first(".month"):
                found.append(f"/{path}: not told")

    assert shown(found) == ""
