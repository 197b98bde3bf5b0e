"""`make gallery`: pictures of each kind of page, to be looked at side by side.

Every picture is named after its page, language, width and look, so that two galleries can be compared file by file.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import count
from pathlib import Path

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from tests.project import ROOT
from tests.site.serving import serve
from tests.site.tree import LANGS, Tree, kind, parent, read_tree

WIDTHS = {390: 844, 1280: 900}
"""Of a phone and a desk, with the height of the window."""
LOOKS = ("light", "dark")
TALLEST = 4000
"""Pixels of a picture; what stands below is cut off."""
STYLE = """
:root { color-scheme: light dark; font-family: system-ui, sans-serif; }
body { margin: 1rem; }
section { display: flex; gap: 1rem; align-items: start; overflow-x: auto; padding-bottom: 1rem; }
figure { margin: 0; flex: none; }
img { display: block; border: 1px solid GrayText; }
"""


@dataclass(frozen=True)
class Shot:
    """One picture to take."""

    kind: str
    path: str
    """Of the page, from the site's root."""
    lang: str
    width: int
    look: str

    @property
    def file(self) -> str:
        """Its name in the folder."""
        return f"{self.kind}.{self.lang}.{self.width}.{self.look}.png"


def kinds_of(tree: Tree) -> Mapping[str, str]:
    """Give the name of each kind of page and the Japanese path of one of them, as `event` and `event-flyer`.

    Of a kind there may be a second page, `event-2`, that shows what the first does not.
    """
    lists = {parent(page.inner) for page in tree.pages.values()}
    found: dict[str, str] = {}
    for page in tree.kinds("ja"):
        name = name_of(kind(page.path, is_list=page.path in lists))
        found[f"{name}-2" if name in found else name] = page.path
    return found


def name_of(parts: Sequence[str]) -> str:
    """Give a name to a kind of page, as `tests.site.tree.kind` tells it."""
    sections = [part for part in parts if part not in {"list", "leaf"} and not part.isdigit()]
    if len(parts) == 1:
        return sections[0].removesuffix(".html") if sections[0] else "home"
    if parts[-1] == "list":
        return "-".join([*sections, "list"])
    depth = 0 if parts[-1] in sections else -1  # a flyer is of one event
    section = sections[depth]
    sections[depth] = section[:-1] if section.endswith("s") and section != "series" else f"one-{section}"
    return "-".join(sections)


def shots_of(kinds: Mapping[str, str], tree: Tree) -> Iterator[Shot]:
    """Yield the pictures to take; a page that a language lacks has none in it."""
    for name, path in kinds.items():
        for lang in LANGS:
            there = path if lang == "ja" else f"en/{path}"
            if there in tree.pages:
                yield from (Shot(name, there, lang, width, look) for width in WIDTHS for look in LOOKS)


def take(browser: Browser, address: str, shots: Sequence[Shot], out: Path) -> None:
    """Take pictures into a folder, and say how far it is."""
    done = count(1)
    for look in LOOKS:
        for width, height in WIDTHS.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=look, reduced_motion="reduce"
            )
            page = context.new_page()
            for shot in (shot for shot in shots if (shot.look, shot.width) == (look, width)):
                picture(page, address + shot.path, out / shot.file, width)
                print(f"\r{next(done)}/{len(shots)} {shot.file:60}", end="", flush=True)  # noqa: T201 -- a command
            context.close()
    print()  # noqa: T201 -- ends the line of progress


def picture(page: Page, url: str, file: Path, width: int) -> None:
    page.goto(url, wait_until="networkidle")
    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})


def index(shots: Sequence[Shot]) -> str:
    """Give a page that shows the pictures: a row for each kind and language."""
    rows: dict[tuple[str, str], list[Shot]] = {}
    for shot in shots:
        rows.setdefault((shot.kind, shot.lang), []).append(shot)
    lines = [
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Gallery</title>\n<style>{STYLE}</style>'
    ]
    lines.append("<h1>Gallery</h1>")
    for (name, lang), row in rows.items():
        lines.append(f'<h2 id="{name}-{lang}">{escape(name)} ({lang})</h2>\n<section>')
        lines += (
            f'<figure><figcaption>{shot.width} {shot.look}</figcaption><a href="{shot.file}">'
            f'<img src="{shot.file}" width="{shot.width // 2}" alt="/{escape(shot.path)}" loading="lazy"></a></figure>'
            for shot in row
        )
        lines.append("</section>")
    return "\n".join([*lines, ""])


def make_gallery(tree: Tree, browser: Browser, out: Path, *, only: Sequence[str] = ()) -> list[str]:
    """Take the pictures of a built site into a folder, and give the names of its files.

    Args:
        tree: The site.
        browser: Chromium.
        out: The folder; pictures of an earlier gallery are left there when only some kinds are wanted.
        only: Names of kinds; all by default.

    Raises:
        ValueError: when a kind is not known.
    """
    kinds = kinds_of(tree)
    if unknown := [name for name in only if name not in kinds]:
        raise ValueError(f"There is no kind {', '.join(unknown)}. The kinds are: {', '.join(kinds)}")
    shots = list(shots_of({name: path for name, path in kinds.items() if not only or name in only}, tree))
    if not only:
        shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    for shot in shots:
        (out / shot.file).unlink(missing_ok=True)
    with serve(tree.root, prefix=tree.prefix) as server:
        take(browser, server + tree.prefix, shots, out)
    (out / "index.html").write_text(index(shots), encoding="utf-8")
    return ["index.html", *(shot.file for shot in shots)]


def main() -> int:
    """Take the pictures of the site that was built last."""
    parser = argparse.ArgumentParser(prog="make gallery", description="Pictures of each kind of page of a built site.")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site")
    parser.add_argument("--out", type=Path, default=ROOT / "gallery", help="folder of the pictures")
    parser.add_argument("--only", default="", help="kinds with commas between: home,event")
    options = parser.parse_args()
    settings = yaml.safe_load((ROOT / "content/site.yml").read_text(encoding="utf-8"))
    tree = read_tree(options.site.resolve(), base=settings["base_url"])
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, map(shutil.which, filter(None, names))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        try:
            made = make_gallery(tree, browser, options.out, only=[name for name in options.only.split(",") if name])
        except ValueError as error:
            print(error, file=sys.stderr)  # noqa: T201 -- a command
            return 2
        finally:
            browser.close()
    print(f"{len(made) - 1} pictures: {options.out / 'index.html'}")  # noqa: T201 -- as above
    return 0


if __name__ == "__main__":
    sys.exit(main())
