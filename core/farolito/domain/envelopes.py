"""Envelopes: a finished record of a tablet as it is stored and sent, read as if an enemy had made it.

    <length of the header, 4 bytes big endian><header: canonical JSON><enc ‖ ciphertext of HPKE, bound to the header>

What is inside is ``<length, 4 bytes><gzipped canonical JSON><zeros up to whole KiB>``.
"""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from farolito.domain.canonical import canonical
from farolito.errors import FarolitoError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MEDIA_TYPE = "application/vnd.farolito.envelope"
MOST_BYTES = 256 * 1024
"""Of one envelope. A form of 300 questions, all of them answered at length, is a tenth of that."""
LONGEST_HEADER = 1024
MOST_CONTENT = 1024 * 1024
"""Of what is inside, once it is unpacked."""
LARGEST_NUMBER = 2**53 - 1

RESCUE = b"FAROLITO-RESCUE-1\n"
"""How a file begins that holds envelopes, each behind its length in 4 bytes."""

_SID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")
_END = re.compile(r"(?:[0-9a-f]{6})?\Z")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\Z")
_NUMBERS = ("seq", "at")
_NAMES = ("fair", "link", "form", "kid", "tablet")


class BrokenEnvelope(FarolitoError):
    """It is no envelope, or not a whole one. Never said of an answer: only of what is around it."""


@dataclass(frozen=True, slots=True)
class Header:
    """What is clear: no answer and no title. ``at``: milliseconds of the tablet's clock; a hint, like ``seq``."""

    sid: str
    fair: str
    link: str
    form: str
    kid: str
    tablet: str
    seq: int
    at: int


@dataclass(frozen=True, slots=True)
class Envelope:
    """One that is whole. ``info`` is the header as it came: what is sealed is bound to these very bytes."""

    header: Header
    info: bytes
    sealed: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class Content:
    """What a family typed, unread. ``complete``: it was finished by whoever typed it, not by the tablet's idle time.

    ``corrects``: the record that it corrects, by its id or the last six signs of it, which are the code that its family
    was shown; "" when nobody knew the code. None: it corrects nothing.
    """

    language: str
    complete: bool
    draft: Mapping[str, Any]
    ticket: int | None = None
    corrects: str | None = None


def is_sid(text: str) -> bool:
    """Whether this is the id of a record: a UUID of version 7, in small letters."""
    return _SID.match(text) is not None


def _names_one(text: str) -> bool:
    return _END.match(text) is not None or is_sid(text)


def envelope_of(body: bytes) -> Envelope:
    """The envelope. Raises :class:`BrokenEnvelope` for whatever else the bytes are."""
    if len(body) > MOST_BYTES:
        raise BrokenEnvelope("This envelope is too large.")
    size = int.from_bytes(body[:4], "big")
    info, sealed = body[4 : 4 + size], body[4 + size :]
    if not 0 < size <= LONGEST_HEADER or len(info) != size or len(sealed) < LONGEST_HEADER:
        raise BrokenEnvelope("This envelope is not whole.")
    return Envelope(_header(info), info, sealed, sha256(body).digest())


def content_of(packed: bytes) -> Content:
    """What an opened envelope holds. Raises :class:`BrokenEnvelope` when it is not what a tablet seals."""
    size = int.from_bytes(packed[:4], "big")
    if not 0 < size <= len(packed) - 4 or packed[4 + size :].strip(b"\0"):
        raise BrokenEnvelope("What is inside is not whole.")
    found = _json(_unpacked(packed[4 : 4 + size]))
    if not isinstance(found, dict) or not _is_ours(found.get("v")):
        raise BrokenEnvelope("What is inside is no record of a tablet.")
    language, draft = found.get("language"), found.get("draft")
    ticket, corrects = found.get("ticket"), found.get("corrects")
    if (
        not isinstance(language, str)
        or not _NAME.match(language)
        or not isinstance(found.get("complete"), bool)
        or not isinstance(draft, dict)
        or not (ticket is None or _is_number(ticket))
        or not (corrects is None or (isinstance(corrects, str) and _names_one(corrects)))
    ):
        raise BrokenEnvelope("What is inside is no record of a tablet.")
    return Content(language, found["complete"], draft, ticket, corrects)


def rescued(file: bytes) -> Iterator[bytes]:
    """The envelopes of a rescue file, unread. Raises :class:`BrokenEnvelope` when it is none, or cut short."""
    if not file.startswith(RESCUE):
        raise BrokenEnvelope("This is no rescue file of a tablet.")
    at = len(RESCUE)
    while at < len(file):
        size = int.from_bytes(file[at : at + 4], "big")
        body = file[at + 4 : at + 4 + size]
        if not 0 < size <= MOST_BYTES or len(body) != size:
            raise BrokenEnvelope("This rescue file is cut short.")
        yield body
        at += 4 + size


def _header(info: bytes) -> Header:
    found = _json(info)
    if not isinstance(found, dict) or set(found) != {"v", "sid", *_NAMES, *_NUMBERS}:
        raise BrokenEnvelope("The header of this envelope can not be read.")
    right = (
        _is_ours(found["v"])
        and isinstance(found["sid"], str)
        and is_sid(found["sid"])
        and all(isinstance(found[name], str) and _NAME.match(found[name]) for name in _NAMES)
        and all(_is_number(found[name]) for name in _NUMBERS)
    )
    if (
        not right or canonical(found) != info
    ):  # one spelling: no second key of a name, no white space
        raise BrokenEnvelope("The header of this envelope is not one that we know.")
    return Header(**{name: found[name] for name in ("sid", *_NAMES, *_NUMBERS)})


def _json(text: bytes) -> Any:
    """A JSON value; any text in it letter for letter, even half a character."""
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BrokenEnvelope("This can not be read.") from None


def _no_number(word: str) -> None:
    raise ValueError(word)


def _is_ours(version: object) -> bool:
    return _is_number(version) and version == 1


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_NUMBER


def _unpacked(small: bytes) -> bytes:
    """Unpacked, up to a bound: what unpacks to more is refused before it fills the memory."""
    unpack = zlib.decompressobj(wbits=31)
    try:
        text = unpack.decompress(small, MOST_CONTENT + 1)
    except zlib.error:
        raise BrokenEnvelope("What is inside can not be unpacked.") from None
    if len(text) > MOST_CONTENT or not unpack.eof or unpack.unused_data:
        raise BrokenEnvelope("What is inside is too large, or not whole.")
    return text
