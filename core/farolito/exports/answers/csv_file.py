"""CSV after RFC 4180: UTF-8 with a byte order mark (or Excel reads it as something else), CRLF, quotes where needed."""

from __future__ import annotations

import csv
import io
from itertools import chain
from typing import TYPE_CHECKING

from farolito.exports.answers.formulas import guarded, unguarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from farolito.exports.answers.sheets import Cell

BYTE_ORDER_MARK = "\ufeff"
CHUNK = 64 * 1024  # letters that are gathered before they are given on


def csv_table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The file of one table, a piece at a time."""
    yield BYTE_ORDER_MARK.encode()
    yield from csv_rows(chain([header], rows))


def csv_rows(rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Rows of such a file, without what it begins with."""
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\r\n").writerow
    for row in rows:
        # most texts begin with an ASCII letter or digit (or what stands after these), and need no closer look
        write(
            [
                cell
                if type(cell) is not str or "A" <= cell < "{" or "0" <= cell < "="
                else guarded(cell)
                for cell in row
            ]
        )
        if text.tell() >= CHUNK:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    if text.tell():
        yield text.getvalue().encode()


def read_csv(content: bytes) -> list[list[str]]:
    """The rows of such a file, its texts as they were written, the header first."""
    text = content.decode("utf-8-sig")
    return [[unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
