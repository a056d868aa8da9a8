"""The master keys: one file, readable by us alone, outside the data folder.

master key (file) → key of a place → key of a row. A stolen database or backup opens nothing by itself.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import secrets
import time
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from farolito.durable import sync
from farolito.errors import KeyringError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FILE = "master-keys.json"
KEY_ID_BYTES = 4

SETTLED_AFTER = 600.0
"""Seconds after which nothing is under way that began with the keys before: far longer than a request may take."""

LOOK_AFTER = 2.0
"""Seconds after which the file is looked at again."""


class Keyring:
    """Master keys by id, one of them current, and the key that hashes are keyed with, which never changes."""

    def __init__(
        self,
        keys: Mapping[bytes, bytes],
        current: bytes,
        hashing: bytes,
        file: Path | None = None,
    ) -> None:
        """``keys``: 4-byte id to 32 bytes. ``current`` seals what is new; the others still open.

        ``file``, where they were read from, is looked at again while serving: a key that was made since is used
        within seconds, and found at once when something was sealed with it.
        """
        self._keys = dict(keys)
        self._hashing = hashing
        self._current = current
        self._file = file
        self._seen = _version(file)
        self._looked = time.monotonic()
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
        return cls(keys, current, hashing, file)

    @property
    def current(self) -> bytes:
        """The id of the key that seals what is new."""
        if self._file is not None and time.monotonic() - self._looked > LOOK_AFTER:
            self._looked = time.monotonic()
            if _version(self._file) != self._seen:
                self._read_again()
        return self._current

    @property
    def ids(self) -> tuple[bytes, ...]:
        """The ids of all keys, in the order they were made."""
        return tuple(self._keys)

    def knows(self, key_id: bytes) -> bool:
        """Whether what was sealed under this id can be opened."""
        if key_id not in self._keys and self._file is not None:
            self._read_again()
        return key_id in self._keys

    def add(self) -> bytes:
        """Make a new key, which seals from now on what is new, and write it down; its id."""
        key_id = secrets.token_bytes(KEY_ID_BYTES)
        with _alone(self._own_file()) as file:
            self._read_again()
            self._keys[key_id] = secrets.token_bytes(32)
            self._current = key_id
            self._replace(file)
        return key_id

    def settled_in(self) -> int:
        """Seconds until no process can be sealing any more with a key that was current before; 0: that is over."""
        changed = self._own_file().stat().st_mtime
        return max(0, int(changed + SETTLED_AFTER - time.time()))

    def forget(self, key_id: bytes) -> None:
        """Destroy a key: what is still sealed with it, in old backups too, can never be opened again.

        Raises :class:`KeyringError` for the current key and for one that is not there.
        """
        with _alone(self._own_file()) as file:
            self._read_again()
            if key_id == self._current:
                raise KeyringError(
                    "This key seals what is new. Make a new one first: farolito keys new"
                )
            if self._keys.pop(key_id, None) is None:
                raise KeyringError(f"There is no key {key_id.hex()}. Type: farolito keys list")
            self._place_key.cache_clear()
            self._replace(file)

    def place_key(self, place_id: str, key_id: bytes) -> bytes:
        """The key of a place under a master key; :class:`KeyringError` when that one is gone."""
        if not self.knows(key_id):
            raise KeyringError(
                f"The master key {key_id.hex()} is missing. Put the key file back that belongs to this database."
            )
        return self._place_key(place_id, key_id)

    def _derive_place_key(self, place_id: str, key_id: bytes) -> bytes:
        return _derive(self._keys[key_id], f"farolito place|{place_id}")

    def _derive_hash_key(self, purpose: str, place_id: str) -> bytes:
        """A key for keyed hashes, different for each purpose and place."""
        return _derive(self._hashing, f"farolito hash|{purpose}|{place_id}")

    def _own_file(self) -> Path:
        if self._file is None:
            raise KeyringError("These keys are kept nowhere, so there is nothing to change.")
        return self._file

    def _read_again(self) -> None:
        fresh = Keyring.load(self._own_file().parent)
        self._keys, self._current, self._seen = fresh._keys, fresh._current, fresh._seen

    def _replace(self, file: Path) -> None:
        """Put the keys as they are now into the file, all or nothing."""
        draft = file.with_name(f".{FILE}.{secrets.token_hex(8)}")
        self._write_to(draft)
        draft.replace(file)
        sync(file.parent)
        self._seen = _version(file)

    def _write(self, file: Path) -> None:
        """Write all or nothing, and never over another process's file."""
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = file.with_name(f".{FILE}.{secrets.token_hex(8)}")
        try:
            self._write_to(draft)
            try:
                os.link(draft, file)  # fails, atomically, when somebody else was first
            except FileExistsError:
                return
            sync(file.parent)
        finally:
            draft.unlink(missing_ok=True)

    def _write_to(self, draft: Path) -> None:
        document = {
            "current": self._current.hex(),
            "hashing": base64.b64encode(self._hashing).decode(),
            "keys": {
                name.hex(): base64.b64encode(key).decode() for name, key in self._keys.items()
            },
        }
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as output:
            json.dump(document, output, indent=1)
            output.flush()
            os.fsync(output.fileno())


def _version(file: Path | None) -> tuple[int, int] | None:
    """What tells this content of the file from the one before."""
    try:
        facts = file.stat() if file is not None else None
    except OSError:
        return None  # put away for a moment: what was read is still right
    return None if facts is None else (facts.st_ino, facts.st_mtime_ns)


@contextmanager
def _alone(file: Path) -> Iterator[Path]:
    """Nobody else changes the keys meanwhile."""
    handle = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(handle)


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
