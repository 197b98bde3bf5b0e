"""A small server on loopback that behaves as a static host does: folders, 404.html, a prefix."""

from __future__ import annotations

import contextlib
import functools
import socket
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from build_tools.hosting.media_types import OTHER, TYPES
from build_tools.hosting.rules import Place


class Handler(SimpleHTTPRequestHandler):
    """Serve one folder; answer what is missing with the 404 page of its language."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, prefix: str, **options: object) -> None:
        self.prefix = prefix
        self.place = Place(f"http://127.0.0.1{prefix}")
        super().__init__(*args, **options)  # type: ignore[arg-type] -- handed on as they came

    def translate_path(self, path: str) -> str:
        """Take the site's prefix off the path of the request."""
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def end_headers(self) -> None:
        """Send what every real host is told to send; see `build_tools/hosting/`."""
        inside = unquote(urlsplit(self.path).path).removeprefix(self.prefix)
        sent = b"".join(self._headers_buffer).lower()
        for name, value in self.place.headers(inside).items():
            if f"\n{name.lower()}:".encode() not in sent:
                self.send_header(name, value)
        super().end_headers()

    def guess_type(self, path: str) -> str:
        """Give the kind of a file."""
        return TYPES.get(Path(path).suffix.removeprefix("."), OTHER)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the page of the site where a file is missing."""
        inside = unquote(urlsplit(self.path).path).removeprefix(self.prefix)
        page = Path(self.directory) / ("en/404.html" if inside.startswith("en/") else "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing: the tests speak."""


class Server(ThreadingHTTPServer):
    """Does not wait for connections that a browser keeps open."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, *args: object) -> None:
        self.connections: set[socket.socket] = set()
        super().__init__(*args)  # type: ignore[arg-type] -- handed on as they came

    def process_request(self, request: socket.socket, client_address: object) -> None:
        """Note a connection that is opened."""
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket) -> None:
        """Note one that is closed."""
        self.connections.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Cut what a browser keeps open: nobody is to be answered any more."""
        super().server_close()
        for connection in tuple(self.connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def serve(folder: Path, *, prefix: str = "/") -> Iterator[str]:
    """Serve a folder on a free port while the context lasts; give `http://127.0.0.1:PORT`."""
    handler = functools.partial(Handler, directory=str(folder), prefix=prefix)
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
