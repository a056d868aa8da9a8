"""Scripts, pictures and the staff stylesheet: read once, compressed when first asked for, kept by browsers for ever.

The address holds a hash of the content, so a new version is a new address.
"""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]  # ships no types
from flask import Response

from farolito.errors import NotFound
from farolito.services.sounds import why_silent
from farolito.web.compression import SMALLEST, WORTH_IT, accepts_brotli
from farolito.web.host import host
from farolito.web.routes import Pages
from farolito.web.scripts import joined

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
PREFIX = "/static"
JOINED = ("tablet/", "expressions.js", "aloud.js")
"""Modules: each is sent with all that it imports, in few letters. Other scripts go as they were written."""

pages = Pages("static", PREFIX)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file."""

    content: bytes
    mimetype: str
    url: str

    @property
    def worth_packing(self) -> bool:
        return self.mimetype in WORTH_IT and len(self.content) >= SMALLEST


class Assets:
    """Every static file by name: ``staff.css``, or ``<plugin>/file.css`` for those of a plugin."""

    def __init__(self, folders: Mapping[str, Path]) -> None:
        """Read all files below the folders; the key is put before their names."""
        self._by_name = {
            f"{prefix}{path.relative_to(folder).as_posix()}": path
            for prefix, folder in folders.items()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        self._read: dict[str, Asset] = {}

    def get(self, name: str) -> Asset:
        """The file of this name; :class:`~farolito.errors.NotFound` when there is none."""
        if name not in self._read:
            path = self._by_name.get(name)
            if path is None:
                raise NotFound(f"There is no file {name}.")
            is_ours = name.startswith(JOINED) and path.suffix == ".js"
            content = joined(name, self._source).encode() if is_ours else path.read_bytes()
            self._read[name] = _asset(name, content)
        return self._read[name]

    def _source(self, name: str) -> str:
        return self._by_name[name].read_text("utf-8")

    def sound(self, name: str | None) -> str:
        """Where a sound file of a plugin is served; "" for one that is not there or can not be heard."""
        path = self._by_name.get(name or "")
        return self.url(name) if name and path and not why_silent(path) else ""

    def url(self, name: str) -> str:
        """Where the file is served; for ``src`` and ``href`` in templates."""
        return self.get(name).url


def _asset(name: str, content: bytes) -> Asset:
    digest = hashlib.sha256(content).hexdigest()[:12]
    guessed = TYPES.get(PurePosixPath(name).suffix) or mimetypes.guess_type(name)[0]
    mimetype = guessed or "application/octet-stream"
    return Asset(content, mimetype, f"{PREFIX}/{digest}/{name}")


@lru_cache(maxsize=256)
def _packed(content: bytes) -> bytes:
    """As brotli. A page that only names its scripts does not wait for this."""
    packed: bytes = brotli.compress(content, quality=11)
    return packed


@pages.route(
    "/<digest>/<path:name>", permission="public", cache="immutable", csp="none", needs_work=False
)
def file(digest: str, name: str) -> Response:
    """The file as it is now: a page that is older than its script gets the new one."""
    asset = host().assets.get(name)
    if asset.worth_packing and accepts_brotli():
        packed = _packed(asset.content)
        return Response(packed, mimetype=asset.mimetype, headers={"Content-Encoding": "br"})
    return Response(asset.content, mimetype=asset.mimetype)
