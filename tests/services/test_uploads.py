"""What arrives from a phone: made anew without what it told, or refused with a code."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from farolito.domain.file_limits import LONGEST_SIDE, MOST_BYTES, SMALL_SIDE
from farolito.domain.question_types.descriptions import is_attachment
from farolito.services.uploads import Prepared, prepared
from tests.web_support.pictures import HEIC, PDF, REFUSED, SVG, WHERE, phone_photo, picture

if TYPE_CHECKING:
    from collections.abc import Sequence

PHOTO: Sequence[str] = ("image/jpeg",)
PAPER: Sequence[str] = ("application/pdf",)
BOTH: Sequence[str] = ("application/pdf", "image/jpeg")


def taken(data: bytes, media: Sequence[str] = PHOTO, name: str = "IMG_1.jpg") -> Prepared:
    made = prepared(data, name, media, named=media is not PHOTO)
    assert isinstance(made, Prepared), made
    return made


def test_a_photo_is_upright_and_tells_nothing_but_what_it_shows() -> None:
    data = phone_photo()
    secrets = (WHERE.encode(), b"Rosa", b"taken at home", b"Exif", b"xmpmeta", b"2026:11:23")
    assert all(secret in data for secret in secrets)
    made = taken(data)
    for stored in (made.content, made.small or b""):
        assert not [secret for secret in secrets if secret in stored]
        opened = Image.open(io.BytesIO(stored))
        assert opened.format == "JPEG"
        assert not dict(opened.getexif())
        assert opened.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        red, _green, blue = opened.getpixel((opened.width // 2, 5))  # type: ignore[misc]
        assert red > 200 > 50 > blue  # what was up is up
    assert (made.about["width"], made.about["height"]) == (400, 600)
    assert is_attachment({**made.about, "id": "0" * 32}, PHOTO)
    assert "name" not in made.about


def test_a_large_photo_is_made_smaller_and_has_a_small_one() -> None:
    made = taken(phone_photo(4000, 3000))
    assert (made.about["width"], made.about["height"]) == (LONGEST_SIDE * 3 // 4, LONGEST_SIDE)
    assert made.small is not None
    assert max(Image.open(io.BytesIO(made.small)).size) == SMALL_SIDE


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "LA"),
        ("PNG", "I;16"), ("WEBP", "RGB"), ("WEBP", "RGBA"),
    ],
)  # fmt: skip
def test_pictures_of_every_kind_that_phones_make_are_taken(form: str, mode: str) -> None:
    opened = Image.open(io.BytesIO(taken(picture(form, mode)).content))
    assert (opened.format, opened.mode, opened.size) == ("JPEG", "RGB", (30, 20))


def test_what_can_be_seen_through_becomes_white() -> None:
    clear = Image.open(io.BytesIO(taken(picture("PNG", "RGBA")).content))
    assert clear.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_photo_is_refused(name: str) -> None:
    make, code = REFUSED[name]
    assert prepared(make(), name, PHOTO, named=False) == code


@pytest.mark.parametrize("extra", [b"<script>alert(1)</script>", b"PK\x03\x04" + bytes(50)])
def test_what_stands_behind_a_photo_is_not_stored(extra: bytes) -> None:
    assert extra not in taken(phone_photo() + extra).content


def test_a_pdf_is_kept_byte_for_byte_with_its_name() -> None:
    made = taken(PDF, BOTH, "C:\\papers\\lease.pdf")
    assert (made.content, made.small) == (PDF, None)
    assert made.about["name"] == "lease.pdf"
    assert is_attachment({**made.about, "id": "0" * 32}, PAPER)


@pytest.mark.parametrize(
    ("data", "media", "code"),
    [
        (b"", PAPER, "file_broken"),
        (PDF[:-20], BOTH, "file_broken"),
        (PDF + b"PK\x03\x04" + bytes(30), BOTH, "file_broken"),
        (b"GIF89a" + PDF, BOTH, "file_kind"),
        (b"\n" + PDF, PAPER, "pdf_kind"),
        (SVG, BOTH, "file_kind"),
        (b"MZ" + bytes(300), BOTH, "file_kind"),
        (HEIC, BOTH, "photo_heic"),
        (phone_photo(), PAPER, "pdf_kind"),
        (bytes(MOST_BYTES + 1), BOTH, "file_large"),
        (bytes(MOST_BYTES + 1), PHOTO, "photo_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_file_of_these_kinds_is_refused(
    data: bytes, media: Sequence[str], code: str
) -> None:
    assert prepared(data, "lease.pdf", media, named=True) == code
