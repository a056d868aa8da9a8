"""What the child does. It is given bytes that a stranger chose; nothing that it imports may hold a secret."""

from __future__ import annotations

import io
import warnings
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from farolito.domain.file_limits import LONGEST_SIDE, MOST_PIXELS, SMALL_SIDE

if TYPE_CHECKING:
    from PIL.Image import Image

QUALITY, SMALL_QUALITY = 82, 72
MOST_OF_SMALL = 120 * 1024
"""Bytes; it has to fit into a printed page as well."""
DECODERS = ("Jpeg", "Png", "WebP")
FORMATS = tuple(name.upper() for name in DECODERS)
"""What is never opened has no decoder that could be attacked. Of a JPEG with others behind it the first is taken."""


class Picture(NamedTuple):
    """A JPEG, its size in pixels, and a small one for screens and paper."""

    content: bytes
    width: int
    height: int
    small: bytes


def remade(data: bytes) -> Picture | str:
    """The picture, or the code of why not. Formats are told by their bytes, never by a name."""
    from PIL import Image, UnidentifiedImageError

    for name in DECODERS:  # else Pillow would import all of its own
        import_module(f"PIL.{name}ImagePlugin")
    warnings.simplefilter("ignore")  # how many pixels there are is asked here
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return "photo_large"
            if opened.format in ("PNG", "WEBP") and getattr(opened, "n_frames", 1) > 1:
                return "photo_kind"  # a film
            picture = _plain(opened)
    except UnidentifiedImageError:
        return "photo_kind"
    except Image.DecompressionBombError:
        return "photo_large"
    except (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError):
        return (
            "photo_broken"  # Pillow's decoders raise all of these for what is cut short or damaged
        )
    content = _jpeg(picture, QUALITY)
    small = picture.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE))
    quality = SMALL_QUALITY
    while len(tiny := _jpeg(small, quality)) > MOST_OF_SMALL and quality > 20:
        quality -= 10
    return Picture(content, picture.width, picture.height, tiny)


def _plain(opened: Image) -> Image:
    """The pixels alone: upright, small enough, on white, without what else an image object carries along."""
    from PIL import Image, ImageOps

    if opened.mode in ("P", "PA", "LA", "1"):
        opened = opened.convert("RGBA")  # else it would be made smaller by dropping dots
    elif opened.mode.startswith("I"):
        opened = opened.point(lambda level: level / 256).convert("L")
    turned = opened.getexif().get(0x0112)
    opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if turned is not None:
        ImageOps.exif_transpose(opened, in_place=True)
    if opened.mode == "RGBA":
        white = Image.new("RGB", opened.size, "white")
        white.paste(opened, mask=opened.getchannel("A"))
        opened = white
    rgb = opened.convert("RGB")
    return Image.frombytes("RGB", rgb.size, rgb.tobytes())


def _jpeg(picture: Image, quality: int) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=quality, optimize=True)
    return written.getvalue()
