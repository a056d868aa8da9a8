"""The master keys: one file, readable by us alone, outside the data folder.

master key (file) → key of a place → key of a row. A stolen database or backup opens nothing by itself.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from functools import lru_cache
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from farolito.errors import KeyringError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "master-keys.json"
KEY_ID_BYTES = 4


class Keyring:
    """Master keys by id, one of them current, and the key that hashes are keyed with, which never changes."""

    def __init__(self, keys: Mapping[bytes, bytes], current: bytes, hashing: bytes) -> None:
        """``keys``: 4-byte id to 32 bytes. ``current`` seals what is new; the others still open."""
        self._keys = dict(keys)
        self._hashing = hashing
        self.current = current
        # a place is asked for again and again; its key is derived once
        self._place_key = lru_cache(maxsize=1024)(self._derive_place_key)
        self.hash_key = lru_cache(maxsize=1024)(self._derive_hash_key)

    @classmethod
    def generate(cls) -> Keyring:
        """A new keyring with one key, kept nowhere."""
        key_id = secrets.token_bytes(KEY_ID_BYTES)
        return cls({key_id: secrets.token_bytes(32)}, key_id, secrets.token_bytes(32))

    @classmethod
    def load(cls, folder: Path, create: bool = False) -> Keyring:
        """The keyring in ``folder``; made when there is none and ``create`` is given.

        Raises :class:`KeyringError` when it is missing, damaged, or open to other users of the machine.
        """
        file = folder / FILE
        if create and not file.exists():
            cls.generate()._write(file)
        _refuse_if_open(file)
        try:
            document = json.loads(file.read_text(encoding="ascii"))
            keys = {bytes.fromhex(name): _bytes(key) for name, key in document["keys"].items()}
            current, hashing = bytes.fromhex(document["current"]), _bytes(document["hashing"])
        except (ValueError, KeyError, TypeError, AttributeError):
            raise KeyringError(
                f"{file} is damaged. Put the copy back that you keep apart from the data; without it nothing "
                "that was sealed can be opened."
            ) from None
        if current not in keys:
            raise KeyringError(f"{file} names a current key that is not in it. Put the copy back.")
        return cls(keys, current, hashing)

    def knows(self, key_id: bytes) -> bool:
        """Whether what was sealed under this id can be opened."""
        return key_id in self._keys

    def place_key(self, place_id: str, key_id: bytes) -> bytes:
        """The key of a place under a master key; :class:`KeyringError` when that one is gone."""
        if key_id not in self._keys:
            raise KeyringError(
                f"The master key {key_id.hex()} is missing. Put the key file back that belongs to this database."
            )
        return self._place_key(place_id, key_id)

    def _derive_place_key(self, place_id: str, key_id: bytes) -> bytes:
        return _derive(self._keys[key_id], f"farolito place|{place_id}")

    def _derive_hash_key(self, purpose: str, place_id: str) -> bytes:
        """A key for keyed hashes, different for each purpose and place."""
        return _derive(self._hashing, f"farolito hash|{purpose}|{place_id}")

    def _write(self, file: Path) -> None:
        """Write all or nothing, and never over another process's file."""
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        document = {
            "current": self.current.hex(),
            "hashing": base64.b64encode(self._hashing).decode(),
            "keys": {
                name.hex(): base64.b64encode(key).decode() for name, key in self._keys.items()
            },
        }
        draft = file.with_name(f".{FILE}.{secrets.token_hex(8)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as output:
                json.dump(document, output, indent=1)
                output.flush()
                os.fsync(output.fileno())
            try:
                os.link(draft, file)  # fails, atomically, when somebody else was first
            except FileExistsError:
                return
            folder = os.open(file.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
        finally:
            draft.unlink()


def _derive(key: bytes, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info.encode()).derive(key)


def _bytes(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != 32:
        raise ValueError("a key has 32 bytes")
    return key


def _refuse_if_open(file: Path) -> None:
    try:
        facts = file.stat()
        file.open("rb").close()
    except FileNotFoundError:
        raise KeyringError(
            f"There is no key file {file}. Put your copy back there, or type: farolito init (new sites only)"
        ) from None
    except OSError as error:
        raise KeyringError(
            f"{file} can not be read ({error.strerror}). Type: chown {os.getuid()} {file}"
        ) from None
    if facts.st_mode & 0o077:
        raise KeyringError(
            f"{file} can be read by other users of this machine. Type: chmod 600 {file}"
        )
