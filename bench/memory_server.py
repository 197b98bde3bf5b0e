"""A server on loopback that answers from memory, and notes what it is asked: its own time hardly counts."""

import asyncio
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from threading import Thread
from typing import cast

from build_tools.publish.compressing import TWINS, is_compressible

TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript",
         ".json": "application/json", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8"}  # fmt: skip
"""Ending to kind, of the files that it can serve."""
_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Served:
    """A file as it is sent."""

    head: bytes
    body: bytes

    @classmethod
    def of(cls, path: str, data: bytes) -> "Served":
        """Return a file with its head, packed with gzip where `make site COMPRESS=1` packs it."""
        is_packed = is_compressible(path, data)
        body = TWINS[".gz"](data) if is_packed else data
        lines = [
            "HTTP/1.1 200 OK",
            f"Content-Type: {TYPES[PurePosixPath(path).suffix]}",
            f"Content-Length: {len(body)}",
            *(["Content-Encoding: gzip"] if is_packed else []),
        ]
        return cls("\r\n".join(lines).encode() + _END, body)


_MISSING = Served(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0" + _END, b"")


@dataclass(slots=True)
class MemoryServer:
    """Where it is, and what was asked of it."""

    files: Mapping[str, Served]
    """By address below its root."""
    address: str = ""
    """`http://127.0.0.1:PORT`."""
    asked: list[tuple[str, int]] = field(default_factory=list)
    """Address and octets of the body of each answer, in order."""
    connections: set[asyncio.Transport] = field(default_factory=set)
    """Those that are open."""

    def answer(self, path: str) -> bytes:
        """Return the answer to a request."""
        found = self.files.get(path, _MISSING)
        self.asked.append((path, len(found.body)))
        return found.head + found.body


class _Connection(asyncio.Protocol):
    """One connection of a browser, which stays open; a request has no body."""

    def __init__(self, server: MemoryServer) -> None:
        self._server, self._read = server, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._server.connections.add(self._transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 -- as asyncio calls it
        self._server.connections.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        *requests, self._read = (self._read + data).split(_END)
        for request in requests:
            path = request.split(b" ", 2)[1].decode().partition("?")[0]
            self._transport.write(self._server.answer(path.removeprefix("/")))


@contextmanager
def serve_memory(files: Mapping[str, Served]) -> Iterator[MemoryServer]:
    """Serve files while the context lasts."""
    server, loop = MemoryServer(files), asyncio.new_event_loop()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        thread = Thread(target=_serve, args=(loop, server, listening), name="bench-server")
        thread.start()
        try:
            yield server
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()


def _serve(loop: asyncio.AbstractEventLoop, server: MemoryServer, listening: socket.socket) -> None:
    """Answer in a thread of its own until the loop is stopped: Playwright has a loop in that of the benchmark."""
    opened = loop.run_until_complete(loop.create_server(lambda: _Connection(server), sock=listening))
    loop.run_forever()
    opened.close()
    for connection in tuple(server.connections):
        connection.abort()
    loop.run_until_complete(asyncio.sleep(0))  # lets them end
    loop.close()
