"""The registry entry of all family pages; the modules beside it add their routes."""

from __future__ import annotations

from farolito.web.routes import Pages

pages = Pages("respond")
