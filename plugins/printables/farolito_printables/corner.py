"""The corner of a numbered sheet: its number with the page, and the same as a QR code, so that loose pages match."""

from __future__ import annotations

import base64
import io

import segno
from markupsafe import Markup

MOST_PAGES = 40
"""Pages that have a code; all of them have the number in print."""

SIZE = 16
"""Millimetres, with the white around it."""


def corner_css(sheet: str, mark: str, direction: str) -> Markup:
    """CSS of the codes: ``mark/sheet/page`` in the first corner of each page. ``mark`` is form/version/language."""
    start = "left" if direction == "ltr" else "right"
    rules = ["@page{margin-top:26mm}"]
    for number in range(1, MOST_PAGES + 1):
        content = f"{mark}/{sheet}/{number}"
        rules.append(f"@page:nth({number}){{@top-{start}{{content:url({_picture(content)})}}}}")
    return Markup("".join(rules))  # noqa: S704  numbers and base64


def _picture(content: str) -> str:
    image = io.BytesIO()
    segno.make(content, error="m", micro=False, boost_error=False).save(
        image, kind="svg", border=4, dark="#000", light="#fff", omitsize=True, xmldecl=False, nl=False,
        svgclass=None, lineclass=None,
    )  # fmt: skip
    sized = image.getvalue().replace(
        b"<svg ", f'<svg width="{SIZE}mm" height="{SIZE}mm" '.encode(), 1
    )
    return "data:image/svg+xml;base64," + base64.b64encode(sized).decode()
