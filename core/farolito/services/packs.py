"""Reading form packs from disk: a folder with ``pack.json``, forms, and ``examples/<form>/<case>.json``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.domain.faults import Faults
from farolito.domain.json_text import MOST_BYTES, read_json
from farolito.domain.located import UNREADABLE
from farolito.domain.packs import EXAMPLE, PACK, Example, Pack, PackedForm
from farolito.domain.shapes import Reading
from farolito.errors import FarolitoError

if TYPE_CHECKING:
    from pathlib import Path

    from farolito.domain.shapes import Record

PACK_FILE = "pack.json"


def pack_folders(root: Path) -> list[Path]:
    """The packs in a folder: the folder itself when it is one, otherwise those right below it."""
    if (root / PACK_FILE).is_file():
        return [root]
    return sorted(path.parent for path in root.glob(f"*/{PACK_FILE}"))


def read_pack(folder: Path) -> Pack:
    """The pack in ``folder``, its forms as their authors wrote them (they are not checked here).

    Raises FarolitoError when ``pack.json`` or an example cannot be read; the message names every fault.
    """
    pack: Pack = read_record(folder / PACK_FILE, PACK)
    return replace(
        pack,
        forms=tuple(
            PackedForm(path.name, read_text(path))
            for path in sorted(folder.glob("*.json"))
            if path.name != PACK_FILE
        ),
        examples=tuple(_example(path) for path in sorted(folder.glob("examples/*/*.json"))),
    )


def read_text(path: Path) -> bytes:
    """What is in a file, cut one byte after the most that any reader of ours accepts."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise FarolitoError(f"{path} cannot be read: {error.strerror}.") from error


def _example(path: Path) -> Example:
    example: Example = read_record(path, EXAMPLE)
    return replace(example, form=path.parent.name, case=path.stem)


def read_record(path: Path, record: Record) -> Any:
    """The value of a record in a file. Raises FarolitoError with every fault."""
    located = read_json(read_text(path))
    faults = Faults()
    read = located.value
    if read is not UNREADABLE:
        read = record.read(read, "", Reading(faults, {}))
    if found := located.told(faults):
        raise FarolitoError("\n".join(f"{path}: {fault}" for fault in found))
    return record.build(read)
