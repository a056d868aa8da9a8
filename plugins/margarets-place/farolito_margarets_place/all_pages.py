"""The pages of this plugin; each module adds its own when it is imported."""

from __future__ import annotations

from farolito_margarets_place import group_pages as group_pages
from farolito_margarets_place import log_pages as log_pages
from farolito_margarets_place import paper_pages as paper_pages
from farolito_margarets_place import people_pages as people_pages
from farolito_margarets_place.where import pages

ALL = (pages,)
