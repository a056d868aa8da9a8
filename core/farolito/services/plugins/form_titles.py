"""The title of a form of a plugin, as its file says: the plugin may be off, or its forms not brought up to date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from farolito.plugins.words import showable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def title_in(file: Path) -> Mapping[str, str]:
    """The title by language; nothing where it can not be read or shown."""
    try:
        title = json.loads(file.read_bytes())["title"]
    except (OSError, ValueError, LookupError, TypeError):
        return {}
    fine = isinstance(title, dict) and all(map(showable, (*title, *title.values())))
    return title if fine else {}
