"""Which file of the site answers an address, as a static host would have it, and what kind of file it is."""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from build_tools.engine.panel import SCRIPT, STYLE, build_empty_page, dress
from build_tools.engine.stage import Stage
from build_tools.hosting.media_types import HTML, OTHER, TYPES
from build_tools.model.base import LANGUAGES
from build_tools.urls import site_path

TEXT = TYPES["txt"]
_OWN = {
    address: (Path(__file__).parent / PurePosixPath(address).name).read_bytes()
    for address in (STYLE, SCRIPT)
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one request."""

    status: HTTPStatus
    kind: str
    """Its Content-Type."""
    body: bytes
    location: str = ""


def answer(stage: Stage, target: str, *, lang: str) -> Answer:
    """Return the answer for the target of a GET request, which may have a query.

    Args:
        stage: What is shown.
        target: As it stood in the request, percent-encoded.
        lang: Language of the page that stands for a site that could not be built.
    """
    shown, version = stage.look()
    path, _, query = target.partition("?")
    if path in _OWN:
        return Answer(HTTPStatus.OK, _kind_of(path), _OWN[path])
    if not shown.files:
        page = dress(build_empty_page(lang=lang), panel=shown.panel, version=version)
        return Answer(HTTPStatus.SERVICE_UNAVAILABLE, HTML, page)
    path = unquote(path).removeprefix("/")
    file = f"{path}index.html" if path.endswith("/") or not path else path
    if f"{file}/index.html" in shown.files:
        location = quote(f"/{file}/") + (f"?{query}" if query else "")
        return Answer(HTTPStatus.FOUND, HTML, b"", location)
    status = HTTPStatus.OK if file in shown.files else HTTPStatus.NOT_FOUND
    file = file if file in shown.files else _missing(path)
    body = shown.files.get(file, b"")
    if file.endswith(".html"):
        body = dress(body, panel=shown.panel, version=version)
    return Answer(status, _kind_of(file), body)


def _missing(path: str) -> str:
    """Return the page of the site's language that says that a page does not exist."""
    roots = [site_path("", lang) for lang in LANGUAGES]
    return max((root for root in roots if path.startswith(root)), key=len, default="") + "404.html"


def _kind_of(path: str) -> str:
    return TYPES.get(PurePosixPath(path).suffix.removeprefix("."), OTHER)
