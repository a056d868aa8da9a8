"""QR codes as SVG: level M, quiet zone of four modules, black on white."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

QUIET_ZONE = 4


@lru_cache(maxsize=64)  # a pile of paper has the same one on every sheet
def qr_svg(address: str) -> str:
    """An SVG image of ``address`` as a QR code, without a size of its own.

    Print it at least 30 mm wide on a handout, a tenth of the distance it is scanned from. Never put a response's code
    in ``address``: the sheet is read by whoever finds it.
    """
    code = segno.make(address, error="m", micro=False, boost_error=False)
    image = io.BytesIO()
    code.save(
        image,
        kind="svg",
        border=QUIET_ZONE,
        dark="#000",
        light="#fff",
        omitsize=True,
        xmldecl=False,
        nl=False,
        svgclass=None,
        lineclass=None,
    )
    return image.getvalue().decode()
