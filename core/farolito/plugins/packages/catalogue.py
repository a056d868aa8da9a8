"""The catalogue: a file in the data folder that says which plugins there are, and by which hash each is the right one.

``<data>/plugins/catalogue.json``, put there by whoever looks after the site. It is read and nothing else: looking at
it reaches no network.

    {"format": 1, "packages": [{"plugin": "food_bank", "title": "Food bank", "distribution": "farolito-food-bank",
      "version": "1.2", "sha256": "…64 digits…", "wheel": "farolito_food_bank-1.2-py3-none-any.whl"}]}

``wheel`` is the path of a file, from where the catalogue lies; without it the package comes from the index.

The hashes say what the right packages are, so whoever can change this file can change them. A site that knows the key
of whoever makes the catalogue takes it only with that key's signature (Ed25519, RFC 8032) beside it: the 64 bytes over
the whole file, in ``catalogue.json.sig``, as ``openssl pkeyutl -sign -rawin`` writes them.
"""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from packaging.version import InvalidVersion, Version

from farolito.plugins.manners import NAME
from farolito.plugins.packages.contents import DISTRIBUTION
from farolito.plugins.packages.refused import PackageRefused
from farolito.plugins.words import showable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "catalogue.json"
SIGNATURE = f"{FILE}.sig"
SIGNATURE_BYTES = 64
LARGEST = 1 << 20
_SUM = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Offer:
    """A version of a plugin that can be had. ``wheel`` is a path, or "" for the index."""

    plugin: str
    title: str
    distribution: str
    version: str
    sha256: str
    wheel: str = ""

    def line(self, verb: str) -> str:
        """What to type."""
        source = shlex.quote(self.wheel) if self.wheel else f"{self.distribution}=={self.version}"
        return f"farolito plugins {verb} {source} --hash sha256:{self.sha256}"


def offers(folder: Path, key: bytes | None = None) -> tuple[Offer, ...]:
    """What the catalogue in the folder of packages offers, the newest version of each plugin first; () without one.

    With ``key`` (32 bytes of an Ed25519 public key) only what that key has signed. Raises :class:`PackageRefused` when
    the signature is missing or is not by that key, else naming the first thing in the file that cannot be read.
    """
    file = folder / FILE
    if not file.is_file():
        return ()
    try:
        if file.stat().st_size > LARGEST:
            raise ValueError("it is larger than 1 MiB")
        content = file.read_bytes()
        if key is not None:
            _must_be_signed(content, folder / SIGNATURE, key)
        found = json.loads(content)
        if not isinstance(found, dict) or found.get("format") != 1:
            raise ValueError('it does not begin with "format": 1')
        read = list(_offers(found.get("packages"), folder))
    except (OSError, ValueError) as error:
        raise PackageRefused(
            "catalogue", f"{file} is no catalogue: {error}.", "Mend it, or put a whole one there."
        ) from None
    read.sort(key=lambda one: Version(one.version), reverse=True)
    return tuple(sorted(read, key=lambda one: one.plugin))


def _must_be_signed(content: bytes, file: Path, key: bytes) -> None:
    """Raises PackageRefused unless ``file`` holds the key's signature over ``content``."""
    try:
        with file.open("rb") as opened:
            signature = opened.read(SIGNATURE_BYTES + 1)
        Ed25519PublicKey.from_public_bytes(key).verify(signature, content)
    except FileNotFoundError:
        raise PackageRefused(
            "unsigned_catalogue",
            f"This site takes a signed catalogue only, and there is no {file}.",
            "Get the signature from where the catalogue comes from, and put it there.",
        ) from None
    except InvalidSignature:
        raise PackageRefused(
            "unsigned_catalogue",
            f"{file} is not the signature of this catalogue by the key that FAROLITO_CATALOGUE_KEY names.",
            "Type nothing that stands in it. Get both files again from where they come from.",
        ) from None


def _offers(entries: object, folder: Path) -> Iterator[Offer]:
    if not isinstance(entries, list):
        raise ValueError("`packages` is no list")
    for number, entry in enumerate(entries, start=1):
        yield _offer(entry, f"entry {number}", folder)


def _offer(entry: Any, where: str, folder: Path) -> Offer:
    if not isinstance(entry, dict):
        raise ValueError(f"{where} is no object")
    given = {name: entry.get(name, "") for name in Offer.__dataclass_fields__}
    for name, value in given.items():
        if not isinstance(value, str) or not showable(value) or "\n" in value:
            raise ValueError(f"the `{name}` of {where} is not one line of text")
    rules = (("plugin", NAME), ("distribution", DISTRIBUTION), ("sha256", _SUM))
    for name, pattern in rules:
        if not pattern.fullmatch(given[name]):
            raise ValueError(f"the `{name}` of {where} is not well-formed")
    try:
        Version(given["version"])
    except InvalidVersion:
        raise ValueError(f"the `version` of {where} is none") from None
    if given["wheel"]:
        given["wheel"] = str(folder / given["wheel"])
    return Offer(**given)
