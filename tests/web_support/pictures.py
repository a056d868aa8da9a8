"""Pictures and files as phones send them, and as they should not be sent."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable

WHERE = "34.0407"
"""A part of the place that a photo of :func:`phone_photo` says it was taken at."""


def phone_photo(width: int = 600, height: int = 400) -> bytes:
    """A JPEG lying on its side (EXIF orientation 6), that says where, when and with what it was taken.

    Red at the end that is up when it is held as it was taken, blue at the other.
    """
    picture = Image.new("RGB", (width, height), "blue")
    picture.paste("red", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Phone of Rosa"
    exif[0x9003] = "2026:11:23 09:30:00"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (34.0, 2.0, 26.5), "W", (118.0, 15.0, 7.8)
    place[29] = f"2026:11:23 {WHERE}"
    written = io.BytesIO()
    picture.save(
        written, "JPEG", exif=exif, comment=b"taken at home", xmp=b"<x:xmpmeta>Rosa</x:xmpmeta>",
        icc_profile=b"profile of Rosa",
    )  # fmt: skip
    return written.getvalue()


def picture(
    form: str, mode: str = "RGB", size: tuple[int, int] = (30, 20), **options: Any
) -> bytes:
    """A picture in a format of Pillow."""
    written = io.BytesIO()
    Image.new(mode, size).save(written, form, **options)
    return written.getvalue()


def film(form: str) -> bytes:
    """Two pictures, one after the other."""
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    written = io.BytesIO()
    frames[0].save(written, form, save_all=True, append_images=frames[1:])
    return written.getvalue()


def bomb() -> bytes:
    """900 million pixels in a tenth of a megabyte."""
    side = 30_000

    def chunk(kind: bytes, body: bytes) -> bytes:
        end = zlib.crc32(kind + body).to_bytes(4)
        return len(body).to_bytes(4) + kind + body + end

    head = side.to_bytes(4) * 2 + bytes((1, 0, 0, 0, 0))
    packer = zlib.compressobj(9)
    row = bytes(1 + side // 8)
    body = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.jpg": (lambda: b"", "photo_broken"),
    "page.jpg": (lambda: b"<!doctype html><script>alert(1)</script>", "photo_kind"),
    "drawing.svg": (lambda: SVG, "photo_kind"),
    "both.jpg": (lambda: b"GIF89a/*" + phone_photo(), "photo_kind"),
    "film.gif": (lambda: film("GIF"), "photo_kind"),
    "film.png": (lambda: film("PNG"), "photo_kind"),
    "film.webp": (lambda: film("WEBP"), "photo_kind"),
    "photo.heic": (lambda: HEIC, "photo_heic"),
    "lease.pdf": (lambda: PDF, "photo_kind"),
    "picture.tiff": (lambda: picture("TIFF"), "photo_kind"),
    "cut.jpg": (lambda: phone_photo()[:-400], "photo_broken"),
    "head_only.jpg": (lambda: b"\xff\xd8\xff\xe0" + bytes(500), "photo_kind"),
    "cut.png": (lambda: picture("PNG")[:-30], "photo_broken"),
    "bomb.png": (bomb, "photo_large"),
    "poster.png": (lambda: picture("PNG", "L", (6_400, 6_400)), "photo_large"),
}
"""What a question for a photo does not take, and why."""
