"""How one setting is read: from a word of the environment or a value of the file to what it means, or why not."""

from __future__ import annotations

import os
import re
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

_ED25519 = bytes.fromhex("302a300506032b6570032100")
"""How the encoded form of every Ed25519 public key begins (RFC 8410, section 4)."""

LOG_LEVELS = ("debug", "info", "warning", "error")


class Wrong(ValueError):
    """Why a value will not do, ending in how to mend it."""


def as_text(raw: Any) -> str:
    """Text without blanks around it."""
    if not isinstance(raw, str):
        raise Wrong(f"{raw!r} is not text; put it in quotes")
    return raw.strip()


def as_path(raw: Any) -> Path:
    """An absolute path; ``~`` is the home folder."""
    return Path(os.path.abspath(Path(as_text(raw)).expanduser()))


def as_folder(raw: Any) -> Path:
    """The path of a folder that is there."""
    path = as_path(raw)
    if not path.is_dir():
        raise Wrong(f"there is no folder {path}; make it, or name another")
    return path


def as_flag(raw: Any) -> bool:
    """Yes or no."""
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().lower()
    if word in ("1", "true", "yes", "on"):
        return True
    if word in ("0", "false", "no", "off"):
        return False
    raise Wrong(f"{raw!r} is neither yes nor no; write 1 or 0")


def as_number(least: int, most: int) -> Callable[[Any], int]:
    """A reader of whole numbers from ``least`` to ``most``."""

    def read(raw: Any) -> int:
        text = str(raw).strip()
        if isinstance(raw, bool) or not re.fullmatch(r"[0-9]{1,9}", text, re.ASCII):
            raise Wrong(f"{raw!r} is not a whole number; write one from {least} to {most}")
        if not least <= int(text) <= most:
            raise Wrong(f"{text} is out of range; write a number from {least} to {most}")
        return int(text)

    return read


def as_names(pattern: str, example: str) -> Callable[[Any], tuple[str, ...]]:
    """A list of names: ``a, b`` in the environment, ``["a", "b"]`` in the file."""

    def read(raw: Any) -> tuple[str, ...]:
        items = raw.split(",") if isinstance(raw, str) else raw
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise Wrong(f"{raw!r} is not a list of names; write for example {example}")
        names = [item.strip() for item in items if item.strip()]
        for name in names:
            if not re.fullmatch(pattern, name, re.ASCII):
                raise Wrong(f"{name!r} does not look right; write for example {example}")
        if len(set(names)) < len(names):
            raise Wrong("a name stands there twice; leave one of them out")
        return tuple(names)

    return read


plugin_names = as_names(r"[a-z][a-z0-9_]*", "printables, wellbeing_centers, or none")
language_tags = as_names(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "en, es")


def as_plugins(raw: Any) -> tuple[str, ...]:
    """Names of plugins in their order; the word ``none`` for no plugin at all."""
    return () if raw == "none" else plugin_names(raw)


def as_languages(raw: Any) -> tuple[str, ...]:
    """Language tags, English among them."""
    tags = language_tags(raw)
    if "en" not in tags:
        raise Wrong("English (en) is missing, and every page is written in it first; add en")
    return tags


def as_level(raw: Any) -> str:
    """One of :data:`LOG_LEVELS`."""
    if as_text(raw).lower() not in LOG_LEVELS:
        raise Wrong(f"{raw!r} is not a log level; write one of {', '.join(LOG_LEVELS)}")
    return as_text(raw).lower()


def as_host(raw: Any) -> str:
    """A host name or address."""
    if not re.fullmatch(r"[A-Za-z0-9.:_-]+", as_text(raw), re.ASCII):
        raise Wrong(
            f"{raw!r} is not a host; write for example 127.0.0.1, or 0.0.0.0 for all networks"
        )
    return as_text(raw)


def as_database_url(raw: Any) -> str:
    """The address of an SQLite file or of a PostgreSQL database."""
    url = as_text(raw)
    if not re.match(r"(sqlite:///.|postgresql(\+psycopg)?://)", url):
        # the value itself is not repeated: it may hold a password
        raise Wrong(
            "only SQLite and PostgreSQL are known; write sqlite:////folder/farolito.db "
            "or postgresql://user:password@host/database"
        )
    return url


def as_base_url(raw: Any) -> str:
    """An address of a site: scheme and host, no path, no slash at the end."""
    url = as_text(raw).rstrip("/")
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.path
        good = good and not (parts.query or parts.fragment or parts.username) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise Wrong(f"{raw!r} is not an address; write for example https://forms.example.org")
    return url


def as_public_key(raw: Any) -> bytes:
    """The 32 bytes of an Ed25519 public key, from the one line between the first and the last of its PEM file."""
    try:
        encoded = b64decode(as_text(raw), validate=True)
    except ValueError:
        encoded = b""
    if len(encoded) != len(_ED25519) + 32 or not encoded.startswith(_ED25519):
        raise Wrong(
            f"{raw!r} is not an Ed25519 public key; write the line that stands in the middle of its PEM file"
        )
    return encoded.removeprefix(_ED25519)
