"""The code that is printed is the code that was meant: level M, quiet zone 4."""

from __future__ import annotations

import base64
import re

import segno

from farolito.pdf import qr_svg
from farolito.pdf.fetcher import NothingFetched

ADDRESS = "https://f.example.org/lincoln/family-needs"


def drawn(svg: str) -> set[tuple[int, int]]:
    """The dark modules (column, row) that the strokes of an SVG by segno cover."""
    path = re.findall(r'<path[^>]*stroke="[^"]+"[^>]*d="([^"]+)"|d="([^"]+)"[^>]*stroke=', svg)
    commands = re.findall(r"([MmhH])\s*(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?", "".join(path[-1]))
    dark: set[tuple[int, int]] = set()
    x = y = 0.0
    for command, first, second in commands:
        if command == "M":
            x, y = float(first), float(second)
        elif command == "m":
            x, y = x + float(first), y + float(second)
        else:
            length = int(float(first))
            dark |= {(int(x) + step, int(y)) for step in range(length)}
            x += length
    return dark


def test_the_picture_has_the_modules_of_the_address() -> None:
    svg = qr_svg(ADDRESS)
    code = segno.make(ADDRESS, error="m", micro=False, boost_error=False)
    assert code.error == "M"
    expected = {
        (column, row)
        for row, modules in enumerate(code.matrix_iter(border=4))
        for column, module in enumerate(modules)
        if module
    }
    assert drawn(svg) == expected
    size = code.symbol_size(border=4)[0]
    assert f'viewBox="0 0 {size} {size}"' in svg


def test_a_document_may_show_it() -> None:
    address = "data:image/svg+xml;base64," + base64.b64encode(qr_svg(ADDRESS).encode()).decode()
    assert NothingFetched().fetch(address).content_type == "image/svg+xml"
