"""The pages of this plugin: one set, filled by the modules with pages."""

from __future__ import annotations

from farolito.api import Pages

HOME = "/-/community_assessment"

pages = Pages("community_assessment", url_prefix=HOME)
