"""Which reader takes a file that was sent: by what is in it, never by trusting its name alone."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from farolito_resource_guide.taking.hsds import read_json
from farolito_resource_guide.taking.lists import read_list
from farolito_resource_guide.taking.read import NotAList
from farolito_resource_guide.taking.tables import read_tables, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from farolito_resource_guide.taking.read import Read

MOST_BYTES = 8 * 1024 * 1024  # of one file, and of what a ZIP archive unfolds to
MOST_FILES = 60


def read_files(files: Mapping[str, bytes], source: str, as_of: date | None) -> list[Read]:
    """Every row of what was sent: one list, one JSON, the tables of HSDS, or those in a ZIP archive.

    Raises NotAList with the code of what is wrong.
    """
    if len(files) == 1:
        [(name, body)] = files.items()
        if body[:4] == b"PK\x03\x04":
            return read_files(_unfolded(body), source, as_of)
        text = _text(body)
        if text.lstrip()[:1] in ("{", "["):
            return list(read_json(text, source, as_of))
        if table_of(name) != "services":
            return list(read_list(text, source, as_of))
    texts = {name: _text(body) for name, body in files.items()}
    return list(read_tables(texts, source, as_of))


def _text(body: bytes) -> str:
    if not body.strip():
        raise NotAList("empty")
    if len(body) > MOST_BYTES:
        raise NotAList("too_big")
    if b"\0" in body:
        raise NotAList("not_text")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")  # what spreadsheets on Windows write


def _unfolded(body: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            inside = [
                one
                for one in archive.infolist()
                if one.filename.lower().endswith((".csv", ".json"))
            ]
            known = [one for one in inside if table_of(one.filename)] or inside[:1]
            if (
                not known
                or len(known) > MOST_FILES
                or sum(one.file_size for one in known) > MOST_BYTES
            ):
                raise NotAList("not_zip")
            return {one.filename: _read(archive, one) for one in known}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        raise NotAList("not_zip") from None


def _read(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    with archive.open(one) as opened:
        body = opened.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:  # the archive lied about its size
        raise NotAList("not_zip")
    return body
