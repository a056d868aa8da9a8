"""A sheet for people who translate in a spreadsheet: key, source words, words, state; UTF-8 with a byte order mark.

A spreadsheet takes text that begins with ``=``, ``+``, ``-`` or ``@`` for a formula. Such text gets an apostrophe in
front, and so does text that begins with an apostrophe; reading takes one away.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from farolito.domain.translatable import Sheet, Unit
from farolito.errors import FarolitoError
from farolito.translations.states import known_state

if TYPE_CHECKING:
    from collections.abc import Iterator

RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
LARGEST = 1_000_000  # characters of one cell; the longest text of a form has 4,000


def write(sheet: Sheet) -> bytes:
    """The file of a sheet. Its first row says which form, from which language, into which."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([f"key of {sheet.form}", sheet.source_language, sheet.language, "state"])
    for unit in sheet.units:
        cells = (unit.key, unit.source, unit.words, unit.state)
        writer.writerow([f"'{cell}" if cell.startswith(RISKY) else cell for cell in cells])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def read(content: bytes) -> Sheet:
    """The sheet in a file. Raises FarolitoError when it is not one that :func:`write` has begun."""
    rows = _rows(content)
    first = next(rows, [])
    if len(first) < 4 or not first[0].startswith("key of "):
        raise FarolitoError(
            "The first row should say \u201ckey of \u2026\u201d, two languages and \u201cstate\u201d. "
            "Write the file anew with farolito forms words out, and fill it in."
        )
    units = []
    for number, row in enumerate(rows, start=2):
        if not any(row):
            continue
        if len(row) < 4:
            raise FarolitoError(f"Row {number} has {len(row)} cells; it should have 4.")
        key, source, words, state = row[:4]
        units.append(Unit(key, source, words, known_state(state, f"row {number}")))
    return Sheet(first[0].removeprefix("key of "), first[1], first[2], tuple(units))


def _rows(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FarolitoError(
            "This file is not UTF-8. In the spreadsheet, save it as \u201cCSV UTF-8\u201d."
        ) from None
    before = csv.field_size_limit(LARGEST)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), strict=True):
            yield [cell[1:] if cell.startswith("'") else cell for cell in row]
    except csv.Error as error:
        raise FarolitoError(f"This is no CSV: {error}.") from error
    finally:
        csv.field_size_limit(before)
