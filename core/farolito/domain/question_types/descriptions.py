"""What is stored of a photo or file beside its bytes.

An answer never holds bytes. It holds a description of each file, a flat JSON object::

    {"id": "3f…", "media": "image/jpeg", "bytes": 210345, "sha256": "…", "sha1": "…",
     "width": 1536, "height": 2048, "name": "lease.pdf"}

``width`` and ``height`` are those of a picture in pixels, ``name`` is what a file was called; a photo has none.
SHA-256 says whether bytes are the same; SHA-1 is there because FHIR's ``Attachment.hash`` is one.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from farolito.domain.file_limits import (
    JPEG,
    LONGEST_NAME,
    LONGEST_SIDE,
    MOST_BYTES,
    MOST_LETTERS,
)
from farolito.domain.question_types.typed import is_readable, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

Attachment = dict[str, Any]

_ID = re.compile(r"[0-9a-f]{32}")
_HASHES = {"sha256": re.compile(r"[0-9a-f]{64}"), "sha1": re.compile(r"[0-9a-f]{40}")}
_ALWAYS = {"id", "media", "bytes", *_HASHES}
_SIDES = ("width", "height")


def is_attachment(value: object, media: Sequence[str]) -> bool:
    """Whether a stored value describes a file of one of these media types."""
    if not isinstance(value, dict) or not _ALWAYS <= value.keys() <= {*_ALWAYS, *_SIDES, "name"}:
        return False
    if not (isinstance(value["id"], str) and _ID.fullmatch(value["id"])):
        return False
    if value["media"] not in media or not _is_count(value["bytes"], MOST_BYTES):
        return False
    if not all(
        isinstance(value[key], str) and shape.fullmatch(value[key])
        for key, shape in _HASHES.items()
    ):
        return False
    sides = [value[side] for side in _SIDES if side in value]
    if len(sides) != (2 if value["media"] == JPEG else 0):
        return False
    name = value.get("name", "x")
    return all(_is_count(side, LONGEST_SIDE) for side in sides) and (
        isinstance(name, str)
        and 0 < len(name) <= LONGEST_NAME
        and is_readable(name)
        and one_line(name) == name
    )


def as_text(held: Sequence[Attachment]) -> str:
    """Descriptions as they stand in a field; :func:`from_text` reads them."""
    return json.dumps(list(held), separators=(",", ":"), sort_keys=True)


def from_text(text: str) -> Any:
    """The JSON value in a field; None for what is none, or too long to be a list of files."""
    if len(text) > MOST_LETTERS:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def file_name(given: str) -> str:
    """The name of a file that came from a phone, without folders and what cannot be read; "" when nothing is left."""
    last = given.replace("\\", "/").rpartition("/")[2]
    plain = one_line("".join(letter for letter in last if is_readable(letter)))
    if len(plain) <= LONGEST_NAME:
        return plain
    stem, dot, ending = plain.rpartition(".")
    ending = dot + ending if dot and len(ending) <= 8 else ""
    return (stem if ending else plain)[: LONGEST_NAME - len(ending)].strip() + ending


def _is_count(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most
