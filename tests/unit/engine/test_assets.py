import re
from hashlib import sha256

import pytest

from build_tools.artifacts import File
from build_tools.config import PACKAGE
from build_tools.engine.assets import bare, bare_script, read_assets

ASSETS = PACKAGE / "theme" / "assets"
LIMIT = 2000
"""Octets, before compression."""


def test_every_file_of_the_theme_is_known_by_its_name():
    assert list(read_assets()) == sorted(path.name for path in ASSETS.iterdir() if path.name != "search.js")


def test_the_box_and_its_engine_are_one_file():
    parts = [(ASSETS / name).read_bytes() for name in ("box.js", "search.js")]

    assert read_assets()["box.js"].data == bare_script(b"\n".join(parts))


def test_the_address_of_a_file_changes_with_what_is_in_it():
    data = (ASSETS / "icon.svg").read_bytes()

    assert read_assets()["icon.svg"] == File(f"assets/icon.{sha256(data).hexdigest()[:10]}.svg", data)


def test_what_every_page_loads_is_tiny():
    assert len((ASSETS / "site.js").read_bytes()) < LIMIT


def test_style_sheets_go_out_without_what_only_developers_read():
    sheet = '/* 色 * と / */\n@media print {\n  /* one */ .a { content: "＊"; }\n\n  .b { margin: 0 }\n}\n'.encode()

    assert bare(sheet).decode() == '@media print {\n.a { content: "＊"; }\n.b { margin: 0 }\n}\n'
    assert [name for name, file in read_assets().items() if name.endswith(".css") and b"/*" in file.data] == []


def test_scripts_go_out_without_the_comments_on_lines_of_their_own():
    script = (
        "// 色\nconst a = 1 // stays\n/** Two\n * lines. */\n\nfunction b() {\n  // c\n  /* d */ return '/* e */'\n"
        "  /* f */\n}\n"
    ).encode()

    assert bare_script(script).decode() == "const a = 1 // stays\n\nfunction b() {\n  /* d */ return '/* e */'\n}\n"


@pytest.mark.parametrize("name", sorted(path.name for path in ASSETS.glob("*.js")))
def test_of_a_script_nothing_but_comments_is_left_out(name):
    lines = (ASSETS / name).read_text(encoding="utf-8").split("\n")
    kept = bare_script((ASSETS / name).read_bytes()).decode().split("\n")
    left = list(lines)
    for line in kept:
        left.remove(line)

    assert kept == [line for line in lines if line in kept]
    assert [line for line in left if not line.lstrip().startswith(("//", "/*", "*"))] == []


def test_no_string_of_a_style_sheet_looks_like_a_comment():
    found = [
        path.name for path in ASSETS.glob("*.css") if re.search(r""""[^"\n]*(?:/\*|\*/)[^"\n]*\"""", path.read_text())
    ]

    assert found == []
