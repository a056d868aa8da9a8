"""Unpacks a wheel that nobody trusts yet: every path, size and sum in it is checked, and nothing of it runs."""

from __future__ import annotations

import base64
import csv
import hashlib
import stat
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from farolito.plugins.packages.refused import PackageRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

MIB = 1024 * 1024
LARGEST = 200 * MIB  # of everything in it together, unpacked
MOST_FILES = 10_000
LONGEST_PATH = 240
CHUNK = 1 << 20


def sum_of(wheel: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises :class:`PackageRefused` when it cannot be read."""
    try:
        with wheel.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise PackageRefused(
            "unreadable",
            f"{wheel} cannot be read ({error.strerror}).",
            "Name a file that is there.",
        ) from None


def unpack(wheel: Path, into: Path) -> None:
    """Write the files of a wheel into the empty folder ``into``.

    Raises :class:`PackageRefused` for what is no wheel, for a path that leads elsewhere, for more than 200 MiB or
    10,000 files, and for a file that is not the one its RECORD names.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            files = list(_safe(archive))
            room = LARGEST
            for file in files:
                room -= _write(archive, file, into / file.filename, room)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as error:
        raise PackageRefused(
            "no_wheel", f"{wheel.name} is no whole wheel ({error}).", "Fetch it again."
        ) from None
    except OSError as error:
        raise PackageRefused(
            "unwritable",
            f"{error.filename or into} cannot be written ({error.strerror}).",
            "Make room on the disk, and see that this user may write to the data folder.",
        ) from None
    _check_record(into, {file.filename for file in files})


def _safe(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The files of an archive, once their names and sizes were found harmless."""
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise PackageRefused("too_large", f"It has more than {MOST_FILES} files.")
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise PackageRefused("too_large", f"Unpacked it has more than {LARGEST // MIB} MiB.")
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if not _stays_inside(name) or kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise PackageRefused("leads_out", f"Its file {name!r} leads out of the package.")
        if entry.flag_bits & 1:
            raise PackageRefused("no_wheel", f"Its file {name!r} is locked with a password.")
        if name.casefold() in seen:
            raise PackageRefused("twice", f"Its file {name!r} is in it twice.")
        seen.add(name.casefold())
        if not entry.is_dir():
            yield entry


def _stays_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and not (
        name.startswith("/")
        or ".." in parts
        or "\\" in name
        or ":" in name
        or len(name) > LONGEST_PATH
        or not name.isprintable()
    )


def _write(archive: zipfile.ZipFile, file: zipfile.ZipInfo, target: Path, room: int) -> int:
    """Unpack one file; how many bytes it really has, whatever the archive says of itself."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(file) as source, target.open("xb") as out:
        while part := source.read(CHUNK):
            written += len(part)
            if written > room:
                raise PackageRefused(
                    "too_large", f"Unpacked it has more than {LARGEST // MIB} MiB."
                )
            out.write(part)
    return written


def _check_record(folder: Path, files: set[str]) -> None:
    """Every file is the one that RECORD names, and there is no other."""
    records = [
        name for name in files if name.endswith(".dist-info/RECORD") and name.count("/") == 1
    ]
    if len(records) != 1:
        raise PackageRefused("no_wheel", "It has no list of its files (RECORD), so it is no wheel.")
    (record,) = records
    beside = record.rpartition("/")[0]
    unsummed = {record, f"{beside}/RECORD.jws", f"{beside}/RECORD.p7s"}
    listed: set[str] = set(unsummed)
    text = (folder / record).read_text("utf-8", "replace")
    for row in csv.reader(text.splitlines()):
        if len(row) != 3 or row[0] in unsummed:
            continue
        listed.add(row[0])
        if row[0] in files and row[1] != _recorded(folder / row[0]):
            raise PackageRefused(
                "damaged",
                f"Its file {row[0]!r} is not the one that its RECORD names.",
                "Fetch it again.",
            )
    if more := sorted(files - listed):
        raise PackageRefused("unlisted", f"Its file {more[0]!r} is not in its RECORD.")
    if fewer := sorted(listed - files - unsummed):
        raise PackageRefused("damaged", f"Its file {fewer[0]!r} is missing.", "Fetch it again.")


def _recorded(path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).digest()
    return f"sha256={base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"
