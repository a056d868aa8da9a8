"""The catalogue of plugins: a site that knows a key takes only what that key has signed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from farolito.plugins.packages import PackageRefused
from farolito.plugins.packages.catalogue import FILE, SIGNATURE, offers

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = {
    "plugin": "candles",
    "title": "Candles",
    "distribution": "farolito-candles",
    "version": "0.9",
    "sha256": "b" * 64,
}
MAKER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SOMEBODY_ELSE = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def catalogue(folder: Path, signed_by: Ed25519PrivateKey | None, **changed: str) -> None:
    content = json.dumps({"format": 1, "packages": [ENTRY | changed]}).encode()
    (folder / FILE).write_bytes(content)
    if signed_by is not None:
        (folder / SIGNATURE).write_bytes(signed_by.sign(content))


def key_of(private: Ed25519PrivateKey) -> bytes:
    return private.public_key().public_bytes_raw()


def refusal(folder: Path) -> PackageRefused:
    with pytest.raises(PackageRefused) as caught:
        offers(folder, key_of(MAKER))
    return caught.value


def test_what_the_known_key_has_signed_is_offered(tmp_path: Path) -> None:
    catalogue(tmp_path, MAKER)

    assert [one.plugin for one in offers(tmp_path, key_of(MAKER))] == ["candles"]


def test_an_unsigned_catalogue_is_refused_and_where_the_signature_belongs_is_said(
    tmp_path: Path,
) -> None:
    catalogue(tmp_path, None)

    assert str(tmp_path / SIGNATURE) in str(refusal(tmp_path))
    assert offers(tmp_path), "without a key in the settings it is read as it is"


@pytest.mark.parametrize("change", ["another key", "a changed hash", "cut short", "one byte more"])
def test_a_catalogue_whose_signature_does_not_fit_is_refused(tmp_path: Path, change: str) -> None:
    catalogue(tmp_path, SOMEBODY_ELSE if change == "another key" else MAKER)
    signature = (tmp_path / SIGNATURE).read_bytes()
    if change == "a changed hash":
        catalogue(tmp_path, None, sha256="c" * 64)
    elif change == "cut short":
        (tmp_path / SIGNATURE).write_bytes(signature[:63])
    elif change == "one byte more":
        (tmp_path / SIGNATURE).write_bytes(signature + b"\n")

    refused = refusal(tmp_path)

    assert refused.code == "unsigned_catalogue"
    assert "Type nothing that stands in it" in str(refused)


def test_a_site_without_a_catalogue_offers_nothing_and_asks_for_no_signature(
    tmp_path: Path,
) -> None:
    assert offers(tmp_path, key_of(MAKER)) == ()
