import marshal

import pytest

from build_tools.publish.verifying import Fault, Seen, find_faults, look

TARGETS = {
    "index.html": "<h1 id=top>home</h1>",
    "events/index.html": "<h2 id=内容>x</h2><h2 id='a b'>y</h2>",
    "events/walk/index.html": "",
    "404.html": "",
    "assets/site.css": "",
}


def faults(html, page="events/walk/index.html", **more):
    files = {path: text.encode() for path, text in (TARGETS | more | {page: html}).items()}
    return [(fault.code, fault.what) for fault in find_faults(files) if fault.page == page]


@pytest.mark.parametrize(
    "link",
    [
        "../../", "../", "../../events/", "./", "#", "", "../../index.html", "/events/", "/",
        "../#内容", "../#%E5%86%85%E5%AE%B9", "../#a%20b", "../../#top", "../?page=2", "../../assets/site.css",
        "https://example.org/", "mailto:office@example.org", "tel:042-000-0000", "//example.org/",
    ],
)  # fmt: skip
def test_good_links(link):
    assert faults(f'<a href="{link}">x</a>') == []


@pytest.mark.parametrize(
    "link",
    [
        "../gone/", "../../gone.html", "../events", "../../../", "#gone", "../#gone", "../#%E5%86%85", "gone.css",
        "/gone/", "../../assets/", "..", "javascript",
    ],
)  # fmt: skip
def test_broken_links(link):
    assert faults(f'<a href="{link}">x</a>') == [("broken-link", link)]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="//cdn.example/x.css">',
        '<img src="https://cdn.example/x.png" alt="">',
        '<iframe src="https://cdn.example/"></iframe>',
        '<object data="https://cdn.example/x.svg"></object>',
        '<video src="https://cdn.example/x.mp4"></video>',
    ],
    ids=lambda html: html.split()[0],
)
def test_nothing_comes_from_another_host(html):
    assert [code for code, _ in faults(html)] == ["foreign-file"]


def test_own_files_have_to_be_there():
    html = '<link rel="stylesheet" href="../../assets/site.css"><script src="../../assets/gone.js"></script>'

    assert faults(html) == [("broken-link", "../../assets/gone.js")]


def test_canonical_and_alternate_addresses_are_not_loaded():
    assert (
        faults(
            '<link rel="canonical" href="https://town.example/"><link rel="alternate" href="https://town.example/en/">'
        )
        == []
    )


def test_repeated_ids_are_named_once():
    assert faults('<p id="a"></p><p id="b"></p><p id="a"></p><p id="a"></p>') == [("repeated-id", "a")]


def test_faults_name_the_page():
    assert list(find_faults({"a.html": b'<a href="b.html">x</a>', "c.css": b""})) == [
        Fault("a.html", "broken-link", "b.html")
    ]


def test_an_anchor_of_a_file_that_is_no_page_is_not_looked_for():
    assert faults('<a href="../../assets/site.css#L1">x</a>') == []


def test_a_link_that_cannot_be_taken_apart_is_broken():
    assert faults('<a href="https://[x/">x</a>') == [("broken-link", "https://[x/")]


def test_a_file_whose_address_cannot_be_taken_apart_is_not_ours():
    assert faults('<img src="https://[x/" alt="">') == [("foreign-file", "https://[x/"), ("broken-link", "https://[x/")]


def test_what_stands_in_a_page_is_plain_values():
    html = (
        '<link rel="stylesheet" href="https://cdn.example/x.css"><h2 id="a"></h2><h2 id="a"></h2><p id="b"></p>'
        '<a href="../../about/#x%20y">x</a><a href="../../about/#x%20y">x</a><a href="#b">x</a>'
        '<a href="https://[">x</a><a href="tel:1">x</a><img src="../p.png">'
    )
    seen = Seen(
        ids=("a", "b"),
        repeated=("a",),
        foreign=("https://cdn.example/x.css",),
        targets=(
            ("about/index.html", "x y", "../../about/#x%20y"),
            ("events/walk/index.html", "b", "#b"),
            ("", "", "https://["),
            ("events/p.png", "", "../p.png"),
        ),
    )

    assert look("events/walk/index.html", html.encode()) == seen
    assert Seen.unpack(marshal.loads(marshal.dumps(seen.pack()))) == seen  # noqa: S302 -- our own


def test_the_town_has_no_faults(made):
    assert made.faults == ()


BASE = "https://town.example/commons/"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"{BASE}og/ja/site.1.png", []),
        (f"{BASE}og/ja/site.2.png", [("broken-link", f"{BASE}og/ja/site.2.png")]),
        ("https://cdn.example/og/ja/site.1.png", [("foreign-file", "https://cdn.example/og/ja/site.1.png")]),
        ("/og/ja/site.1.png", [("foreign-file", "/og/ja/site.1.png")]),
    ],
    ids=["there", "missing", "of another host", "without the host"],
)
def test_the_picture_for_links_is_a_file_of_the_site(address, expected):
    page = f'<meta property="og:image" content="{address}">'.encode()
    files = {"about/index.html": page, "og/ja/site.1.png": b""}

    assert [(fault.code, fault.what) for fault in find_faults(files, BASE)] == expected
