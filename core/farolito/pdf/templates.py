"""Templates of paper: strict, escaped, and with what every printed page needs.

paper_templates(folder, **filters) -> jinja2.Environment        svg_picture(svg) -> "data:…"
"""

from __future__ import annotations

import base64
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from farolito.domain.languages import LANGUAGES
from farolito.pdf.direction import isolated, ltr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@cache
def paper_templates(folder: Path, **filters: Callable[..., Any]) -> Environment:
    """The templates in a folder, for pages that :func:`farolito.api.render_pdf` prints. Read once in a process.

    Everything is escaped; a name that is not there raises instead of printing nothing. Filters, besides your own:
    ``ltr`` and ``isolated`` keep numbers and foreign words in order, ``picture`` makes an SVG one that paper may show.
    ``languages`` are those of Farolito by their tag.
    """
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"ltr": ltr, "isolated": isolated, "picture": svg_picture, **filters}
    environment.globals |= {"languages": LANGUAGES}
    return environment


def svg_picture(svg: str) -> str:
    """An SVG as the ``data:`` address that a document may load; "" for no SVG."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}" if svg else ""
