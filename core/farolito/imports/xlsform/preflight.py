"""A look at a spreadsheet's zip directory before anything in it is unpacked."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from farolito.domain.carrying import refusal

if TYPE_CHECKING:
    from farolito.domain.carrying import NotCarried

MIB = 1024 * 1024
MOST_FILE = 8 * MIB
MOST_ENTRIES = 500
MOST_UNPACKED = 48 * MIB
MOST_RATIO = 60
"""Real sheets pack 5 to 20 times. Parts below :data:`SMALL` may do as they like."""
SMALL = MIB
STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED


def checked_size(data: bytes) -> None:
    """Raises NotCarried for a file that is empty or larger than anyone's form."""
    if not data:
        raise refusal("the file", "The file is empty.")
    if len(data) > MOST_FILE:
        raise refusal(
            "the file",
            f"The file is larger than {MOST_FILE // MIB} MiB. Take out pictures and sheets.",
        )


def checked_zip(data: bytes) -> None:
    """Raises NotCarried when unpacking a zip file (.xlsx, our own bundle) could harm, or is no zip at all.

    Looks at the directory only: number of parts, their sizes, how much they were packed, whether they overlap, and
    their names. The reader unpacks at most the sizes in the directory, so they cannot be too small unnoticed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise refusal(
            "the file", "The file is damaged, or no spreadsheet. Save it again as .xlsx."
        ) from error
    if len(entries) > MOST_ENTRIES:
        raise refusal(
            "the file", f"The file has {len(entries):,} parts; a form has at most {MOST_ENTRIES}."
        )
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _bomb()
    names: set[str] = set()
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.flag_bits & 1:
            raise refusal("the file", "The file is locked with a password. Save it without one.")
        if (
            entry.compress_type not in {STORED, DEFLATED}
            or entry.filename in names
            or _leaves(entry.filename)
        ):
            raise refusal(
                "the file", "The file is packed in an unusual way. Save it again as .xlsx."
            )
        if entry.header_offset < end:
            raise _bomb()
        if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
            raise _bomb()
        names.add(entry.filename)
        end = (
            entry.header_offset + entry.compress_size + 30
        )  # the header itself has at least 30 bytes


def _leaves(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _bomb() -> NotCarried:
    says = "The file would unpack to far more than a form needs, so it was not opened. Copy the form into a new file."
    return refusal("the file", says)
