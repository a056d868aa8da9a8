"""The pages of this plugin; each module adds its own when it is imported."""

from __future__ import annotations

from farolito_wellbeing_centers import count_pages as count_pages
from farolito_wellbeing_centers import course_pages as course_pages
from farolito_wellbeing_centers import desk_pages as desk_pages
from farolito_wellbeing_centers import menu_pages as menu_pages
from farolito_wellbeing_centers import request_pages as request_pages
from farolito_wellbeing_centers.where import pages

ALL = (pages,)
