"""One spelling for equal documents, and the address that follows from it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def canonical(document: Mapping[str, Any]) -> bytes:
    """One spelling for equal documents: UTF-8, sorted keys, no white space (after RFC 8785)."""
    return json.dumps(
        document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode()


def content_hash(document: Mapping[str, Any]) -> str:
    """The address of a form version: SHA-256 of its canonical JSON, in hex."""
    return sha256(canonical(document)).hexdigest()
