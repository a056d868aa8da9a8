"""A small load generator: ``width`` connections at a time until ``total`` requests are answered."""

from __future__ import annotations

import selectors
import socket
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WIDTH = 8  # connections at a time
PATIENCE = 60  # seconds without any answer at all
STATUS = slice(9, 12)  # of "HTTP/1.1 200 OK"


@dataclass(frozen=True, slots=True)
class Load:
    """What came back: ``seconds`` for all of it, ``latencies`` of each request in seconds, sorted.

    ``effort`` is the share of the time that this side computed: far below 1, it waited for the server.
    """

    seconds: float
    latencies: list[float]
    effort: float

    @property
    def rate(self) -> float:
        """Requests per second."""
        return len(self.latencies) / self.seconds


@dataclass(slots=True)
class _Exchange:
    started: float
    head: bytes = field(default=b"")


def drive(
    port: int, request: Callable[[int], bytes], total: int, *, status: int, width: int = WIDTH
) -> Load:
    """Send ``request(0)`` … ``request(total - 1)``, each on a connection of its own (sync workers close them).

    Ends the whole run with a message unless every answer has this ``status``.
    """
    latencies: list[float] = []
    requests = [request(number) for number in range(total)]
    sent = 0
    begin, begin_cpu = time.perf_counter(), time.process_time()
    with selectors.DefaultSelector() as selector:

        def open_next() -> None:
            nonlocal sent
            started = time.perf_counter()
            connection = socket.create_connection(("127.0.0.1", port))
            connection.sendall(requests[sent])
            connection.setblocking(False)
            selector.register(connection, selectors.EVENT_READ, _Exchange(started))
            sent += 1

        while sent < min(width, total):
            open_next()
        while len(latencies) < total:
            ready = selector.select(timeout=PATIENCE)
            if not ready:
                sys.exit(f"No answer within {PATIENCE} seconds.")
            for key, _ in ready:
                connection, exchange = key.fileobj, key.data
                assert isinstance(connection, socket.socket)
                chunk = connection.recv(65536)
                if chunk:
                    exchange.head = exchange.head or chunk
                    continue
                latencies.append(time.perf_counter() - exchange.started)
                selector.unregister(connection)
                connection.close()
                if exchange.head[STATUS] != b"%d" % status:
                    sys.exit(f"Expected {status}, got: {exchange.head[:300]!r}")
                if sent < total:
                    open_next()
    seconds = time.perf_counter() - begin
    return Load(seconds, sorted(latencies), (time.process_time() - begin_cpu) / seconds)


def percentile(latencies: Iterable[float], share: float) -> float:
    """The latency that ``share`` of the requests stayed below."""
    ordered = sorted(latencies)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def get(path: str, cookie: str = "") -> bytes:
    """A GET request as a phone sends it, asking for the connection to be closed."""
    return _request("GET", path, cookie, b"")


def post(path: str, body: bytes, cookie: str = "") -> bytes:
    """A form that is sent from our own page."""
    return _request("POST", path, cookie, body)


def _request(method: str, path: str, cookie: str, body: bytes) -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Connection: close",
        "Accept: text/html",
        "Accept-Encoding: gzip, deflate, br",
        "Accept-Language: es-MX,es;q=0.9,en;q=0.8",
        "Sec-Fetch-Site: same-origin",
    ]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if method == "POST":
        lines += [
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
    return "\r\n".join([*lines, "", ""]).encode() + body
