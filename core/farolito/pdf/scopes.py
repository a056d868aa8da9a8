"""Says of each header cell whether it heads a row or a column, which WeasyPrint 70 leaves out of the tags.

It writes the ``Headers`` of each cell, but readers that only know ``Scope`` (ISO 32000-1, table 349) would be lost.
"""

from __future__ import annotations

from typing import Any

import pydyf  # type: ignore[import-untyped]  # it has no types


def add_scopes(_document: object, pdf: Any) -> None:
    """Add ``Scope`` to every ``TH``: a row of nothing but headers heads columns, any other header its row."""
    for row in pdf.objects:
        if not isinstance(row, dict) or row.get("S") != "/TR":
            continue
        cells = [pdf.objects[int(bytes(reference).split()[0])] for reference in row["K"]]
        headers = [cell for cell in cells if cell["S"] == "/TH"]
        scope = "/Column" if len(headers) == len(cells) else "/Row"
        for header in headers:
            header["A"] = _with_scope(header.get("A"), scope)


def _with_scope(attributes: Any, scope: str) -> Any:
    """The attributes of a cell (spans, perhaps) with the scope among those of tables."""
    table = pydyf.Dictionary({"O": "/Table", "Scope": scope})
    if attributes is None:
        return table
    if isinstance(attributes, dict) and attributes.get("O") == "/Table":
        attributes["Scope"] = scope
        return attributes
    return pydyf.Array([*(attributes if isinstance(attributes, list) else [attributes]), table])
