"""The whole site from a folder: every link of every page leads to a file of the ZIP, and people find their way."""

from __future__ import annotations

import io
import zipfile
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

from build_tools.publish.portable import build_zip
from tests.site.tree import shown

README = "読み方\nHow to open it\n"


@pytest.fixture(scope="module")
def data(site_folder):
    files = (path for path in site_folder.rglob("*") if path.is_file())
    return build_zip({path.relative_to(site_folder).as_posix(): path.read_bytes() for path in files}, README)


@pytest.fixture(scope="module")
def folder(data, tmp_path_factory):
    """The unpacked ZIP, in a folder with a name that is no plain word."""
    folder = tmp_path_factory.mktemp("usb") / "配布 #1"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
    return folder


def links(html):
    """Give all that a page links to and loads."""
    for node in LexborHTMLParser(html).css("[href], [src], [action], [srcset], [poster], object[data]"):
        yield from (node.attributes[name] for name in ("href", "src", "action", "srcset", "poster", "data")
                    if node.attributes.get(name) is not None)  # fmt: skip


def test_every_link_of_every_page_is_a_file_of_the_zip(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        pages = {name: archive.read(name).decode() for name in names if name.endswith(".html")}
    lost = []
    for page, html in sorted(pages.items()):
        for link in links(html):
            parts = urlsplit(link)
            if parts.scheme in ("https", "http", "mailto", "tel", "webcal") or (not parts.path and not parts.scheme):
                continue
            target = normpath(join(dirname(page), unquote(parts.path)))
            if parts.scheme or parts.netloc or parts.path.startswith("/") or target not in names:
                lost.append(f"{page}: {link}")

    assert len(pages) > 100
    assert shown(lost) == ""


def test_nothing_is_left_that_needs_a_server_or_a_script(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        scripted = [name for name in names if name.endswith(".html") and b'<script type="module"' in archive.read(name)]

    assert [name for name in names if name.startswith(("sw.js", "search/ja/", "offline/"))] == []
    assert scripted == []


def test_the_same_site_gives_the_same_bytes(data, site_folder):
    files = {path.relative_to(site_folder).as_posix(): path.read_bytes()
             for path in sorted(site_folder.rglob("*"), reverse=True) if path.is_file()}  # fmt: skip

    assert build_zip(files, README) == data


def test_readme_can_be_read_where_lines_end_in_two_signs(folder):
    assert (folder / "README.txt").read_bytes() == "\ufeff読み方\r\nHow to open it\r\n".encode()


def test_people_find_their_way_from_a_folder(folder, browser):
    context = browser.new_context(locale="ja-JP", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    said = []
    try:
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
        page.goto((folder / "index.html").as_uri())
        page.get_by_role("link", name="これからの催しをすべて見る").first.click()
        expect(page.locator("h1")).to_have_text("これからの催し")
        page.locator("main [data-coming] h3 a, main .card-title a").first.click()
        title = page.locator("h1").inner_text()
        page.locator("header a[hreflang=en]").first.click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        background = page.evaluate("() => getComputedStyle(document.querySelector('header')).display")
        page.locator("#site-search").fill("library")
        page.locator("#site-search").press("Enter")
        expect(page.locator("h1")).to_have_text("Site map")
    finally:
        context.close()

    assert title != ""
    assert background != "inline"
    assert said == []
