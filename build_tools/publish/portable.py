"""The whole site as one ZIP that opens from a folder or a USB stick, with no server.

A browser does not look for `index.html` in a folder by itself, and runs no module scripts from `file:`. So each link
names its file, nothing begins at the root, and the search box leads to the site map.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from html import escape, unescape
from posixpath import dirname, normpath, relpath
from urllib.parse import urlsplit

from build_tools.publish.compressing import TWINS

README = "README.txt"
_SERVED = ("sw.js", "offline/", "en/offline/", "search/ja/", "search/en/", "robots.txt", "sitemap.xml")
"""What only a server hands out, or only scripts read."""
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Of every file: the first that the format knows, so that the same site gives the same bytes. Source: APPNOTE 4.4.6."""
_READABLE = 0o100644 << 16
_TAG = re.compile(r"<(?:a|link|script|img|source|form|area)\b[^>]*>")
_LINK = re.compile(r"""(\s(?:href|src|action)=)(?:"([^"]*)"|'([^']*)')""")
_SCRIPT = re.compile(r'\s*<script type="module"[^>]*></script>')
_BOX = re.compile(r'(<form class="search"[^>]*\saction=")[^"]*(")')
_POLICY = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')
_REFRESH = re.compile(r'(<meta http-equiv="refresh" content="[^"]*url=)([^"]*)(")', re.IGNORECASE)


def build_zip(files: Mapping[str, bytes], readme: str) -> bytes:
    """Return the ZIP of a site.

    Args:
        files: Address below the site's root to bytes.
        readme: Text of the file that says how to open it.
    """
    kept = {path for path in files if not path.startswith(_SERVED) and not path.endswith(tuple(TWINS))}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        _add(archive, README, "\ufeff".encode() + readme.replace("\n", "\r\n").encode())
        for path in sorted(kept):
            data = files[path]
            _add(archive, path, _portable(path, data.decode(), kept).encode() if path.endswith(".html") else data)
    return target.getvalue()


def _add(archive: zipfile.ZipFile, path: str, data: bytes) -> None:
    info = zipfile.ZipInfo(path, _MOMENT)
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, _READABLE, 3
    archive.writestr(info, data)


def _portable(page: str, html: str, files: Iterable[str]) -> str:
    """Return a page that works at any address, below none and without scripts.

    The policy goes, since no browser agrees with another on what `'self'` means in a folder; no script is left to
    need one.
    """
    known = frozenset(files)
    way = f"{'en/' if page.startswith('en/') else ''}sitemap/"
    html = _POLICY.sub("", _SCRIPT.sub("", html))
    html = _BOX.sub(lambda match: f"{match[1]}{escape(relpath(way, dirname(page) or '.'))}/{match[2]}", html)
    html = _REFRESH.sub(lambda match: f"{match[1]}{_link(page, match[2], known)}{match[3]}", html)
    return _TAG.sub(lambda tag: _LINK.sub(lambda match: _rewritten(page, match, known), tag[0]), html)


def _rewritten(page: str, match: re.Match[str], known: frozenset[str]) -> str:
    return f'{match[1]}"{_link(page, match[2] if match[2] is not None else match[3], known)}"'


def _link(page: str, link: str, known: frozenset[str]) -> str:
    """Return a link that names its file; as it is where it leaves the site or stays on the page."""
    parts = urlsplit(unescape(link))
    if parts.scheme or parts.netloc or not parts.path:
        return link
    start = "" if parts.path.startswith("/") else f"{dirname(page)}/"
    path = normpath(f"{start}{parts.path}".lstrip("/") or ".")
    is_folder = parts.path.endswith(("/", "/.", "..", ".")) or path == "."
    file = ("index.html" if path == "." else f"{path}/index.html") if is_folder else path
    if file not in known:
        return link
    found = relpath(file, dirname(page) or ".")
    return escape(found + (f"#{parts.fragment}" if parts.fragment else ""))
