"""A ZIP file that is sent while it is made."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class _Pipe(io.RawIOBase):
    """What was written since it was last emptied. It cannot seek, so :mod:`zipfile` never wants to go back."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]  # whatever has bytes
        self.waiting += piece
        return len(piece)

    def emptied(self) -> bytes:
        piece = bytes(self.waiting)
        self.waiting.clear()
        return piece


def zipped(files: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """A ZIP of files, each a name and its bytes piece by piece. The next file is asked for when one has ended.

    The times in it are those of no computer: nothing but the content is told.
    """
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in files:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as file:
                for piece in pieces:
                    file.write(piece)
                    if pipe.waiting:
                        yield pipe.emptied()
    yield pipe.emptied()
