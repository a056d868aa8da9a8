"""Brotli for what is worth it. A family page of 10 kB becomes 3 kB: one round trip on a slow phone."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]  # ships no types
from flask import g, request

if TYPE_CHECKING:
    from flask import Flask, Response

QUALITY = 2
"""Of what is packed once for one person: 0.06 ms for 3.9 kB, where 5 takes 0.25 ms for 3.3 kB."""
KEPT_QUALITY = 11
"""Of what is packed once and sent to many: 15 ms for 4.1 kB, where 5 takes 0.4 ms for 4.4 kB."""
WINDOW = 16
"""No page is much longer than 64 kB; making ready for more took 8 ms of each page at quality 9."""
SMALLEST = 512  # bytes; below, the header costs more than is won
WORTH_IT = frozenset(
    {
        "text/html",
        "text/css",
        "text/javascript",
        "text/plain",
        "application/json",
        "application/schema+json",
        "image/svg+xml",
    }
)


def accepts_brotli() -> bool:
    """Whether the browser said so. ``br;q=0`` is a no, and nobody sends it; it is honoured all the same."""
    wanted = request.headers.get("Accept-Encoding", "")
    return "br" in wanted and request.accept_encodings["br"] > 0


def squeezed(body: bytes, quality: int = QUALITY) -> bytes:
    """``body`` as brotli."""
    packed: bytes = brotli.compress(body, quality=quality, mode=brotli.MODE_TEXT, lgwin=WINDOW)
    return packed


@lru_cache(maxsize=256)
def remembered(body: bytes) -> bytes:
    """The same for pages that hold nothing anybody typed: families meet the same ones, so they are packed once.

    Only for answers whose view set ``g.says_nothing``: what somebody typed is not kept in memory.
    """
    return squeezed(body, KEPT_QUALITY)


def compress(app: Flask) -> None:
    """Send compressible answers as brotli to whoever takes it. Works on whole bodies, never on streams."""

    def shrink(response: Response) -> Response:
        if response.mimetype not in WORTH_IT or response.direct_passthrough or response.is_streamed:
            return response
        response.headers.add("Vary", "Accept-Encoding")
        if response.headers.get("Content-Encoding") or not accepts_brotli():
            return response
        body = response.get_data()
        if len(body) >= SMALLEST:
            response.set_data(remembered(body) if g.get("says_nothing") else squeezed(body))
            response.headers["Content-Encoding"] = "br"
        return response

    app.after_request(shrink)
