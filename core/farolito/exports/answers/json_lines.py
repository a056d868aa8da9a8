"""JSON lines: one JSON value a line, UTF-8, ``\\n`` after each. FHIR's NDJSON is the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def json_lines(values: Iterable[Any]) -> Iterator[bytes]:
    """The file, a line at a time. Half characters are written as JSON escapes: they have no bytes in UTF-8."""
    for value in values:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        try:
            yield f"{text}\n".encode()
        except UnicodeEncodeError:
            yield f"{json.dumps(value, separators=(',', ':'))}\n".encode()
