"""The formats that translators work in: PO, XLIFF 2 and CSV. What is written and read again is the same sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from farolito.translations import csv_sheet, po, xliff

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from farolito.domain.translatable import Sheet

__all__ = ["FORMATS", "Format"]


class Format(NamedTuple):
    """``write`` makes the file of a sheet; ``read`` raises FarolitoError with what to mend when it is none of ours."""

    ending: str
    write: Callable[[Sheet], bytes]
    read: Callable[[bytes], Sheet]


FORMATS: Mapping[str, Format] = {
    "csv": Format(".csv", csv_sheet.write, csv_sheet.read),
    "po": Format(".po", po.write, po.read),
    "xliff": Format(".xlf", xliff.write, xliff.read),
}
"""The formats by name."""
