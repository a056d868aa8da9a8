"""Sealed columns: AES-256-GCM, bound to the place, table, column and row that they stand in.

format (1 byte) | key id (4) | nonce (12) | ciphertext and tag
"""

from __future__ import annotations

import hmac
import json
import secrets
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from farolito.db.keyring import KEY_ID_BYTES, Keyring
from farolito.errors import KeyringError

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT = b"\x01"
NONCE_BYTES = 12
HEADER = len(FORMAT) + KEY_ID_BYTES


class Cell:
    """Where a sealed value stands. ``row`` is the row's key without the place, e.g. "<response>/1"."""

    __slots__ = ("column", "place_id", "row", "table")

    def __init__(self, table: str, column: str, place_id: str, row: str) -> None:
        """Our names and ids hold no "|", so two different cells never read the same."""
        self.table, self.column, self.place_id, self.row = table, column, place_id, row

    def bound(self, key_id: bytes) -> bytes:
        """What is authenticated with the value: version|table|column|row|place|key id."""
        return "|".join(
            ("1", self.table, self.column, self.row, self.place_id, key_id.hex())
        ).encode()


def seal(keyring: Keyring, cell: Cell, value: bytes) -> bytes:
    """``value``, sealed for ``cell`` under the current key."""
    key_id = keyring.current
    nonce = secrets.token_bytes(NONCE_BYTES)
    cipher = AESGCM(_row_key(keyring, cell, key_id))
    return FORMAT + key_id + nonce + cipher.encrypt(nonce, value, cell.bound(key_id))


def unseal(keyring: Keyring, cell: Cell, sealed: bytes) -> bytes:
    """What was sealed for exactly this cell.

    Raises :class:`KeyringError` when a bit differs, when it was sealed for another cell, or when its key is gone.
    """
    key_id = sealed[len(FORMAT) : HEADER]
    nonce, rest = sealed[HEADER : HEADER + NONCE_BYTES], sealed[HEADER + NONCE_BYTES :]
    if sealed[: len(FORMAT)] != FORMAT or len(rest) < 16:
        raise KeyringError(f"{cell.table}.{cell.column} {cell.row}: this is not a sealed value.")
    cipher = AESGCM(_row_key(keyring, cell, key_id))
    try:
        return cipher.decrypt(nonce, rest, cell.bound(key_id))
    except InvalidTag:
        raise KeyringError(
            f"{cell.table}.{cell.column} {cell.row}: this value was changed or moved since it was sealed. "
            "Restore this row from a backup."
        ) from None


def seal_json(keyring: Keyring, cell: Cell, value: Any) -> bytes:
    """A JSON value, sealed. Any string comes back letter for letter, whatever a database thinks of it."""
    return seal(keyring, cell, json.dumps(value, separators=(",", ":")).encode("ascii"))


def unseal_json(keyring: Keyring, cell: Cell, sealed: bytes) -> Any:
    """The JSON value that :func:`seal_json` sealed."""
    return json.loads(unseal(keyring, cell, sealed))


def keyed_hash(keyring: Keyring, purpose: str, place_id: str, value: bytes) -> bytes:
    """32 bytes that equal values share within one purpose and place, and nobody without the key can test."""
    return hmac.digest(keyring.hash_key(purpose, place_id), value, "sha256")


def refuse_unknown_keys(keyring: Keyring, sealed: Iterable[bytes]) -> None:
    """Raises :class:`KeyringError` if one of the values was sealed under a key that is not here."""
    for value in sealed:
        if not keyring.knows(value[len(FORMAT) : HEADER]):
            raise KeyringError(
                "This key file does not belong to this database: what is stored was sealed with another key. "
                "Put the right key file back."
            )


def _row_key(keyring: Keyring, cell: Cell, key_id: bytes) -> bytes:
    # a key per row: no key ever seals so much that a random nonce could come twice
    info = f"{cell.table}|{cell.column}|{cell.row}".encode()
    return HKDFExpand(algorithm=SHA256(), length=32, info=info).derive(
        keyring.place_key(cell.place_id, key_id)
    )
