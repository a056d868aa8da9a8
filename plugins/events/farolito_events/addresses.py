"""The pages of this plugin: one set, filled by the modules that end in ``_pages``."""

from __future__ import annotations

from farolito.api import Pages

HOME = "/-/events/"
DESK = "/-/events/desk"

pages = Pages("events", url_prefix="/-/events")
