"""What a family sends besides words: looked at, made anew or refused, before anything is stored.

prepared(data, name, media) -> Prepared | str      # str: why it is not taken, a code of farolito.domain.problems
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.domain.file_limits import JPEG, MOST_BYTES, PDF
from farolito.domain.question_types.descriptions import file_name
from farolito.pictures import made_anew

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.domain.question_types.descriptions import Attachment

_HEIC = re.compile(rb".{4}ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)", re.DOTALL)
_PICTURE = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF.{4}WEBP", re.DOTALL)
_PDF = re.compile(rb"%PDF-[12]\.[0-9]")
_PDF_END = re.compile(rb"startxref\s+[0-9]{1,10}\s+%%EOF[\s\x00]*\Z")
_TAIL = 2048


@dataclass(frozen=True, slots=True)
class Prepared:
    """What may be stored: ``about`` is its description without the id. ``small`` is a small picture, or None."""

    about: Attachment
    content: bytes
    small: bytes | None


def prepared(data: bytes, name: str, media: Sequence[str], *, named: bool) -> Prepared | str:
    """The file for a question that stores these media types. ``named``: keep what it was called.

    What it is, its first bytes say; its name and what the browser calls it count for nothing. May take seconds.
    """
    photo_only, pdf_only = PDF not in media, JPEG not in media
    if len(data) > MOST_BYTES:
        return "photo_large" if photo_only else "file_large"
    if not data:
        return "photo_broken" if photo_only else "file_broken"
    if _PDF.match(data) and not photo_only:
        if not _PDF_END.search(data[-_TAIL:]):
            return "file_broken"  # cut short, or something else behind it
        return _described(data, None, {"media": PDF}, file_name(name) or "file.pdf")
    if pdf_only:
        return "pdf_kind"
    if not _PICTURE.match(data):
        if _HEIC.match(data):
            return "photo_heic"
        return "photo_kind" if photo_only else "file_kind"
    picture = made_anew(data)
    if isinstance(picture, str):
        return picture
    sides = {"media": JPEG, "width": picture.width, "height": picture.height}
    called = file_name(name) or "photo.jpg"
    return _described(picture.content, picture.small, sides, called if named else "")


def _described(content: bytes, small: bytes | None, about: Attachment, name: str) -> Prepared:
    about |= {
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "sha1": hashlib.sha1(content, usedforsecurity=False).hexdigest(),
    }
    return Prepared({**about, "name": name} if name else about, content, small)
