"""The first page of a form for somebody who has not started: blank, the same for everybody, and therefore kept.

What is kept may be some seconds old. That is safe: the page asks, and only what is sent back is decided on, with the
link and the form as they are then.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Response

from farolito.web.compression import KEPT_QUALITY, accepts_brotli, squeezed

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT_SECONDS = 10.0
MOST_KEPT = 500


@dataclass(slots=True)
class FirstView:
    """A blank page as bytes; its brotli form is made when somebody first takes it."""

    made_at: float
    html: bytes
    packed: bytes | None = None

    def reply(self) -> Response:
        """The page for this request."""
        if not accepts_brotli():
            return Response(self.html, mimetype="text/html")
        if self.packed is None:
            self.packed = squeezed(self.html, KEPT_QUALITY)
        return Response(self.packed, mimetype="text/html", headers={"Content-Encoding": "br"})


class FirstViews:
    """The blank pages that were asked for lately. One per app and process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` counts seconds."""
        self._clock = clock
        self._kept: dict[tuple[str, ...], FirstView] = {}

    def get(self, key: tuple[str, ...]) -> FirstView | None:
        """The page under this key, unless it is too old."""
        known = self._kept.get(key)
        return known if known and self._clock() - known.made_at <= KEPT_SECONDS else None

    def keep(self, key: tuple[str, ...], html: str) -> FirstView:
        """Keep a page; the one that was made first makes room."""
        self._kept.pop(key, None)
        if len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        view = self._kept[key] = FirstView(self._clock(), html.encode())
        return view
