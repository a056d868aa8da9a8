"""How a body with files is read: into memory, never onto a disk where it would lie unsealed."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING

from flask import Request

from farolito.domain.file_limits import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

SIGN_OF_LIFE = 1024 * 1024
"""Bytes after which the worker says that it is alive: a photo over a bad net may take minutes."""


class Kept(io.BytesIO):
    """Keeps one byte more than may be taken, so that it can be told; drops the rest, so that the page goes on."""

    def __init__(self, alive: Callable[[], None]) -> None:
        super().__init__()
        self._alive = alive
        self._heard = 0

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes are all that is written here
        self._heard += len(data)
        if self._heard >= SIGN_OF_LIFE:
            self._heard = 0
            self._alive()
        room = MOST_BYTES + 1 - self.tell()
        super().write(data[: max(0, room)])
        return len(data)


class Received(Request):
    """A request whose files stay in memory."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return Kept(self.environ.get("farolito.alive", lambda: None))
