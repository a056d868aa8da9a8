"""The files themselves: in the folder ``made`` of the data folder, readable by us alone, sealed as answers are.

A file is a row of pieces: length (4 bytes) | whether it is the last (1 byte) | the piece, sealed for exactly its place
in exactly this file. So nothing can be cut off, put elsewhere or read without the keys.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from farolito.db.sealing import Cell, seal, unseal
from farolito.errors import KeyringError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from farolito.db.keyring import Keyring

FOLDER = "made"
PIECE = 256 * 1024
LENGTH = 4


def file_at(data: Path, file_id: str, label: str) -> Path:
    """Where a part lies. ``label`` says of which try and which part it is; the name tells nothing of what is in it."""
    return data / FOLDER / f"{file_id}.{label}"


@contextmanager
def writing(
    data: Path, keyring: Keyring, place_id: str, file_id: str, label: str
) -> Iterator[Callable[[bytes], None]]:
    """Write a part: the block is given a function that takes bytes. Left by an error, nothing stays."""
    path = file_at(data, file_id, label)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # half made by a process that is gone
    held = bytearray()
    count = 0
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:

            def put(data: bytes) -> None:
                nonlocal count
                held.extend(data)
                while len(held) > PIECE:
                    _write(file, keyring, _cell(place_id, file_id, label, count), held[:PIECE])
                    count += 1
                    del held[:PIECE]

            yield put
            last = _cell(place_id, file_id, label, count, last=True)
            _write(file, keyring, last, held, last=True)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def reading(
    data: Path, keyring: Keyring, place_id: str, file_id: str, label: str
) -> Iterator[bytes]:
    """The bytes of a part. Raises :class:`OSError` when it is not there, :class:`KeyringError` when it was changed."""
    with file_at(data, file_id, label).open("rb") as file:
        count, ended = 0, False
        while not ended:
            head = file.read(LENGTH + 1)
            if len(head) <= LENGTH:
                raise KeyringError("This file was cut short. Make it again.")
            ended = bool(head[LENGTH])
            cell = _cell(place_id, file_id, label, count, last=ended)
            yield unseal(keyring, cell, file.read(int.from_bytes(head[:LENGTH])))
            count += 1


def is_there(data: Path, file_id: str, label: str) -> bool:
    """Whether a part lies on this machine."""
    return file_at(data, file_id, label).is_file()


def remove(data: Path, file_id: str, label: str | None = None) -> None:
    """Remove one part, or all of them. What is not there is no error."""
    if label is not None:
        file_at(data, file_id, label).unlink(missing_ok=True)
        return
    for path in (data / FOLDER).glob(f"{file_id}.*"):
        path.unlink(missing_ok=True)


def ids_there(data: Path) -> set[str]:
    """Of which files parts lie in the folder."""
    return {path.name.partition(".")[0] for path in (data / FOLDER).glob("*.*")}


def _cell(place_id: str, file_id: str, label: str, count: int, *, last: bool = False) -> Cell:
    row = f"{file_id}/{label}/{count}/{'last' if last else 'more'}"
    return Cell("made_file", "content", place_id, row)


def _write(
    file: BinaryIO, keyring: Keyring, cell: Cell, piece: bytes | bytearray, *, last: bool = False
) -> None:
    sealed = seal(keyring, cell, bytes(piece))
    file.write(len(sealed).to_bytes(LENGTH) + bytes([last]) + sealed)
