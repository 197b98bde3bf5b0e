"""Real servers answer with the headers that are declared, and hand out the compressed files beside the texts."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.hosting.headers_file import PATH
from build_tools.hosting.policy import META_POLICY
from build_tools.hosting.rules import Place
from build_tools.publish.compressing import TWINS
from build_tools.workflow.clean import publish_once
from build_tools.workflow.made import Wish
from tests.hosting.servers import FOLDERS, RUNNERS, run, set_up_caddy, set_up_nginx, tool
from tests.project import AS_OF

PLACE = Place("https://town.example/commons/")
"""As the town's `content/site.yml` has it: below a folder of its host."""
TEXTS = {"", ".css", ".csv", ".ics", ".js", ".json", ".xml"}
"""Endings of addresses of which there are some at least; those of pages end in a slash."""
ENCODINGS = {".gz": "gzip", ".br": "br"}


@pytest.fixture(scope="module")
def town(project, tmp_path_factory) -> Path:
    """The folder at the root of the host, with the town's site and its compressed twins in its place below it."""
    root = tmp_path_factory.mktemp("host")
    made = publish_once(project, Wish(as_of=AS_OF, is_compressed=True), out=root / "commons")
    assert made.is_good
    (root / "commons" / "sw.js").write_text("// One day there may be a worker.\n")
    return root


@pytest.fixture(scope="module", params=sorted(RUNNERS))
def host(request, town, tmp_path_factory) -> Iterator[str]:
    """The address of a real server that shows the town's site."""
    with RUNNERS[request.param](PLACE, town, tmp_path_factory.mktemp(request.param)) as address:
        yield address


def ask(host: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Give status, headers and body of the answer to a GET request, as they come."""
    connection = http.client.HTTPConnection(urlsplit(host).netloc, timeout=10)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        found: dict[str, list[str]] = {}
        for name, value in answer.getheaders():
            found.setdefault(name.lower(), []).append(value)
        return answer.status, {name: " | ".join(values) for name, values in found.items()}, answer.read()
    finally:
        connection.close()


def expected(path: str) -> dict[str, str]:
    return {name.lower(): value for name, value in PLACE.headers(path).items()}


def declared(found: dict[str, str], names: dict[str, str]) -> dict[str, str]:
    """Give those headers of an answer that the declaration speaks of, and any that would open it to others."""
    return {name: value for name, value in found.items() if name in names or name == "access-control-allow-origin"}


def addresses(town: Path) -> list[str]:
    """Give the addresses of all files of the site as links have them, without compressed twins."""
    files = (file for file in sorted((town / "commons").rglob("*")) if file.is_file() and file.suffix not in TWINS)
    paths = (file.relative_to(town / "commons").as_posix() for file in files)
    return [path.removesuffix("index.html") for path in paths if path != PATH]


def file_of(town: Path, path: str, ending: str = "") -> Path:
    """Give the file of an address, or its twin with an ending more."""
    file = town / "commons" / path
    file = file / "index.html" if file.is_dir() else file
    return file.with_name(file.name + ending)


def test_every_file_is_answered_with_the_declared_headers(host, town):
    paths = addresses(town)
    found = {path: ask(host, f"/commons/{path}") for path in paths}

    assert {Path(path).suffix for path in paths} >= TEXTS | {".jsonld", ".vcf"}
    assert {path: status for path, (status, _, _) in found.items() if status != http.client.OK} == {}
    assert {path: declared(headers, expected(path)) for path, (_, headers, _) in found.items()} == {
        path: expected(path) for path in paths
    }
    assert [path for path, (_, _, body) in found.items() if body != file_of(town, path).read_bytes()] == []


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("nothing/", "404.html"),
        ("assets/nothing.css", "404.html"),
        ("en/nothing", "en/404.html"),
        ("en/feeds/nothing", "en/404.html"),
        (PATH, "404.html"),
    ],
)
def test_what_is_missing_is_answered_in_its_language_and_not_kept(host, town, path, page):
    status, headers, body = ask(host, f"/commons/{path}")

    assert (status, body) == (404, file_of(town, page).read_bytes())
    assert declared(headers, expected(page)) == expected(page)


def test_a_folder_without_its_slash_leads_to_the_page(host):
    found = [ask(host, f"/commons/{path}") for path in ("events", "en/events")]

    assert [(status in {301, 308}, headers["location"]) for status, headers, _ in found] == [
        (True, "/commons/events/"),
        (True, "/commons/en/events/"),
    ]
    wanted = {name: value for name, value in expected("events/").items() if name != "content-type"}
    assert [declared(headers, wanted) for _, headers, _ in found] == [wanted, wanted]


@pytest.mark.parametrize("ending", TWINS)
def test_compressed_twins_are_handed_out_as_they_are(host, town, ending):
    twins = [path for path in addresses(town) if file_of(town, path, ending).exists()]
    found = {path: ask(host, f"/commons/{path}", Accept_Encoding=ENCODINGS[ending]) for path in twins}

    assert {Path(path).suffix for path in twins} >= TEXTS
    assert {(headers["content-encoding"], headers["vary"]) for _, headers, _ in found.values()} == {
        (ENCODINGS[ending], "Accept-Encoding")
    }
    assert {path: declared(headers, expected(path)) for path, (_, headers, _) in found.items()} == {
        path: expected(path) for path in twins
    }
    assert [path for path in twins if found[path][2] != file_of(town, path, ending).read_bytes()] == []


def test_brotli_is_preferred_by_those_who_know_it(host):
    _, headers, _ = ask(host, "/commons/events/", Accept_Encoding="gzip, deflate, br, zstd")

    assert headers["content-encoding"] == "br"


def test_what_has_not_changed_is_not_sent_again(host):
    wanted = {name: value for name, value in expected("events/").items() if name != "content-type"}
    _, headers, _ = ask(host, "/commons/events/", Accept_Encoding="gzip")

    status, again, body = ask(host, "/commons/events/", Accept_Encoding="gzip", If_None_Match=headers["etag"])

    assert (status, body) == (304, b"")
    assert declared(again, wanted) == wanted


@pytest.mark.parametrize("has_brotli", [True, False])
@pytest.mark.parametrize("base", ["https://town.example/", "http://town.example:8080/commons/"])
def test_nginx_takes_the_configuration(tmp_path, base, has_brotli):
    command = set_up_nginx(Place(base), tmp_path, tmp_path, port=8080, has_brotli=has_brotli)

    tested = run(*command, "-t")

    assert tested.returncode == 0, tested.stderr
    assert "warn" not in tested.stderr


@pytest.mark.parametrize("base", ["https://town.example/", "http://town.example:8080/commons/"])
def test_caddy_takes_the_configuration(tmp_path, base):
    arguments = set_up_caddy(Place(base), tmp_path, tmp_path, port=8080)

    tested = run(tool("caddy", FOLDERS), "validate", *arguments, env={"HOME": str(tmp_path)})

    assert tested.returncode == 0, tested.stderr
    assert "Valid configuration" in tested.stdout + tested.stderr


def test_every_page_bears_the_policy_of_the_header(town):
    pages = [LexborHTMLParser(page.read_text(encoding="utf-8")) for page in sorted((town / "commons").rglob("*.html"))]
    shown = [page for page in pages if not page.css_first("meta[http-equiv=refresh]")]  # not what only leads on
    tags = [[tag.attributes["content"] for tag in page.css("meta[http-equiv]")] for page in shown]

    assert len(shown) > len(pages) / 2
    assert [found for found in tags if found != [META_POLICY]] == []
    assert PLACE.headers("")["Content-Security-Policy"] == f"{META_POLICY}; frame-ancestors 'none'"
