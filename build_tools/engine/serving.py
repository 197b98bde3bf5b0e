"""A server on loopback that answers from memory, and tells open pages of a new state."""

import errno
import re
import socket
import sys
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from weakref import WeakSet

from build_tools.engine.answers import TEXT, Answer, answer
from build_tools.engine.stage import Stage
from build_tools.strings.messages import say

HOST = "127.0.0.1"
EVENTS = "/_preview/events"
BEAT = 1.0
"""Seconds between signs of life to an open page; writing them is how a page that has gone is noticed."""

_PORTS_TO_TRY = 50
_OUR_NAMES = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?", re.IGNORECASE)
"""Host headers that are answered: another one is a page elsewhere that reaches for us by DNS rebinding."""


class Handler(BaseHTTPRequestHandler):
    """Answers one request. HTTP/1.0, so that no thread stays behind for a connection that is kept open."""

    server: "Server"

    def do_GET(self) -> None:
        """Answer with a file of the site, or with the stream of versions."""
        if not _OUR_NAMES.fullmatch(self.headers.get("Host", "")):
            text = say("preview-host", self.server.lang, host=HOST)
            self._send(Answer(HTTPStatus.FORBIDDEN, TEXT, text.encode()))
        elif self.command == "GET" and self.path == EVENTS:
            self._stream()
        else:
            self._send(answer(self.server.stage, self.path, lang=self.server.lang))

    do_HEAD = do_GET  # noqa: N815 -- the name is http.server's

    def _send(self, given: Answer) -> None:
        self._head(given.status, given.kind)
        if given.location:
            self.send_header("Location", given.location)
        self.send_header("Content-Length", str(len(given.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(given.body)

    def _head(self, status: HTTPStatus, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def _stream(self) -> None:
        """Send the version at once and whenever it is another one, until the page or the preview has gone.

        Source: HTML Living Standard, section 9.2, Server-sent events.
        """
        self._head(HTTPStatus.OK, "text/event-stream; charset=utf-8")
        self.end_headers()
        sent = ""
        for version in self.server.stage.versions(beat=self.server.beat):
            self.wfile.write(b":\n\n" if version == sent else f"retry: 300\ndata: {version}\n\n".encode())
            sent = version

    def log_message(self, *_: object) -> None:
        """Say nothing: a person has no use for a line for each request."""


class Server(ThreadingHTTPServer):
    """Listens on loopback; `end` leaves no connection and no thread behind."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 64

    def __init__(self, port: int, stage: Stage, *, lang: str, beat: float) -> None:
        self.stage = stage
        self.lang = lang
        self.beat = beat
        self._connections: WeakSet[socket.socket] = WeakSet()
        super().__init__((HOST, port), Handler)

    @property
    def address(self) -> str:
        """Where a browser finds the site."""
        return f"http://{HOST}:{self.server_port}/"

    def server_bind(self) -> None:
        """Bind without asking the network for the name of this machine, as HTTPServer does."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        """Accept a connection, and remember it while it lasts."""
        connection, client = super().get_request()
        self._connections.add(connection)
        return connection, client

    def handle_error(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Say nothing of a browser that went away."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def end(self) -> None:
        """Stop `serve_forever`, end every connection, also those a browser never used, and wait for their threads."""
        self.stage.close()
        self.shutdown()
        for connection in list(self._connections):
            with suppress(OSError):  # it is closed already
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()


def listen(port: int, stage: Stage, *, lang: str, beat: float = BEAT) -> Server:
    """Return a server on `port`, or on the next one that is free; 0 takes any.

    Raises:
        OSError: when the system refuses, or none of `_PORTS_TO_TRY` ports is free.
    """
    for number in range(port, min(port + _PORTS_TO_TRY, 65536)):
        try:
            return Server(number, stage, lang=lang, beat=beat)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    return Server(port, stage, lang=lang, beat=beat)
