"""Households on staff pages: looking for one, its page, two side by side, and the box beside a response."""

from farolito.web.staff.households.box import family_box
from farolito.web.staff.households.pages import pages

__all__ = ["family_box", "pages"]
