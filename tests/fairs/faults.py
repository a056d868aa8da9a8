"""A network between a tablet and its school that fails on purpose, one request at a time, in eleven ways."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fairs.school import School

FLAPS = (
    "drop request",  # it never arrives
    "drop answer",  # it arrives and is stored; nobody hears of it
    "duplicate",  # it arrives twice
    "delay",
    "reorder",  # it arrives after the tablet has given up, behind the next one
    "truncate",  # half of the answer
    "bad gateway",  # 502 with a page of the proxy
    "captive portal",  # 200 with a page of a hotel
    "reset",  # the connection breaks in the middle of what is sent
    "stall",  # nothing, for a while, then nothing for good
    "server killed",  # every process of the school, while it answers; others are started
)

PORTAL = b"<!doctype html><title>Welcome</title><p>Accept our terms to go on."
LOG_IN = b'{"ok": true, "state": "stored", "mac": "0", "receipts": {}, "epoch": 99}'
"""A portal that speaks JSON and has seen the names we use."""


class Network:
    """A proxy in front of ``school``. ``plan`` are the faults of the next requests below /tablet/, then none."""

    def __init__(self, school: School) -> None:
        host, _, port = school.address.removeprefix("http://").partition(":")
        self._upstream = (host, int(port))
        self._kill = school.kill
        self._listen = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.address = f"http://127.0.0.1:{self._listen.getsockname()[1]}"
        self.plan: list[str] = []
        self.happened: list[str] = []
        self.cut = False  # no network at all
        self.asked: Counter[str] = Counter()  # how often the school was asked for each path
        self.open_puts: dict[str, int] = {}
        self.overlaps = 0
        self.most_at_once = 0
        self.pause = 0.0  # seconds that each envelope takes
        self._guard = threading.Lock()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Nobody comes through any more."""
        self._listen.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listen.accept()
                threading.Thread(target=self._one, args=(client,), daemon=True).start()

    def _one(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            client.settimeout(20)
            request, path = _read(client)
            if not request:
                return
            ours = path.startswith("/tablet/")
            if not ours:
                client.sendall(self._forward(request))
                return
            if self.cut:
                return
            with self._guard:
                flap = self.plan.pop(0) if self.plan else ""
                if flap:
                    self.happened.append(flap)
            with self._counted(path):
                if self.pause:
                    time.sleep(self.pause)
                answer = self._answer(client, request, flap)
            client.sendall(answer)

    @contextmanager
    def _counted(self, path: str) -> Iterator[None]:
        """Whether an envelope is sent by two at once, and how many are under way together."""
        with self._guard:
            self.overlaps += self.open_puts.get(path, 0)
            self.open_puts[path] = self.open_puts.get(path, 0) + 1
            self.most_at_once = max(self.most_at_once, sum(self.open_puts.values()))
        try:
            yield
        finally:
            with self._guard:
                self.open_puts[path] -= 1

    def _answer(self, client: socket.socket, request: bytes, flap: str) -> bytes:
        """What the tablet hears; nothing where the connection only ends."""
        if flap == "drop request":
            return b""
        if flap == "drop answer":
            self._forward(request)
            return b""
        if flap == "reorder":
            threading.Timer(0.3, self._forward_late, (request,)).start()
            return b""
        if flap == "bad gateway":
            return _page(b"502 Bad Gateway", b"text/html", b"<h1>502</h1>")
        if flap == "captive portal":
            if len(self.happened) % 2:
                return _page(b"200 OK", b"application/json", LOG_IN)
            return _page(b"200 OK", b"text/html", PORTAL)
        if flap == "reset":
            with socket.create_connection(self._upstream, 5) as school:
                school.sendall(request[: len(request) // 2])
                _reset(school)
            _reset(client)
            return b""
        if flap == "stall":
            time.sleep(1.2)
            return b""
        if flap == "server killed":
            self._kill_while_it_answers(request)
            return b""
        if flap == "delay":
            time.sleep(0.3)
        if flap == "duplicate":
            self._forward(request)
        answer = self._forward(request)
        return answer[: len(answer) // 2] if flap == "truncate" else answer

    def _forward_late(self, request: bytes) -> None:
        with contextlib.suppress(OSError):  # there may be nobody any more
            self._forward(request)

    def _kill_while_it_answers(self, request: bytes) -> None:
        """At another moment each time: when it has the request and nothing else, and some milliseconds later."""
        with self._given(request):
            time.sleep(self.happened.count("server killed") % 4 / 200)
            self._kill()

    def _forward(self, request: bytes) -> bytes:
        """What the school answers, or as much as it had said when it died."""
        with self._given(request) as school:
            parts = []
            while part := school.recv(65536):
                parts.append(part)
            return b"".join(parts)

    @contextmanager
    def _given(self, request: bytes) -> Iterator[socket.socket]:
        """The school has all of a request."""
        with socket.create_connection(self._upstream, 20) as school:
            school.sendall(request)
            with self._guard:
                self.asked[request.split(b" ", 2)[1].decode("ascii", "replace")] += 1
            yield school


def _read(client: socket.socket) -> tuple[bytes, str]:
    """A whole request, which asks for the connection to be closed behind it; its path."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = client.recv(65536)
        if not part:
            return b"", ""
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    lines = [one for one in head.split(b"\r\n") if not one.lower().startswith(b"connection:")]
    length = next((int(one[15:]) for one in lines if one.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        part = client.recv(65536)
        if not part:
            return b"", ""
        body += part
    path = lines[0].split(b" ")[1].decode("ascii", "replace")
    return b"\r\n".join([*lines, b"Connection: close", b"", body]), path


def _page(status: bytes, kind: bytes, body: bytes) -> bytes:
    head = b"HTTP/1.1 %b\r\nContent-Type: %b\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
    return head % (status, kind, len(body)) + body


def _reset(connection: socket.socket) -> None:
    """Break it: the other side sees a reset, not an end."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@contextmanager
def network(school: School) -> Iterator[Network]:
    """A network in front of a school while the block runs."""
    made = Network(school)
    try:
        yield made
    finally:
        made.close()
