"""Settings: read once at start-up, typed, and refused all at once with how to mend each.

A setting comes from the environment (``FAROLITO_<NAME>``; ``HOST`` and ``PORT`` for the address) or from a
file ``farolito.toml`` with the same names in lower case. The environment wins. docs/operating.md lists them.

    settings = load_settings(os.environ, FILE)
"""

from __future__ import annotations

from pathlib import Path

from farolito.settings.loading import load_settings
from farolito.settings.table import Settings

__all__ = ["FILE", "Settings", "load_settings"]

FILE = Path("farolito.toml")
"""The settings file of the folder that Farolito is started in."""
